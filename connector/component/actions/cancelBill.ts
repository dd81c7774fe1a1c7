/** Cancel Bill: archives the bill or vendor credit of a canceled or rejected Precoro document. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import type { RecordResult } from "../../core/outcome";
import { cancelBill as cancel } from "../../sync/documents/cancelBill";
import { withClients } from "../clients";
import { billConnectionInput, document, idn, precoroConnectionInput, requireText, vouchers } from "../inputs";
import { exampleCancel } from "../outputs/documents";
import { type Output, recordSchema } from "../outputs/output";
import { recheckAfter } from "../runtime";

export const cancelBill = action({
  display: {
    label: "Cancel Bill",
    description:
      "Archives the bill or vendor credit of a canceled or rejected Precoro document, unless it is paid, scheduled, or applied",
    important: true,
  },
  inputs: {
    billConnection: billConnectionInput,
    precoroConnection: precoroConnectionInput,
    idn,
    document,
    vouchers,
  },
  perform: (context, params): Promise<Output<RecordResult>> =>
    withClients(context, params, async (sync) => {
      const data = await cancel(sync, {
        idn: requireText(params.idn, "The document number (idn)"),
        raw: params.document,
        seen: params.vouchers,
      });
      return { data, changes: { recheck: recheckAfter(context, data, params.vouchers) } };
    }),
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleCancel,
  examplePayload: exampleCancel,
  outputSchema: { type: "actionOutput", schema: recordSchema },
});
