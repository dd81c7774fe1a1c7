/** Due Payments: lists the payment imports that are due, for the flow that starts them. Makes no calls. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import { duePayments as operation, type PlainRequest } from "../../sync/payments/paymentsState";
import type { Output } from "../outputs/output";
import { dueSchema, exampleDue } from "../outputs/payments";
import { changedState, paymentsOf } from "../runtime";

export const duePayments = action({
  display: {
    label: "Due Payments",
    description:
      "Lists the payment imports that are due: what changed since the last one, and what stopped early",
  },
  inputs: {},
  perform: async (context): Promise<Output<{ requests: PlainRequest[] }>> => {
    const before = paymentsOf(context);
    const { requests, state } = operation(before);
    return {
      data: { requests },
      contentType: "application/json",
      ...(state === before ? {} : changedState(context, { payments: state })),
    };
  },
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleDue,
  examplePayload: exampleDue,
  outputSchema: { type: "actionOutput", schema: dueSchema },
});
