/** Import Payments: records payments made in BILL on their invoices in Precoro. */
import { action, input, PerformSafety } from "@prismatic-io/spectral";
import { moment } from "../../core/calendarDate";
import { omitUndefined } from "../../core/omitUndefined";
import { importPayments as importAll, type PaymentsData } from "../../sync/payments/importPayments";
import type { PaymentsRequest } from "../../sync/payments/paymentsState";
import type { SyncContext } from "../../sync/syncContext";
import { withClients } from "../clients";
import { resumeInputs } from "../importInputs";
import { billConnectionInput, cleanIds, dayInput, optionalText, precoroConnectionInput } from "../inputs";
import type { Output } from "../outputs/output";
import { examplePayments, paymentsSchema } from "../outputs/payments";
import { deadlineOf, paymentsOf, recheckOf } from "../runtime";

interface PaymentsParams {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly ids: readonly string[];
  readonly changedSince: string | undefined;
  readonly place: string | undefined;
}

/** The payments to import: by ids, else by date range, else by time of change. `from` and `to` only count as a pair. */
const requestOf = ({ from, to, ids, changedSince, place }: PaymentsParams): PaymentsRequest => {
  if (ids.length > 0) return { ids };
  if (from !== undefined && to !== undefined) {
    if (from > to) throw new Error(`The range starts on ${from}, after it ends on ${to}.`);
    return { from, to, ...omitUndefined({ place }) };
  }
  const since = moment(changedSince);
  if (since !== undefined) return { changedSince: since };
  throw new Error("Choose the payments with from and to, with ids, or with changedSince.");
};

export const importPayments = action({
  display: {
    label: "Import Payments",
    description: "Imports BILL payments to the Precoro invoices that they pay, each exactly once",
    important: true,
  },
  inputs: {
    billConnection: billConnectionInput,
    precoroConnection: precoroConnectionInput,
    from: dayInput("From", "The first process date to import."),
    to: dayInput("To", "The last process date to import."),
    ids: input({
      label: "Payment IDs",
      type: "string",
      required: false,
      example: "stp01ABCDEFGHIJKLMNO",
      comments: "IDs of BILL payments, as a list, JSON, or comma-separated text.",
      clean: cleanIds,
    }),
    changedSince: input({
      label: "Changed Since",
      type: "string",
      required: false,
      example: "2026-01-31T00:00:00Z",
      comments: "Imports payments that changed in BILL since this time (UTC), and retries postponed ones.",
      clean: optionalText,
    }),
    place: resumeInputs.place,
    timeBudgetSeconds: resumeInputs.timeBudgetSeconds,
  },
  perform: async (context, params): Promise<Output<PaymentsData>> => {
    const request = requestOf(params);
    const before = paymentsOf(context);
    const operation = async (sync: SyncContext) => {
      const { data, state, recheck } = await importAll(sync, request, before);
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
