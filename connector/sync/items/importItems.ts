/** Imports BILL items into Precoro's catalog: creates them, links those with the same name, and refreshes linked ones. */

import type { ItemsRequest } from "../../core/imports/importRequest";
import {
  type CatalogContent,
  type CatalogItem,
  type Item,
  itemMapping,
  priceNote,
  saysSameItem,
  skuOf,
  toCatalog,
} from "../../core/items/item";
import { sameName } from "../../core/name";
import { isStopped, type Outcome, reject, type Stopped } from "../../core/outcome";
import { clock } from "../../http/clock";
import { collectPages } from "../../http/pages";
import { readable } from "../../http/parse";
import { CLOCKS_APART_MS } from "../../precoro/linkedRecords";
import { createLinked } from "../imports/createLinkedRecord";
import { planRecords, type RecordKind } from "../imports/importRecords";
import { type ImportEnd, type Resume, runImport } from "../imports/runImport";
import type { SyncContext } from "../syncContext";
import { createItemPrices, type ItemPrices, type StoredItemPrices } from "./itemPrices";

/** What one import of items works with. */
interface ItemImport extends SyncContext {
  readonly prices: ItemPrices;
  readonly unlinked: Map<string, string>;
  readonly leaveSwitchedOff?: boolean | undefined;
}

const itemKind = (run: ItemImport): RecordKind<Item, CatalogItem> => {
  const { bill, precoro, prices } = run;
  return {
    mapping: itemMapping,
    inBill: bill.items.list(),
    inPrecoro: precoro.items.list(),
    unreadable: (system, facts) => reject("item-unreadable", { ...facts, system }),
    unknown: (id) => reject("item-not-found", { id }),
    create: (item, existed) => createItem(run, item, existed),
    refresh: async (item, current) => {
      const content = toCatalog(item, current);
      if (isStopped(content)) return content;
      const wanted = run.leaveSwitchedOff && current.hidden ? { ...content, hidden: true } : content;
      if (saysSameItem(current, wanted, prices.last(item.id))) return undefined;
      const { price } = await precoro.items.replace(current.id, wanted);
      prices.keep(item.id, wanted.price, price);
      return {
        outcome: updateOutcome(current, wanted),
        record: { ...current, ...wanted },
        message: priceNote(item, price),
      };
    },
    link: precoro.items.link,
  };
};

/** Creates an item in the catalog and links it. Rejects one that does not belong there. */
const createItem = async (
  { precoro: { items }, deadline, prices, unlinked }: ItemImport,
  item: Item,
  existed: (itemId: string) => boolean,
): Promise<{ readonly outcome: Outcome; readonly message: string | undefined } | Stopped> => {
  const wanted = toCatalog(item);
  if (isStopped(wanted)) return wanted;
  const from = clock().now() - CLOCKS_APART_MS;
  const isNew = ({ id, sku, name, externalId }: CatalogItem) =>
    externalId === undefined && !existed(id) && sku === skuOf(item.id) && sameName(name, item.name);
  const created = await createLinked({
    record: `item ${item.name}`,
    billId: item.id,
    create: () => items.create(wanted, item.id),
    deadline,
    unlinked,
    find: async () => {
      const recent = readable(await collectPages(items.changedSince(from)));
      const found = recent.find(({ externalId }) => externalId === item.id) ?? recent.find(isNew);
      return found && { id: found.id, linked: found.externalId === item.id, price: found.price };
    },
    link: (id) => items.link(id, item.id),
  });
  if (isStopped(created)) return created;
  prices.keep(item.id, wanted.price, created.price);
  return { outcome: "created", message: priceNote(item, created.price) };
};

const updateOutcome = (current: CatalogContent, wanted: CatalogContent): Outcome => {
  if (current.hidden === wanted.hidden) return "updated";
  return wanted.hidden ? "archived" : "restored";
};

/**
 * Imports the items, or continues an earlier import. `known.prices`: the prices that Precoro did not keep as they were sent.
 *
 * @throws {RequestError} if it fails before it has handled any item
 */
export const importItems = async (
  sync: SyncContext,
  request: ItemsRequest,
  resume: Resume,
  known: { readonly prices?: StoredItemPrices } = {},
): Promise<ImportEnd & { readonly prices: StoredItemPrices | undefined }> => {
  const prices = createItemPrices(known.prices);
  const end = await runImport(sync, {
    request,
    resume,
    title: "Items",
    noun: "Item",
    plan: (memory) => {
      const { unlinked } = memory;
      const { leaveSwitchedOff } = request;
      return planRecords(request, memory, itemKind({ ...sync, prices, unlinked, leaveSwitchedOff }));
    },
  });
  return { ...end, prices: prices.changed() };
};
