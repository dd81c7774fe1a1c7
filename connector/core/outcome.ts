/** What happened to a record: the closed list of outcomes, and the one shape in which every action reports them. */
import { type Facts, type Reason, sentence } from "./reason";

/**
 * - `rejected`: somebody has to act · `postponed`: nothing is wrong, it is retried automatically
 * - `skipped`: not meant to be sent · the others say what was done
 */
export const outcomes = [
  "created",
  "linked",
  "updated",
  "unchanged",
  "restored",
  "archived",
  "unlinked",
  "rejected",
  "postponed",
  "skipped",
] as const;

export type Outcome = (typeof outcomes)[number];

export interface RecordResult {
  /** The record's id in the system it comes from; a document's `idn`. */
  readonly id: string;
  readonly name?: string;
  readonly outcome: Outcome;
  readonly reason?: Reason;
  /** The reason as one sentence that says what to do. */
  readonly message?: string;
  /** The web page of the record in the other system. */
  readonly link?: string;
  /** The `idn` of the document that has to be sent before this one. */
  readonly waitsFor?: string;
}

export interface ListResult {
  readonly results: RecordResult[];
  readonly counts: Readonly<Partial<Record<Outcome, number>>>;
}

/** Tells a `Stopped` from anything else: no vendor's JSON can carry a symbol. */
const STOPPED = Symbol("stopped");

/** Why a record goes no further, without the record itself. Only the four functions below make one. */
export interface Stopped {
  readonly [STOPPED]: true;
  readonly outcome: "rejected" | "postponed" | "skipped" | "unlinked";
  readonly reason: Reason;
  readonly facts: Facts;
}

const stop =
  (outcome: Stopped["outcome"]) =>
  (reason: Reason, facts: Facts = {}): Stopped => ({ [STOPPED]: true, outcome, reason, facts });

export const reject = stop("rejected");
export const postpone = stop("postponed");
export const skip = stop("skipped");
export const unlink = stop("unlinked");

export const isStopped = (value: unknown): value is Stopped =>
  typeof value === "object" && value !== null && STOPPED in value;

/** What stopped a record, as its result. */
export const stoppedResult = (
  record: Pick<RecordResult, "id" | "name" | "link">,
  stopped: Stopped,
): RecordResult => ({
  ...record,
  outcome: stopped.outcome,
  reason: stopped.reason,
  message: sentence(stopped.reason, stopped.facts),
});

/** What a person has to know about a record that was done all the same. */
export interface Warning {
  readonly reason: Reason;
  readonly facts: Facts;
}

/** The result of a record that was done, with what the log then warns of: the first warning is its reason. */
export const warnedResult = (result: RecordResult, warnings: readonly Warning[]): RecordResult => {
  const [first] = warnings;
  if (!first) return result;
  const sentences = warnings.map(({ reason, facts }) => sentence(reason, facts));
  return {
    ...result,
    reason: first.reason,
    message: [result.message, ...sentences].filter(Boolean).join(" "),
  };
};

/** True where somebody has to know or to act: for a rejection, and for a warning about a record that was done. */
export const isWarning = ({ outcome, reason }: Pick<RecordResult, "outcome" | "reason">): boolean =>
  outcome === "rejected" || (reason !== undefined && !["postponed", "skipped", "unlinked"].includes(outcome));

/** How many there are of each outcome; those that did not occur are left out. */
export const count = (results: readonly RecordResult[]): ListResult["counts"] => {
  const counts: Partial<Record<Outcome, number>> = {};
  for (const outcome of outcomes) {
    const number = results.filter((result) => result.outcome === outcome).length;
    if (number > 0) counts[outcome] = number;
  }
  return counts;
};
