/**
 * The sweep of Precoro: finds the documents to process. It lists what changed since the last run and, once a day, every approved
 * document, to find those not sent yet. It writes nothing, and never reads a single document.
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
import type { Recheck } from "../../core/documents/recheck";
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
  /** Precoro's clock at the last run's first response, ms since 1970 UTC. Every earlier change was read. */
  watermark: z.number().optional(),
  /** When the daily pass last ended, ms since 1970 UTC. */
  unsentAt: z.number().optional(),
  /** What decisions depend on besides the documents: the settings, and how many suppliers are linked. */
  configFingerprint: z.string().optional(),
});
type SweepState = z.infer<typeof sweepStateSchema>;

/** A run's position between two pages. `unsent` is the daily pass. */
export interface SweepCursor extends Record<string, unknown> {
  readonly pass: "changed" | "unsent";
  readonly page: string;
  /** Changes since this moment are read, ms since 1970 UTC. */
  readonly since: number;
  /** Precoro's clock at the first response, ms since 1970 UTC; 0 before it. */
  readonly clock: number;
  /** True if earlier decisions no longer apply. */
  readonly ignorePast: boolean;
}

export interface SweepInput {
  readonly rules: SweepRules;
  readonly state: SweepState;
  readonly decisions: readonly Decision[];
  /** Documents that others want processed. */
  readonly recheck: readonly Recheck[];
  /** The fingerprint of the current settings; compared with the stored one. */
  readonly configFingerprint: string;
}

/** A document to process, as the flow's steps receive it. */
export interface SweepItem {
  readonly idn: string;
  readonly id?: string;
  /** BILL's ids that were seen with the document's reference line. */
  readonly vouchers?: readonly string[];
}

export interface SweepPage {
  readonly items: SweepItem[];
  /** Undefined on the last page; `state` is stored then. */
  readonly cursor: SweepCursor | undefined;
  readonly state: SweepState;
}

/** Precoro's list can lag its clock, so each run reads a day again. Rows read twice cost no calls of their own. */
const OVERLAP_MS = DAY_MS;

/**
 * Reads one page. `resumed`: the cursor of the page before; without it, a new run starts.
 *
 * @throws {RequestError} if either system can't be read.
 */
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
  const items = isFirst ? withRequested(found, input) : found;
  if (next !== undefined) return { items, cursor: { ...position, page: next }, state };
  if (position.pass === "changed" && isUnsentDue(input)) {
    return { items, cursor: { ...position, pass: "unsent", page: "1" }, state };
  }
  const watermark = Math.max(state.watermark ?? 0, position.clock);
  // The very first run reads what the daily pass would read.
  const unsentAt = position.pass === "unsent" ? clock().now() : (state.unsentAt ?? clock().now());
  return {
    items,
    cursor: undefined,
    state: { watermark, unsentAt, configFingerprint: input.configFingerprint },
  };
};

/** The very first run starts at *Send Documents Approved From*, since older documents are never sent. */
const firstPage = ({ rules: { approvedFrom }, state, configFingerprint }: SweepInput): SweepCursor => ({
  pass: "changed",
  page: "1",
  since: state.watermark === undefined ? (moment(approvedFrom) ?? 0) : state.watermark - OVERLAP_MS,
  clock: 0,
  ignorePast: state.configFingerprint !== undefined && state.configFingerprint !== configFingerprint,
});

/** True once a day, and after suppliers were linked or settings changed. The very first run needs no daily pass. */
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
  // Only the daily pass retries unchanged documents.
  const due = pass === "unsent" ? dueForRetry(decisions, clock().now()) : new Set<string>();
  const open = rows.filter((row) => !isDecided(row, decided, due));
  const vouchers = await readVouchers(bill, open);
  const items = open
    .filter((row) => needsProcessing(row, vouchers.get(row.externalId ?? ""), rules))
    // Invoices go first, since a credit note is applied to the bill of its invoice.
    .sort((a, b) => Number(a.kind === "credit note") - Number(b.kind === "credit note"))
    .map(({ idn, id }) => ({ idn, ...omitUndefined({ id }) }));
  const unblocked = unblockedBy(rows, decisions).filter((idn) => !items.some((item) => item.idn === idn));
  return [...items, ...unblocked.map((idn) => ({ idn }))];
};

/**
 * The items with the documents that others want processed. One that was already decided waits for the daily pass, unless a voucher
 * of it was seen that nobody knew.
 */
const withRequested = (found: readonly SweepItem[], { recheck, decisions }: SweepInput): SweepItem[] => {
  const known = new Set(decisions.filter(({ reason }) => reason !== "").map(({ idn }) => idn));
  const byIdn = new Map(recheck.map((one) => [one.idn, one.vouchers]));
  const withVouchers = (item: SweepItem): SweepItem => {
    const vouchers = byIdn.get(item.idn) ?? [];
    return vouchers.length > 0 ? { ...item, vouchers } : item;
  };
  const others = recheck.filter(
    ({ idn, vouchers }) =>
      !found.some((item) => item.idn === idn) && (vouchers.length > 0 || !known.has(idn)),
  );
  return [...found, ...others.map(({ idn }) => ({ idn }))].map(withVouchers);
};

/** The vouchers of linked rows, by id. Reads them in batches. */
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
