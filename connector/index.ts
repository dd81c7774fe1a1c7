/** The Prismatic component: what is published. */
import { component } from "@prismatic-io/spectral";
import { applyBillEvent } from "./actions/applyBillEvent";
import { billRawRequest } from "./actions/billRawRequest";
import { cancelBill } from "./actions/cancelBill";
import { duePayments } from "./actions/duePayments";
import { exportBill } from "./actions/exportBill";
import { exportVendorCredit } from "./actions/exportVendorCredit";
import { getDocument } from "./actions/getDocument";
import { importItems } from "./actions/importItems";
import { importList } from "./actions/importList";
import { importPayments } from "./actions/importPayments";
import { importVendors } from "./actions/importVendors";
import { integrationStatus } from "./actions/integrationStatus";
import { keepImport } from "./actions/keepImport";
import { listImportOptions } from "./actions/listImportOptions";
import { mapSupplier } from "./actions/mapSupplier";
import { precoroRawRequest } from "./actions/precoroRawRequest";
import { reconcile } from "./actions/reconcile";
import { rememberOutcome } from "./actions/rememberOutcome";
import { unfinishedImports } from "./actions/unfinishedImports";
import { billConnection, precoroConnection } from "./connections";
import { checkConnections } from "./dataSources/checkConnections";
import { selectAccount } from "./dataSources/selectAccount";
import { selectItems } from "./dataSources/selectItems";
import { selectOptions } from "./dataSources/selectOptions";
import { selectVendor } from "./dataSources/selectVendor";
import { selectVendors } from "./dataSources/selectVendors";
import { explainFailure } from "./failure";
import { billWebhook } from "./triggers/billWebhook";
import { changedDocuments } from "./triggers/changedDocuments";
import { changedInBill } from "./triggers/changedInBill";
import { precoroWebhook } from "./triggers/precoroWebhook";

export default component({
  key: "precoro-bill",
  public: false,
  display: {
    label: "Precoro for BILL",
    description:
      "Sends Precoro's approved invoices and credit notes to BILL, and brings vendors, lists, items and payments back",
    iconPath: "icon.png",
    category: "Accounting",
  },
  connections: [billConnection, precoroConnection],
  actions: {
    importVendors,
    importList,
    importItems,
    keepImport,
    unfinishedImports,
    listImportOptions,
    integrationStatus,
    mapSupplier,
    getDocument,
    exportBill,
    exportVendorCredit,
    cancelBill,
    applyBillEvent,
    rememberOutcome,
    importPayments,
    duePayments,
    reconcile,
    billRawRequest,
    precoroRawRequest,
  },
  triggers: { precoroWebhook, changedDocuments, billWebhook, changedInBill },
  dataSources: { checkConnections, selectVendors, selectOptions, selectItems, selectVendor, selectAccount },
  hooks: { error: explainFailure },
});
