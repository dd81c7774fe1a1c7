/**
 * Which documents the safety net looks at, by their rows of a list alone: what a row settles costs no call of
 * its own. Pure: rows, bills and what was decided before come in.
 */

import { type CalendarDate, HOUR_MS, utcDay } from "../calendarDate";
import { isApproved, isCanceled } from "../documents/document";
import { compareApprovals, readReference } from "../documents/documentRef";
import { type DocumentRow, isSplitChild } from "../documents/documentRow";
import { type Voucher, voucherOf } from "../documents/voucher";
import { isBillId } from "../recordId";

export interface SweepRules {
  /** *Send Documents Approved From*; undefined sets no bound. */
  readonly approvedFrom: CalendarDate | undefined;
  /** *Send Credit Notes*. */
  readonly sendCreditNotes: boolean;
}

/** The id of the bill or vendor credit that has to be seen to judge a row; undefined where none does. */
export const voucherIdToCheck = (row: DocumentRow): string | undefined => {
  const { status, externalId } = row;
  if (isSplitChild(row) || externalId === undefined) return undefined;
  return (isApproved(status) || isCanceled(status)) && isBillId(voucherOf(row), externalId)
    ? externalId
    : undefined;
};

/** `voucher`: that of the row's link, undefined where BILL does not know it. */
export const needsProcessing = (
  row: DocumentRow,
  voucher: Voucher | undefined,
  { approvedFrom: from, sendCreditNotes }: SweepRules,
): boolean => {
  const { kind, status, externalId, approvedAt } = row;
  if (isSplitChild(row)) return false;
  const isSent = kind === "invoice" || sendCreditNotes;
  // What was sent once is taken back, whatever is configured since.
  if (isCanceled(status)) return externalId === undefined ? isSent : voucher?.archived === false;
  if (!isApproved(status) || !isSent) return false;
  if (externalId === undefined) {
    return from === undefined || approvedAt === undefined || utcDay(approvedAt) >= from;
  }
  if (!voucher || voucher.archived) return true;
  const named = readReference(voucher.description);
  return named === undefined || compareApprovals(row.approved, named.approved) === "later";
};

/** What became of a document when it was last looked at and left as it was. */
export interface Decision {
  readonly idn: string;
  /** Empty where nothing was the matter: its voucher says the same already. `LEFT_ALONE`: the flow does not send it. */
  readonly reason: string;
  /** The document that has to be sent before it. */
  readonly waitsFor?: string;
  /** ms since 1970 UTC. */
  readonly at: number;
}

/** The reason of what an implementer's flow does not send: it rests until it changes. */
export const LEFT_ALONE = "left alone";

/** A little less than a day, so that the pass that is made once a day finds what it looked at the day before. */
const NEARLY_A_DAY_MS = 23 * HOUR_MS;
const AGAIN_A_DAY = 100;
const REMEMBERED = 5_000;

/** The documents whose decision is a day old and that may be looked at again now: the oldest, a hundred a day. */
export const dueForRetry = (decisions: readonly Decision[], now: number): ReadonlySet<string> => {
  const lookedToday = decisions.filter(({ at }) => now - at < NEARLY_A_DAY_MS).length;
  const due = decisions
    .filter(({ at, reason }) => reason !== "" && reason !== LEFT_ALONE && now - at >= NEARLY_A_DAY_MS)
    .sort((a, b) => a.at - b.at);
  return new Set(due.slice(0, Math.max(0, AGAIN_A_DAY - lookedToday)).map(({ idn }) => idn));
};

/** The documents that wait for one of these rows, which has been linked since: their time has come. */
export const unblockedBy = (rows: readonly DocumentRow[], decisions: readonly Decision[]): string[] =>
  decisions
    .filter(({ waitsFor, at }) =>
      rows.some((row) => row.idn === waitsFor && row.externalId !== undefined && (row.updatedAt ?? 0) > at),
    )
    .map(({ idn }) => idn);

/**
 * True if a document was not changed since it was decided on, and its time has not come yet. What we write into it
 * ourselves for a decision, its error log, comes before the decision.
 */
export const isDecided = (
  { idn, updatedAt }: DocumentRow,
  decisions: ReadonlyMap<string, Decision>,
  due: ReadonlySet<string>,
): boolean => {
  const decision = decisions.get(idn);
  return decision !== undefined && (updatedAt ?? 0) <= decision.at && !due.has(idn);
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
