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
import { isStopped, type Outcome, reject } from "../../core/outcome";
import { clock } from "../../http/clock";
import { collectPages } from "../../http/pages";
import { readable } from "../../http/parse";
import { CLOCKS_APART_MS } from "../../precoro/linkedRecords";
import { createLinked } from "../imports/createLinkedRecord";
import { planRecords, type RecordKind } from "../imports/importRecords";
import { type ImportEnd, type Resume, runImport } from "../imports/runImport";
import type { SyncContext } from "../syncContext";

const itemKind = ({ bill, precoro: { items }, deadline }: SyncContext): RecordKind<Item, CatalogItem> => ({
  mapping: itemMapping,
  inBill: bill.items.list(),
  inPrecoro: items.list(),
  unreadable: (system, facts) => reject("item-unreadable", { ...facts, system }),
  unknown: (id) => reject("item-not-found", { id }),
  create: async (item, existed) => {
    const wanted = toCatalog(item);
    if (isStopped(wanted)) return wanted;
    const from = clock().now() - CLOCKS_APART_MS;
    const isNew = ({ id, sku, name, externalId }: CatalogItem) =>
      externalId === undefined && !existed(id) && sku === skuOf(item.id) && sameName(name, item.name);
    const created = await createLinked({
      record: `item ${item.name}`,
      create: () => items.create(wanted, item.id),
      deadline,
      find: async () => {
        const recent = readable(await collectPages(items.changedSince(from)));
        const found = recent.find(({ externalId }) => externalId === item.id) ?? recent.find(isNew);
        return found && { id: found.id, linked: found.externalId === item.id, price: found.price };
      },
      link: (id) => items.link(id, item.id),
    });
    if (isStopped(created)) return created;
    return { outcome: "created", message: priceNote(item, created.price) };
  },
  refresh: async (item, current) => {
    const wanted = toCatalog(item, current);
    if (isStopped(wanted)) return wanted;
    if (saysSameItem(current, wanted)) return undefined;
    const { price } = await items.replace(current.id, wanted);
    return {
      outcome: updateOutcome(current, wanted),
      record: { ...current, ...wanted },
      message: priceNote(item, price),
    };
  },
  link: items.link,
});

const updateOutcome = (current: CatalogContent, wanted: CatalogContent): Outcome => {
  if (current.hidden === wanted.hidden) return "updated";
  return wanted.hidden ? "archived" : "restored";
};

/** @throws {RequestError} if it fails before it has handled any item */
export const importItems = (sync: SyncContext, request: ItemsRequest, resume: Resume): Promise<ImportEnd> =>
  runImport(sync, {
    request,
    resume,
    title: "Items",
    noun: "Item",
    plan: () => planRecords(request, itemKind(sync)),
  });
