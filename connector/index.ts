/** The Prismatic component: every connection, action, trigger, and data source that is published. */
import { component } from "@prismatic-io/spectral";
import { applyBillEvent } from "./component/actions/applyBillEvent";
import { billRawRequest } from "./component/actions/billRawRequest";
import { cancelBill } from "./component/actions/cancelBill";
import { exportBill } from "./component/actions/exportBill";
import { exportVendorCredit } from "./component/actions/exportVendorCredit";
import { getDocument } from "./component/actions/getDocument";
import { importItems } from "./component/actions/importItems";
import { importList } from "./component/actions/importList";
import { importPayments } from "./component/actions/importPayments";
import { importVendors } from "./component/actions/importVendors";
import { integrationStatus } from "./component/actions/integrationStatus";
import { listImportOptions } from "./component/actions/listImportOptions";
import { listPendingImports } from "./component/actions/listPendingImports";
import { mapSupplier } from "./component/actions/mapSupplier";
import { mapSuppliers } from "./component/actions/mapSuppliers";
import { precoroRawRequest } from "./component/actions/precoroRawRequest";
import { reconcile } from "./component/actions/reconcile";
import { recordOutcome } from "./component/actions/recordOutcome";
import { refreshImports } from "./component/actions/refreshImports";
import { requestPayments } from "./component/actions/requestPayments";
import { saveImportProgress } from "./component/actions/saveImportProgress";
import { billConnection, precoroConnection } from "./component/connections";
import { checkConnections } from "./component/dataSources/checkConnections";
import { mapSuppliersForm } from "./component/dataSources/mapSuppliersForm";
import { selectAccount } from "./component/dataSources/selectAccount";
import { selectItems } from "./component/dataSources/selectItems";
import { selectOptions } from "./component/dataSources/selectOptions";
import { selectSuppliersToMap } from "./component/dataSources/selectSuppliersToMap";
import { selectVendor } from "./component/dataSources/selectVendor";
import { selectVendors } from "./component/dataSources/selectVendors";
import { explainFailure } from "./component/explainError";
import { billWebhook } from "./component/triggers/billWebhook";
import { changedDocuments } from "./component/triggers/changedDocuments";
import { changedInBill } from "./component/triggers/changedInBill";
import { precoroWebhook } from "./component/triggers/precoroWebhook";

export default component({
  key: "precoro-bill",
  public: false,
  display: {
    label: "Precoro for BILL",
    description:
      "Sends approved Precoro invoices and credit notes to BILL, and imports vendors, lists, items, and payments from BILL",
    iconPath: "icon.png",
    category: "Accounting",
  },
  connections: [billConnection, precoroConnection],
  actions: {
    importVendors,
    importList,
    importItems,
    saveImportProgress,
    listPendingImports,
    refreshImports,
    listImportOptions,
    integrationStatus,
    mapSupplier,
    mapSuppliers,
    getDocument,
    exportBill,
    exportVendorCredit,
    cancelBill,
    applyBillEvent,
    recordOutcome,
    importPayments,
    requestPayments,
    reconcile,
    billRawRequest,
    precoroRawRequest,
  },
  triggers: { precoroWebhook, changedDocuments, billWebhook, changedInBill },
  dataSources: {
    checkConnections,
    selectVendors,
    selectOptions,
    selectItems,
    selectVendor,
    selectAccount,
    selectSuppliersToMap,
    mapSuppliersForm,
  },
  hooks: { error: explainFailure },
});
