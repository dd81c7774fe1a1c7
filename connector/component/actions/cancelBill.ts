/** Cancel Bill: a cancelled or rejected Precoro document is taken back from BILL. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import type { RecordResult } from "../../core/outcome";
import { cancelBill as deed } from "../../sync/documents/cancelBill";
import { billAccess, precoroAccess } from "../connections";
import { billConnectionInput, document, idn, needed, precoroConnectionInput } from "../inputs";
import { exampleCancel } from "../outputs/documents";
import { type Output, recordSchema } from "../outputs/output";
import { billClientOf, changedState, deadlineOf, logOf, precoroClientOf } from "../runtime";

export const cancelBill = action({
  display: {
    label: "Cancel Bill",
    description:
      "Archives the bill or vendor credit of a Precoro document that was cancelled or rejected, unless there is money on it",
    important: true,
  },
  inputs: { billConnection: billConnectionInput, precoroConnection: precoroConnectionInput, idn, document },
  perform: async (context, params): Promise<Output<RecordResult>> => {
    const deadline = deadlineOf(context);
    const bill = billClientOf(context, billAccess(params.billConnection), deadline);
    const precoro = precoroClientOf(context, precoroAccess(params.precoroConnection), deadline);
    const data = await deed(
      { bill, precoro, deadline, log: logOf(context) },
      { idn: needed(params.idn, "The document number (idn)"), wire: params.document },
    );
    return { data, contentType: "application/json", ...changedState(context, { bill, precoro }) };
  },
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleCancel,
  examplePayload: exampleCancel,
  outputSchema: { type: "actionOutput", schema: recordSchema },
});
