/**
 * Runs an import record by record and, if it stops early, says where and when it continues. Each import supplies its own plan
 * of what to do with a record.
 */
import { moment, utcSecond } from "../../core/calendarDate";
import type { ImportRequest } from "../../core/imports/importRequest";
import { omitUndefined } from "../../core/omitUndefined";
import {
  isStopped,
  type ListResult,
  type RecordResult,
  type Stopped,
  stoppedResult,
} from "../../core/outcome";
import { clock } from "../../http/clock";
import { countsText, handleRecord, type ResumableRun, resumableRun, type Stop } from "../resumableRun";
import type { SyncContext } from "../syncContext";

/** Where and when a stopped import continues. */
export interface Continuation {
  readonly request: ImportRequest;
  /** Id of the first unhandled record; omitted if the import has not started. */
  readonly place?: string;
  /** UTC; omitted if it can continue right away. */
  readonly notBefore?: string;
}

/** Where an earlier run of the same import stopped. */
export type Resume = Pick<Continuation, "place" | "notBefore">;

export interface ImportData extends ListResult {
  readonly request: ImportRequest;
  /** Number of records left for the next run; omitted if unknown. */
  readonly remaining?: number;
  readonly next?: Continuation;
}

export interface ImportEnd {
  readonly data: ImportData;
  /** How many records of the list are linked now; undefined if the import never got to read them. */
  readonly linked?: Linked;
}

interface Linked {
  readonly count: number;
  /** The custom field that the list is imported to. */
  readonly fieldId?: string | undefined;
}

/** One record to handle, or the reason why it can't be. */
export interface Task<About> {
  readonly id: string;
  readonly name?: string;
  readonly about: About | Stopped;
}

export interface Plan<About> {
  /** In the order of handling, which is stable across runs as long as the data does not change. */
  readonly tasks: readonly Task<About>[];
  /** Handles one record. If `mayDefer`, it can return undefined to be called again after the others. */
  handle(about: About, mayDefer: boolean): Promise<RecordResult | undefined>;
  linked(): Linked;
}

interface Import<About> {
  readonly request: ImportRequest;
  readonly resume: Resume;
  /** The list's name and the name of one record, for the log. */
  readonly title: string;
  readonly noun: string;
  plan(): Promise<Plan<About> | Stopped>;
}

/** The plan of an import that has nothing to do. */
export const nothingToImport: Plan<never> = {
  tasks: [],
  handle: async () => undefined,
  linked: () => ({ count: 0 }),
};

/** Shorter waits are not recorded: no schedule runs more often than this. */
const SOON_MS = 60_000;

/** The state of a running import. */
interface Progress<About> {
  plan?: Plan<About>;
  /** The tasks in order; a deferred task is added again at the end. */
  readonly queue: Task<About>[];
  /** How many tasks of the queue were tried. */
  tried: number;
}

/**
 * Runs an import until it is done, its time is up, or a limit is hit. Makes no calls before `resume.notBefore`.
 *
 * @throws {RequestError} if it fails before it has handled any record
 */
export const runImport = async <About extends object>(
  sync: SyncContext,
  spec: Import<About>,
): Promise<ImportEnd> => {
  const { request, resume } = spec;
  const earliest = moment(resume.notBefore) ?? 0;
  if (clock().now() < earliest || clock().now() >= sync.deadline) {
    return { data: { results: [], counts: {}, request, next: { request, ...resume } } };
  }
  const progress: Progress<About> = { queue: [], tried: 0 };
  const { results, counts, stop } = await resumableRun(sync, (run) => importAll(run, spec, progress));
  const { plan } = progress;
  if (plan || !stop) sync.log.info(`${spec.title}: ${countsText(counts) || "nothing to import"}.`);
  const data = { results, counts, request, ...(stop && continuation(sync, spec, progress, stop)) };
  return { data, ...(plan && { linked: plan.linked() }) };
};

const importAll = async <About extends object>(
  run: ResumableRun,
  { title, noun, resume, plan: makePlan }: Import<About>,
  progress: Progress<About>,
): Promise<void> => {
  const plan = await makePlan();
  if (isStopped(plan)) return run.add(title, stoppedResult({ id: title, name: title }, plan));
  progress.plan = plan;
  const first = plan.tasks.findIndex(({ id }) => id === resume.place);
  const { queue } = progress;
  for (const task of plan.tasks.slice(Math.max(0, first))) queue.push(task);
  // Once every task left in the queue has been deferred in a row, deferring again would never end.
  let deferred = 0;
  for (const task of queue) {
    run.checkTime();
    const result = await handleTask(plan, noun, task, deferred < queue.length - progress.tried);
    progress.tried++;
    deferred = result ? 0 : deferred + 1;
    if (result) run.add(`${noun} ${task.name ?? task.id}`, result);
    else queue.push(task);
  }
};

/** Where and when a stopped import continues. Also logs it. */
const continuation = <About>(
  { log }: SyncContext,
  { title, request, resume }: Import<About>,
  { plan, queue, tried }: Progress<About>,
  { until = 0 }: Stop,
): Pick<ImportData, "remaining" | "next"> => {
  const left = queue.slice(tried);
  const notBefore = until - clock().now() > SOON_MS ? utcSecond(until) : undefined;
  const what = plan ? `${left.length} left` : "not started";
  const when = notBefore === undefined ? "" : ` after ${notBefore}`;
  log.info(`${title}: ${what}; the import continues automatically${when}.`);
  const waiting = new Set(left);
  const place = plan?.tasks.find((task) => waiting.has(task))?.id ?? resume.place;
  return {
    ...(plan && { remaining: left.length }),
    next: { request, ...omitUndefined({ place, notBefore }) },
  };
};

const handleTask = async <About extends object>(
  plan: Plan<About>,
  noun: string,
  { id, name, about }: Task<About>,
  mayDefer: boolean,
): Promise<RecordResult | undefined> => {
  const subject = { id, ...omitUndefined({ name }) };
  if (isStopped(about)) return stoppedResult(subject, about);
  return handleRecord(subject, `${noun.toLowerCase()} ${name ?? id}`, () => plan.handle(about, mayDefer));
};
