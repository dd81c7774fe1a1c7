/** Apply BILL Event: what follows in Precoro from a change in BILL. */
import { action, input, PerformSafety } from "@prismatic-io/spectral";
import { readEvent } from "../../core/changes/billEvent";
import type { RecordResult } from "../../core/outcome";
import { applyBillEvent as deed } from "../../sync/changes/applyBillEvent";
import { pendingAfter, readPending } from "../../sync/imports/pendingImports";
import { billAccess, precoroAccess } from "../connections";
import { billConnectionInput, cleanRecord, precoroConnectionInput, refreshSuppliers } from "../inputs";
import { exampleApplied } from "../outputs/documents";
import { type Output, recordSchema } from "../outputs/output";
import { billClientOf, changedState, deadlineOf, importQuotaOf, logOf, precoroClientOf } from "../runtime";

export const applyBillEvent = action({
  display: {
    label: "Apply BILL Event",
    description:
      "Follows a change in BILL: clears or restores the link of a document, refreshes a supplier, hands a payment on",
    important: true,
  },
  inputs: {
    billConnection: billConnectionInput,
    precoroConnection: precoroConnectionInput,
    event: input({
      label: "Event",
      type: "code",
      language: "json",
      required: true,
      comments: "The notification that BILL Webhook has verified, or one item of Changed In BILL.",
      clean: cleanRecord,
    }),
    refreshSuppliers,
  },
  perform: async (context, params): Promise<Output<RecordResult>> => {
    const deadline = deadlineOf(context);
    const { event, refreshSuppliers: refreshes } = params;
    // The refresh of a supplier is an import; a document never waits for the imports' share.
    const share = readEvent(event)?.kind === "vendor" ? importQuotaOf(context) : undefined;
    const bill = billClientOf(context, billAccess(params.billConnection), deadline);
    const precoro = precoroClientOf(context, precoroAccess(params.precoroConnection), deadline, share);
    const run = { bill, precoro, deadline, log: logOf(context) };
    const { result, next } = await deed(run, { event, refreshSuppliers: refreshes });
    const imports = next && pendingAfter(readPending(context.crossFlowState["imports"]), { ...next, next });
    return {
      data: result,
      contentType: "application/json",
      ...changedState(context, { bill, precoro, ...(share?.used() ? { share } : {}), imports }),
    };
  },
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleApplied,
  examplePayload: exampleApplied,
  outputSchema: { type: "actionOutput", schema: recordSchema },
});
