/**
 * Imports payments of linked bills as payments of their Precoro invoices, 200 at a time: what changed in BILL, what earlier runs left
 * open, and what was requested. One flow runs this, and no other writes payments.
 */

import type { PaymentSelection } from "../../bill/payments";
import { moment, utcSecond } from "../../core/calendarDate";
import type { Recheck } from "../../core/documents/recheck";
import { omitUndefined } from "../../core/omitUndefined";
import type { ListResult } from "../../core/outcome";
import type { Payment } from "../../core/payments/payment";
import {
  type PaymentRequest,
  type RequestedPayments,
  requestText,
} from "../../core/payments/paymentRequests";
import { clock } from "../../http/clock";
import { countsText, type RunEnd, resumableRun } from "../resumableRun";
import type { SyncContext } from "../syncContext";
import { importBatch, type PaymentsImport, type PaymentsProgress } from "./importPaymentBatch";
import { createLookups } from "./invoicePayments";
import {
  duePayments,
  isDue,
  type OpenPayment,
  type OpenRequest,
  type PaymentsState,
  requestsAfter,
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
  /** Set if the run ended early: the requests that are not done, and when an API limit ends, UTC. The next run goes on. */
  readonly next?: { readonly requests: readonly string[]; readonly notBefore?: string };
}

export interface PaymentsEnd {
  readonly data: PaymentsData;
  readonly state: PaymentsState;
  readonly recheck: readonly Recheck[];
}

/** As many ids as one lookup in Precoro accepts. */
const BATCH_SIZE = 200;

/**
 * `recorded`: the requests of *Import Payments On Demand*. An API limit or the deadline ends the import early: `data.next` says so, and
 * `state` is always the one to store.
 *
 * @throws {RequestError} if the import failed before it had any result.
 */
export const importPayments = async (
  sync: SyncContext,
  before: PaymentsState,
  recorded: readonly PaymentRequest[],
): Promise<PaymentsEnd> => {
  const lookups = createLookups(sync);
  const due = duePayments(before, recorded);
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
    looksBack: due.looksBack,
    finished: { changed: false, open: false, requests: new Set() },
  };
  const end = await resumableRun(sync, async (run) => {
    const payments: PaymentsImport = { sync, run, lookups, before, progress };
    await readChanged(payments, due.changedSince);
    progress.finished.changed = true;
    await readOpen(payments);
    progress.finished.open = true;
    for (const request of due.requests.filter(isDue)) {
      await readRequested(payments, request);
      progress.finished.requests.add(request.id);
      sync.log.info(`Payment request ${request.id} (${requestText(request.payments)}): done.`);
    }
  });
  const state = stateAfter(before, due.requests, end, progress);
  const line = `Payments: ${summary(end, progress)}.`;
  if (line === NOTHING) sync.log.debug(line);
  else sync.log.info(line);
  return { data: dataOf(state, end, progress), state, recheck: progress.recheck };
};

/** What changed in BILL, except what was done already: the watermark follows. */
const readChanged = (payments: PaymentsImport, changedSince: number): Promise<void> => {
  const { recent } = payments.before;
  const { progress } = payments;
  const isOpen = (id: string) => progress.open.some((one) => "id" in one && one.id === id);
  return readPayments(
    payments,
    { changedSince },
    ({ id, updatedAt }) => recent[id] !== updatedAt,
    (handled) => {
      progress.watermark = withWatermark(progress.watermark, handled, isOpen);
    },
  );
};

/** A request that stopped continues where it left off; if that payment is gone, it starts over. */
const readRequested = async (payments: PaymentsImport, request: OpenRequest): Promise<void> => {
  const selection = selectionOf(request.payments);
  let isReached = request.place === undefined;
  await readPayments(payments, selection, ({ id }) => {
    isReached ||= id === request.place;
    return isReached;
  });
  if (!isReached) await readPayments(payments, selection, () => true);
};

const selectionOf = (payments: RequestedPayments): PaymentSelection =>
  "changedSince" in payments ? { changedSince: moment(payments.changedSince) ?? 0 } : payments;

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
  handled: (batch: readonly Payment[]) => void = () => {},
): Promise<void> => {
  const { sync, progress } = payments;
  let batch: Payment[] = [];
  const importCollected = async () => {
    const full = batch;
    batch = [];
    await importBatch(payments, full);
    handled(full);
  };
  for await (const rows of sync.bill.payments.read(selection)) {
    for (const row of rows) {
      if ("unreadable" in row) {
        const { id, problem } = row.unreadable;
        sync.log.warn(`BILL's data for payment ${id} can't be read: ${problem}.`);
      } else if (keeps(row.record) && !progress.read.has(row.record.id)) {
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

/** Most runs of a day: they are not worth a line. */
const NOTHING = "Payments: nothing to import.";

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
  { requests }: PaymentsState,
  end: RunEnd,
  { others, notMoved, remaining }: PaymentsProgress,
): PaymentsData => ({
  results: end.results,
  counts: end.counts,
  others,
  notMoved,
  ...(end.stop && {
    remaining,
    next: { requests: requests.map(({ id }) => id), ...omitUndefined({ notBefore: limitOf(end) }) },
  }),
});

/** The state for the next runs. */
const stateAfter = (
  before: PaymentsState,
  requests: readonly OpenRequest[],
  { stop }: RunEnd,
  { open, reported, done, finished, watermark, looksBack, place }: PaymentsProgress,
): PaymentsState => {
  const isDone = (one: OpenPayment) => ("id" in one ? done.has(one.id) : finished.open);
  const isLeft = (one: OpenRequest) => isDue(one) && !finished.requests.has(one.id);
  const stoppedIn = stop && finished.open ? requests.find(isLeft) : undefined;
  return {
    ...before,
    ...watermark,
    ...(looksBack && finished.changed && { lookedBackAt: clock().now() }),
    open: withOpen(before.open, isDone, open),
    ...requestsAfter(
      before,
      requests,
      finished.requests,
      stoppedIn && { id: stoppedIn.id, ...omitUndefined({ place, notBefore: stop?.until }) },
    ),
    reported: withReported(before.reported, reported),
  };
};
