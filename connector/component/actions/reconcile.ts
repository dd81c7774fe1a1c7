/** Reconcile: where Precoro and BILL do not agree, in a period. */
import { action, input, PerformSafety } from "@prismatic-io/spectral";
import { withOpen } from "../../sync/payments/paymentsState";
import { reconcile as deed, type ReconcileData } from "../../sync/reconciliation/reconcile";
import { billAccess, precoroAccess } from "../connections";
import {
  approvedFrom,
  billConnectionInput,
  cleanDate,
  precoroConnectionInput,
  sendCreditNotes,
} from "../inputs";
import type { Output } from "../outputs/output";
import { exampleReconciled, reconciledSchema } from "../outputs/payments";
import {
  billClientOf,
  changedState,
  deadlineOf,
  logOf,
  lookAtOf,
  paymentsOf,
  precoroClientOf,
} from "../runtime";

const day = (label: string, comments: string) =>
  input({ label, type: "string", required: false, example: "2026-01-31", comments, clean: cleanDate });

export const reconcile = action({
  display: {
    label: "Reconcile",
    description: "Compares the documents of a period with BILL, and says where the two do not agree",
    important: true,
  },
  inputs: {
    billConnection: billConnectionInput,
    precoroConnection: precoroConnectionInput,
    from: day("From", "The first day of the period (UTC). Empty: 35 days before its end."),
    to: day("To", "The last day of the period (UTC), included. Empty: today."),
    approvedFrom,
    sendCreditNotes,
  },
  perform: async (context, params): Promise<Output<ReconcileData>> => {
    const deadline = deadlineOf(context);
    const bill = billClientOf(context, billAccess(params.billConnection), deadline);
    const precoro = precoroClientOf(context, precoroAccess(params.precoroConnection), deadline);
    const { from, to, approvedFrom: start, sendCreditNotes: sends } = params;
    const order = { from, to, approvedFrom: start, sendCreditNotes: sends };
    const { data, lookAt, open } = await deed({ bill, precoro, deadline, log: logOf(context) }, order);
    const before = paymentsOf(context);
    const payments = { ...before, open: withOpen(before.open, () => false, open) };
    return {
      data,
      contentType: "application/json",
      ...changedState(context, {
        bill,
        precoro,
        ...(open.length > 0 ? { payments } : {}),
        ...(lookAt.length > 0 ? { lookAt: [...new Set([...lookAtOf(context), ...lookAt])] } : {}),
      }),
    };
  },
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleReconciled,
  examplePayload: exampleReconciled,
  outputSchema: { type: "actionOutput", schema: reconciledSchema },
});
