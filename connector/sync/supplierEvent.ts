/** A vendor changed in BILL: the supplier that is linked to it is refreshed (product 2, 7). */
import { type RecordResult, type Ruling, reject, ruled, skip } from "../core/outcome";
import { failed } from "../http/failure";
import type { Run } from "./run";
import { refreshSupplier } from "./writeSupplier";

/** Throws a rate limit where the imports' share of Precoro's calls is used up. */
export const refreshLinkedSupplier = async (
  { bill, precoro }: Run,
  vendorId: string,
): Promise<RecordResult | Ruling> => {
  const [supplier] = await precoro.suppliers.linkedAmong([vendorId]);
  if (!supplier) return skip("vendor-not-linked", { vendor: vendorId });
  const subject = { id: supplier.id, name: `Supplier ${supplier.card.name}` };
  try {
    const vendor = await bill.vendors.get(vendorId);
    if (vendor.archived) return ruled(subject, reject("vendor-archived", { name: vendor.name }));
    const refreshed = await refreshSupplier(precoro, vendor, supplier);
    return { ...subject, outcome: refreshed ? "updated" : "unchanged" };
  } catch (error) {
    if (!failed(error, "not-found")) throw error;
    return ruled(subject, reject("link-unknown", { record: subject.name, externalId: vendorId }));
  }
};
