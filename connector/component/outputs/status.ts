/** Output schema and example of *Integration Status*. */
import { billLists } from "../../core/billList";
import type { requestStatuses } from "../../core/payments/paymentRequests";
import type { Status } from "../../sync/importChoices/integrationStatus";
import { type Output, type Schema, text } from "./output";

const listStatusSchema: Schema = {
  type: "object",
  properties: {
    integrated: { type: "boolean", description: "Omitted if not known in time" },
    count: { type: "integer" },
    countedAt: { ...text, description: "UTC" },
    complete: { type: "boolean", description: "False if an import is not finished or there may be more" },
  },
  required: ["complete"],
};

/** What *Integration Status* answers: the lists, and payment requests by ID. */
export type StatusData = Status & { readonly paymentRequests: ReturnType<typeof requestStatuses> };

export const statusSchema: Schema = {
  type: "object",
  properties: {
    ...Object.fromEntries(billLists.map((list) => [list, listStatusSchema])),
    paymentRequests: {
      type: "object",
      description:
        "By ID: state (open, done, or not known: call Import Payments On Demand again) and times, UTC",
    },
  },
};

const counted = { integrated: true, count: 12, countedAt: "2026-03-02T09:00:00Z", complete: true };
const empty = { integrated: false, count: 0, countedAt: "2026-03-02T09:00:00Z", complete: true };

export const exampleStatus: Output<StatusData> = {
  data: {
    chartOfAccounts: counted,
    classes: empty,
    departments: empty,
    customers: empty,
    locations: empty,
    vendors: counted,
    items: empty,
    paymentRequests: {
      "SW5zdGFuY2VFeGVjdXRpb246MQ==": { state: "done", doneAt: "2026-03-02T09:15:00Z" },
    },
  },
  contentType: "application/json",
  statusCode: 200,
};
