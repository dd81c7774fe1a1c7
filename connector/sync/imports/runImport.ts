/**
 * Runs an import record by record and, if it stops early or could not settle a record, says where and when it continues. Each import
 * supplies its own plan of what to do with a record.
 */
import { moment, utcSecond } from "../../core/calendarDate";
import type { ImportRequest } from "../../core/imports/importRequest";
import { omitUndefined } from "../../core/omitUndefined";
import { isStopped, type ListResult, type Stopped, stoppedResult } from "../../core/outcome";
import { clock } from "../../http/clock";
import { countsText, type ResumableRun, resumableRun, type Stop } from "../resumableRun";
import type { SyncContext } from "../syncContext";
import { createImportMemory, type ImportMemory, type ImportProgress } from "./importProgress";
import { handleTask, type Linked, type Plan, type Task, type TaskContext, withPatience } from "./importTask";

/** Where and when an unfinished import continues. */
export interface Continuation {
  readonly request: ImportRequest;
  /**
   * Id of the first record that is left; omitted if the import has not started. Unchanged records before it are not reported again.
   * Nothing is skipped because of it: the order of a list may change between two runs.
   */
  readonly place?: string;
  /** UTC; omitted if it can continue right away. */
  readonly notBefore?: string;
}

/** Where an earlier run of the same import stopped, and what it left for the next one. */
export interface Resume extends Pick<Continuation, "place" | "notBefore"> {
  readonly progress?: ImportProgress;
}

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
  /** What the next run has to get; omitted if the import is finished. */
  readonly progress?: ImportProgress;
}

interface Import<About> {
  readonly request: ImportRequest;
  readonly resume: Resume;
  /** The list's name and the name of one record, for the log. */
  readonly title: string;
  readonly noun: string;
  plan(memory: ImportMemory): Promise<Plan<About> | Stopped>;
}

/** Shorter waits are not recorded: no schedule runs more often than this. */
const SOON_MS = 60_000;

/** The state of a running import. */
interface Progress<About> extends TaskContext<About> {
  plan?: Plan<About>;
  /** The tasks in order; a deferred task is added again at the end. */
  readonly queue: Task<About>[];
  /** How many tasks of the queue were tried. */
  tried: number;
  quiet: ReadonlySet<Task<About>>;
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
    const { progress, ...next } = resume;
    return {
      data: { results: [], counts: {}, request, next: { request, ...next } },
      ...omitUndefined({ progress }),
    };
  }
  const memory = createImportMemory(resume.progress);
  const progress: Progress<About> = { memory, queue: [], tried: 0, handled: new Set(), quiet: new Set() };
  const { results, counts, stop } = await resumableRun(sync, (run) => importAll(run, spec, progress));
  const { plan } = progress;
  if (plan || !stop) sync.log.info(`${spec.title}: ${countsText(counts) || "nothing to import"}.`);
  const { stored, ...next } = continuation(sync, spec, progress, stop);
  const data = { results, counts, request, ...next };
  return { data, ...(plan && { linked: plan.linked() }), ...omitUndefined({ progress: stored }) };
};

const importAll = async <About extends object>(
  run: ResumableRun,
  spec: Import<About>,
  progress: Progress<About>,
): Promise<void> => {
  const { title, noun, resume } = spec;
  const { memory, queue, handled } = progress;
  const plan = await spec.plan(memory);
  if (isStopped(plan)) {
    handled.add(title);
    const result = withPatience(memory, stoppedResult({ id: title, name: title }, plan), title);
    return run.add(title, result);
  }
  memory.settle(title);
  progress.plan = plan;
  const { tasks } = plan;
  const first = tasks.findIndex(({ id }) => id === resume.place);
  progress.quiet = new Set(memory.onlyPostponed ? tasks : tasks.slice(0, Math.max(0, first)));
  // What could not be settled comes last: trying it takes long, and must not hold up the others.
  for (const task of tasks) if (!memory.isPostponed(task.id)) queue.push(task);
  for (const task of tasks) if (memory.isPostponed(task.id)) queue.push(task);
  // Once every task left in the queue has been deferred in a row, deferring again would never end.
  let deferred = 0;
  for (const task of queue) {
    run.checkTime();
    const mayDefer = deferred < queue.length - progress.tried;
    const result = await handleTask(plan, noun, task, progress, mayDefer);
    progress.tried++;
    deferred = result ? 0 : deferred + 1;
    if (!result) queue.push(task);
    else handled.add(task.id);
    if (result && result !== "seen") run.add(`${noun} ${task.name ?? task.id}`, result);
  }
};

/** When the import continues, and with what; nothing if all records are settled. Also logs it. */
const continuation = <About>(
  { log }: SyncContext,
  { title, request, resume }: Import<About>,
  { memory, plan, queue, tried, handled }: Progress<About>,
  stop: Stop | undefined,
): Pick<ImportData, "remaining" | "next"> & { readonly stored?: ImportProgress } => {
  if (!stop) memory.settleAllBut(handled);
  const nextTry = memory.nextTry();
  if (!stop && nextTry === undefined) return {};
  const left = queue.slice(tried);
  const until = stop ? (stop.until ?? 0) : (nextTry ?? 0);
  const notBefore = until - clock().now() > SOON_MS ? utcSecond(until) : undefined;
  const waiting = new Set(left.map(({ id }) => id));
  for (const { id } of plan?.tasks ?? []) if (memory.isPostponed(id)) waiting.add(id);
  const remaining = plan || !stop ? Math.max(waiting.size, 1) : undefined;
  const what = remaining === undefined ? "not started" : `${remaining} left`;
  const when = notBefore === undefined ? "" : ` after ${notBefore}`;
  log.info(`${title}: ${what}; the import continues automatically${when}.`);
  const onlyPostponed = plan !== undefined && left.every(({ id }) => memory.isPostponed(id));
  const unseen = plan?.tasks.find(({ id }) => waiting.has(id) && (onlyPostponed || !memory.isPostponed(id)));
  const place = unseen?.id ?? resume.place;
  const stored = memory.stored(onlyPostponed || (plan === undefined && memory.onlyPostponed));
  return {
    ...omitUndefined({ remaining }),
    next: { request, ...omitUndefined({ place, notBefore }) },
    stored,
  };
};
