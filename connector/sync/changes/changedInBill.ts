/**
 * The sweep of BILL: reads the bills, vendor credits and vendors that changed since the last run, and finds those that BILL's events
 * may have missed. It writes nothing.
 */

import * as z from "zod";
import { DAY_MS } from "../../core/calendarDate";
import { eventAbout } from "../../core/changes/billEvent";
import { isCanceled } from "../../core/documents/document";
import { type DocumentRef, readReference } from "../../core/documents/documentRef";
import type { DocumentRow } from "../../core/documents/documentRow";
import type { Voucher, VoucherKind } from "../../core/documents/voucher";
import { omitUndefined } from "../../core/omitUndefined";
import { clock } from "../../http/clock";
import { readable } from "../../http/parse";
import type { SyncContext } from "../syncContext";

const lists = ["bill", "vendor credit", "vendor"] as const;
type List = (typeof lists)[number];

const watermarkSchema = z.object({
  /** Everything up to this `updatedTime` of BILL's was read, ms since 1970 UTC. */
  readUntil: z.number(),
  /** Records near it, and when each changed. They are read again but not handled again. */
  recent: z.record(z.string(), z.number()),
});
type Watermark = z.infer<typeof watermarkSchema>;

export const changesStateSchema = z.object({
  watermarks: z.partialRecord(z.enum(lists), watermarkSchema).catch({}).default({}),
  /** When the subscription to BILL's events was last checked, ms since 1970 UTC. */
  checkedAt: z.number().optional(),
});
type ChangesState = z.infer<typeof changesStateSchema>;

/** Where a run stands between two pages. */
export interface ChangesCursor extends Record<string, unknown> {
  readonly list: List;
  readonly page?: string;
  readonly watermarks: ChangesState["watermarks"];
}

interface ChangesInput {
  readonly watermarks: ChangesState["watermarks"];
  /** *Refresh Suppliers Automatically*: without it, vendors are not read. */
  readonly refreshSuppliers: boolean;
}

export interface ChangesPage {
  /** Events, for *Apply BILL Event*. */
  readonly items: object[];
  /** Undefined on the last page. */
  readonly cursor: ChangesCursor | undefined;
  readonly watermarks: ChangesState["watermarks"];
}

/** A record can appear in the list later than one that changed after it. */
const OVERLAP_MS = 10 * 60_000;

interface Changed {
  readonly id: string;
  readonly updatedAt: number;
}

/**
 * Reads until a page has items, or to the last page, so a run that finds nothing is a single call of the trigger.
 *
 * @throws {RequestError} of either system
 */
export const changedInBill = async (
  sync: SyncContext,
  input: ChangesInput,
  cursor: ChangesCursor = { list: "bill", watermarks: input.watermarks },
): Promise<ChangesPage> => {
  const { list, page, watermarks } = cursor;
  const before = input.watermarks[list];
  // The very first run has no watermark; a day covers what happened during the deployment.
  const since = before ? before.readUntil - OVERLAP_MS : clock().now() - DAY_MS;
  const isNew = ({ id, updatedAt }: Changed) => before?.recent[id] !== updatedAt;
  const read = list === "vendor" ? vendorsOf(sync, isNew) : vouchersOf(sync, list, isNew);
  const { changed, items, next } = await read(since, page);

  const now = { ...watermarks, ...withChanges(list, watermarks[list] ?? before, changed) };
  const following = next === undefined ? listAfter(list, input) : list;
  if (following === undefined) return { items, cursor: undefined, watermarks: now };
  const further = { list: following, watermarks: now, ...omitUndefined({ page: next }) };
  return items.length > 0
    ? { items, cursor: further, watermarks: input.watermarks }
    : changedInBill(sync, input, further);
};

const listAfter = (list: List, { refreshSuppliers }: ChangesInput): List | undefined => {
  const following = lists[lists.indexOf(list) + 1];
  return following === "vendor" && !refreshSuppliers ? undefined : following;
};

/** The watermark after these changes. Without changes it stays as it is. */
const withChanges = (
  list: List,
  before: Watermark | undefined,
  changed: readonly Changed[],
): ChangesState["watermarks"] => {
  const readUntil = Math.max(before?.readUntil ?? 0, ...changed.map(({ updatedAt }) => updatedAt));
  if (readUntil === 0) return {};
  const recent = [
    ...Object.entries(before?.recent ?? {}),
    ...changed.map((one) => [one.id, one.updatedAt] as const),
  ];
  const near = recent.filter(([, at]) => at >= readUntil - OVERLAP_MS);
  return { [list]: { readUntil, recent: Object.fromEntries(near) } };
};

interface ReadPage {
  readonly changed: readonly Changed[];
  readonly items: object[];
  readonly next: string | undefined;
}
type ReadList = (since: number, page: string | undefined) => Promise<ReadPage>;

const vouchersOf =
  ({ bill, precoro, log }: SyncContext, list: VoucherKind, isNew: (one: Changed) => boolean): ReadList =>
  async (since, page) => {
    const kind = list === "bill" ? "invoice" : "credit note";
    const { rows, next } = await bill.vouchersFor({ kind }).changedSince(since, page);
    for (const row of rows)
      if ("unreadable" in row)
        log.warn(`BILL's data for ${list} ${row.unreadable.id} can't be read: ${row.unreadable.problem}.`);
    const changed = readable(rows);
    const open = changed.filter(isNew).filter((one) => one.archived || isOurs(one, kind));
    const ids = open.map(({ id }) => id);
    const linked = ids.length === 0 ? [] : await precoro.invoices.linkedTo(ids, true);
    return { changed, items: open.flatMap((one) => eventOf(list, one, linked)), next };
  };

const isOurs = ({ description }: Voucher, kind: DocumentRef["kind"]): boolean =>
  readReference(description)?.kind === kind;

/** `linked`: the Precoro rows linked to these vouchers; undefined where Precoro cannot look up such ids. */
const eventOf = (
  list: VoucherKind,
  voucher: Voucher,
  linked: readonly DocumentRow[] | undefined,
): object[] => {
  const { id, archived, hasMoney } = voucher;
  const row = linked?.find(({ externalId }) => externalId === id);
  const isCanceledOne = row !== undefined && isCanceled(row.status);
  if (archived) {
    const isTold = linked
      ? row !== undefined && !isCanceledOne
      : readReference(voucher.description) !== undefined;
    return isTold ? [eventAbout(list, id, "archived")] : [];
  }
  // A cancellation newer than the bill's last change has not reached BILL yet; *Export Changed Documents* sends it.
  const isRestored = isCanceledOne && !hasMoney && voucher.updatedAt > (row?.updatedAt ?? 0);
  const isTold = linked !== undefined && (row === undefined || isRestored);
  return isTold ? [eventAbout(list, id, "restored")] : [];
};

const vendorsOf =
  ({ bill, precoro }: SyncContext, isNew: (one: Changed) => boolean): ReadList =>
  async (since, page) => {
    const { rows, next } = await bill.vendors.changedSince(since, page);
    const ids = rows.filter(isNew).map(({ id }) => id);
    const linked = ids.length === 0 ? [] : await precoro.suppliers.linkedAmong(ids);
    const items = linked.flatMap(({ externalId }) =>
      externalId === undefined ? [] : [eventAbout("vendor", externalId, "updated")],
    );
    return { changed: rows, items, next };
  };
