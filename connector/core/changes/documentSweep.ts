/**
 * Which documents the sweep (*Export Changed Documents*) processes, and which it retries. It decides by the rows of a list where
 * it can, since they cost no call of their own. Pure: rows, vouchers and earlier decisions come in as arguments.
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

/** The id of the bill or vendor credit that has to be read to decide about a row; undefined where the row is enough. */
export const voucherIdToCheck = (row: DocumentRow): string | undefined => {
  const { status, externalId } = row;
  if (isSplitChild(row) || externalId === undefined) return undefined;
  return (isApproved(status) || isCanceled(status)) && isBillId(voucherOf(row), externalId)
    ? externalId
    : undefined;
};

/** True if the document has to be exported or canceled. `voucher`: the linked one, undefined where BILL does not know it. */
export const needsProcessing = (
  row: DocumentRow,
  voucher: Voucher | undefined,
  { approvedFrom: from, sendCreditNotes }: SweepRules,
): boolean => {
  const { kind, status, externalId, approvedAt } = row;
  if (isSplitChild(row)) return false;
  const isSent = kind === "invoice" || sendCreditNotes;
  // What was once exported is canceled, whatever the configuration says now.
  if (isCanceled(status)) return externalId === undefined ? isSent : voucher?.archived === false;
  if (!isApproved(status) || !isSent) return false;
  if (externalId === undefined) {
    return from === undefined || approvedAt === undefined || utcDay(approvedAt) >= from;
  }
  if (!voucher || voucher.archived) return true;
  const named = readReference(voucher.description);
  return named === undefined || compareApprovals(row.approved, named.approved) === "later";
};

/** The recorded outcome of a document that was processed and not exported. */
export interface Decision {
  readonly idn: string;
  /** Empty where its voucher needed no change. `LEFT_ALONE`: the flow does not send it. */
  readonly reason: string;
  /** The document that has to be sent before it. */
  readonly waitsFor?: string;
  /** ms since 1970 UTC. */
  readonly at: number;
}

/** The reason of a document that an implementer's flow does not send: it is not processed again until it changes. */
export const LEFT_ALONE = "left alone";

/** A little less than a day, so that the daily pass includes what it processed the day before. */
const NEARLY_A_DAY_MS = 23 * HOUR_MS;
const RETRIES_A_DAY = 100;
const MAX_DECISIONS = 5_000;

/** The documents to retry now: those whose decision is a day old, the oldest first, a hundred a day. */
export const dueForRetry = (decisions: readonly Decision[], now: number): ReadonlySet<string> => {
  const processedToday = decisions.filter(({ at }) => now - at < NEARLY_A_DAY_MS).length;
  const due = decisions
    .filter(({ at, reason }) => reason !== "" && reason !== LEFT_ALONE && now - at >= NEARLY_A_DAY_MS)
    .sort((a, b) => a.at - b.at);
  return new Set(due.slice(0, Math.max(0, RETRIES_A_DAY - processedToday)).map(({ idn }) => idn));
};

/** The documents that waited for one of these rows, which has been linked since. */
export const unblockedBy = (rows: readonly DocumentRow[], decisions: readonly Decision[]): string[] =>
  decisions
    .filter(({ waitsFor, at }) =>
      rows.some((row) => row.idn === waitsFor && row.externalId !== undefined && (row.updatedAt ?? 0) > at),
    )
    .map(({ idn }) => idn);

/**
 * True if the document has not changed since its decision and is not due for a retry. Our own write, its error log, comes
 * before the decision.
 */
export const isDecided = (
  { idn, updatedAt }: DocumentRow,
  decisions: ReadonlyMap<string, Decision>,
  due: ReadonlySet<string>,
): boolean => {
  const decision = decisions.get(idn);
  return decision !== undefined && (updatedAt ?? 0) <= decision.at && !due.has(idn);
};

/** The decisions with the one about this document replaced; undefined removes it. The oldest are dropped first. */
export const withDecision = (
  decisions: readonly Decision[],
  idn: string,
  decision: Decision | undefined,
): Decision[] => {
  const others = decisions.filter((one) => one.idn !== idn);
  return (decision ? [...others, decision] : others).slice(-MAX_DECISIONS);
};
