/** Reconcile: reports where a period's documents differ between Precoro and BILL. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import { withOpen } from "../../sync/payments/paymentsState";
import { reconcile as compare, type ReconcileData } from "../../sync/reconciliation/reconcile";
import { withClients } from "../clients";
import {
  approvedFrom,
  billConnectionInput,
  dayInput,
  precoroConnectionInput,
  sendCreditNotes,
} from "../inputs";
import type { Output } from "../outputs/output";
import { exampleReconciled, reconciledSchema } from "../outputs/payments";
import { paymentsOf, recheckOf } from "../runtime";

export const reconcile = action({
  display: {
    label: "Reconcile",
    description: "Compares a period's documents with BILL and reports the differences",
    important: true,
  },
  inputs: {
    billConnection: billConnectionInput,
    precoroConnection: precoroConnectionInput,
    from: dayInput("From", "The first day of the period (UTC). If empty, 35 days before its end."),
    to: dayInput("To", "The last day of the period (UTC). If empty, today."),
    approvedFrom,
    sendCreditNotes,
  },
  perform: async (context, params): Promise<Output<ReconcileData>> => {
    const { from, to, approvedFrom: start, sendCreditNotes: sends } = params;
    return withClients(context, params, async (sync) => {
      const { data, recheck, open } = await compare(sync, {
        from,
        to,
        approvedFrom: start,
        sendCreditNotes: sends,
      });
      const before = paymentsOf(context);
      const payments = { ...before, open: withOpen(before.open, () => false, open) };
      const changes = {
        ...(open.length > 0 && { payments }),
        ...(recheck.length > 0 && { recheck: [...recheckOf(context), ...recheck] }),
      };
      return { data, changes };
    });
  },
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleReconciled,
  examplePayload: exampleReconciled,
  outputSchema: { type: "actionOutput", schema: reconciledSchema },
});
