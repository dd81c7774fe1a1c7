/**
 * Which payments somebody wants imported, from the call until it is done. *Import Payments On Demand* records the requests, and
 * *Import Payments* carries them out. Pure.
 */
import * as z from "zod";
import { type CalendarDate, utcSecond } from "../calendarDate";

/** By BILL's process date (both days included), by ID, or by time of change (UTC text). */
const selectionSchema = z.union([
  z.strictObject({ from: z.string(), to: z.string() }),
  z.strictObject({ ids: z.array(z.string()).readonly() }),
  z.strictObject({ changedSince: z.string() }),
]);
export type RequestedPayments =
  | { readonly from: CalendarDate; readonly to: CalendarDate }
  | { readonly ids: readonly string[] }
  | { readonly changedSince: string };

export const paymentRequestSchema = z.object({
  id: z.string(),
  /** When it was recorded, ms since 1970 UTC. */
  at: z.number(),
  payments: selectionSchema,
});
export type PaymentRequest = z.infer<typeof paymentRequestSchema>;

/** So many open requests are kept at most. */
export const MOST_REQUESTS = 100;
/** So many IDs one request names at most. */
export const MOST_IDS = 1_000;

/** For people: `2026-01-01 to 2026-01-31`. */
export const requestText = (payments: RequestedPayments): string => {
  if ("from" in payments) return `${payments.from} to ${payments.to}`;
  if ("changedSince" in payments) return `changed since ${payments.changedSince}`;
  const [first = "", ...more] = payments.ids;
  return more.length === 0 ? first : `${first} and ${more.length} more`;
};

const isSame = (one: RequestedPayments, other: RequestedPayments): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** A request that was recorded, or is still open from an earlier call, and all that are open now. */
interface Recorded {
  readonly request: PaymentRequest;
  readonly open: readonly PaymentRequest[];
}

/**
 * The open requests with one more. One for the same payments that is still open counts for it. Undefined if too many are open:
 * none is given up for another.
 */
export const withRequest = (
  kept: readonly PaymentRequest[],
  isDone: (id: string) => boolean,
  request: PaymentRequest,
): Recorded | undefined => {
  const open = kept.filter(({ id }) => !isDone(id));
  const same = open.find(({ payments }) => isSame(payments, request.payments));
  if (same) return { request: same, open };
  return open.length < MOST_REQUESTS ? { request, open: [...open, request] } : undefined;
};

/** What *Integration Status* says of a request. `not known`: calling *Import Payments On Demand* again records it again. */
interface RequestStatus {
  readonly state: "open" | "done" | "not known";
  /** UTC; omitted if not known. */
  readonly recordedAt?: string;
  readonly doneAt?: string;
}

/** The status of each request by ID: of the open and the done ones, and of those asked for. */
export const requestStatuses = (
  asked: readonly string[],
  open: readonly Pick<PaymentRequest, "id" | "at">[],
  done: readonly { readonly id: string; readonly at: number }[],
): Readonly<Record<string, RequestStatus>> =>
  Object.fromEntries<RequestStatus>([
    ...asked.map((id) => [id, { state: "not known" }] as const),
    ...open.map(({ id, at }) => [id, { state: "open", recordedAt: utcSecond(at) }] as const),
    ...done.map(({ id, at }) => [id, { state: "done", doneAt: utcSecond(at) }] as const),
  ]);
