/**
 * The sweep of BILL, which catches what BILL's events miss: reads the bills, vendor credits and vendors that changed since the last
 * run, and turns those that matter to Precoro into events. It writes nothing.
 */

import * as z from "zod";
import { DAY_MS } from "../../core/calendarDate";
import { eventAbout } from "../../core/changes/billEvent";
import { isCanceled } from "../../core/documents/document";
import { type DocumentRef, readReference } from "../../core/documents/documentRef";
import type { DocumentRow } from "../../core/documents/documentRow";
import { documentKindOf, type Voucher, type VoucherKind } from "../../core/documents/voucher";
import { zero } from "../../core/money";
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
  /** When BILL's webhook subscription was last checked, ms since 1970 UTC. */
  checkedAt: z.number().optional(),
});
type ChangesState = z.infer<typeof changesStateSchema>;

/** A run's position between two pages. */
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
 * Reads until a page has events, or to the end, so a run that finds nothing needs only one trigger call. The watermarks change only
 * on the last page.
 *
 * @throws {RequestError} if either system can't be read.
 */
export const changedInBill = async (
  sync: SyncContext,
  input: ChangesInput,
  cursor: ChangesCursor = { list: "bill", watermarks: input.watermarks },
): Promise<ChangesPage> => {
  const { list, page, watermarks } = cursor;
  const before = input.watermarks[list];
  // The very first run starts a day back, which covers changes made during deployment.
  const since = before ? before.readUntil - OVERLAP_MS : clock().now() - DAY_MS;
  const isNew = ({ id, updatedAt }: Changed) => before?.recent[id] !== updatedAt;
  const read = list === "vendor" ? vendorsOf(sync, isNew) : vouchersOf(sync, list, isNew);
  const { changed, items, next } = await read(since, page);

  const now = { ...watermarks, ...withChanges(list, watermarks[list] ?? before, changed) };
  const nextList = next === undefined ? listAfter(list, input) : list;
  if (nextList === undefined) return { items, cursor: undefined, watermarks: now };
  const nextCursor = { list: nextList, watermarks: now, ...omitUndefined({ page: next }) };
  return items.length > 0
    ? { items, cursor: nextCursor, watermarks: input.watermarks }
    : changedInBill(sync, input, nextCursor);
};

const listAfter = (list: List, { refreshSuppliers }: ChangesInput): List | undefined => {
  const nextList = lists[lists.indexOf(list) + 1];
  return nextList === "vendor" && !refreshSuppliers ? undefined : nextList;
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
    const kind = documentKindOf(list);
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

/**
 * An event if the document's link may have to change. `linked`: the Precoro rows linked to the vouchers of this page; undefined if
 * Precoro can't look up BILL's ids.
 */
const eventOf = (
  list: VoucherKind,
  voucher: Voucher,
  linked: readonly DocumentRow[] | undefined,
): object[] => {
  const { id, archived, hasMoney, rest, updatedAt } = voucher;
  const row = linked?.find(({ externalId }) => externalId === id);
  const isDocumentCanceled = row !== undefined && isCanceled(row.status);
  if (archived) {
    const needsEvent = linked
      ? row !== undefined && !isDocumentCanceled
      : readReference(voucher.description) !== undefined;
    return needsEvent ? [eventAbout(list, id, "archived")] : [];
  }
  // If the cancellation is newer than the voucher's last change, *Export Changed Documents* has not canceled it in BILL yet.
  const isRestored = isDocumentCanceled && !hasMoney && updatedAt > (row?.updatedAt ?? 0);
  // A person applied what is left of the credit: the text that asked for it goes. What an export applies, it links afterwards.
  const isUsedUp =
    list === "vendor credit" &&
    row?.parent !== undefined &&
    rest.lte(zero) &&
    updatedAt > (row.updatedAt ?? 0);
  const needsEvent = linked !== undefined && (row === undefined || isRestored || isUsedUp);
  return needsEvent ? [eventAbout(list, id, "restored")] : [];
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
