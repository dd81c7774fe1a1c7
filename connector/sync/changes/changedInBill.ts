/**
 * What events miss: reads the bills, vendor credits and vendors that changed in BILL since the last run, and says which of
 * them something follows from. It writes nothing.
 */

import * as z from "zod";
import { DAY_MS } from "../../core/calendarDate";
import { eventAbout } from "../../core/changes/billEvent";
import { isCanceled } from "../../core/documents/document";
import { type DocumentRef, readReference } from "../../core/documents/documentRef";
import type { DocumentRow } from "../../core/documents/documentRow";
import type { Voucher, VoucherKind } from "../../core/documents/voucher";
import { clock } from "../../http/clock";
import { readable } from "../../http/parse";
import type { SyncContext } from "../syncContext";

const lists = ["bill", "vendor credit", "vendor"] as const;
type List = (typeof lists)[number];

const markSchema = z.object({
  /** BILL's own `updatedTime` up to which all is read, ms since 1970 UTC. */
  watermark: z.number(),
  /** The records near it and when each changed: they are read again, and not looked at again. */
  recent: z.record(z.string(), z.number()),
});
type Mark = z.infer<typeof markSchema>;

export const changesStateSchema = z.object({
  marks: z.partialRecord(z.enum(lists), markSchema).catch({}).default({}),
  /** When the subscription to BILL's events was last looked at, ms since 1970 UTC. */
  checkedAt: z.number().optional(),
});
type ChangesState = z.infer<typeof changesStateSchema>;

/** Where a run stands between two pages. */
export interface ChangesCursor extends Record<string, unknown> {
  readonly list: List;
  readonly page?: string;
  readonly marks: ChangesState["marks"];
}

interface ChangesOrder {
  readonly marks: ChangesState["marks"];
  /** *Refresh Suppliers Automatically*: without it, vendors are not read. */
  readonly refreshSuppliers: boolean;
}

export interface ChangesPage {
  /** Events, for *Apply BILL Event*. */
  readonly items: object[];
  /** Undefined on the last page. */
  readonly cursor: ChangesCursor | undefined;
  readonly marks: ChangesState["marks"];
}

/** A record can show in the list a little later than one that changed after it. */
const OVERLAP_MS = 10 * 60_000;

interface Changed {
  readonly id: string;
  readonly updatedAt: number;
}

/** Ends at a page with something to hand on, or at the last: a run that finds nothing is one call of the trigger. */
export const changedInBill = async (
  run: SyncContext,
  order: ChangesOrder,
  cursor: ChangesCursor = { list: "bill", marks: order.marks },
): Promise<ChangesPage> => {
  const { list, page, marks } = cursor;
  const mark = order.marks[list];
  // The first run of all has no history to follow; a day covers what went on while the instance was deployed.
  const since = mark ? mark.watermark - OVERLAP_MS : clock().now() - DAY_MS;
  const isNew = ({ id, updatedAt }: Changed) => mark?.recent[id] !== updatedAt;
  const read = list === "vendor" ? vendorsOf(run, isNew) : vouchersOf(run, list, isNew);
  const { changed, items, next } = await read(since, page);

  const now = { ...marks, ...marked(list, marks[list] ?? mark, changed) };
  const following = next === undefined ? listAfter(list, order) : list;
  if (following === undefined) return { items, cursor: undefined, marks: now };
  const further = { list: following, marks: now, ...(next === undefined ? {} : { page: next }) };
  return items.length > 0
    ? { items, cursor: further, marks: order.marks }
    : changedInBill(run, order, further);
};

const listAfter = (list: List, { refreshSuppliers }: ChangesOrder): List | undefined => {
  const following = lists[lists.indexOf(list) + 1];
  return following === "vendor" && !refreshSuppliers ? undefined : following;
};

/** The mark moves on with what was read; without anything read, it stays. */
const marked = (list: List, mark: Mark | undefined, changed: readonly Changed[]): ChangesState["marks"] => {
  const watermark = Math.max(mark?.watermark ?? 0, ...changed.map(({ updatedAt }) => updatedAt));
  if (watermark === 0) return {};
  const recent = [
    ...Object.entries(mark?.recent ?? {}),
    ...changed.map((one) => [one.id, one.updatedAt] as const),
  ];
  const near = recent.filter(([, at]) => at >= watermark - OVERLAP_MS);
  return { [list]: { watermark, recent: Object.fromEntries(near) } };
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
        log.warn(`The ${list} ${row.unreadable.id} of BILL cannot be read: ${row.unreadable.problem}.`);
    const changed = readable(rows);
    const open = changed.filter(isNew).filter((one) => one.archived || isOurs(one, kind));
    const ids = open.map(({ id }) => id);
    const linked = ids.length === 0 ? [] : await precoro.invoices.linkedTo(ids, true);
    return { changed, items: open.flatMap((one) => eventOf(list, one, linked)), next };
  };

const isOurs = ({ description }: Voucher, kind: DocumentRef["kind"]): boolean =>
  readReference(description)?.kind === kind;

/** `linked`: the rows of Precoro that are linked to these; undefined where Precoro cannot be asked so. */
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
  // A cancellation that is newer than the bill's last change has not been taken to BILL yet: that is the other net's.
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
