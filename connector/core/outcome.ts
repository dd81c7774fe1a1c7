/** What became of a record: the closed list of outcomes, and the one shape in which every action reports them. */
import { type Facts, type Reason, sentence } from "./reason";

/**
 * - `rejected`: a human must do something · `postponed`: nothing is wrong, it is tried again by itself
 * - `skipped`: not ours to send · the others say what was done
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
  /** Where a human sees the record on the other side. */
  readonly link?: string;
  /** For *Import Payments On Demand*: the payments that an event was about. */
  readonly payments?: { readonly ids: readonly string[] };
  /** The document that has to be sent before this one, by its `idn`. */
  readonly waitsFor?: string;
}

export interface ListResult {
  readonly results: RecordResult[];
  readonly counts: Readonly<Partial<Record<Outcome, number>>>;
}

/** Tells a `Stopped` from anything else: no vendor's JSON can carry a symbol. */
const STOPPED = Symbol("stopped");

/** Why a record is not handled as asked, before it is known which record that is. Made by the four functions below alone. */
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

/** What stopped a record, as the record's result. */
export const stoppedResult = (
  record: Pick<RecordResult, "id" | "name" | "link">,
  stopped: Stopped,
): RecordResult => ({
  ...record,
  outcome: stopped.outcome,
  reason: stopped.reason,
  message: sentence(stopped.reason, stopped.facts),
});

/** How many of each outcome; outcomes that did not occur are left out. */
export const count = (results: readonly RecordResult[]): ListResult["counts"] => {
  const counts: Partial<Record<Outcome, number>> = {};
  for (const outcome of outcomes) {
    const number = results.filter((result) => result.outcome === outcome).length;
    if (number > 0) counts[outcome] = number;
  }
  return counts;
};
