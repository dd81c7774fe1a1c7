/**
 * The safety net: reads what has changed in Precoro since the last run, and once a day all that is approved and not sent,
 * and says which documents have to be looked at. It writes nothing, and asks for no document singly.
 */

import * as z from "zod";
import type { BillClient } from "../../bill/client";
import { DAY_MS, moment } from "../../core/calendarDate";
import {
  type Decision,
  dueForRetry,
  isDecided,
  needsProcessing,
  type SweepRules,
  unblockedBy,
  voucherIdToCheck,
} from "../../core/changes/documentSweep";
import type { DocumentRow } from "../../core/documents/documentRow";
import type { Voucher } from "../../core/documents/voucher";
import { clock } from "../../http/clock";
import { readable } from "../../http/parse";
import type { SyncContext } from "../syncContext";

export const decisionSchema: z.ZodType<Decision> = z.object({
  idn: z.string(),
  reason: z.string(),
  waitsFor: z.string().exactOptional(),
  at: z.number(),
});

/** What the net keeps between its runs: `context.polling`. Its loss costs calls, never a document. */
export const sweepStateSchema = z.object({
  /** Precoro's clock at the first answer of the last run, ms since 1970 UTC: everything before it was read. */
  watermark: z.number().optional(),
  /** When all that is not sent was last looked through, ms since 1970 UTC. */
  unsentAt: z.number().optional(),
  /** What the decisions rest on beside the documents: the configuration, and how many suppliers are linked. */
  basis: z.string().optional(),
});
type NetState = z.infer<typeof sweepStateSchema>;

/** Where a run stands between two pages. */
export interface SweepCursor extends Record<string, unknown> {
  readonly pass: "changed" | "unsent";
  readonly page: string;
  /** The changes since then are read, ms since 1970 UTC. */
  readonly since: number;
  /** Precoro's clock at the first answer. */
  readonly clock: number;
  /** True if old decisions do not hold any more. */
  readonly anew: boolean;
}

export interface SweepInput {
  readonly rules: SweepRules;
  readonly state: NetState;
  readonly decisions: readonly Decision[];
  /** What reconciliation wants to be looked at. */
  readonly lookAt: readonly string[];
  /** What decisions rest on now. */
  readonly basis: string;
}

/** A document to be looked at, as the flow's steps get it. */
interface NetItem {
  readonly idn: string;
  readonly id?: string;
}

export interface NetPage {
  readonly items: NetItem[];
  /** Undefined on the last page; then `state` is what is kept. */
  readonly cursor: SweepCursor | undefined;
  readonly state: NetState;
}

/** Our clocks and Precoro's list may disagree about a moment; what was read before is settled by its rows. */
const OVERLAP_MS = DAY_MS;

export const changedDocuments = async (
  run: Pick<SyncContext, "bill" | "precoro" | "log">,
  order: SweepInput,
  given?: SweepCursor,
): Promise<NetPage> => {
  const cursor = given ?? firstPage(order);
  const isFirst = given === undefined;
  const { invoices, serverTime } = run.precoro;
  const {
    rules: { approvedFrom },
    state,
  } = order;
  const selection = cursor.pass === "changed" ? { changedSince: cursor.since } : { approvedFrom };
  const { rows, next } = await invoices.page(selection, cursor.page);
  const here = { ...cursor, clock: cursor.clock || (serverTime() ?? clock().now()) };
  for (const row of rows)
    if ("unreadable" in row)
      run.log.warn(
        `Document #${row.unreadable.id} of Precoro's list cannot be read: ${row.unreadable.problem}.`,
      );

  const found = await toLookAt(run, readable(rows), order, here);
  const asked = isFirst ? askedFor(order, found) : [];
  const items = [...found, ...asked.map((idn) => ({ idn }))];
  if (next !== undefined) return { items, cursor: { ...here, page: next }, state };
  if (here.pass === "changed" && isUnsentDue(order)) {
    return { items, cursor: { ...here, pass: "unsent", page: "1" }, state };
  }
  const watermark = Math.max(state.watermark ?? 0, here.clock);
  // The first run of all has read what the daily pass would read.
  const unsentAt = here.pass === "unsent" ? clock().now() : (state.unsentAt ?? clock().now());
  return { items, cursor: undefined, state: { watermark, unsentAt, basis: order.basis } };
};

/** The first run of all begins at the date from which documents are sent: what is older is nobody's business. */
const firstPage = ({ rules: { approvedFrom }, state, basis }: SweepInput): SweepCursor => ({
  pass: "changed",
  page: "1",
  since: state.watermark === undefined ? (moment(approvedFrom) ?? 0) : state.watermark - OVERLAP_MS,
  clock: 0,
  anew: state.basis !== undefined && state.basis !== basis,
});

/** Once a day, and when suppliers were linked or something else was configured; the first run has read them all. */
const isUnsentDue = ({ state, basis }: SweepInput): boolean => {
  if (state.watermark === undefined) return false;
  return state.basis !== basis || clock().now() - (state.unsentAt ?? 0) >= DAY_MS;
};

const toLookAt = async (
  { bill }: Pick<SyncContext, "bill">,
  rows: readonly DocumentRow[],
  { rules, decisions }: SweepInput,
  { pass, anew }: SweepCursor,
): Promise<NetItem[]> => {
  const decided = new Map(anew ? [] : decisions.map((one) => [one.idn, one]));
  // What nobody changed is looked at again in the daily pass alone.
  const again = pass === "unsent" ? dueForRetry(decisions, clock().now()) : new Set<string>();
  const open = rows.filter((row) => !isDecided(row, decided, again));
  const vouchers = await seen(bill, open);
  const items = open
    .filter((row) => needsProcessing(row, vouchers.get(row.externalId ?? ""), rules))
    // An invoice is sent before its credit note.
    .sort((a, b) => Number(a.kind === "credit note") - Number(b.kind === "credit note"))
    .map(({ idn, id }) => ({ idn, ...(id === undefined ? {} : { id }) }));
  const woken = unblockedBy(rows, decisions).filter((idn) => !items.some((item) => item.idn === idn));
  return [...items, ...woken.map((idn) => ({ idn }))];
};

/** What reconciliation wants to be looked at; what was decided on has its day in the daily pass. */
const askedFor = ({ lookAt, decisions }: SweepInput, found: readonly NetItem[]): string[] => {
  const known = new Set(decisions.filter(({ reason }) => reason !== "").map(({ idn }) => idn));
  return lookAt.filter((idn) => !known.has(idn) && !found.some((item) => item.idn === idn));
};

/** The bills and vendor credits of linked rows, by id: few calls, however many rows. */
const seen = async (
  bill: BillClient,
  rows: readonly DocumentRow[],
): Promise<ReadonlyMap<string, Voucher>> => {
  const found: Voucher[] = [];
  for (const kind of ["invoice", "credit note"] as const) {
    const linked = rows.filter((row) => row.kind === kind && voucherIdToCheck(row) !== undefined);
    const ids = linked.flatMap((row) => voucherIdToCheck(row) ?? []);
    const since = Math.min(...linked.map(({ createdAt }) => createdAt ?? 0));
    if (ids.length > 0) found.push(...(await bill.vouchersFor({ kind }).getMany(ids, since)));
  }
  return new Map(found.map((one) => [one.id, one]));
};
