/**
 * Compares a period in both systems by their lists, and reports where they differ. It writes nothing: the sweep and the payment
 * import fix what they can.
 */

import { type CalendarDate, DAY_MS, moment, utcDay, utcSecond } from "../../core/calendarDate";
import { documentText, isApproved, statusName } from "../../core/documents/document";
import type { DocumentRow } from "../../core/documents/documentRow";
import type { Recheck } from "../../core/documents/recheck";
import type { Voucher } from "../../core/documents/voucher";
import { groupBy } from "../../core/groupBy";
import { count, type ListResult, type RecordResult, stoppedResult } from "../../core/outcome";
import { sentence } from "../../core/reason";
import type { Difference } from "../../core/reconciliation/cause";
import { compareByLists, type Period } from "../../core/reconciliation/differences";
import { noteDifference } from "../../core/reconciliation/restCauses";
import { restsText } from "../../core/reconciliation/rests";
import { amountCell, csvOf } from "../../core/reconciliation/table";
import { clock } from "../../http/clock";
import { isRequestError } from "../../http/requestError";
import type { OpenPayment } from "../payments/paymentsState";
import { type SyncContext, stoppedOrThrow } from "../syncContext";
import { examineRests } from "./examineRests";
import { documentsOf, rowsSince, type SentRules, type VouchersRead, vouchersOf } from "./readLists";

export interface ReconcileInput extends SentRules {
  readonly from: CalendarDate | undefined;
  readonly to: CalendarDate | undefined;
}

export interface ReconcileData extends ListResult, Period {
  readonly compared: number;
  readonly differences: number;
  /** Number of differences, by reason. */
  readonly totals: Readonly<Record<string, number>>;
  /** Set if an API limit stopped the comparison: nothing was compared then. `notBefore`: when the limit ends, UTC. */
  readonly next?: { readonly notBefore?: string };
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
const HEAD = [
  "document",
  "status",
  "difference",
  "Precoro",
  "BILL",
  "left to pay in Precoro",
  "left to pay in BILL",
  "scheduled in BILL",
  "BILL ID",
  "link",
  "what to do",
];

/**
 * Without dates, the period is the last 35 days. Days are in UTC. If an API limit stops it, nothing is compared, and `data.next` says
 * when it can run again.
 *
 * @throws {RequestError} if either system can't be read for another reason.
 * @throws {Error} if the period ends before it starts.
 */
export const reconcile = async (sync: SyncContext, input: ReconcileInput): Promise<ReconcileEnd> => {
  const to = input.to ?? utcDay(clock().now());
  const from = input.from ?? utcDay((moment(to) ?? clock().now()) - PERIOD_MS);
  if (from > to) throw new Error(`The period starts on ${from}, after it ends on ${to}.`);
  try {
    return await comparePeriod(sync, input, { from, to });
  } catch (error) {
    if (!isRequestError(error, "rate-limit")) throw error;
    const { reason, facts } = stoppedOrThrow(error, "the reconciliation");
    sync.log.warn(
      `Reconciliation ${from} to ${to} stopped; nothing was compared. ${sentence(reason, facts)} To compare sooner, run Reconcile after that.`,
    );
    const next = error.until === undefined ? {} : { notBefore: utcSecond(error.until) };
    const nothing = { compared: 0, differences: 0, totals: {}, results: [], counts: {}, csv: csvOf([HEAD]) };
    return { data: { from, to, ...nothing, next }, recheck: [], open: [] };
  }
};

const comparePeriod = async (
  sync: SyncContext,
  input: ReconcileInput,
  { from, to }: Period,
): Promise<ReconcileEnd> => {
  const listed = await rowsSince(sync, from);
  const rows = await documentsOf(sync, listed, { from, to }, input);
  const vouchers = await vouchersOf(sync, rows);
  const differences = await compare(sync, { rows, listed, since: moment(from) ?? 0, vouchers }, input);

  const results: RecordResult[] = [];
  const table: string[][] = [];
  const recheck: Recheck[] = [];
  const open: OpenPayment[] = [];
  for (const row of rows) {
    const difference = differences.get(row);
    const handed = handedOn(row, vouchers.of(row), difference);
    recheck.push(...handed.recheck);
    open.push(...handed.open);
    if (!difference) continue;
    const result = resultOf(sync, row, difference);
    results.push(result);
    // The info line below sums up all differences; the table lists each.
    sync.log.debug(`${result.name}: ${result.reason}. ${result.message}`);
    table.push(lineOf(row, difference, result));
  }
  const totals: Record<string, number> = {};
  for (const { reason = "" } of results) totals[reason] = (totals[reason] ?? 0) + 1;
  const parts = Object.entries(totals).map(([reason, number]) => `${number} ${reason}`);
  sync.log.info(
    `Reconciliation ${from} to ${to}: ${rows.length} documents, ${rows.length - results.length} matching${parts.map((part) => `, ${part}`).join("")}.`,
  );
  const data = {
    from,
    to,
    compared: rows.length,
    differences: results.length,
    totals,
    results,
    counts: count(results),
    csv: csvOf([HEAD, ...table]),
  };
  return { data, recheck, open };
};

interface Compared {
  readonly rows: readonly DocumentRow[];
  /** All rows that were read, and from which moment on they are whole, ms since 1970 UTC. */
  readonly listed: readonly DocumentRow[];
  readonly since: number;
  readonly vouchers: VouchersRead;
}

/** The documents that differ: first by the lists, then by payments and credits where the rests alone are not clear. */
const compare = async (
  sync: SyncContext,
  { rows, listed, since, vouchers }: Compared,
  { sendCreditNotes }: ReconcileInput,
): Promise<ReadonlyMap<DocumentRow, Difference>> => {
  const { users = [] } = sync.bill.observed.seen();
  const withLink = groupBy(listed, ({ kind, externalId }) => externalId && `${kind} ${externalId}`);
  const compared = rows.map((row) => {
    const sharedWith = withLink(`${row.kind} ${row.externalId}`).find(({ idn }) => idn !== row.idn);
    return { row, found: compareByLists({ row, vouchers: vouchers.of(row), sharedWith, users }) };
  });
  const unclear = compared.flatMap(({ row, found }) =>
    found && "unclear" in found ? { row, ...found } : [],
  );
  const lists = { rows: listed, rowsSince: since, ...vouchers };
  const examined = await examineRests(sync, unclear, lists, sendCreditNotes);
  const differences = compared.map(({ row, found }) => {
    if (found) return [row, "unclear" in found ? examined.get(row.idn) : found] as const;
    const isNote = row.kind === "credit note" && row.parent !== undefined && isApproved(row.status);
    return [row, isNote ? noteDifference(row, examined.get(row.parent)) : undefined] as const;
  });
  return new Map(differences.flatMap(([row, difference]) => (difference ? [[row, difference]] : [])));
};

/** What other flows correct: the documents for the next sweep, and the bills for the next import of payments. */
const handedOn = (
  row: DocumentRow,
  vouchers: readonly Voucher[],
  difference: Difference | undefined,
): Pick<ReconcileEnd, "recheck" | "open"> => {
  const has = (remedy: string) => difference?.causes.some((one) => one.remedy === remedy) ?? false;
  const unlinked = unlinkedOf(row, vouchers);
  const { voucher } = difference ?? {};
  // Without a difference, a document may still have lost its link.
  const isRechecked = has("recheck") || (difference === undefined && unlinked.length > 0);
  return {
    recheck: isRechecked ? [{ idn: row.idn, vouchers: unlinked }] : [],
    open: has("payments") && voucher ? [{ billId: voucher.id, vendorId: voucher.vendorId }] : [],
  };
};

/** The active vouchers that the document's own link does not lead to. */
const unlinkedOf = ({ externalId }: DocumentRow, vouchers: readonly Voucher[]): string[] =>
  vouchers.filter(({ id, archived }) => !archived && id !== externalId).map(({ id }) => id);

const resultOf = (
  { bill }: SyncContext,
  row: DocumentRow,
  { causes, voucher, rests }: Difference,
): RecordResult => {
  const subject = {
    id: row.idn,
    name: documentText(row),
    ...(voucher ? { link: bill.linkTo(row, voucher) } : {}),
  };
  const sentences = causes.map(({ stopped: { reason, facts } }) => sentence(reason, facts));
  return {
    ...stoppedResult(subject, causes[0].stopped),
    message: [...(rests ? [restsText(rests)] : []), ...sentences].join(" "),
  };
};

const lineOf = (
  row: DocumentRow,
  { causes, voucher, rests }: Difference,
  { link = "", message = "" }: RecordResult,
): string[] => [
  documentText(row),
  statusName(row.status),
  [...new Set(causes.map(({ stopped }) => stopped.reason))].join("; "),
  amountCell(row.total),
  amountCell(voucher?.amount),
  amountCell(rests?.inPrecoro),
  amountCell(rests?.inBill),
  amountCell(rests?.scheduled),
  voucher?.id ?? "",
  link,
  message,
];
