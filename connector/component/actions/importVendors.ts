/** Import Vendors: imports BILL vendors as Precoro suppliers. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import { importVendors as operation } from "../../sync/vendors/importVendors";
import { refusable } from "../badInput";
import { performImport } from "../importAction";
import { importInputs, resumeInputs, vendorIds } from "../importInputs";
import { exampleImport, importSchema } from "../outputs/imports";

export const importVendors = action({
  display: {
    label: "Import Vendors",
    description:
      "Creates Precoro suppliers from BILL vendors, links those with the same name, and refreshes linked ones",
    important: true,
  },
  inputs: refusable({ ...importInputs, vendorIds, ...resumeInputs }),
  perform: (context, params) => {
    const { scope, onlyNew, vendorIds: ids } = params;
    const request = () => ({ list: "vendors", scope, onlyNew, vendorIds: ids }) as const;
    return performImport(context, params, request, operation);
  },
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleImport,
  examplePayload: exampleImport,
  outputSchema: { type: "actionOutput", schema: importSchema },
});
