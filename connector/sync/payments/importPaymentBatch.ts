/** Imports a batch of some 200 payments: looks them up in Precoro together, then books them one by one. */

import { isPaymentNote } from "../../core/documents/errorLog";
import type { Recheck } from "../../core/documents/recheck";
import { postpone, type RecordResult, stoppedResult } from "../../core/outcome";
import { allocationsByBill, type Payment } from "../../core/payments/payment";
import type { ResumableRun } from "../resumableRun";
import { logResult, type SyncContext } from "../syncContext";
import { importAllocation, noteOnInvoice } from "./bookPayment";
import type { InvoicePayments, PaymentLookups } from "./invoicePayments";
import type { OpenPayment, PaymentsState } from "./paymentsState";

/** The state of one import of payments. */
export interface PaymentsImport {
  readonly sync: SyncContext;
  readonly run: ResumableRun;
  readonly lookups: PaymentLookups;
  /** What earlier runs stored. */
  readonly before: PaymentsState;
  readonly progress: PaymentsProgress;
}

export interface PaymentsProgress {
  /** What a later run has to do. */
  readonly open: OpenPayment[];
  /** Invoices whose paid bill is not linked: *Export Changed Documents* has to look at them. */
  readonly recheck: Recheck[];
  /** Keys of rejections that were reported for the first time. */
  readonly reported: string[];
  /** Read in this run, so no payment is handled twice. */
  readonly read: Set<string>;
  /** Handled in this run. A payment that was read but not handled stays open for the next one. */
  readonly done: Set<string>;
  /** Number of payments for bills that don't come from Precoro. */
  others: number;
  /** Payments whose money has not moved yet. */
  notMoved: number;
  watermark: Pick<PaymentsState, "watermark" | "recent">;
  /** How many payments of the current batch are left. */
  remaining: number;
  /** The payment being imported; undefined between two batches. */
  place: string | undefined;
  /** True if this run goes back a week. */
  readonly looksBack: boolean;
  /** What was read to its end: what changed in BILL, what earlier runs left open, and the requests, by id. */
  readonly finished: { changed: boolean; open: boolean; readonly requests: Set<string> };
}

/** A batch with what both systems know about it. */
interface PaymentBatch {
  /** The payments of bills that come from Precoro. */
  readonly payments: readonly Payment[];
  /** Invoices, by the id of the bill that they are linked to. */
  readonly invoices: ReadonlyMap<string, InvoicePayments>;
  /** The invoices (idn) of bills that come from Precoro although no document is linked to them now, by bill id. */
  readonly unlinked: ReadonlyMap<string, string>;
  /** By vendor id. */
  readonly currencies: ReadonlyMap<string, string>;
  isBooked(payment: Pick<Payment, "id">, invoice: InvoicePayments): boolean;
}

const billsOf = (payment: Payment): string[] => [...allocationsByBill(payment).keys()];

/**
 * Imports one batch. `progress` shows how far it got, even if it stops.
 *
 * @throws {RequestError} for an API limit, and for failures that are not about one payment.
 */
export const importBatch = async (payments: PaymentsImport, batch: readonly Payment[]): Promise<void> => {
  const { progress, run } = payments;
  progress.place = batch[0]?.id;
  const known = await lookUp(payments, batch);
  progress.remaining = known.payments.length;
  for (const [at, payment] of known.payments.entries()) {
    progress.place = payment.id;
    run.checkTime();
    await importPayment(payments, known, at);
    progress.remaining--;
    progress.done.add(payment.id);
  }
  for (const { id } of batch) progress.done.add(id);
  progress.place = undefined;
};

const lookUp = async (
  { lookups, progress }: PaymentsImport,
  batch: readonly Payment[],
): Promise<PaymentBatch> => {
  const moving = batch.filter(({ state }) => state !== "not yet");
  progress.notMoved += batch.length - moving.length;
  const billIds = moving.flatMap(billsOf);
  const invoices = billIds.length === 0 ? new Map() : await lookups.invoicesOf(billIds);
  const unlinked = await lookups.oursAmong(billIds.filter((id) => !invoices.has(id)));
  const ours = moving.filter((one) => billsOf(one).some((id) => invoices.has(id) || unlinked.has(id)));
  progress.others += moving.length - ours.length;
  const linked = ours.filter((payment) => billsOf(payment).some((id) => invoices.has(id)));
  const booked = linked.length === 0 ? [] : await lookups.bookedOf(linked.map(({ id }) => id));
  const currencies = await lookups.currencyOf(linked.map(({ vendorId }) => vendorId));
  return {
    payments: ours,
    invoices,
    unlinked,
    currencies,
    isBooked: ({ id }, { row }) =>
      booked.some(({ externalId, invoiceId }) => externalId === id && invoiceId === row.id),
  };
};

/** Imports all allocations of one payment. */
const importPayment = async (payments: PaymentsImport, batch: PaymentBatch, at: number): Promise<void> => {
  const { sync, lookups } = payments;
  const [payment, ...later] = batch.payments.slice(at);
  if (!payment) return;
  for (const [billId, amount] of allocationsByBill(payment)) {
    const invoice = batch.invoices.get(billId);
    const idn = batch.unlinked.get(billId);
    if (!invoice && idn !== undefined && payment.state === "moved") {
      payments.progress.recheck.push({ idn, vouchers: [billId] });
      const subject = { id: payment.id, name: `Payment ${payment.id}` };
      report(
        payments,
        stoppedResult(subject, postpone("paid-bill-not-linked", { payment: payment.id, bill: billId })),
      );
    }
    if (!invoice) continue;
    const hasMore = later.some(
      (one) => one.state === "moved" && allocationsByBill(one).has(billId) && !batch.isBooked(one, invoice),
    );
    const currency = batch.currencies.get(payment.vendorId);
    const allocation = { payment, invoice, amount, currency, hasMore };
    const isBooked = batch.isBooked(payment, invoice);
    const result = await importAllocation(sync, lookups, allocation, isBooked);
    if (!result) continue;
    const isNews = report(payments, result, invoice.row.idn);
    const { message = "" } = result;
    if (isNews && isPaymentNote(message)) await noteOnInvoice(sync, lookups, invoice, message);
  }
};

/** Keeps and logs a result. Returns false for a rejection that was reported before: that one is only logged at debug level. */
const report = ({ sync, run, before, progress }: PaymentsImport, result: RecordResult, idn = ""): boolean => {
  run.results.push(result);
  if (result.outcome === "postponed") progress.open.push({ id: result.id });
  const key = `${result.id} ${idn} ${result.reason ?? ""}`;
  const isOld = result.outcome === "rejected" && before.reported.includes(key);
  if (isOld) sync.log.debug(`${result.name}: still ${result.reason}.`);
  else logResult(sync.log, result.name ?? result.id, result);
  if (result.outcome === "rejected" && !isOld) progress.reported.push(key);
  return !isOld;
};
