/** Export Vendor Credit: sends an approved Precoro credit note to BILL as exactly one vendor credit, links it, and applies it. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import { exportVendorCredit as operation } from "../../sync/documents/exportVendorCredit";
import { exportInputs, performExport } from "../exportAction";
import { exampleCredit } from "../outputs/documents";
import { recordSchema } from "../outputs/output";

export const exportVendorCredit = action({
  display: {
    label: "Export Vendor Credit",
    description:
      "Sends an approved Precoro credit note to BILL as a vendor credit, and applies it to its invoice's bill",
    important: true,
  },
  inputs: exportInputs,
  perform: (context, params) => performExport(context, params, operation),
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleCredit,
  examplePayload: exampleCredit,
  outputSchema: { type: "actionOutput", schema: recordSchema },
});
