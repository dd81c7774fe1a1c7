/**
 * How every import runs: record by record, until all is done, its time is over or a limit is met; then it says where and
 * when it goes on. What a record needs is the business of each import.
 */
import { moment, utcSecond } from "../../core/calendarDate";
import type { ImportRequest } from "../../core/imports/importRequest";
import { omitUndefined } from "../../core/omitUndefined";
import {
  count,
  isStopped,
  type ListResult,
  type RecordResult,
  type Stopped,
  stoppedResult,
} from "../../core/outcome";
import { clock } from "../../http/clock";
import { isRequestError } from "../../http/requestError";
import { logResult, type SyncContext, stoppedBy } from "../syncContext";

/** Where and when a stopped import goes on. */
export interface Continuation {
  readonly request: ImportRequest;
  /** The first record that is left; left out where nothing has been begun. */
  readonly place?: string;
  /** UTC; left out for at once. */
  readonly notBefore?: string;
}

/** Where an import takes up an earlier one. */
export type Resume = Pick<Continuation, "place" | "notBefore">;

export interface ImportData extends ListResult {
  readonly request: ImportRequest;
  /** How many records are left for the next run; left out where that is not known. */
  readonly remaining?: number;
  readonly next?: Continuation;
}

export interface ImportEnd {
  readonly data: ImportData;
  /** How many records of the list are linked now, and where; undefined where nothing was looked at. */
  readonly linked?: Linked;
}

interface Linked {
  readonly count: number;
  /** The custom field that the list is imported to. */
  readonly fieldId?: string | undefined;
}

/** One record that is seen to, or what is the matter before anything is looked at. */
export interface Task<About> {
  readonly id: string;
  readonly name?: string;
  readonly about: About | Stopped;
}

export interface Plan<About> {
  /** In the order in which they are seen to, which is the same in every run while nothing changes. */
  readonly tasks: readonly Task<About>[];
  /** What became of one; undefined puts it off until others have been seen to, where that is allowed. */
  handle(about: About, mayPutOff: boolean): Promise<RecordResult | undefined>;
  linked(): Linked;
}

interface Import<About> {
  readonly request: ImportRequest;
  readonly resume: Resume;
  /** How the log calls the list and one of its records. */
  readonly title: string;
  readonly noun: string;
  plan(): Promise<Plan<About> | Stopped>;
}

/** No schedule is so fast that a shorter wait had to be kept. */
const SOON_MS = 60_000;

export const runImport = async <About extends object>(
  run: SyncContext,
  { request, resume, title, noun, plan }: Import<About>,
): Promise<ImportEnd> => {
  const results: RecordResult[] = [];
  const begun = moment(resume.notBefore) ?? 0;
  if (clock().now() < begun || clock().now() >= run.deadline) {
    return { data: { results, counts: {}, request, next: { request, ...resume } } };
  }
  let left: Task<About>[] = [];
  let planned: Plan<About> | undefined;

  const end = (stopped?: { readonly until: number | undefined }): ImportEnd => {
    const counts = count(results);
    const linked = planned && { linked: planned.linked() };
    const parts = Object.entries(counts).map(([outcome, number]) => `${number} ${outcome}`);
    if (planned || !stopped) run.log.info(`${title}: ${parts.join(", ") || "nothing to import"}.`);
    if (!stopped) return { data: { results, counts, request }, ...linked };
    const { until = 0 } = stopped;
    const notBefore = until - clock().now() > SOON_MS ? { notBefore: utcSecond(until) } : {};
    const what = planned ? `${left.length} are left` : "not begun yet";
    run.log.info(`${title}: ${what}${when(notBefore)}; the import goes on from there by itself.`);
    const first = planned?.tasks.find((task) => left.includes(task))?.id ?? resume.place;
    const next = { request, ...omitUndefined({ place: first }), ...notBefore };
    return {
      data: { results, counts, request, ...(planned ? { remaining: left.length } : {}), next },
      ...linked,
    };
  };

  try {
    const made = await plan();
    if (isStopped(made)) {
      results.push(note(run, title, stoppedResult({ id: title, name: title }, made)));
      return end();
    }
    planned = made;
    const { tasks } = made;
    left = tasks.slice(
      Math.max(
        0,
        tasks.findIndex(({ id }) => id === resume.place),
      ),
    );
    let putOff = 0;
    for (let [task] = left; task; [task] = left) {
      if (clock().now() >= run.deadline) return end({ until: undefined });
      const result = await handle(made, noun, task, putOff < left.length);
      left = left.slice(1);
      if (!result) {
        left.push(task);
        putOff++;
        continue;
      }
      putOff = 0;
      results.push(note(run, `${noun} ${task.name ?? task.id}`, result));
    }
    return end();
  } catch (error) {
    if (isRequestError(error, "rate-limit")) return end({ until: error.until });
    // What is done is done and kept; a run that could do nothing at all fails.
    if (!isRequestError(error) || results.length === 0) throw error;
    run.log.warn(`The import stops here: ${error.message}`);
    return end({ until: undefined });
  }
};

const when = ({ notBefore }: { readonly notBefore?: string }): string =>
  notBefore === undefined ? "" : `, not before ${notBefore}`;

const note = ({ log }: SyncContext, what: string, result: RecordResult): RecordResult => {
  logResult(log, what, result);
  return result;
};

const handle = async <About extends object>(
  plan: Plan<About>,
  noun: string,
  { id, name, about }: Task<About>,
  mayPutOff: boolean,
): Promise<RecordResult | undefined> => {
  const subject = { id, ...(name === undefined ? {} : { name }) };
  if (isStopped(about)) return stoppedResult(subject, about);
  try {
    return await plan.handle(about, mayPutOff);
  } catch (error) {
    // A limit that was not waited out ends the run: it is the next record's limit too.
    const ruling = isRequestError(error, "rate-limit")
      ? undefined
      : stoppedBy(error, `${noun.toLowerCase()} ${name ?? id}`);
    if (ruling === undefined) throw error;
    return stoppedResult(subject, ruling);
  }
};
