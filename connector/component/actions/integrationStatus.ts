/** Integration Status: which lists were imported, how many records of each, and what became of payment requests. Its output is a synchronous flow's response. */
import { action, input, PerformSafety } from "@prismatic-io/spectral";
import { requestStatuses } from "../../core/payments/paymentRequests";
import { integrationStatus as readStatus } from "../../sync/importChoices/integrationStatus";
import { readPending } from "../../sync/imports/pendingImports";
import { withClients } from "../clients";
import { cleanIds, precoroConnectionInput } from "../inputs";
import type { Output } from "../outputs/output";
import { exampleStatus, type StatusData, statusSchema } from "../outputs/status";
import { type Context, paymentRequestsOf, paymentsOf, statsOf, syncDeadlineOf } from "../runtime";

/** A request is open from its record on, and as long as *Import Payments* keeps it. */
const statusesOf = ({ crossFlowState }: Pick<Context, "crossFlowState">, asked: readonly string[]) => {
  const { requests, requestsDone } = paymentsOf({ crossFlowState });
  return requestStatuses(asked, [...paymentRequestsOf(crossFlowState), ...requests], requestsDone);
};

export const integrationStatus = action({
  display: {
    label: "Integration Status",
    description:
      "Shows for each BILL list whether it was imported and how many records, and whether payment requests are done",
  },
  inputs: {
    precoroConnection: precoroConnectionInput,
    paymentRequests: input({
      label: "Payment Requests",
      type: "string",
      required: false,
      comments: "IDs that Request Payments returned, as a list, JSON, or comma-separated text.",
      clean: cleanIds,
    }),
  },
  perform: (context, params): Promise<Output<StatusData>> =>
    withClients(
      context,
      params,
      async (clients) => {
        const pending = readPending(context.crossFlowState["imports"]);
        const unfinished = new Set(pending.map(({ request: { list } }) => list));
        const { status, stats } = await readStatus(clients, statsOf(context), unfinished);
        const paymentRequests = statusesOf(context, params.paymentRequests);
        return { data: { ...status, paymentRequests }, statusCode: 200, changes: { stats } };
      },
      { deadline: syncDeadlineOf(context) },
    ),
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleStatus,
  examplePayload: exampleStatus,
  outputSchema: { type: "actionOutput", schema: statusSchema },
});
