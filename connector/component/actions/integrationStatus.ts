/** Integration Status: which lists are imported and how much of each. Answers a synchronous flow. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import { integrationStatus as deed, type Status } from "../../sync/importChoices/integrationStatus";
import { precoroAccess } from "../connections";
import { precoroConnectionInput } from "../inputs";
import { exampleStatus, statusSchema } from "../outputs/imports";
import type { Output } from "../outputs/output";
import { changedState, precoroClientOf, seenOf, syncDeadlineOf } from "../runtime";

export const integrationStatus = action({
  display: {
    label: "Integration Status",
    description:
      "Says of each BILL list whether it is imported, how many of its entries, and when they were counted",
  },
  inputs: { precoroConnection: precoroConnectionInput },
  perform: async (context, params): Promise<Output<Status>> => {
    const precoro = precoroClientOf(
      context,
      precoroAccess(params.precoroConnection),
      syncDeadlineOf(context),
    );
    const { status, seen } = await deed({ precoro }, seenOf(context));
    return {
      data: status,
      contentType: "application/json",
      statusCode: 200,
      ...changedState(context, { precoro, seen }),
    };
  },
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleStatus,
  examplePayload: exampleStatus,
  outputSchema: { type: "actionOutput", schema: statusSchema },
});
