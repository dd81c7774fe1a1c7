/**
 * Runs long work record by record until it is finished, out of time, or stopped by a limit. Finished records are kept; the caller
 * decides where and when the next run continues.
 */

import { count, type ListResult, type RecordResult, stoppedResult } from "../core/outcome";
import { clock } from "../http/clock";
import { isRequestError } from "../http/requestError";
import { logResult, type SyncContext, stoppedOrThrow } from "./syncContext";

/** Set if a run ended early. */
export interface Stop {
  /** When the API limit ends, ms since 1970 UTC; undefined if there was none or its end is unknown. */
  readonly until: number | undefined;
}

export interface ResumableRun {
  readonly results: RecordResult[];
  /** Keeps a result and logs it under this name. */
  add(name: string, result: RecordResult): void;
  /** Ends the run if there is no time left for another record. */
  checkTime(): void;
}

export interface RunEnd extends ListResult {
  /** Undefined if everything is done. */
  readonly stop: Stop | undefined;
}

/**
 * An API limit or the deadline ends the run normally, as does any other `RequestError` once there are results.
 *
 * @throws {RequestError} if the run failed before it had any result, so that the execution fails visibly.
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

/**
 * Runs the operation on one record. A failure that concerns this record alone becomes its result.
 *
 * @throws {RequestError} for an API limit, which would stop the next record too, and for failures that are not about the record.
 */
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

/** For example `152 created, 5 linked`; empty if there are no results. */
export const countsText = (counts: ListResult["counts"]): string =>
  Object.entries(counts)
    .map(([outcome, number]) => `${number} ${outcome}`)
    .join(", ");
