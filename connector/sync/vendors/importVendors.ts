/** BILL vendors become Precoro suppliers, or are linked to those of the same name, or refresh their cards. */
import type { VendorsRequest } from "../../core/imports/importRequest";
import { reject } from "../../core/outcome";
import { type Supplier, supplierMapping } from "../../core/vendors/supplier";
import type { Vendor } from "../../core/vendors/vendor";
import { planRecords, type RecordKind } from "../imports/importRecords";
import { type ImportEnd, type Resume, runImport } from "../imports/runImport";
import type { SyncContext } from "../syncContext";
import { createSupplier, refreshSupplier } from "./writeSupplier";

const vendorKind = (sync: SyncContext): RecordKind<Vendor, Supplier> => ({
  mapping: supplierMapping,
  inBill: sync.bill.vendors.list(),
  inPrecoro: sync.precoro.suppliers.list(),
  unreadable: (where, facts) => reject(where === "BILL" ? "vendor-unreadable" : "supplier-unreadable", facts),
  unknown: (id) => reject("vendor-not-found", { id }),
  create: async (vendor, isOld) => {
    const made = await createSupplier(sync, vendor, isOld);
    return made ?? { outcome: "created" };
  },
  refresh: async (vendor, supplier) => {
    const record = await refreshSupplier(sync.precoro, vendor, supplier);
    return record && { outcome: "updated", record };
  },
  link: sync.precoro.suppliers.link,
});

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
    plan: () => planRecords(request, vendorKind(sync)),
  });
