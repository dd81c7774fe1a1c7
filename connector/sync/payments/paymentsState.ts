/**
 * What the import of payments keeps between runs (`crossFlowState.payments`): its watermark, what is still open, and what was
 * reported. Losing it costs calls and repeats reports; reconciliation finds what was open.
 */

import * as z from "zod";
import { DAY_MS, HOUR_MS } from "../../core/calendarDate";
import { type PaymentRequest, paymentRequestSchema } from "../../core/payments/paymentRequests";
import { clock } from "../../http/clock";

const openSchema = z.union([
  z.object({ id: z.string() }),
  /** A bill that is paid only in BILL; its payments are looked for. */
  z.object({ billId: z.string(), vendorId: z.string() }),
]);
export type OpenPayment = z.infer<typeof openSchema>;

const openRequestSchema = paymentRequestSchema.extend({
  /** The first payment that is left. */
  place: z.string().exactOptional(),
  /** When the API limit that stopped it ends, ms since 1970 UTC. */
  notBefore: z.number().exactOptional(),
});
export type OpenRequest = z.infer<typeof openRequestSchema>;

const doneRequestSchema = z.object({ id: z.string(), at: z.number() });

export const paymentsStateSchema = z.object({
  /** Everything up to this `updatedTime` of BILL's was imported, ms since 1970 UTC. */
  watermark: z.number().exactOptional(),
  /** Payments done near the watermark, and when each changed. They are read again but not handled again. */
  recent: z.record(z.string(), z.number()).catch({}).default({}),
  /** When the last daily look back was made, ms since 1970 UTC. */
  lookedBackAt: z.number().exactOptional(),
  open: z.array(openSchema).catch([]).default([]),
  /** Requests that are not done yet: seen once, they stay here, whatever becomes of the record that brought them. */
  requests: z.array(openRequestSchema).catch([]).default([]),
  /** Requests that are done, and when, ms since 1970 UTC. */
  requestsDone: z.array(doneRequestSchema).catch([]).default([]),
  reported: z.array(z.string()).catch([]).default([]),
});
export type PaymentsState = z.infer<typeof paymentsStateSchema>;

/** What *Import Payments On Demand* has recorded (`paymentRequests`, in its own state and in `crossFlowState`). */
export const recordedRequestsSchema = z.array(paymentRequestSchema).catch([]);

/** A change can appear in BILL's list later than one that came after it. */
const OVERLAP_MS = HOUR_MS;
/** How far the daily look back reaches, whatever the watermark. */
const LOOK_BACK_MS = 7 * DAY_MS;
const FIRST_MS = 35 * DAY_MS;
const MOST_OPEN = 5_000;
const MOST_REPORTED = 1_000;
/** More than can be recorded between two calls, so that a request which is done is not taken up again. */
const MOST_DONE = 500;

/** What one run has to do. */
interface DuePayments {
  /** Payments that changed in BILL since then, ms since 1970 UTC. Once a day, it goes back a week. */
  readonly changedSince: number;
  readonly looksBack: boolean;
  /** All requests that are not done; those whose API limit has not ended are left to a later run. */
  readonly requests: readonly OpenRequest[];
}

export const duePayments = (state: PaymentsState, recorded: readonly PaymentRequest[]): DuePayments => {
  const now = clock().now();
  const looksBack = now - (state.lookedBackAt ?? 0) >= DAY_MS;
  const narrow = (state.watermark ?? now - FIRST_MS) - OVERLAP_MS;
  const known = new Set([...state.requests, ...state.requestsDone].map(({ id }) => id));
  return {
    changedSince: looksBack ? Math.min(narrow, now - LOOK_BACK_MS) : narrow,
    looksBack,
    requests: [...state.requests, ...recorded.filter(({ id }) => !known.has(id))],
  };
};

export const isDue = ({ notBefore = 0 }: OpenRequest): boolean => notBefore <= clock().now();

/** The open payments without those that are done, and with the new ones. Only the newest are kept. */
export const withOpen = (
  before: readonly OpenPayment[],
  done: (one: OpenPayment) => boolean,
  open: readonly OpenPayment[],
): OpenPayment[] => {
  const all = [...before.filter((one) => !done(one)), ...open];
  const byKey = new Map(all.map((one) => [JSON.stringify(one), one]));
  return [...byKey.values()].slice(-MOST_OPEN);
};

/** The watermark after these payments. Open ones do not count as done. */
export const withWatermark = (
  before: Pick<PaymentsState, "watermark" | "recent">,
  handled: readonly { readonly id: string; readonly updatedAt: number }[],
  isOpen: (id: string) => boolean,
): Pick<PaymentsState, "watermark" | "recent"> => {
  const watermark = Math.max(before.watermark ?? 0, ...handled.map(({ updatedAt }) => updatedAt));
  const done = handled.filter(({ id }) => !isOpen(id)).map(({ id, updatedAt }) => [id, updatedAt] as const);
  const near = [...Object.entries(before.recent), ...done].filter(([, at]) => at >= watermark - OVERLAP_MS);
  return { recent: Object.fromEntries(near), ...(watermark > 0 ? { watermark } : {}) };
};

export const withReported = (before: readonly string[], more: readonly string[]): string[] =>
  [...new Set([...before, ...more])].slice(-MOST_REPORTED);

/** The requests after a run: those that are done, and the others, with the place where one of them stopped. */
export const requestsAfter = (
  { requestsDone }: PaymentsState,
  requests: readonly OpenRequest[],
  done: ReadonlySet<string>,
  stopped: Pick<OpenRequest, "id" | "place" | "notBefore"> | undefined,
): Pick<PaymentsState, "requests" | "requestsDone"> => ({
  requests: requests
    .filter(({ id }) => !done.has(id))
    .map((one) => (one.id === stopped?.id ? { at: one.at, payments: one.payments, ...stopped } : one)),
  requestsDone: [...requestsDone, ...[...done].map((id) => ({ id, at: clock().now() }))].slice(-MOST_DONE),
});
