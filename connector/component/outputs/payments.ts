/** Output schemas and examples for the payment actions and *Reconcile*. */
import { postpone, reject, stoppedResult } from "../../core/outcome";
import type { PaymentsData } from "../../sync/payments/importPayments";
import type { ReconcileData } from "../../sync/reconciliation/reconcile";
import { countsSchema, type Output, recordSchema, type Schema, text } from "./output";

const contentType = "application/json";

const REQUEST = "SW5zdGFuY2VFeGVjdXRpb246MQ==";

const listed = { results: { type: "array", items: recordSchema }, counts: countsSchema } as const;

export const paymentsSchema: Schema = {
  type: "object",
  properties: {
    ...listed,
    others: { type: "integer", description: "Number of payments for bills that don't come from Precoro" },
    notMoved: { type: "integer", description: "Number of payments whose money has not moved yet" },
    remaining: { type: "integer", description: "Number of payments left for the next run" },
    next: {
      type: "object",
      description: "What continues automatically, and when; omitted when everything is done",
      properties: {
        requests: {
          type: "array",
          items: text,
          description: "IDs of the payment requests that are not done",
        },
        notBefore: text,
      },
    },
  },
  required: ["results", "counts", "others", "notMoved"],
};

export const examplePayments: Output<PaymentsData> = {
  data: {
    results: [
      {
        id: "stp01ABCDEFGHIJKLMNO",
        name: "Payment stp01ABCDEFGHIJKLMNO on Invoice #1042",
        outcome: "created",
      },
      stoppedResult(
        { id: "stp01BCDEFGHIJKLMNOP", name: "Payment stp01BCDEFGHIJKLMNOP on Invoice #1043" },
        reject("already-paid-in-precoro", {
          document: "Invoice #1043",
          payment: "stp01BCDEFGHIJKLMNOP",
          amount: "80.00",
        }),
      ),
    ],
    counts: { created: 1, rejected: 1 },
    others: 2,
    notMoved: 0,
    remaining: 1,
    next: { requests: [REQUEST], notBefore: "2026-03-02T10:00:00Z" },
  },
  contentType,
};

/** What *Import Payments On Demand* answers. */
export interface RequestedData {
  readonly state: "recorded";
  /** The request's ID, which *Integration Status* takes. */
  readonly id: string;
  /** The IDs of all requests that are open. */
  readonly open: readonly string[];
}

export const requestedSchema: Schema = {
  type: "object",
  properties: {
    state: { ...text, enum: ["recorded"], description: "Omitted if the call was refused" },
    id: { ...text, description: "The request's ID, for Integration Status" },
    open: { type: "array", items: text, description: "IDs of all requests that are open" },
  },
  required: ["id"],
};

export const exampleRequested: Output<RequestedData> = {
  data: { state: "recorded", id: REQUEST, open: [REQUEST] },
  contentType,
  statusCode: 200,
};

export const reconciledSchema: Schema = {
  type: "object",
  properties: {
    ...listed,
    from: text,
    to: text,
    compared: { type: "integer", description: "Number of documents compared" },
    differences: { type: "integer", description: "Number of documents with a difference" },
    totals: { type: "object", description: "Number of differences by reason" },
    next: {
      type: "object",
      description: "Only if an API limit stopped the comparison",
      properties: { notBefore: { ...text, description: "When the limit ends, UTC" } },
    },
    csv: { ...text, description: "All differences as a CSV table" },
  },
  required: ["results", "counts", "from", "to", "compared", "differences", "totals", "csv"],
};

export const exampleReconciled: Output<ReconcileData> = {
  data: {
    from: "2026-02-01",
    to: "2026-03-07",
    compared: 40,
    differences: 1,
    totals: { "missing-in-bill": 1 },
    results: [
      stoppedResult(
        { id: "1042", name: "Invoice #1042" },
        postpone("missing-in-bill", { document: "Invoice #1042", voucher: "bill" }),
      ),
    ],
    counts: { postponed: 1 },
    next: { notBefore: "2026-03-07T06:00:00Z" },
    csv: "document,status,difference,Precoro,BILL,left to pay in Precoro,left to pay in BILL,scheduled in BILL,BILL ID,link,what to do\r\n",
  },
  contentType,
};
