/**
 * Which documents the safety net looks at, by their rows of a list alone (product 7): what a row settles costs no call of
 * its own. Pure: rows, bills and what was decided before come in.
 */
import type { Bill } from "./bill";
import { type CalendarDate, utcDay } from "./calendarDate";
import { compareApprovals, isBillId, readIdentity } from "./identity";
import { type Document, isApproved, isCanceled } from "./invoice";

/** A document as a list shows it: without lines, and without its supplier's link. */
export interface DocumentRow {
  readonly idn: string;
  readonly id?: string;
  readonly kind: Document["kind"];
  readonly status: number;
  /** For a split-cost child: the invoice it is a part of. */
  readonly parent?: string;
  readonly externalId?: string;
  /** UTC to the second; undefined where Precoro tells none. */
  readonly approved?: string;
  /** ms since 1970 UTC. */
  readonly approvedAt?: number;
  /** ms since 1970 UTC. */
  readonly updatedAt?: number;
}

/** The bill that has to be seen to judge a row; undefined where none does. */
export const billToSee = ({ kind, status, parent, externalId }: DocumentRow): string | undefined => {
  if (kind !== "invoice" || parent !== undefined || externalId === undefined) return undefined;
  return (isApproved(status) || isCanceled(status)) && isBillId("bill", externalId) ? externalId : undefined;
};

/** `bill`: that of the row's link, undefined where BILL does not know it. `from`: *Send Documents Approved From*. */
export const needsLook = (
  row: DocumentRow,
  bill: Bill | undefined,
  from: CalendarDate | undefined,
): boolean => {
  const { kind, status, parent, externalId, approvedAt } = row;
  // A part of a split invoice is never sent. A credit note has its own way.
  if (kind !== "invoice" || parent !== undefined) return false;
  if (isCanceled(status)) return externalId === undefined || (bill !== undefined && !bill.archived);
  if (!isApproved(status)) return false;
  if (externalId === undefined) {
    return from === undefined || approvedAt === undefined || utcDay(approvedAt) >= from;
  }
  if (!bill || bill.archived) return true;
  const named = readIdentity(bill.description);
  return named === undefined || compareApprovals(row.approved, named.approved) === "later";
};

/** What became of a document when it was last looked at and could not be settled. */
export interface Decision {
  readonly idn: string;
  readonly reason: string;
  /** ms since 1970 UTC. */
  readonly at: number;
}

/** A little less than a day, so that the pass that is made once a day finds what it looked at the day before. */
const NEARLY_A_DAY_MS = 23 * 3_600_000;
const AGAIN_A_DAY = 100;
const REMEMBERED = 5_000;

/** The documents whose decision is a day old and that may be looked at again now: the oldest, a hundred a day. */
export const dueAgain = (decisions: readonly Decision[], now: number): ReadonlySet<string> => {
  const lookedToday = decisions.filter(({ at }) => now - at < NEARLY_A_DAY_MS).length;
  const due = decisions.filter(({ at }) => now - at >= NEARLY_A_DAY_MS).sort((a, b) => a.at - b.at);
  return new Set(due.slice(0, Math.max(0, AGAIN_A_DAY - lookedToday)).map(({ idn }) => idn));
};

/**
 * True if a document was not changed since it was decided on, and its time has not come yet. What we write into it
 * ourselves for a decision, its error log, comes before the decision.
 */
export const isDecided = (
  { idn, updatedAt }: DocumentRow,
  decisions: ReadonlyMap<string, Decision>,
  again: ReadonlySet<string>,
): boolean => {
  const decision = decisions.get(idn);
  return decision !== undefined && (updatedAt ?? 0) <= decision.at && !again.has(idn);
};

/** The decisions with one more, or one less where a document was settled. The oldest are forgotten first. */
export const withDecision = (
  decisions: readonly Decision[],
  idn: string,
  decision: Decision | undefined,
): Decision[] => {
  const others = decisions.filter((one) => one.idn !== idn);
  return (decision ? [...others, decision] : others).slice(-REMEMBERED);
};
