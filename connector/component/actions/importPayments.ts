/** Import Payments: records payments made in BILL on their invoices in Precoro. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import { importPayments as importAll, type PaymentsData } from "../../sync/payments/importPayments";
import type { SyncContext } from "../../sync/syncContext";
import { withClients } from "../clients";
import { timeBudget } from "../importInputs";
import { billConnectionInput, precoroConnectionInput } from "../inputs";
import type { Output } from "../outputs/output";
import { examplePayments, paymentsSchema } from "../outputs/payments";
import { deadlineOf, paymentRequestsOf, paymentsOf, recheckOf } from "../runtime";

/** Less than a schedule of 15 minutes leaves, where a plan without queues lets the next run start while this one is going on. */
const BUDGET_SECONDS = 480;

export const importPayments = action({
  display: {
    label: "Import Payments",
    description:
      "Imports the BILL payments that are due to the Precoro invoices that they pay, each exactly once",
    important: true,
  },
  inputs: {
    billConnection: billConnectionInput,
    precoroConnection: precoroConnectionInput,
    timeBudgetSeconds: timeBudget(BUDGET_SECONDS),
  },
  perform: async (context, params): Promise<Output<PaymentsData>> => {
    const before = paymentsOf(context);
    const operation = async (sync: SyncContext) => {
      const { data, state, recheck } = await importAll(
        sync,
        before,
        paymentRequestsOf(context.crossFlowState),
      );
      const isChanged = JSON.stringify(state) !== JSON.stringify(before);
      return {
        data,
        changes: {
          payments: isChanged ? state : undefined,
          recheck: recheck.length > 0 ? [...recheckOf(context), ...recheck] : undefined,
        },
      };
    };
    return withClients(context, params, operation, {
      deadline: deadlineOf(context, params.timeBudgetSeconds),
    });
  },
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => examplePayments,
  examplePayload: examplePayments,
  outputSchema: { type: "actionOutput", schema: paymentsSchema },
});
