/** Links the pairs of supplier and vendor that were chosen in the config wizard. A link that exists is never changed. */
import { chunksOf } from "../../core/chunksOf";
import {
  isStopped,
  type ListResult,
  type RecordResult,
  reject,
  type Stopped,
  skip,
  stoppedResult,
} from "../../core/outcome";
import { isBillId } from "../../core/recordId";
import { type NamedSupplier, supplierText } from "../../core/vendors/supplier";
import { chosenPairs, type PairRow, type SupplierPair } from "../../core/vendors/supplierPairs";
import { undefinedIfNotFound } from "../../http/requestError";
import { countsText, handleRecord, resumableRun } from "../resumableRun";
import type { SyncContext } from "../syncContext";

/** As many as one request to Precoro takes. */
const LOOKUP = 200;

export interface MappingEnd extends ListResult {
  /** Set if some pairs are left: when they can be tried again, ms since 1970 UTC; undefined if at any time. */
  readonly pending?: { readonly until: number | undefined };
}

/** What this run knows of Precoro's links, its own included. */
interface Links {
  of(supplierId: string): NamedSupplier | undefined;
  to(vendorId: string): readonly NamedSupplier[];
  add(supplier: NamedSupplier, vendorId: string): void;
}

/**
 * Maps pair after pair; one that can't be mapped does not stop the others. A pair that is linked already costs no call of its own.
 *
 * @throws {RequestError} if it fails before it has handled any pair
 */
export const mapSuppliers = async (sync: SyncContext, rows: readonly PairRow[]): Promise<MappingEnd> => {
  const pairs = chosenPairs(rows);
  let handled = 0;
  const { results, counts, stop } = await resumableRun(sync, async (run) => {
    const links = await readLinks(sync, pairs);
    for (const pair of pairs) {
      run.checkTime();
      const id = pair.supplierId ?? pair.vendorId ?? "";
      const result = await handleRecord({ id }, `supplier ${id}`, () => mapPair(sync, links, pair));
      handled++;
      run.add(`Mapping of supplier ${result.name ?? id}`, result);
    }
  });
  const { log } = sync;
  log.info(`Mapped suppliers: ${countsText(counts) || "none"}.`);
  if (!stop && counts.postponed === undefined) return { results, counts };
  const left = pairs.length - handled + (counts.postponed ?? 0);
  log.info(`Mapped suppliers: ${left} left; Continue Imports maps them.`);
  return { results, counts, pending: { until: stop?.until } };
};

const isVendorId = (id: string | undefined): id is string => id !== undefined && isBillId("vendor", id);

const readLinks = async ({ precoro }: SyncContext, pairs: readonly PairRow[]): Promise<Links> => {
  const vendorIds = [...new Set(pairs.map(({ vendorId }) => vendorId).filter(isVendorId))];
  const suppliers = new Map<string, NamedSupplier>();
  for (const ids of chunksOf(vendorIds, LOOKUP))
    for (const supplier of await precoro.suppliers.linkedAmong(ids)) suppliers.set(supplier.id, supplier);
  return {
    of: (id) => suppliers.get(id),
    to: (vendorId) => [...suppliers.values()].filter(({ externalId }) => externalId === vendorId),
    add: (supplier, externalId) => suppliers.set(supplier.id, { ...supplier, externalId }),
  };
};

const mapPair = async (sync: SyncContext, links: Links, row: PairRow): Promise<RecordResult> => {
  const { supplierId, vendorId } = row;
  if (supplierId === undefined || vendorId === undefined) {
    const id = supplierId ?? vendorId ?? "";
    const missing = supplierId === undefined ? "supplier" : "vendor";
    return stoppedResult({ id }, reject("mapping-incomplete", { id, missing }));
  }
  const supplier = links.of(supplierId) ?? (await readSupplier(sync, supplierId));
  if (isStopped(supplier)) return stoppedResult({ id: supplierId }, supplier);
  const subject = { id: supplierId, name: supplier.card.name };
  const linked = await mapSupplierTo(sync, links, supplier, { supplierId, vendorId });
  return isStopped(linked) ? stoppedResult(subject, linked) : { ...subject, ...linked };
};

const readSupplier = async ({ precoro }: SyncContext, id: string): Promise<NamedSupplier | Stopped> => {
  const found = /^\d{1,15}$/.test(id) ? await undefinedIfNotFound(precoro.suppliers.get(id)) : undefined;
  return found ?? reject("supplier-not-found", { id });
};

const mapSupplierTo = async (
  sync: SyncContext,
  links: Links,
  supplier: NamedSupplier,
  { vendorId }: SupplierPair,
): Promise<Pick<RecordResult, "outcome" | "message"> | Stopped> => {
  const { externalId } = supplier;
  if (externalId !== undefined && externalId !== vendorId) return otherLink(sync, supplier, externalId);
  const others = links.to(vendorId).filter(({ id }) => id !== supplier.id);
  if (externalId === vendorId && others.length === 0)
    return { outcome: "unchanged", message: `It is already linked to vendor ${vendorId}.` };

  const vendor = await readVendor(sync, vendorId);
  if (!vendor) return reject("vendor-not-found", { id: vendorId });
  const { name } = vendor;
  if (others.length > 0) {
    const records = [...others, supplier].map(supplierText).join(", ");
    return reject("vendor-linked-twice", { name, records });
  }
  if (vendor.archived) return reject("mapped-vendor-archived", { name, supplier: supplierText(supplier) });
  await sync.precoro.suppliers.link(supplier.id, vendor.id);
  links.add(supplier, vendor.id);
  return { outcome: "linked", message: `It was mapped to vendor ${name} (${vendor.id}).` };
};

const readVendor = async ({ bill }: SyncContext, id: string) =>
  isVendorId(id) ? undefinedIfNotFound(bill.vendors.get(id)) : undefined;

/** A link that is there is newer than the choice in the wizard, or somebody else's: it stays. */
const otherLink = async (
  sync: SyncContext,
  supplier: NamedSupplier,
  externalId: string,
): Promise<Stopped> => {
  const record = `Supplier ${supplierText(supplier)}`;
  if (!isVendorId(externalId)) return reject("external-id-not-from-bill", { record, externalId });
  const vendor = await readVendor(sync, externalId);
  if (!vendor) return reject("linked-record-not-found", { record, externalId });
  return skip("supplier-linked-to-other-vendor", { record, name: vendor.name, externalId });
};
