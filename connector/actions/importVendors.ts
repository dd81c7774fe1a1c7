/** Import Vendors: BILL vendors become Precoro suppliers. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import { exampleImport, importSchema } from "../examples/imports";
import { performImport } from "../importAction";
import { importInputs, resumeInputs, vendorIds } from "../importInputs";
import { importVendors as deed } from "../sync/importVendors";

export const importVendors = action({
  display: {
    label: "Import Vendors",
    description:
      "Creates Precoro suppliers from BILL vendors, links those of the same name, and refreshes the linked ones",
    important: true,
  },
  inputs: { ...importInputs, vendorIds, ...resumeInputs },
  perform: (context, params) => {
    const { scope, onlyNew, vendorIds: ids } = params;
    return performImport(context, params, { list: "vendors", scope, onlyNew, vendorIds: ids }, deed);
  },
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleImport,
  examplePayload: exampleImport,
  outputSchema: { type: "actionOutput", schema: importSchema },
});
