/** Imports BILL vendors as Precoro suppliers: creates them, links those with the same name, and refreshes linked ones. */
import type { VendorsRequest } from "../../core/imports/importRequest";
import { reject } from "../../core/outcome";
import { type Supplier, supplierMapping } from "../../core/vendors/supplier";
import type { Vendor } from "../../core/vendors/vendor";
import type { ImportMemory } from "../imports/importProgress";
import { planRecords, type RecordKind } from "../imports/importRecords";
import { type ImportEnd, type Resume, runImport } from "../imports/runImport";
import type { SyncContext } from "../syncContext";
import { createSupplier, refreshSupplier } from "./writeSupplier";

const vendorKind = (
  sync: SyncContext,
  { unlinked }: Pick<ImportMemory, "unlinked">,
): RecordKind<Vendor, Supplier> => ({
  mapping: supplierMapping,
  inBill: sync.bill.vendors.list(),
  inPrecoro: sync.precoro.suppliers.list(),
  unreadable: (where, facts) => reject(where === "BILL" ? "vendor-unreadable" : "supplier-unreadable", facts),
  unknown: (id) => reject("vendor-not-found", { id }),
  create: async (vendor, existed) => {
    const stopped = await createSupplier(sync, vendor, existed, unlinked);
    return stopped ?? { outcome: "created" };
  },
  refresh: async (vendor, supplier) => {
    const refreshed = await refreshSupplier(sync.precoro, vendor, supplier);
    return refreshed && { outcome: "updated", ...refreshed };
  },
  link: sync.precoro.suppliers.link,
  isWhole: ({ complete }) => complete,
});

/** @throws {RequestError} if it fails before it has handled any vendor */
export const importVendors = (
  sync: SyncContext,
  request: VendorsRequest,
  resume: Resume,
): Promise<ImportEnd> =>
  runImport(sync, {
    request,
    resume,
    title: "Vendors",
    noun: "Vendor",
    plan: (memory) => planRecords(request, memory, vendorKind(sync, memory)),
  });
