/** Cancel Bill: a cancelled or rejected Precoro document is taken back from BILL. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import { billAccess, precoroAccess } from "../connections";
import type { RecordResult } from "../core/outcome";
import { exampleCancel } from "../examples/documents";
import { type Output, recordSchema } from "../examples/output";
import { billClientOf, changedState, deadlineOf, logOf, precoroClientOf } from "../host";
import { billConnectionInput, document, idn, needed, precoroConnectionInput } from "../inputs";
import { cancelBill as deed } from "../sync/cancelBill";

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
