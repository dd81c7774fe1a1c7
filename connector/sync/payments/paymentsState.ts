/**
 * What the import of payments keeps between its runs (`crossFlowState.payments`): where it is, what is still open, what was
 * said already. A cache: its loss costs calls and repeats a report, and reconciliation finds what was open.
 */
import * as z from "zod";
import { type CalendarDate, DAY_MS, HOUR_MS, utcMillisecond } from "../../core/calendarDate";
import { omitUndefined } from "../../core/omitUndefined";
import { clock } from "../../http/clock";

/** Which payments an import is about. */
export type PaymentsRequest =
  /** By the day on which the money starts to move, both included. */
  | { readonly from: CalendarDate; readonly to: CalendarDate; readonly place?: string }
  | { readonly ids: readonly string[] }
  /** ms since 1970 UTC; what is open is handled again too. */
  | { readonly changedSince: number };

const openSchema = z.union([
  z.object({ id: z.string() }),
  /** A bill that is paid in BILL alone: its payments are looked for. */
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
  /** BILL's own time of change up to which all is imported, ms since 1970 UTC. */
  watermark: z.number().exactOptional(),
  /** What was done near the watermark, and when it changed: it is read again, and not handled again. */
  recent: z.record(z.string(), z.number()).catch({}).default({}),
  /** When the payments of the last days were last read, whatever the watermark, ms since 1970 UTC. */
  lookedBackAt: z.number().exactOptional(),
  open: z.array(openSchema).catch([]).default([]),
  /** Ranges that were asked for and have stopped at a limit. */
  ranges: z.array(rangeSchema).catch([]).default([]),
  reported: z.array(z.string()).catch([]).default([]),
});
export type PaymentsState = z.infer<typeof paymentsStateSchema>;

/** A change can show in BILL's list a little later than one that came after it. */
const OVERLAP_MS = HOUR_MS;
/** How far the daily look back reaches, which needs no watermark. */
const LOOK_BACK_MS = 7 * DAY_MS;
const FIRST_MS = 35 * DAY_MS;
const MOST_OPEN = 5_000;
const MOST_REPORTED = 1_000;

/** A request as flows hand it to each other: times as text. */
export type PlainRequest =
  | { readonly changedSince: string }
  | { readonly from: string; readonly to: string; readonly place?: string };

/** What is due now: what has changed, once a day with a long look back, and ranges whose limit is over. */
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

/** The list without what is done, and with what is open now; the newest are kept. */
export const withOpen = (
  before: readonly OpenPayment[],
  done: (one: OpenPayment) => boolean,
  open: readonly OpenPayment[],
): OpenPayment[] => {
  const all = [...before.filter((one) => !done(one)), ...open];
  const byKey = new Map(all.map((one) => [JSON.stringify(one), one]));
  return [...byKey.values()].slice(-MOST_OPEN);
};

/** The watermark after these payments; those that are open are not done. */
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

/** The ranges that are left to do: without this one, or with the place where it has stopped now. */
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
