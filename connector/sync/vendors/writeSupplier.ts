/** What is written to Precoro for one vendor: a new supplier, or the changed parts of one that is there. */

import { sameName } from "../../core/name";
import { isStopped, type Stopped } from "../../core/outcome";
import { mergedCard, type Supplier, sameCard } from "../../core/vendors/supplier";
import type { Vendor } from "../../core/vendors/vendor";
import { clock } from "../../http/clock";
import { collectPages } from "../../http/pages";
import { readable } from "../../http/parse";
import type { PrecoroClient } from "../../precoro/client";
import { CLOCKS_APART_MS } from "../../precoro/linkedRecords";
import { createLinked } from "../imports/createLinkedRecord";
import type { SyncContext } from "../syncContext";

/** Creates the supplier of a vendor that has none, linked. `isOld` tells the suppliers that were there before. */
export const createSupplier = async (
  { precoro: { suppliers }, deadline }: Pick<SyncContext, "precoro" | "deadline">,
  vendor: Vendor,
  isOld: (supplierId: string) => boolean,
): Promise<Stopped | undefined> => {
  const from = clock().now() - CLOCKS_APART_MS;
  const isNew = ({ id, card, externalId }: Supplier) =>
    externalId === undefined && !isOld(id) && sameName(card.name, vendor.name);
  const made = await createLinked({
    record: `vendor ${vendor.name}`,
    create: () => suppliers.create(mergedCard(vendor), vendor.id),
    deadline,
    find: async () => {
      const recent = readable(await collectPages(suppliers.changedSince(from)));
      const found = recent.find(({ externalId }) => externalId === vendor.id) ?? recent.find(isNew);
      return found && { id: found.id, linked: found.externalId === vendor.id };
    },
    link: (id) => suppliers.link(id, vendor.id),
  });
  return isStopped(made) ? made : undefined;
};

/** Brings the card of a supplier up to date with its vendor: the supplier as it is then, undefined if it was so already. */
export const refreshSupplier = async (
  { suppliers }: PrecoroClient,
  vendor: Vendor,
  supplier: Supplier,
): Promise<Supplier | undefined> => {
  // A write replaces the lists of a card, so they must be known in full before it.
  const { card } = supplier.complete ? supplier : await suppliers.get(supplier.id);
  const merged = mergedCard(vendor, card);
  if (sameCard(card, merged)) return undefined;
  await suppliers.replace(supplier.id, merged);
  return { ...supplier, card: merged };
};
