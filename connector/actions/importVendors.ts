/** Import Vendors: BILL vendors become Precoro suppliers. */
import { action, input, PerformSafety } from "@prismatic-io/spectral";
import { billAccess, precoroAccess } from "../connections";
import { exampleImport, importSchema, type Output } from "../examples";
import { deadlineOf, logOf, openBill, openPrecoro, storesOf } from "../host";
import {
  billConnectionInput,
  cleanChoice,
  optionalText,
  precoroConnectionInput,
  timeBudgetSeconds,
  vendorIds,
} from "../inputs";
import { importVendors as deed, type ImportResult } from "../sync/importVendors";
import { vendorScopes } from "../sync/vendorTasks";

export const importVendors = action({
  display: {
    label: "Import Vendors",
    description:
      "Creates Precoro suppliers from BILL vendors, links those of the same name, and refreshes the linked ones",
    important: true,
  },
  inputs: {
    billConnection: billConnectionInput,
    precoroConnection: precoroConnectionInput,
    scope: input({
      label: "Scope",
      type: "string",
      required: true,
      default: "selected",
      model: [
        { label: "Selected vendors", value: "selected" },
        { label: "All active vendors", value: "all" },
        { label: "Linked vendors only: refresh, create nothing", value: "integrated" },
      ],
      comments: "Which vendors: selected, all, or integrated.",
      clean: cleanChoice("The scope", vendorScopes),
    }),
    vendorIds,
    place: input({
      label: "Place",
      type: "string",
      required: false,
      comments:
        "Where an earlier run has stopped: next.place of its result. Empty starts from the beginning.",
      clean: optionalText,
    }),
    timeBudgetSeconds,
  },
  perform: async (context, params): Promise<Output<ImportResult>> => {
    const deadline = deadlineOf(context, params.timeBudgetSeconds);
    const bill = openBill(context, billAccess(params.billConnection), deadline);
    const precoro = openPrecoro(context, precoroAccess(params.precoroConnection), deadline);
    const { scope, place } = params;
    const request = { scope, vendorIds: params.vendorIds, ...(place === undefined ? {} : { place }) };
    const data = await deed({ bill, precoro, deadline, log: logOf(context) }, request);
    return { data, contentType: "application/json", ...storesOf(context, { bill, precoro }) };
  },
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleImport,
  examplePayload: exampleImport,
  outputSchema: { type: "actionOutput", schema: importSchema },
});
