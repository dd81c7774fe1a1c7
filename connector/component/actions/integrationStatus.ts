/** Integration Status: which lists were imported, and how many records of each. Its output is a synchronous flow's response. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import { integrationStatus as readStatus, type Status } from "../../sync/importChoices/integrationStatus";
import { readPending } from "../../sync/imports/pendingImports";
import { withClients } from "../clients";
import { precoroConnectionInput } from "../inputs";
import { exampleStatus, statusSchema } from "../outputs/imports";
import type { Output } from "../outputs/output";
import { statsOf, syncDeadlineOf } from "../runtime";

export const integrationStatus = action({
  display: {
    label: "Integration Status",
    description:
      "Shows for each BILL list whether it was imported, how many records, and when they were counted",
  },
  inputs: { precoroConnection: precoroConnectionInput },
  perform: (context, params): Promise<Output<Status>> =>
    withClients(
      context,
      params,
      async (clients) => {
        const pending = readPending(context.crossFlowState["imports"]);
        const unfinished = new Set(pending.map(({ request: { list } }) => list));
        const { status, stats } = await readStatus(clients, statsOf(context), unfinished);
        return { data: status, statusCode: 200, changes: { stats } };
      },
      { deadline: syncDeadlineOf(context) },
    ),
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleStatus,
  examplePayload: exampleStatus,
  outputSchema: { type: "actionOutput", schema: statusSchema },
});
