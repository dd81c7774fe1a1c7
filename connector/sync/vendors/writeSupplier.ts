/** Writes suppliers to Precoro: a new one for a vendor, or an update of a linked one. */

import { sameName } from "../../core/name";
import { isStopped, type Stopped, type Warning } from "../../core/outcome";
import { currencyWarnings, mergedCard, type Supplier, sameCard } from "../../core/vendors/supplier";
import type { Vendor } from "../../core/vendors/vendor";
import { clock } from "../../http/clock";
import { collectPages } from "../../http/pages";
import { readable } from "../../http/parse";
import type { PrecoroClient } from "../../precoro/client";
import { CLOCKS_APART_MS } from "../../precoro/linkedRecords";
import { createLinked } from "../imports/createLinkedRecord";
import type { SyncContext } from "../syncContext";

/**
 * Creates a vendor's supplier and links it. `existed` is true for suppliers that were read before the import began to write;
 * `unlinked` keeps the new one as long as it has no link.
 * Returns a postponement if nobody knows yet whether Precoro created it; undefined if it is linked.
 *
 * @throws {RequestError} if Precoro refuses a request or can't be reached
 */
export const createSupplier = async (
  { precoro: { suppliers }, deadline }: Pick<SyncContext, "precoro" | "deadline">,
  vendor: Vendor,
  existed: (supplierId: string) => boolean,
  unlinked: Map<string, string>,
): Promise<Stopped | undefined> => {
  const from = clock().now() - CLOCKS_APART_MS;
  const isNew = ({ id, card, externalId }: Supplier) =>
    externalId === undefined && !existed(id) && sameName(card.name, vendor.name);
  const created = await createLinked({
    record: `vendor ${vendor.name}`,
    billId: vendor.id,
    create: () => suppliers.create(mergedCard(vendor), vendor.id),
    deadline,
    unlinked,
    find: async () => {
      const recent = readable(await collectPages(suppliers.changedSince(from)));
      const found = recent.find(({ externalId }) => externalId === vendor.id) ?? recent.find(isNew);
      return found && { id: found.id, linked: found.externalId === vendor.id };
    },
    link: (id) => suppliers.link(id, vendor.id),
  });
  return isStopped(created) ? created : undefined;
};

interface Refreshed {
  readonly record: Supplier;
  readonly warnings: readonly Warning[];
}

/**
 * Updates a supplier from its vendor. Returns the updated supplier, with what somebody has to know of it, or undefined if nothing had to change.
 *
 * @throws {RequestError} if Precoro refuses a request or can't be reached
 */
export const refreshSupplier = async (
  { suppliers }: PrecoroClient,
  vendor: Vendor,
  supplier: Supplier,
): Promise<Refreshed | undefined> => {
  // A write replaces the card's lists as a whole, so the full card has to be read first.
  const before = supplier.complete ? supplier : await suppliers.get(supplier.id);
  const { card } = before;
  const merged = mergedCard(vendor, card);
  if (sameCard(card, merged)) return undefined;
  await suppliers.replace(supplier.id, merged);
  return { record: { ...supplier, card: merged }, warnings: currencyWarnings(vendor, before) };
};
