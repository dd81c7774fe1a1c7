/**
 * Compares a period in both systems by their lists, and reports where they differ. It writes nothing: the sweep and the payment
 * import fix what they can.
 */

import { type CalendarDate, DAY_MS, moment, utcDay } from "../../core/calendarDate";
import { documentText, isApproved, isCanceled, statusName } from "../../core/documents/document";
import { readReference } from "../../core/documents/documentRef";
import { type DocumentRow, isSplitChild } from "../../core/documents/documentRow";
import type { Recheck } from "../../core/documents/recheck";
import { type Voucher, voucherOf } from "../../core/documents/voucher";
import { sum } from "../../core/money";
import { count, type ListResult, type RecordResult, stoppedResult } from "../../core/outcome";
import {
  amountCell,
  csvOf,
  type Difference,
  differenceOf,
  isInPeriod,
  isPaidUnclear,
  type Period,
} from "../../core/reconciliation/differences";
import { isBillId } from "../../core/recordId";
import { clock } from "../../http/clock";
import { readable } from "../../http/parse";
import { paymentsOfDocument } from "../../precoro/payments";
import type { OpenPayment } from "../payments/paymentsState";
import type { SyncContext } from "../syncContext";

export interface ReconcileInput {
  readonly from: CalendarDate | undefined;
  readonly to: CalendarDate | undefined;
  /** *Send Documents Approved From*: older documents without a link are not compared. */
  readonly approvedFrom: CalendarDate | undefined;
  readonly sendCreditNotes: boolean;
}

export interface ReconcileData extends ListResult, Period {
  readonly compared: number;
  readonly differences: number;
  /** Number of differences, by reason. */
  readonly totals: Readonly<Record<string, number>>;
  /** All differences as a CSV table (RFC 4180), amounts in the document's currency. */
  readonly csv: string;
}

export interface ReconcileEnd {
  readonly data: ReconcileData;
  /** Documents for the sweep to process. */
  readonly recheck: Recheck[];
  /** Bills whose payments the next import looks for. */
  readonly open: OpenPayment[];
}

const PERIOD_MS = 35 * DAY_MS;
const HEAD = ["document", "status", "difference", "Precoro", "BILL", "BILL ID", "link", "what to do"];

/**
 * Without dates, the period is the last 35 days. Days are in UTC.
 *
 * @throws {RequestError} if either system can't be read.
 * @throws {Error} if the period ends before it starts.
 */
export const reconcile = async (sync: SyncContext, input: ReconcileInput): Promise<ReconcileEnd> => {
  const to = input.to ?? utcDay(clock().now());
  const from = input.from ?? utcDay((moment(to) ?? clock().now()) - PERIOD_MS);
  if (from > to) throw new Error(`The period starts on ${from}, after it ends on ${to}.`);
  const rows = await documentsOf(sync, { from, to }, input);
  const vouchers = await vouchersOf(sync, rows);

  const results: RecordResult[] = [];
  const table: string[][] = [];
  const recheck: Recheck[] = [];
  const open: OpenPayment[] = [];
  for (const row of rows) {
    const difference = await compare(sync, row, vouchers(row));
    if (!difference) continue;
    const result = resultOf(sync, row, difference);
    results.push(result);
    // The info line below sums up all differences; the table lists each.
    sync.log.debug(`${result.name}: ${result.reason}. ${result.message}`);
    table.push(lineOf(row, difference, result));
    if (difference.remedy === "recheck")
      recheck.push({ idn: row.idn, vouchers: unlinkedOf(row, vouchers(row)) });
    const { voucher } = difference;
    if (difference.remedy === "payments" && voucher)
      open.push({ billId: voucher.id, vendorId: voucher.vendorId });
  }
  const totals: Record<string, number> = {};
  for (const { reason = "" } of results) totals[reason] = (totals[reason] ?? 0) + 1;
  const parts = Object.entries(totals).map(([reason, number]) => `${number} ${reason}`);
  sync.log.info(
    `Reconciliation ${from} to ${to}: ${rows.length} documents, ${rows.length - results.length} matching${parts.map((part) => `, ${part}`).join("")}.`,
  );
  return {
    data: {
      from,
      to,
      compared: rows.length,
      differences: results.length,
      totals,
      results,
      counts: count(results),
      csv: csvOf([HEAD, ...table]),
    },
    recheck,
    open,
  };
};

/** The documents of linked suppliers in the period that this integration sends. */
const documentsOf = async (
  sync: SyncContext,
  period: Period,
  input: ReconcileInput,
): Promise<DocumentRow[]> => {
  const { invoices, suppliers } = sync.precoro;
  const found: DocumentRow[] = [];
  for (let page: string | undefined = "1"; page !== undefined; ) {
    const { rows, next } = await invoices.page({ changedSince: moment(period.from) ?? 0 }, page);
    found.push(...readable(rows).filter((row) => isInPeriod(row, period) && isSent(row, input)));
    page = next;
  }
  const linked = new Set<string>();
  if (found.length > 0)
    for await (const rows of suppliers.list())
      for (const { id, externalId } of readable(rows))
        if (externalId !== undefined && isBillId("vendor", externalId)) linked.add(id);
  return found.filter(({ supplierId }) => supplierId === undefined || linked.has(supplierId));
};

/** Documents of another integration, parts of a split invoice, and documents that are not sent have no counterpart in BILL. */
const isSent = (row: DocumentRow, { approvedFrom, sendCreditNotes }: ReconcileInput): boolean => {
  const { kind, status, externalId, approvedAt } = row;
  if (isSplitChild(row)) return false;
  if (externalId !== undefined) return isBillId(voucherOf(row), externalId);
  if (kind === "credit note" && !sendCreditNotes) return false;
  if (isCanceled(status)) return true;
  const isOld = approvedFrom !== undefined && approvedAt !== undefined && utcDay(approvedAt) < approvedFrom;
  return isApproved(status) && !isOld;
};

/** The vouchers that name a document or are linked to it: those created since the first document, and older ones by id. */
const vouchersOf = async (
  { bill }: SyncContext,
  rows: readonly DocumentRow[],
): Promise<(row: DocumentRow) => Voucher[]> => {
  const byName = new Map<string, Voucher[]>();
  const byId = new Map<string, Voucher>();
  for (const kind of ["invoice", "credit note"] as const) {
    const own = rows.filter((row) => row.kind === kind);
    if (own.length === 0) continue;
    const since = own.reduce((least, { createdAt }) => Math.min(least, createdAt ?? 0), clock().now());
    const found = await bill.vouchersFor({ kind }).createdSince(since);
    const known = new Set(found.map(({ id }) => id));
    const older = own.flatMap(({ externalId }) =>
      externalId === undefined || known.has(externalId) ? [] : [externalId],
    );
    if (older.length > 0) found.push(...(await bill.vouchersFor({ kind }).getMany(older, 0)));
    for (const voucher of found) {
      byId.set(voucher.id, voucher);
      const ref = readReference(voucher.description);
      if (!ref) continue;
      const name = documentText(ref);
      byName.set(name, [...(byName.get(name) ?? []), voucher]);
    }
  }
  return (row) => {
    const named = byName.get(documentText(row)) ?? [];
    const linked = byId.get(row.externalId ?? "");
    return linked && !named.includes(linked) ? [...named, linked] : named;
  };
};

const compare = async (
  { precoro }: SyncContext,
  row: DocumentRow,
  vouchers: readonly Voucher[],
): Promise<Difference | undefined> => {
  if (!isPaidUnclear({ row, vouchers })) return differenceOf({ row, vouchers });
  const booked = paymentsOfDocument(await precoro.invoices.get(row.idn, true));
  const moneyInPrecoro = sum(booked.filter(({ isCredit }) => !isCredit).map(({ amount }) => amount));
  return differenceOf({ row, vouchers, moneyInPrecoro });
};

/** The active vouchers that the document's own link does not lead to. */
const unlinkedOf = ({ externalId }: DocumentRow, vouchers: readonly Voucher[]): string[] =>
  vouchers.filter(({ id, archived }) => !archived && id !== externalId).map(({ id }) => id);

const resultOf = ({ bill }: SyncContext, row: DocumentRow, { stopped, voucher }: Difference): RecordResult =>
  stoppedResult(
    {
      id: row.idn,
      name: documentText(row),
      ...(voucher ? { link: bill.linkTo(row, voucher) } : {}),
    },
    stopped,
  );

const lineOf = (
  row: DocumentRow,
  { stopped, voucher }: Difference,
  { link = "", message = "" }: RecordResult,
): string[] => [
  documentText(row),
  statusName(row.status),
  stopped.reason,
  amountCell(row.total),
  amountCell(voucher?.amount),
  voucher?.id ?? "",
  link,
  message,
];
