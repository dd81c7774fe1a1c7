/**
 * How everything that may take long runs: record by record, until all is done, its time is over or a limit is met. What is done
 * is done and kept; the caller says where and when the next run goes on.
 */
import { count, type ListResult, type RecordResult, stoppedResult } from "../core/outcome";
import { clock } from "../http/clock";
import { isRequestError } from "../http/requestError";
import { logResult, type SyncContext, stoppedOrThrow } from "./syncContext";

/** Why a run ended before all was done. */
export interface Stop {
  /** When the limit is over, ms since 1970 UTC; undefined where it was none, or does not say. */
  readonly until: number | undefined;
}

export interface ResumableRun {
  readonly results: RecordResult[];
  /** Keeps a result, and says it in the log under this name. */
  add(name: string, result: RecordResult): void;
  /** Ends the run if no time is left to begin another record. */
  checkTime(): void;
}

export interface RunEnd extends ListResult {
  /** Undefined where all is done. */
  readonly stop: Stop | undefined;
}

/**
 * @throws {RequestError} where nothing at all could be done, so that somebody hears of it
 */
export const resumableRun = async (
  { log, deadline }: SyncContext,
  work: (run: ResumableRun) => Promise<void>,
): Promise<RunEnd> => {
  const results: RecordResult[] = [];
  const run: ResumableRun = {
    results,
    add: (name, result) => {
      results.push(result);
      logResult(log, name, result);
    },
    checkTime: () => {
      if (clock().now() >= deadline) throw new OutOfTime();
    },
  };
  const end = (stop: Stop | undefined): RunEnd => ({ results, counts: count(results), stop });
  try {
    await work(run);
    return end(undefined);
  } catch (error) {
    if (error instanceof OutOfTime) return end({ until: undefined });
    if (isRequestError(error, "rate-limit")) return end({ until: error.until });
    if (!isRequestError(error) || results.length === 0) throw error;
    log.warn(`The import stopped: ${error.message}`);
    return end({ until: undefined });
  }
};

class OutOfTime extends Error {}

/** What became of one record; its failure is its own result. A limit ends the run: it is the next record's limit too. */
export const handleRecord = async <R>(
  subject: Pick<RecordResult, "id" | "name">,
  record: string,
  operation: () => Promise<R>,
): Promise<R | RecordResult> => {
  try {
    return await operation();
  } catch (error) {
    if (isRequestError(error, "rate-limit")) throw error;
    return stoppedResult(subject, stoppedOrThrow(error, record));
  }
};

/** `152 created, 5 linked`; empty where nothing was. */
export const countsText = (counts: ListResult["counts"]): string =>
  Object.entries(counts)
    .map(([outcome, number]) => `${number} ${outcome}`)
    .join(", ");
