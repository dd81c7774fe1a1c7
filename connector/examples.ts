/** What the actions give back: the schema of each output, and an example that fits it, for the designer's pickers. */
import type { ActionOutputSchema, TriggerPayload } from "@prismatic-io/spectral";
import { eventAbout } from "./core/billEvent";
import { outcomes, type RecordResult } from "./core/outcome";
import { reasons } from "./core/reason";
import type { Stores } from "./host";

/** The newer of the two drafts that the SDK takes. */
export type Schema = Exclude<ActionOutputSchema["schema"], { exclusiveMaximum?: boolean }>;

/** What an action of ours returns: its data, and the stores that changed. */
export interface Output<Data> extends Stores {
  instanceState?: Record<string, unknown>;
  data: Data;
  contentType: string;
  statusCode?: number;
}

export const text: Schema = { type: "string" };

const recordProperties: Record<string, Schema> = {
  id: { ...text, description: "The record's ID in the system it comes from; a document's idn" },
  name: text,
  outcome: { ...text, enum: [...outcomes] },
  reason: { ...text, enum: [...reasons], description: "Why it was rejected, postponed, skipped or unlinked" },
  message: { ...text, description: "The reason as one sentence that says what to do" },
  link: { ...text, description: "The record's page in BILL" },
  waitsFor: { ...text, description: "The document that has to be sent before, by its idn" },
  payments: {
    type: "object",
    description: "For Import Payments On Demand: the payments that BILL has told of",
    properties: { ids: { type: "array", items: text } },
  },
};

export const recordSchema: Schema = {
  type: "object",
  properties: recordProperties,
  required: ["id", "outcome"],
};

export const countsSchema: Schema = {
  type: "object",
  description: "How many of each outcome; outcomes that did not occur are left out",
  properties: Object.fromEntries(outcomes.map((outcome) => [outcome, { type: "integer" }])),
};

const documentSchema: Schema = {
  type: "object",
  description: "The document as Precoro's API tells it",
};

const fieldsSchema: Schema = {
  type: "object",
  description: "The document's own custom fields by name, for conditions on the canvas",
};

export const readSchema: Schema = {
  type: "object",
  properties: { id: text, document: documentSchema, fields: fieldsSchema },
  required: ["id", "document", "fields"],
};

export const notReadSchema: Schema = {
  type: "object",
  properties: { ...recordProperties, document: documentSchema, fields: fieldsSchema },
  required: ["id", "outcome"],
};

const exampleDocument = {
  id: 900100,
  idn: "1042",
  status: 2,
  logicType: 0,
  invoiceNumber: "INV-7",
  currency: "USD",
  issueDate: "2026-03-01T00:00:00+0000",
  requiredDate: "2026-03-31T00:00:00+0000",
  approvalDate: "2026-03-02T08:55:00+0000",
  sum: "119.90",
  supplier: { id: 55, name: "Acme Paper", externalId: "00901ABCDEFGHIJKLMNO" },
  externalId: null,
  items: { data: [{ id: 1, name: "Paper A4", quantity: 10, price: "10.90", taxPercent: 10, sum: "119.90" }] },
};

/** What *Get Document* returns: with an outcome where the document goes no further. */
export interface ReadData extends Partial<RecordResult> {
  readonly id: string;
  readonly document: unknown;
  readonly fields: Readonly<Record<string, string>>;
}

export const exampleRead: Output<ReadData> & { branch: string } = {
  branch: "Approved Invoice",
  data: { id: "1042", document: exampleDocument, fields: { "Send to BILL": "Yes" } },
  contentType: "application/json",
};

export const exampleExport: Output<RecordResult> = {
  data: {
    id: "1042",
    name: "Invoice #1042",
    outcome: "created",
    link: "https://app.bill.com/Bill?id=00n01ABCDEFGHIJKLMNO",
  },
  contentType: "application/json",
};

export const exampleCredit: Output<RecordResult> = {
  data: {
    id: "1043",
    name: "Credit note #1043",
    outcome: "created",
    message: "50.00 of it is applied to the bill of its invoice.",
    link: "https://app.bill.com/VendorCredit?id=vcr01ABCDEFGHIJKLMNO",
  },
  contentType: "application/json",
};

export const exampleCancel: Output<RecordResult> = {
  data: {
    id: "1042",
    name: "Invoice #1042",
    outcome: "archived",
    message: "It was canceled in Precoro, so its bill was archived.",
    link: "https://app.bill.com/Bill?id=00n01ABCDEFGHIJKLMNO",
  },
  contentType: "application/json",
};

export const exampleApplied: Output<RecordResult> = {
  data: {
    id: "1042",
    name: "Invoice #1042",
    outcome: "unlinked",
    reason: "archived-in-bill",
    message:
      "The bill of Invoice #1042 was archived in BILL, so the document is no longer integrated. Send to Bill, or a new approval, restores the bill.",
    link: "https://app.bill.com/Bill?id=00n01ABCDEFGHIJKLMNO",
  },
  contentType: "application/json",
};

export const exampleMap: Output<RecordResult> = {
  data: {
    id: "55",
    name: "Acme Paper",
    outcome: "linked",
    message: "It is the vendor Acme Paper (00901ABCDEFGHIJKLMNO).",
  },
  contentType: "application/json",
  statusCode: 200,
};

export const rememberedSchema: Schema = {
  type: "object",
  properties: { remembered: { type: "integer", description: "How many documents are remembered" } },
  required: ["remembered"],
};

export const exampleRemembered: Output<{ remembered: number }> = {
  data: { remembered: 1 },
  contentType: "application/json",
};

export const exampleRaw: Output<unknown> = { data: { results: [] }, contentType: "application/json" };

const hint = { id: "900100", type: "3", action: "1", idn: "1042" };

/** What *Precoro Webhook* hands on for a document. */
export const exampleNotification: { payload: TriggerPayload; branch: string } = {
  branch: "Document",
  payload: {
    headers: { "Content-Type": "application/json" },
    queryParameters: {},
    rawBody: { data: JSON.stringify(hint), contentType: "application/json" },
    body: { data: hint, contentType: "application/json" },
    pathFragment: "",
    webhookUrls: { "Export Document": "https://hooks.example.com/trigger/EXAMPLE" },
    webhookApiKeys: {},
    invokeUrl: "https://hooks.example.com/trigger/EXAMPLE",
    executionId: "example-execution",
    customer: { id: "example-customer", externalId: "customer-1", name: "Example Customer" },
    instance: { id: "example-instance", name: "Precoro for BILL" },
    user: { id: "example-user", email: "user@example.com", name: "Example User", externalId: "user-1" },
    integration: {
      id: "example-integration",
      name: "Precoro for BILL",
      versionSequenceId: "1",
      externalVersion: "1",
    },
    flow: { id: "example-flow", name: "Export Document", stableId: "export-document" },
    startedAt: "2026-03-02T09:00:00.000Z",
    globalDebug: false,
  },
};

const { paginationState: _, ...anyPayload } = exampleNotification.payload;

/** What *Changed Documents* hands on to one batch. */
export const exampleChanges = {
  payload: {
    ...anyPayload,
    body: {
      data: [{ idn: "1042", id: "900100" }],
      contentType: "application/json",
    },
  },
};

const event = {
  metadata: {
    eventId: "b1946ac9-2492-4d23-8475-1d0e5a7e9c41",
    subscriptionId: "5f4dcc3b-5aa7-4654-9d61-d8327deb882c",
    organizationId: "00801ABCDEFGHIJKLMNO",
    eventType: "bill.archived",
    version: "1",
  },
  bill: { id: "00n01ABCDEFGHIJKLMNO", archived: true },
};

/** What *BILL Webhook* hands on. */
export const exampleEvent: { payload: TriggerPayload; branch: string } = {
  branch: "Verified",
  payload: {
    ...exampleNotification.payload,
    rawBody: { data: JSON.stringify(JSON.stringify(event)), contentType: "application/json" },
    body: { data: event, contentType: "application/json" },
  },
};

/** What *Changed In BILL* hands on to one batch. */
export const exampleBillChanges = {
  payload: {
    ...anyPayload,
    body: { data: [eventAbout("bill", event.bill.id, "archived")], contentType: "application/json" },
  },
};
