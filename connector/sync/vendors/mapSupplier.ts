/** Links one Precoro supplier to the BILL vendor with the same name, without changing the supplier. */

import type { BillClient } from "../../bill/client";
import { nearestNames, sameName, searchWords } from "../../core/name";
import { isStopped, type RecordResult, reject, type Stopped, stoppedResult } from "../../core/outcome";
import { isBillId } from "../../core/recordId";
import { type NamedSupplier, supplierText } from "../../core/vendors/supplier";
import type { Vendor } from "../../core/vendors/vendor";
import { collectPages } from "../../http/pages";
import { readable } from "../../http/parse";
import { undefinedIfNotFound } from "../../http/requestError";
import { logResult, type SyncContext, stoppedOrThrow } from "../syncContext";
import type { RecentSuppliers } from "./recentSuppliers";

export interface MapInput {
  readonly supplierId: string;
  /** Picks one of several vendors with the same name; ignored if there is only one. */
  readonly vendorId?: string;
}

/** How many similar names to suggest if none is the same. */
const NEAREST = 3;

/**
 * `recent`: the suppliers that earlier calls read, which this call adds to.
 *
 * @throws {RequestError} for failures that are not about this supplier, such as refused credentials
 */
export const mapSupplier = async (
  sync: SyncContext,
  input: MapInput,
  recent: RecentSuppliers,
): Promise<RecordResult> => {
  const result = await decide(sync, input, recent).catch((error: unknown) =>
    stoppedResult({ id: input.supplierId }, stoppedOrThrow(error, `supplier ${input.supplierId}`)),
  );
  logResult(sync.log, `Supplier ${result.name ?? result.id}`, result);
  return result;
};

const decide = async (sync: SyncContext, input: MapInput, recent: RecentSuppliers): Promise<RecordResult> => {
  const { bill, precoro } = sync;
  const supplier = await recent.read(precoro, input.supplierId);
  if (!supplier)
    return stoppedResult({ id: input.supplierId }, reject("supplier-not-found", { id: input.supplierId }));
  const subject = { id: supplier.id, name: supplier.card.name };
  if (supplier.externalId !== undefined) return alreadyLinked(sync, supplier, supplier.externalId);

  const vendor = await chooseVendor(bill, supplier, input.vendorId);
  if (isStopped(vendor)) return stoppedResult(subject, vendor);
  const linked = await precoro.suppliers.linkedAmong([vendor.id]);
  const other = linked.find(({ id }) => id !== supplier.id);
  if (other) {
    const records = [other, supplier].map(supplierText).join(", ");
    return stoppedResult(subject, reject("vendor-linked-twice", { name: vendor.name, records }));
  }
  await precoro.suppliers.link(supplier.id, vendor.id);
  recent.linked(supplier, vendor.id);
  return { ...subject, outcome: "linked", message: `It matches vendor ${vendor.name} (${vendor.id}).` };
};

const alreadyLinked = async (
  { bill }: SyncContext,
  supplier: NamedSupplier,
  externalId: string,
): Promise<RecordResult> => {
  const subject = { id: supplier.id, name: supplier.card.name };
  const record = `Supplier ${supplierText(supplier)}`;
  if (!isBillId("vendor", externalId))
    return stoppedResult(subject, reject("external-id-not-from-bill", { record, externalId }));
  const vendor = await undefinedIfNotFound(bill.vendors.get(externalId));
  if (!vendor) return stoppedResult(subject, reject("linked-record-not-found", { record, externalId }));
  return {
    ...subject,
    outcome: "unchanged",
    message: `It is already linked to vendor ${vendor.name} (${vendor.id}).`,
  };
};

/** The active vendor with the supplier's name, or why none can be chosen. */
const chooseVendor = async (
  { vendors }: BillClient,
  { card: { name } }: NamedSupplier,
  chosen: string | undefined,
): Promise<Vendor | Stopped> => {
  const candidates = new Map<string, Vendor>();
  for (const word of searchWords(name)) {
    for (const vendor of readable(await collectPages(vendors.startingWith(word))))
      if (!vendor.archived) candidates.set(vendor.id, vendor);
  }
  const all = [...candidates.values()];
  const namesakes = all.filter((vendor) => sameName(vendor.name, name));
  const [vendor] = namesakes.length > 1 ? namesakes.filter(({ id }) => id === chosen) : namesakes;
  if (vendor) return vendor;
  if (namesakes.length > 1) {
    const ids = namesakes.map(({ id }) => id).join(", ");
    return reject("duplicate-vendor-name", { name, count: namesakes.length, ids });
  }
  const near = nearestNames(
    name,
    all.map((one) => one.name),
    NEAREST,
  );
  const nearest = near.length === 0 ? "" : `Closest names: ${near.join(" · ")}. `;
  return reject("vendor-name-not-found", { supplier: name, nearest });
};
