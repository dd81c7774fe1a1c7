/** Refreshes the Precoro supplier that is linked to a vendor, after the vendor changed in BILL. */
import {
  type RecordResult,
  reject,
  type Stopped,
  skip,
  stoppedResult,
  warnedResult,
} from "../../core/outcome";
import { isRequestError } from "../../http/requestError";
import type { SyncContext } from "../syncContext";
import { refreshSupplier } from "./writeSupplier";

/** @throws {RequestError} of kind `rate-limit` if the import quota for Precoro is used up; of other kinds if a request fails */
export const refreshLinkedSupplier = async (
  { bill, precoro }: SyncContext,
  vendorId: string,
): Promise<RecordResult | Stopped> => {
  const [supplier] = await precoro.suppliers.linkedAmong([vendorId]);
  if (!supplier) return skip("vendor-not-linked", { vendor: vendorId });
  const subject = { id: supplier.id, name: `Supplier ${supplier.card.name}` };
  try {
    const vendor = await bill.vendors.get(vendorId);
    if (vendor.archived) return stoppedResult(subject, reject("vendor-archived", { name: vendor.name }));
    const refreshed = await refreshSupplier(precoro, vendor, supplier);
    return refreshed
      ? warnedResult({ ...subject, outcome: "updated" }, refreshed.warnings)
      : { ...subject, outcome: "unchanged" };
  } catch (error) {
    if (!isRequestError(error, "not-found")) throw error;
    return stoppedResult(
      subject,
      reject("linked-record-not-found", { record: subject.name, externalId: vendorId }),
    );
  }
};
