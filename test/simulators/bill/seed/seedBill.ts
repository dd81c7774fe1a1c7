/** Completes the bills of a world file. */
import { z } from "zod";
import type { Fields } from "../../kit/records";
import { describeSchemaError } from "../../kit/schemaError";
import { product, recordState, sumOf, totals } from "../bills/bill";
import { type Bill, billShape, lineShape, prefixes } from "../records";
import { dateOf, timeOf } from "../wireFormat";

export interface SeedContext {
  readonly now: number;
  readonly userId: string;
  readonly nextId: (prefix: string) => string;
}

/** Parses a record; an error names it. */
export const parseRecord = <Schema extends z.ZodType>(
  schema: Schema,
  record: Fields,
  place: string,
): z.output<Schema> => {
  const read = schema.safeParse(record);
  if (read.success) return read.data;
  const { id = "without id" } = record;
  throw new Error(`bill ${place} (${id}) cannot be used: ${describeSchemaError(read.error)}.`);
};

const partialBill = billShape.partial().extend({
  invoice: billShape.shape.invoice.partial().optional(),
  billLineItems: z.array(lineShape.partial()).optional(),
});

type PartialBill = z.output<typeof partialBill>;

/** connector/bill/API.md §6.3 for the fields. Omitted amounts follow from the lines and the status. */
export const billOf = (record: Fields, place: string, { now, userId, nextId }: SeedContext): Bill => {
  // The vendor's name is not stored with the bill; it is looked up when the bill is shown.
  const { vendorName: _vendorName, ...fields } = parseRecord(partialBill, record, place);
  const { id = nextId(prefixes.bills), createdTime = timeOf(now) } = fields;
  const billLineItems = (fields.billLineItems ?? [{ amount: fields.amount }]).map((line) => ({
    ...line,
    id: line.id ?? nextId("bli"),
    amount: line.amount ?? product(line.quantity ?? 0, line.price ?? 0),
  }));
  const money = moneyOf(fields, fields.amount ?? sumOf(billLineItems.map((line) => line.amount)));
  const bill = {
    dueDate: dateOf(now),
    approvalStatus: "UNASSIGNED",
    createdBy: userId,
    createdTime,
    updatedTime: createdTime,
    ...totals({ ...money, billLineItems }),
    ...money,
    ...fields,
    ...recordState(fields.recordStatus ?? (fields.archived ? "INACTIVE" : "ACTIVE")),
    id,
    invoice: { invoiceNumber: id, invoiceDate: dateOf(now), ...fields.invoice },
    billLineItems,
  };
  return parseRecord(billShape, bill, place);
};

/** A status without amounts is about the whole amount. */
const moneyOf = (fields: PartialBill, amount: number) => ({
  paidAmount: fields.paidAmount ?? (fields.paymentStatus === "PAID" ? amount : 0),
  scheduledAmount: fields.scheduledAmount ?? (fields.paymentStatus === "SCHEDULED" ? amount : 0),
  creditAmount: fields.creditAmount ?? 0,
  exchangeRate: fields.exchangeRate ?? 1,
});
