/** How every import of a list runs, and where and when it goes on if it stops. What a record needs is each import's own business. */
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
import { countsText, handleRecord, type Run, resumableRun, type Stop } from "../resumableRun";
import type { SyncContext } from "../syncContext";

/** Where and when a stopped import goes on. */
export interface Continuation {
  readonly request: ImportRequest;
  /** The first record that is left; left out where nothing has been begun. */
  readonly place?: string;
  /** UTC; omitted if it can continue right away. */
  readonly notBefore?: string;
}

/** Where an import takes up an earlier one. */
export type Resume = Pick<Continuation, "place" | "notBefore">;

export interface ImportData extends ListResult {
  readonly request: ImportRequest;
  /** Number of records left for the next run; left out where that is not known. */
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

/** One record that is to be handled, or why it is not. */
export interface Task<About> {
  readonly id: string;
  readonly name?: string;
  readonly about: About | Stopped;
}

export interface Plan<About> {
  /** In the order in which they are handled, which is the same in every run while nothing changes. */
  readonly tasks: readonly Task<About>[];
  /** What became of one; undefined puts it off until others have been handled, where that is allowed. */
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

/** What an import comes to where there is nothing that could be imported. */
export const nothingToImport: Plan<never> = {
  tasks: [],
  handle: async () => undefined,
  linked: () => ({ count: 0 }),
};

/** No schedule is so fast that a shorter wait had to be kept. */
const SOON_MS = 60_000;

/** One import between two records. */
interface Progress<About> {
  plan?: Plan<About>;
  /** The tasks in their order; one that is put off comes once more at the end. */
  readonly queue: Task<About>[];
  /** How many of the queue have had their turn. */
  begun: number;
}

export const runImport = async <About extends object>(
  sync: SyncContext,
  spec: Import<About>,
): Promise<ImportEnd> => {
  const { request, resume } = spec;
  const begin = moment(resume.notBefore) ?? 0;
  if (clock().now() < begin || clock().now() >= sync.deadline) {
    return { data: { results: [], counts: {}, request, next: { request, ...resume } } };
  }
  const progress: Progress<About> = { queue: [], begun: 0 };
  const { results, counts, stop } = await resumableRun(sync, (run) => importAll(run, spec, progress));
  const { plan } = progress;
  if (plan || !stop) sync.log.info(`${spec.title}: ${countsText(counts) || "nothing to import"}.`);
  const data = { results, counts, request, ...(stop && continuation(sync, spec, progress, stop)) };
  return { data, ...(plan && { linked: plan.linked() }) };
};

const importAll = async <About extends object>(
  run: Run,
  { title, noun, resume, plan: makePlan }: Import<About>,
  progress: Progress<About>,
): Promise<void> => {
  const plan = await makePlan();
  if (isStopped(plan)) return run.add(title, stoppedResult({ id: title, name: title }, plan));
  progress.plan = plan;
  const first = plan.tasks.findIndex(({ id }) => id === resume.place);
  const { queue } = progress;
  for (const task of plan.tasks.slice(Math.max(0, first))) queue.push(task);
  let putOff = 0;
  for (const task of queue) {
    run.checkTime();
    const result = await handleTask(plan, noun, task, putOff < queue.length - progress.begun);
    progress.begun++;
    putOff = result ? 0 : putOff + 1;
    if (result) run.add(`${noun} ${task.name ?? task.id}`, result);
    else queue.push(task);
  }
};

/** Where and when a stopped import goes on, also said in the log. */
const continuation = <About>(
  { log }: SyncContext,
  { title, request, resume }: Import<About>,
  { plan, queue, begun }: Progress<About>,
  { until = 0 }: Stop,
): Pick<ImportData, "remaining" | "next"> => {
  const left = queue.slice(begun);
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
  mayPutOff: boolean,
): Promise<RecordResult | undefined> => {
  const subject = { id, ...omitUndefined({ name }) };
  if (isStopped(about)) return stoppedResult(subject, about);
  return handleRecord(subject, `${noun.toLowerCase()} ${name ?? id}`, () => plan.handle(about, mayPutOff));
};
