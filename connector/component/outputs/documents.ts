/** Output schemas and examples for the actions on one document or supplier, and for raw requests. */
import { type RecordResult, reject, type Stopped, stoppedResult, unlink } from "../../core/outcome";
import { type Output, recordProperties, type Schema, text } from "./output";

const documentSchema: Schema = {
  type: "object",
  description: "The document as returned by Precoro's API",
};

const fieldsSchema: Schema = {
  type: "object",
  description: "The document's custom fields by name, for use in conditions",
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

/** What *Get Document* returns. It has an outcome only if the document is not exported or canceled. */
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

/** The examples are rejections because only those have every field, so a flow can refer to each of them. */
const rejected = (id: string, name: string, stopped: Stopped, page: string): Output<RecordResult> => ({
  data: stoppedResult({ id, name, link: `https://app.bill.com/${page}` }, stopped),
  contentType: "application/json",
});

const bill = "Bill?id=00n01ABCDEFGHIJKLMNO";
const invoice = "Invoice #1042";
const paid = { document: invoice, amounts: "119.90 paid", status: "canceled", undo: "void the payment" };

export const exampleExport = rejected("1042", invoice, reject("money-on-bill", paid), bill);

export const exampleCancel = rejected("1042", invoice, reject("money-on-canceled", paid), bill);

const creditNote = "Credit note #1043";
const applied = { document: creditNote, amounts: "50.00 applied" };

export const exampleCredit = rejected(
  "1043",
  creditNote,
  reject("credit-applied", applied),
  "VendorCredit?id=vcr01ABCDEFGHIJKLMNO",
);

const unlinked = unlink("archived-in-bill", { document: invoice });
export const exampleApplied: Output<RecordResult> = rejected("1042", invoice, unlinked, bill);

export const exampleMap: Output<RecordResult> = {
  data: {
    id: "55",
    name: "Acme Paper",
    outcome: "linked",
    message: "It matches vendor Acme Paper (00901ABCDEFGHIJKLMNO).",
  },
  contentType: "application/json",
  statusCode: 200,
};

export const recordedSchema: Schema = {
  type: "object",
  properties: { recorded: { type: "integer", description: "Number of outcomes on record" } },
  required: ["recorded"],
};

export const exampleRecorded: Output<{ recorded: number }> = {
  data: { recorded: 1 },
  contentType: "application/json",
};

export const exampleRaw: Output<unknown> = { data: { results: [] }, contentType: "application/json" };
