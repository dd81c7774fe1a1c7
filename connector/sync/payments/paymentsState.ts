/**
 * What the import of payments keeps between runs (`crossFlowState.payments`): its watermark, what is still open, and what was
 * reported. Losing it costs calls and repeats reports; reconciliation finds what was open.
 */

import * as z from "zod";
import { type CalendarDate, DAY_MS, HOUR_MS, utcMillisecond } from "../../core/calendarDate";
import { omitUndefined } from "../../core/omitUndefined";
import { clock } from "../../http/clock";

/** Which payments to import. */
export type PaymentsRequest =
  /** By BILL's process date, both days included. */
  | { readonly from: CalendarDate; readonly to: CalendarDate; readonly place?: string }
  | { readonly ids: readonly string[] }
  /** ms since 1970 UTC. Open payments are handled again, too. */
  | { readonly changedSince: number };

const openSchema = z.union([
  z.object({ id: z.string() }),
  /** A bill that is paid only in BILL; its payments are looked for. */
  z.object({ billId: z.string(), vendorId: z.string() }),
]);
export type OpenPayment = z.infer<typeof openSchema>;

const rangeSchema = z.object({
  from: z.string(),
  to: z.string(),
  /** The first payment that is left. */
  place: z.string().exactOptional(),
  notBefore: z.number(),
});

export const paymentsStateSchema = z.object({
  /** Everything up to this `updatedTime` of BILL's was imported, ms since 1970 UTC. */
  watermark: z.number().exactOptional(),
  /** Payments done near the watermark, and when each changed. They are read again but not handled again. */
  recent: z.record(z.string(), z.number()).catch({}).default({}),
  /** When the last daily look back was made, ms since 1970 UTC. */
  lookedBackAt: z.number().exactOptional(),
  open: z.array(openSchema).catch([]).default([]),
  /** Requested ranges that stopped at a limit. */
  ranges: z.array(rangeSchema).catch([]).default([]),
  reported: z.array(z.string()).catch([]).default([]),
});
export type PaymentsState = z.infer<typeof paymentsStateSchema>;

/** A change can appear in BILL's list later than one that came after it. */
const OVERLAP_MS = HOUR_MS;
/** How far the daily look back reaches, whatever the watermark. */
const LOOK_BACK_MS = 7 * DAY_MS;
const FIRST_MS = 35 * DAY_MS;
const MOST_OPEN = 5_000;
const MOST_REPORTED = 1_000;

/** A request in the format that flows pass to each other: times are UTC text. */
export type PlainRequest =
  | { readonly changedSince: string }
  | { readonly from: string; readonly to: string; readonly place?: string };

/**
 * What to import now: recent changes, and ranges whose API limit has ended. Once a day, it goes back a week. Returns the state to
 * store, too.
 */
export const duePayments = (
  state: PaymentsState,
): { readonly requests: PlainRequest[]; readonly state: PaymentsState } => {
  const now = clock().now();
  const looksBack = now - (state.lookedBackAt ?? 0) >= DAY_MS;
  const { watermark } = state;
  const narrow = (watermark ?? now - FIRST_MS) - OVERLAP_MS;
  const since = looksBack ? Math.min(narrow, now - LOOK_BACK_MS) : narrow;
  const due = state.ranges.filter(({ notBefore }) => notBefore <= now);
  return {
    requests: [{ changedSince: utcMillisecond(since) }, ...due.map(({ notBefore: _, ...range }) => range)],
    state: { ...state, ...(looksBack ? { lookedBackAt: now } : {}) },
  };
};

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

/** The ranges that are left: without this one, or with the payment where it stopped. */
export const rangesAfter = (
  { ranges }: PaymentsState,
  request: PaymentsRequest,
  stopped: { readonly until: number | undefined; readonly place: string | undefined } | undefined,
): PaymentsState["ranges"] => {
  if (!("from" in request)) return ranges;
  const { from, to } = request;
  const others = ranges.filter((one) => one.from !== from || one.to !== to);
  if (!stopped) return others;
  const { until = clock().now(), place } = stopped;
  return [...others, { from, to, notBefore: until, ...omitUndefined({ place }) }];
};
