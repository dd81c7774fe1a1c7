/** Reads the lists that are compared: the documents of a period in Precoro, and the bills and vendor credits of these documents. */

import { type CalendarDate, moment, utcDay } from "../../core/calendarDate";
import { documentText, isApproved, isCanceled } from "../../core/documents/document";
import { readReference } from "../../core/documents/documentRef";
import { type DocumentRow, isSplitChild } from "../../core/documents/documentRow";
import { type Voucher, voucherOf } from "../../core/documents/voucher";
import { groupBy } from "../../core/groupBy";
import { isInPeriod, type Period } from "../../core/reconciliation/differences";
import { isBillId } from "../../core/recordId";
import { clock } from "../../http/clock";
import { readable } from "../../http/parse";
import type { SyncContext } from "../syncContext";
import type { ListsRead } from "./examineRests";

export interface SentRules {
  /** *Send Documents Approved From*: older documents without a link are not compared. */
  readonly approvedFrom: CalendarDate | undefined;
  readonly sendCreditNotes: boolean;
}

/**
 * All documents that were created or changed since that day, whatever becomes of them.
 *
 * @throws {RequestError} if Precoro can't be read.
 */
export const rowsSince = async ({ precoro }: SyncContext, from: CalendarDate): Promise<DocumentRow[]> => {
  const found: DocumentRow[] = [];
  for (let page: string | undefined = "1"; page !== undefined; ) {
    const { rows, next } = await precoro.invoices.page({ changedSince: moment(from) ?? 0 }, page);
    found.push(...readable(rows));
    page = next;
  }
  return found;
};

/**
 * Of these rows, the documents of linked suppliers in the period that this integration sends.
 *
 * @throws {RequestError} if Precoro can't be read.
 */
export const documentsOf = async (
  { precoro: { suppliers } }: SyncContext,
  listed: readonly DocumentRow[],
  period: Period,
  rules: SentRules,
): Promise<DocumentRow[]> => {
  const found = listed.filter((row) => isInPeriod(row, period) && isSent(row, rules));
  const linked = new Set<string>();
  if (found.length > 0)
    for await (const rows of suppliers.list())
      for (const { id, externalId } of readable(rows))
        if (externalId !== undefined && isBillId("vendor", externalId)) linked.add(id);
  return found.filter(({ supplierId }) => supplierId === undefined || linked.has(supplierId));
};

/** Documents of another integration, parts of a split invoice, and documents that are not sent have no counterpart in BILL. */
const isSent = (row: DocumentRow, { approvedFrom, sendCreditNotes }: SentRules): boolean => {
  const { kind, status, externalId, approvedAt } = row;
  if (isSplitChild(row)) return false;
  if (externalId !== undefined) return isBillId(voucherOf(row), externalId);
  if (kind === "credit note" && !sendCreditNotes) return false;
  if (isCanceled(status)) return true;
  const isOld = approvedFrom !== undefined && approvedAt !== undefined && utcDay(approvedAt) < approvedFrom;
  return isApproved(status) && !isOld;
};

export interface VouchersRead extends Pick<ListsRead, "credits" | "creditsSince"> {
  /** Those that name a document or are linked to it. */
  readonly of: (row: DocumentRow) => readonly Voucher[];
}

/**
 * The vouchers of the documents: those created since the first one, and older ones by id.
 *
 * @throws {RequestError} if BILL can't be read.
 */
export const vouchersOf = async (
  { bill }: SyncContext,
  rows: readonly DocumentRow[],
): Promise<VouchersRead> => {
  const all: Voucher[] = [];
  let creditsRead: Omit<VouchersRead, "of"> = { credits: [], creditsSince: Number.POSITIVE_INFINITY };
  for (const kind of ["invoice", "credit note"] as const) {
    const own = rows.filter((row) => row.kind === kind);
    if (own.length === 0) continue;
    const since = own.reduce((least, { createdAt }) => Math.min(least, createdAt ?? 0), clock().now());
    const found = await bill.vouchersFor({ kind }).createdSince(since);
    if (kind === "credit note") creditsRead = { credits: found, creditsSince: since };
    const known = new Set(found.map(({ id }) => id));
    const older = own.flatMap(({ externalId }) =>
      externalId === undefined || known.has(externalId) ? [] : [externalId],
    );
    all.push(...found);
    if (older.length > 0) all.push(...(await bill.vouchersFor({ kind }).getMany(older, 0)));
  }
  const byId = new Map(all.map((voucher) => [voucher.id, voucher]));
  const byName = groupBy(all, ({ description }) => {
    const ref = readReference(description);
    return ref && documentText(ref);
  });
  const of = (row: DocumentRow) => {
    const named = byName(documentText(row));
    const linked = byId.get(row.externalId ?? "");
    return linked && !named.includes(linked) ? [...named, linked] : named;
  };
  return { ...creditsRead, of };
};
