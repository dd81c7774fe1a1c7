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

/** Why a record is not handled as asked, before it is known which record that is. */
export interface Stopped {
  readonly outcome: "rejected" | "postponed" | "skipped" | "unlinked";
  readonly reason: Reason;
  readonly facts: Facts;
}

export const reject = (reason: Reason, facts: Facts = {}): Stopped => ({
  outcome: "rejected",
  reason,
  facts,
});
export const postpone = (reason: Reason, facts: Facts = {}): Stopped => ({
  outcome: "postponed",
  reason,
  facts,
});
export const skip = (reason: Reason, facts: Facts = {}): Stopped => ({ outcome: "skipped", reason, facts });

export const isStopped = (value: object): value is Stopped =>
  "outcome" in value && "reason" in value && "facts" in value;

/** The ruling as the result of one record. */
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
