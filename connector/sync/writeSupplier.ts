/** What is written to Precoro for one vendor: a new supplier, or the changed parts of one that is there. */
import { sameName } from "../core/name";
import { postpone, type Ruling } from "../core/outcome";
import { mergedCard, type Supplier, sameCard } from "../core/supplier";
import type { Vendor } from "../core/vendor";
import { clock } from "../http/clock";
import { failed } from "../http/failure";
import { everyRow } from "../http/pages";
import type { PrecoroClient } from "../precoro/client";

/** Longer than a request may still be on its way in Precoro after its answer was given up. */
const SETTLING_MS = 35_000;
/** Our clock and Precoro's are not the same clock. */
const CLOCKS_APART_MS = 15 * 60_000;
/** A create that lost its answer is repeated once at most, and only after a look has not found it. */
const CREATES = 2;

/** Creates the supplier of a vendor that has none, linked. `isOld` tells the suppliers that were there before. */
export const createSupplier = async (
  { suppliers }: PrecoroClient,
  vendor: Vendor,
  isOld: (supplierId: string) => boolean,
): Promise<Ruling | undefined> => {
  const from = clock().now() - CLOCKS_APART_MS;

  const look = async (): Promise<Supplier | undefined> => {
    await clock().sleep(SETTLING_MS);
    const rows = await everyRow(suppliers.changedSince(from));
    const recent = rows.flatMap((row) => ("record" in row ? [row.record] : []));
    const isNew = ({ id, card, externalId }: Supplier) =>
      externalId === undefined && !isOld(id) && sameName(card.name, vendor.name);
    return recent.find(({ externalId }) => externalId === vendor.id) ?? recent.find(isNew);
  };

  for (let attempt = 1; attempt <= CREATES; attempt++) {
    try {
      const { id, linked } = await suppliers.create(mergedCard(vendor), vendor.id);
      if (!linked) await suppliers.link(id, vendor.id);
      return undefined;
    } catch (error) {
      if (!failed(error) || error.outcome !== "unknown" || error.cause.method !== "POST") throw error;
    }
    const found = await look();
    if (!found) continue;
    if (found.externalId === undefined) await suppliers.link(found.id, vendor.id);
    return undefined;
  }
  return postpone("not-confirmed", { system: "Precoro", record: `vendor ${vendor.name}` });
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
