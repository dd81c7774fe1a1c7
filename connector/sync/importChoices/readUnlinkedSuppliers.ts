/** Reads what the wizard's page *Map suppliers* offers: Precoro's suppliers without a link, and which of them share a vendor's name. */
import { chunksOf } from "../../core/chunksOf";
import type { NamedSupplier } from "../../core/vendors/supplier";
import { type NamePair, pairsOfSameName } from "../../core/vendors/supplierPairs";
import { clock } from "../../http/clock";
import { readable } from "../../http/parse";
import { isRequestError } from "../../http/requestError";
import type { PrecoroClient } from "../../precoro/client";
import { matcherOf } from "./offered";

export interface UnlinkedSuppliers {
  /** The enabled ones whose names have one of the filter's parts in them (`offered`), sorted by name. */
  readonly suppliers: readonly NamedSupplier[];
  /** How many were read, whatever their names. */
  readonly read: number;
  /** False if there may be more: time ran out, or Precoro refused a request. */
  readonly complete: boolean;
}

/**
 * Stops at `until` (ms since 1970 UTC) or at the first failed request, and then returns what it has. `since`: long before any
 * supplier; processes that read at the same time give different moments (`precoro/requestVariants`).
 */
export const readUnlinkedSuppliers = async (
  { suppliers }: PrecoroClient,
  find: string,
  since: number,
  until: number,
): Promise<UnlinkedSuppliers> => {
  const matches = matcherOf(find);
  const found = new Map<string, NamedSupplier>();
  const end = (complete: boolean): UnlinkedSuppliers => ({
    suppliers: [...found.values()]
      .filter(({ card }) => matches(card.name))
      .sort((a, b) => a.card.name.localeCompare(b.card.name, "en")),
    read: found.size,
    complete,
  });
  if (clock().now() >= until) return end(false);
  try {
    for await (const page of suppliers.unlinkedSince(since)) {
      for (const one of readable(page))
        if (one.enabled && one.externalId === undefined) found.set(one.id, one);
      if (clock().now() >= until) return end(false);
    }
    return end(true);
  } catch (error) {
    if (!isRequestError(error)) throw error;
    return end(false);
  }
};

/** As many as one request to Precoro takes. */
const LOOKUP = 200;

/**
 * The suppliers and vendors of the same name. A vendor that another supplier is linked to is left out, as far as Precoro can be
 * asked in time. `since`: as in `readUnlinkedSuppliers`.
 */
export const readNamePairs = async (
  { suppliers: { linkedAmong } }: PrecoroClient,
  suppliers: readonly NamedSupplier[],
  vendors: readonly { readonly key: string; readonly label: string }[],
  since: number,
): Promise<NamePair[]> => {
  const pairs = pairsOfSameName(suppliers, vendors);
  const vendorIds = [...new Set(pairs.map(({ pair }) => pair.vendorId))];
  const linked = new Set<string>();
  try {
    for (const ids of chunksOf(vendorIds, LOOKUP))
      for (const { externalId = "" } of await linkedAmong(ids, since)) linked.add(externalId);
  } catch (error) {
    if (!isRequestError(error)) throw error;
  }
  return pairs.filter(({ pair }) => !linked.has(pair.vendorId));
};
