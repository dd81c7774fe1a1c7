/**
 * The sweep of Precoro: reads the lists of what changed since the last run and, once a day, of everything approved but not sent, and
 * finds the documents to process. It writes nothing and reads no single document.
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
import { omitUndefined } from "../../core/omitUndefined";
import { clock } from "../../http/clock";
import { readable } from "../../http/parse";
import type { SyncContext } from "../syncContext";

export const decisionSchema: z.ZodType<Decision> = z.object({
  idn: z.string(),
  reason: z.string(),
  waitsFor: z.string().exactOptional(),
  at: z.number(),
});

/** What the sweep keeps between runs (`context.polling`). Losing it costs calls, never a document. */
export const sweepStateSchema = z.object({
  /** Precoro's clock at the last run's first answer, ms since 1970 UTC. Everything before it was read. */
  watermark: z.number().optional(),
  /** When the unsent documents were last read, ms since 1970 UTC. */
  unsentAt: z.number().optional(),
  /** What decisions depend on besides the documents: the settings, and how many suppliers are linked. */
  configFingerprint: z.string().optional(),
});
type NetState = z.infer<typeof sweepStateSchema>;

/** Where a run stands between two pages. */
export interface SweepCursor extends Record<string, unknown> {
  readonly pass: "changed" | "unsent";
  readonly page: string;
  /** Changes since this moment are read, ms since 1970 UTC. */
  readonly since: number;
  /** Precoro's clock at the first answer. */
  readonly clock: number;
  /** True if earlier decisions no longer apply. */
  readonly ignorePast: boolean;
}

export interface SweepInput {
  readonly rules: SweepRules;
  readonly state: NetState;
  readonly decisions: readonly Decision[];
  /** Documents that reconciliation wants processed, by idn. */
  readonly recheck: readonly string[];
  /** The fingerprint of the present settings. */
  readonly configFingerprint: string;
}

/** A document to process, as the flow's steps receive it. */
interface SweepItem {
  readonly idn: string;
  readonly id?: string;
}

export interface SweepPage {
  readonly items: SweepItem[];
  /** Undefined on the last page; `state` is stored then. */
  readonly cursor: SweepCursor | undefined;
  readonly state: NetState;
}

/** Clocks can differ, and Precoro's list can lag. Rows that are read twice cost no call of their own. */
const OVERLAP_MS = DAY_MS;

export const changedDocuments = async (
  sync: Pick<SyncContext, "bill" | "precoro" | "log">,
  input: SweepInput,
  resumed?: SweepCursor,
): Promise<SweepPage> => {
  const cursor = resumed ?? firstPage(input);
  const isFirst = resumed === undefined;
  const { invoices, serverTime } = sync.precoro;
  const {
    rules: { approvedFrom },
    state,
  } = input;
  const selection = cursor.pass === "changed" ? { changedSince: cursor.since } : { approvedFrom };
  const { rows, next } = await invoices.page(selection, cursor.page);
  const position = { ...cursor, clock: cursor.clock || (serverTime() ?? clock().now()) };
  for (const row of rows)
    if ("unreadable" in row)
      sync.log.warn(
        `Precoro's data for document #${row.unreadable.id} can't be read: ${row.unreadable.problem}.`,
      );

  const found = await findItems(sync, readable(rows), input, position);
  const requested = isFirst ? requestedItems(input, found) : [];
  const items = [...found, ...requested.map((idn) => ({ idn }))];
  if (next !== undefined) return { items, cursor: { ...position, page: next }, state };
  if (position.pass === "changed" && isUnsentDue(input)) {
    return { items, cursor: { ...position, pass: "unsent", page: "1" }, state };
  }
  const watermark = Math.max(state.watermark ?? 0, position.clock);
  // The very first run has read what the daily pass would read.
  const unsentAt = position.pass === "unsent" ? clock().now() : (state.unsentAt ?? clock().now());
  return {
    items,
    cursor: undefined,
    state: { watermark, unsentAt, configFingerprint: input.configFingerprint },
  };
};

/** The very first run begins at the date from which documents are sent. */
const firstPage = ({ rules: { approvedFrom }, state, configFingerprint }: SweepInput): SweepCursor => ({
  pass: "changed",
  page: "1",
  since: state.watermark === undefined ? (moment(approvedFrom) ?? 0) : state.watermark - OVERLAP_MS,
  clock: 0,
  ignorePast: state.configFingerprint !== undefined && state.configFingerprint !== configFingerprint,
});

/** Once a day, and after suppliers were linked or settings changed. The very first run has read everything. */
const isUnsentDue = ({ state, configFingerprint }: SweepInput): boolean => {
  if (state.watermark === undefined) return false;
  return state.configFingerprint !== configFingerprint || clock().now() - (state.unsentAt ?? 0) >= DAY_MS;
};

const findItems = async (
  { bill }: Pick<SyncContext, "bill">,
  rows: readonly DocumentRow[],
  { rules, decisions }: SweepInput,
  { pass, ignorePast }: SweepCursor,
): Promise<SweepItem[]> => {
  const decided = new Map(ignorePast ? [] : decisions.map((one) => [one.idn, one]));
  // Only the daily pass processes unchanged documents again.
  const due = pass === "unsent" ? dueForRetry(decisions, clock().now()) : new Set<string>();
  const open = rows.filter((row) => !isDecided(row, decided, due));
  const vouchers = await readVouchers(bill, open);
  const items = open
    .filter((row) => needsProcessing(row, vouchers.get(row.externalId ?? ""), rules))
    // An invoice is sent before its credit note.
    .sort((a, b) => Number(a.kind === "credit note") - Number(b.kind === "credit note"))
    .map(({ idn, id }) => ({ idn, ...omitUndefined({ id }) }));
  const unblocked = unblockedBy(rows, decisions).filter((idn) => !items.some((item) => item.idn === idn));
  return [...items, ...unblocked.map((idn) => ({ idn }))];
};

/** Documents that reconciliation wants processed. Those with a decision wait for the daily pass. */
const requestedItems = ({ recheck, decisions }: SweepInput, found: readonly SweepItem[]): string[] => {
  const known = new Set(decisions.filter(({ reason }) => reason !== "").map(({ idn }) => idn));
  return recheck.filter((idn) => !known.has(idn) && !found.some((item) => item.idn === idn));
};

/** The vouchers of linked rows by id, in few calls however many rows there are. */
const readVouchers = async (
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
