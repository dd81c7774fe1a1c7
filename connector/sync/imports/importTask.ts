/** Handles one record of an import, and keeps account of what came of it: seen to, reported, or postponed. */
import { omitUndefined } from "../../core/omitUndefined";
import { isStopped, type RecordResult, reject, type Stopped, stoppedResult } from "../../core/outcome";
import { handleRecord } from "../resumableRun";
import type { ImportMemory } from "./importProgress";

/** One record to handle, or the reason why it can't be. */
export interface Task<About> {
  readonly id: string;
  readonly name?: string;
  readonly about: About | Stopped;
}

/** What a plan can ask about the running import. */
export interface ImportRun {
  /** True if the record may be put off until the others were handled, by returning undefined. */
  readonly mayDefer: boolean;
  /** False for a record whose turn is still to come. */
  isHandled(id: string): boolean;
  isPostponed(id: string): boolean;
}

export interface Plan<About> {
  /** In the order of handling. */
  readonly tasks: readonly Task<About>[];
  /** Handles one record. If it may be deferred, it can return undefined to be called again after the others. */
  handle(about: About, run: ImportRun): Promise<RecordResult | undefined>;
  /** What Precoro is to show of the record. As long as that is the same, a record that was seen to is left alone. */
  contentOf(about: About): unknown;
  /** True if even an unchanged record costs a call, because Precoro's list does not show it whole. */
  costsRead?(about: About): boolean;
  linked(): Linked;
}

export interface Linked {
  readonly count: number;
  /** The custom field that the list is imported to. */
  readonly fieldId?: string | undefined;
}

/** The plan of an import that has nothing to do. */
export const nothingToImport: Plan<never> = {
  tasks: [],
  handle: async () => undefined,
  contentOf: () => undefined,
  linked: () => ({ count: 0 }),
};

/** What handling a task needs to know of the running import. */
export interface TaskContext<About> {
  readonly memory: ImportMemory;
  /** Ids of the tasks that were handled in this run. */
  readonly handled: Set<string>;
  /** Tasks whose result, if nothing changed, an earlier run has reported. */
  readonly quiet: ReadonlySet<Task<About>>;
}

/** The result of one task; undefined if it was deferred, `seen` if there is nothing to do or to report. */
export const handleTask = async <About extends object>(
  plan: Plan<About>,
  noun: string,
  task: Task<About>,
  { memory, handled, quiet }: TaskContext<About>,
  mayDefer: boolean,
): Promise<RecordResult | "seen" | undefined> => {
  const { id, name, about } = task;
  const subject = { id, ...omitUndefined({ name }) };
  if (isStopped(about)) return unlessReported(memory, stoppedResult(subject, about));
  const content = plan.contentOf(about);
  if (memory.isSeen(id, content)) return "seen";
  const record = `${noun.toLowerCase()} ${name ?? id}`;
  const run: ImportRun = {
    mayDefer,
    isHandled: (one) => handled.has(one),
    isPostponed: (one) => memory.isPostponed(one),
  };
  const costsRead = plan.costsRead?.(about) ?? false;
  const wasPostponed = memory.isPostponed(id);
  const handling = await handleRecord(subject, record, () => plan.handle(about, run));
  if (handling === undefined) return undefined;
  const result = withPatience(memory, handling, record);
  if (isSettledByCall(result) || (costsRead && result.outcome === "unchanged")) memory.see(id, content);
  else if (result.outcome === "rejected" || result.outcome === "skipped")
    return unlessReported(memory, result);
  return result.outcome === "unchanged" && quiet.has(task) && !wasPostponed ? "seen" : result;
};

/** True if a call has led to this result, and Precoro's list alone would not keep the next run from making it again. */
const isSettledByCall = ({ outcome, reason }: RecordResult): boolean =>
  outcome === "updated" ||
  outcome === "restored" ||
  outcome === "archived" ||
  reason === "refused-by-precoro" ||
  reason === "never-confirmed";

/** `seen` for a rejection that was reported with the same words. */
const unlessReported = (memory: ImportMemory, result: RecordResult): RecordResult | "seen" => {
  const { id, outcome, reason, message } = result;
  const report = `report of ${id}`;
  const words = [outcome, reason, message];
  if (memory.isSeen(report, words)) return "seen";
  memory.see(report, words);
  return result;
};

/** Keeps account of what is postponed. What could not be confirmed for too long becomes a rejection: a person has to look. */
export const withPatience = (memory: ImportMemory, result: RecordResult, record: string): RecordResult => {
  if (result.outcome !== "postponed") {
    memory.settle(result.id);
    return result;
  }
  memory.forget(result.id);
  memory.postpone(result.id);
  if (result.reason !== "not-confirmed" || !memory.isOverdue(result.id)) return result;
  memory.settle(result.id);
  return stoppedResult(result, reject("never-confirmed", { system: "Precoro", record }));
};
