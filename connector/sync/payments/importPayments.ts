/**
 * Imports payments of linked bills as payments of their Precoro invoices, 200 at a time. One flow runs this, one execution at a
 * time.
 */

import type { PaymentSelection } from "../../bill/payments";
import { utcSecond } from "../../core/calendarDate";
import type { Recheck } from "../../core/documents/recheck";
import { omitUndefined } from "../../core/omitUndefined";
import type { ListResult } from "../../core/outcome";
import type { Payment } from "../../core/payments/payment";
import { countsText, type RunEnd, resumableRun } from "../resumableRun";
import type { SyncContext } from "../syncContext";
import { importBatch, type PaymentsImport, type PaymentsProgress } from "./importPaymentBatch";
import { createLookups } from "./invoicePayments";
import {
  type OpenPayment,
  type PaymentsRequest,
  type PaymentsState,
  rangesAfter,
  withOpen,
  withReported,
  withWatermark,
} from "./paymentsState";

export interface PaymentsData extends ListResult {
  /** Number of payments for bills that don't come from Precoro. */
  readonly others: number;
  /** Payments whose money has not moved yet. */
  readonly notMoved: number;
  /** How many payments were read but not handled; left out if all were. */
  readonly remaining?: number;
  readonly next?: { readonly request: unknown; readonly notBefore?: string };
}

export interface PaymentsEnd {
  readonly data: PaymentsData;
  readonly state: PaymentsState;
  readonly recheck: readonly Recheck[];
}

/** As many ids as one lookup in Precoro accepts. */
const BATCH_SIZE = 200;

/**
 * An API limit or the deadline ends the import early: `data.next` says how to continue, and `state` is always the one to store.
 *
 * @throws {RequestError} if the import failed before it had any result.
 */
export const importPayments = async (
  sync: SyncContext,
  request: PaymentsRequest,
  before: PaymentsState,
): Promise<PaymentsEnd> => {
  const lookups = createLookups(sync);
  const progress: PaymentsProgress = {
    open: [],
    recheck: [],
    reported: [],
    read: new Set(),
    done: new Set(),
    others: 0,
    notMoved: 0,
    watermark: before,
    remaining: 0,
    place: undefined,
  };
  const end = await resumableRun(sync, async (run) => {
    const payments: PaymentsImport = { sync, run, lookups, before, progress };
    await readRequested(payments, request);
    if ("changedSince" in request) await readOpen(payments);
  });
  sync.log.info(`Payments: ${summary(end, progress)}.`);
  return {
    data: dataOf(request, end, progress),
    state: stateAfter(request, before, end, progress),
    recheck: progress.recheck,
  };
};

/** A range that stopped continues where it left off; if that payment is gone, it starts over. */
const readRequested = async (payments: PaymentsImport, request: PaymentsRequest): Promise<void> => {
  if ("changedSince" in request) {
    const { recent } = payments.before;
    return readPayments(payments, request, ({ id, updatedAt }) => recent[id] !== updatedAt);
  }
  const from = "place" in request ? request.place : undefined;
  let isReached = from === undefined;
  await readPayments(payments, request, ({ id }) => {
    isReached ||= id === from;
    return isReached;
  });
  if (!isReached) await readPayments(payments, request, () => true);
};

/** What earlier runs left open: payments by id, and payments of bills that are paid only in BILL. */
const readOpen = async (payments: PaymentsImport): Promise<void> => {
  const { open } = payments.before;
  const ids = open.flatMap((one) => ("id" in one ? [one.id] : []));
  if (ids.length > 0) await readPayments(payments, { ids }, () => true);
  const bills = open.flatMap((one) => ("billId" in one ? [one] : []));
  const wanted = new Set(bills.map(({ billId }) => billId));
  for (const vendorId of new Set(bills.map((one) => one.vendorId)))
    await readPayments(payments, { vendorId }, ({ allocations }) =>
      allocations.some(({ billId }) => wanted.has(billId)),
    );
};

/** Collects pages until there are enough payments for one lookup, then imports them. */
const readPayments = async (
  payments: PaymentsImport,
  selection: PaymentSelection,
  keeps: (payment: Payment) => boolean,
): Promise<void> => {
  const { sync, progress } = payments;
  const isOpen = (id: string) => progress.open.some((one) => "id" in one && one.id === id);
  let batch: Payment[] = [];
  const importCollected = async () => {
    const handled = batch;
    batch = [];
    await importBatch(payments, handled);
    if ("changedSince" in selection) progress.watermark = withWatermark(progress.watermark, handled, isOpen);
  };
  for await (const rows of sync.bill.payments.read(selection)) {
    for (const row of rows) {
      if ("unreadable" in row) {
        const { id, problem } = row.unreadable;
        sync.log.warn(`BILL's data for payment ${id} can't be read: ${problem}.`);
      } else if (!progress.read.has(row.record.id) && keeps(row.record)) {
        progress.read.add(row.record.id);
        batch.push(row.record);
      }
    }
    if (batch.length >= BATCH_SIZE) await importCollected();
  }
  await importCollected();
};

/** When the limit that stopped the run ends, UTC; undefined if none did. */
const limitOf = ({ stop }: RunEnd): string | undefined =>
  stop?.until === undefined ? undefined : utcSecond(stop.until);

const summary = (end: RunEnd, { others, notMoved }: PaymentsProgress): string => {
  const limit = limitOf(end);
  const stopped = `the import continues automatically${limit ? ` after ${limit}` : ""}`;
  return [
    countsText(end.counts) || "nothing to import",
    ...(others > 0 ? [`${others} for bills that don't come from Precoro`] : []),
    ...(notMoved > 0 ? [`${notMoved} whose money has not moved yet`] : []),
    ...(end.stop ? [stopped] : []),
  ].join("; ");
};

const dataOf = (
  request: PaymentsRequest,
  end: RunEnd,
  { others, notMoved, remaining }: PaymentsProgress,
): PaymentsData => ({
  results: end.results,
  counts: end.counts,
  others,
  notMoved,
  ...(end.stop && { remaining, next: { request, ...omitUndefined({ notBefore: limitOf(end) }) } }),
});

/** The state for the next runs. */
const stateAfter = (
  request: PaymentsRequest,
  before: PaymentsState,
  { stop }: RunEnd,
  { open, reported, done, watermark, place }: PaymentsProgress,
): PaymentsState => {
  const isDone = (one: OpenPayment) => ("id" in one ? done.has(one.id) : "changedSince" in request && !stop);
  const again = stop && "ids" in request ? request.ids.map((id) => ({ id })) : [];
  return {
    ...before,
    ...watermark,
    open: withOpen(before.open, isDone, [...open, ...again]),
    ranges: rangesAfter(before, request, stop && { until: stop.until, place }),
    reported: withReported(before.reported, reported),
  };
};
