/** Apply BILL Event: updates Precoro after a change in BILL. */
import { action, input, PerformSafety } from "@prismatic-io/spectral";
import { readEvent } from "../../core/changes/billEvent";
import type { RecordResult } from "../../core/outcome";
import { applyBillEvent as apply } from "../../sync/changes/applyBillEvent";
import { withPendingEvent } from "../../sync/changes/pendingEvents";
import { pendingAfter, readPending } from "../../sync/imports/pendingImports";
import { withClients } from "../clients";
import { billConnectionInput, cleanRecord, precoroConnectionInput, refreshSuppliers } from "../inputs";
import { exampleApplied } from "../outputs/documents";
import { type Output, recordSchema } from "../outputs/output";
import { billChangesOf, importQuotaOf, recheckOf } from "../runtime";

export const applyBillEvent = action({
  display: {
    label: "Apply BILL Event",
    description: "Applies a change in BILL: unlinks or relinks a document, or refreshes a supplier",
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
      comments: "The notification verified by BILL Webhook, or one item from Changed In BILL.",
      clean: cleanRecord,
    }),
    refreshSuppliers,
  },
  perform: (context, params): Promise<Output<RecordResult>> => {
    const { event, refreshSuppliers: refreshes } = params;
    // Refreshing a supplier counts as an import. Documents never wait for the import quota.
    const quota = readEvent(event)?.kind === "vendor" ? importQuotaOf(context) : undefined;
    return withClients(
      context,
      params,
      async (sync) => {
        const { result, next, recheck, again } = await apply(sync, { event, refreshSuppliers: refreshes });
        const pending = readPending(context.crossFlowState["imports"]);
        return {
          data: result,
          changes: {
            imports: next && pendingAfter(pending, { ...next, next }),
            recheck: recheck && [...recheckOf(context), recheck],
            billChanges: again && withPendingEvent(billChangesOf(context), again),
          },
        };
      },
      { quota },
    );
  },
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleApplied,
  examplePayload: exampleApplied,
  outputSchema: { type: "actionOutput", schema: recordSchema },
});
