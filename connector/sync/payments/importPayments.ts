/**
 * Payments of integrated bills become payments of their Precoro invoices. Precoro is asked in portions of 200,
 * just before what they are about is booked. One flow runs this, one execution at a time.
 */

import type { PaymentSelection } from "../../bill/payments";
import { utcSecond } from "../../core/calendarDate";
import { count, type ListResult, postpone, type RecordResult, stoppedResult } from "../../core/outcome";
import { allocationsByBill, isPaymentNote, type Payment } from "../../core/payments/payment";
import { clock } from "../../http/clock";
import { isRequestError } from "../../http/requestError";
import { logResult, type SyncContext } from "../syncContext";
import { type Allocation, noteOnInvoice, settleShare } from "./bookPayment";
import { createBooks, type InvoicePayments } from "./invoicePayments";
import {
  type OpenPayment,
  type PaymentsRequest,
  type PaymentsState,
  rangesAfter,
  withMark,
  withOpen,
  withReported,
} from "./paymentsState";

export interface PaymentsData extends ListResult {
  /** Payments that no invoice of Precoro has to do with. */
  readonly others: number;
  /** Payments whose money has not moved yet. */
  readonly notMoved: number;
  /** How many payments were read and not seen to; left out where all were. */
  readonly remaining?: number;
  readonly next?: { readonly request: unknown; readonly notBefore?: string };
}

export interface PaymentsEnd {
  readonly data: PaymentsData;
  readonly state: PaymentsState;
}

/** So many are seen to at once: Precoro's look-ups take as many ids. */
const CHUNK = 200;

export const importPayments = async (
  run: SyncContext,
  request: PaymentsRequest,
  before: PaymentsState,
): Promise<PaymentsEnd> => {
  const books = createBooks(run);
  const results: RecordResult[] = [];
  const open: OpenPayment[] = [];
  const reported: string[] = [];
  /** Read in this run, so that no payment is seen to twice. */
  const seen = new Set<string>();
  /** Seen to: one that was read and not seen to when the run stops stays open. */
  const done = new Set<string>();
  const tally = { others: 0, notMoved: 0 };
  let mark: Pick<PaymentsState, "watermark" | "recent"> = before;
  let left = 0;
  /** The payment that is seen to; undefined between two portions. */
  let place: string | undefined;

  /** One line a result. What a person has been told once is not told again: true for such a one. */
  const say = (result: RecordResult, idn = ""): boolean => {
    results.push(result);
    if (result.outcome === "postponed") open.push({ id: result.id });
    const key = `${result.id} ${idn} ${result.reason ?? ""}`;
    const isOld = result.outcome === "rejected" && before.reported.includes(key);
    if (isOld) run.log.debug(`${result.name}: still ${result.reason}.`);
    else logResult(run.log, result.name ?? result.id, result);
    if (result.outcome === "rejected" && !isOld) reported.push(key);
    return isOld;
  };

  const handle = async (payments: readonly Payment[]): Promise<void> => {
    place = payments[0]?.id;
    const moving = payments.filter(({ state }) => state !== "not yet");
    tally.notMoved += payments.length - moving.length;
    const billIds = moving.flatMap((payment) => [...allocationsByBill(payment).keys()]);
    const accounts = billIds.length === 0 ? new Map() : await books.accountsOf(billIds);
    const waiting = await books.oursAmong(billIds.filter((id) => !accounts.has(id)));
    const isOurs = (payment: Payment) =>
      [...allocationsByBill(payment).keys()].some((id) => accounts.has(id) || waiting.has(id));
    const ours = moving.filter(isOurs);
    tally.others += moving.length - ours.length;
    const linked = ours.filter((payment) =>
      [...allocationsByBill(payment).keys()].some((id) => accounts.has(id)),
    );
    const booked = linked.length === 0 ? [] : await books.bookedOf(linked.map(({ id }) => id));
    const currencies = await books.currencyOf(linked.map(({ vendorId }) => vendorId));

    const isBookedOn = ({ row }: InvoicePayments, { id }: Payment) =>
      booked.some(({ externalId, invoiceId }) => externalId === id && invoiceId === row.id);

    left = ours.length;
    for (const [at, payment] of ours.entries()) {
      place = payment.id;
      if (clock().now() >= run.deadline) throw new OutOfTime();
      for (const [billId, amount] of allocationsByBill(payment)) {
        const account = accounts.get(billId);
        if (!account && waiting.has(billId) && payment.state === "moved") {
          const subject = { id: payment.id, name: `Payment ${payment.id}` };
          say(
            stoppedResult(subject, postpone("paid-bill-not-linked", { payment: payment.id, bill: billId })),
          );
        }
        if (!account) continue;
        const hasMore = ours
          .slice(at + 1)
          .some(
            (one) => one.state === "moved" && allocationsByBill(one).has(billId) && !isBookedOn(account, one),
          );
        const currency = currencies.get(payment.vendorId);
        const share: Allocation = { payment, account, amount, currency, hasMore };
        const result = await settleShare(run, books, share, isBookedOn(account, payment));
        if (!result) continue;
        const isOld = say(result, account.row.idn);
        const { message = "" } = result;
        if (!isOld && isPaymentNote(message)) await noteOnInvoice(run, account.row.idn, message);
      }
      left--;
      done.add(payment.id);
    }
    for (const { id } of payments) done.add(id);
    place = undefined;
  };

  const isOpen = (id: string) => open.some((one) => "id" in one && one.id === id);

  /** A page's payments at a time, until there are as many as Precoro can be asked for. */
  const readAll = async (
    selection: PaymentSelection,
    keeps: (payment: Payment) => boolean,
  ): Promise<void> => {
    let chunk: Payment[] = [];
    const flush = async () => {
      const payments = chunk;
      chunk = [];
      await handle(payments);
      if ("changedSince" in selection) mark = withMark(mark, payments, isOpen);
    };
    for await (const rows of run.bill.payments.read(selection)) {
      for (const row of rows) {
        if ("unreadable" in row) {
          const { id, problem } = row.unreadable;
          run.log.warn(`Payment ${id} of BILL cannot be read: ${problem}.`);
        } else if (!seen.has(row.record.id) && keeps(row.record)) {
          seen.add(row.record.id);
          chunk.push(row.record);
        }
      }
      if (chunk.length >= CHUNK) await flush();
    }
    await flush();
  };

  const end = (stopped?: { readonly until: number | undefined }): PaymentsEnd => {
    const counts = count(results);
    const limit = stopped?.until === undefined ? "" : utcSecond(stopped.until);
    const parts = Object.entries(counts).map(([outcome, number]) => `${number} ${outcome}`);
    const asides = [
      ...(tally.others > 0 ? [`${tally.others} of bills that do not come from Precoro`] : []),
      ...(tally.notMoved > 0 ? [`${tally.notMoved} whose money has not moved yet`] : []),
      ...(stopped
        ? [`it stops here${limit && ` at a limit that ends at ${limit}`} and goes on by itself`]
        : []),
    ];
    run.log.info(`Payments: ${[parts.join(", ") || "nothing to import", ...asides].join("; ")}.`);
    const settled = (one: OpenPayment) =>
      "id" in one ? done.has(one.id) : "changedSince" in request && !stopped;
    const again = stopped && "ids" in request ? request.ids.map((id) => ({ id })) : [];
    const ranges = rangesAfter(before, request, stopped && { until: stopped.until, place });
    return {
      data: {
        results,
        counts,
        ...tally,
        ...(stopped && {
          remaining: left,
          next: { request, ...(limit && { notBefore: limit }) },
        }),
      },
      state: {
        ...before,
        ...mark,
        open: withOpen(before.open, settled, [...open, ...again]),
        ranges,
        reported: withReported(before.reported, reported),
      },
    };
  };

  const isSettled = ({ id, updatedAt }: Payment) => before.recent[id] === updatedAt;

  /** A range that has stopped before goes on behind what was seen to; if that payment is gone, from its beginning. */
  const readRange = async (): Promise<void> => {
    const from = "place" in request ? request.place : undefined;
    let isReached = from === undefined;
    const keeps = ({ id }: Payment) => {
      isReached ||= id === from;
      return isReached;
    };
    await readAll(request, "changedSince" in request ? (payment) => !isSettled(payment) : keeps);
    if (!isReached) await readAll(request, () => true);
  };

  try {
    await readRange();
    if ("changedSince" in request) {
      const ids = before.open.flatMap((one) => ("id" in one ? [one.id] : []));
      if (ids.length > 0) await readAll({ ids }, () => true);
      const bills = before.open.flatMap((one) => ("billId" in one ? [one] : []));
      for (const vendorId of new Set(bills.map((one) => one.vendorId))) {
        const wanted = new Set(bills.map(({ billId }) => billId));
        await readAll({ vendorId }, ({ allocations }) =>
          allocations.some(({ billId }) => wanted.has(billId)),
        );
      }
    }
    return end();
  } catch (error) {
    if (error instanceof OutOfTime) return end({ until: undefined });
    if (isRequestError(error, "rate-limit")) return end({ until: error.until });
    if (!isRequestError(error) || results.length === 0) throw error;
    run.log.warn(`The import stops here: ${error.message}`);
    return end({ until: undefined });
  }
};

class OutOfTime extends Error {}
