/** Export Bill: sends an approved Precoro invoice to BILL as exactly one bill, and links the two. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import { exportBill as operation } from "../../sync/documents/exportBill";
import { exportInputs, performExport } from "../exportAction";
import { exampleExport } from "../outputs/documents";
import { recordSchema } from "../outputs/output";

export const exportBill = action({
  display: {
    label: "Export Bill",
    description: "Sends an approved Precoro invoice to BILL as exactly one bill, to the cent",
    important: true,
  },
  inputs: exportInputs,
  perform: (context, params) => performExport(context, params, operation),
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleExport,
  examplePayload: exampleExport,
  outputSchema: { type: "actionOutput", schema: recordSchema },
});
