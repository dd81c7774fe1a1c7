/** What a client may say about a bill: the request bodies of POST, PUT and PATCH, checked. It knows no bill yet. */
import Big from "big.js";
import { z } from "zod";
import { invalid } from "./refusal";
import { withoutNulls } from "./wire";

/** contract bill-v3 §15: at most two decimals, not negative. */
const money = z
  .number()
  .nonnegative()
  .refine((amount) => new Big(amount).round(2, Big.roundDown).eq(amount), "at most two decimals");

const factor = z.number().nonnegative();
const date = z.iso.date();
const id = z.string();

const header = {
  accountingClassId: id.exactOptional(),
  chartOfAccountId: id.exactOptional(),
  departmentId: id.exactOptional(),
  itemId: id.exactOptional(),
  locationId: id.exactOptional(),
};

const description = z.string().max(4000);

/** contract bill-v3 §6.2, line items. */
const line = z.object({
  id: id.exactOptional(),
  amount: money.exactOptional(),
  quantity: factor.exactOptional(),
  price: factor.exactOptional(),
  description: description.exactOptional(),
  classifications: z
    .object({
      ...header,
      customerId: id.exactOptional(),
      employeeId: id.exactOptional(),
      jobId: id.exactOptional(),
    })
    .exactOptional(),
});

export type LineRequest = z.output<typeof line>;

const pricedLine = line.refine(
  ({ amount, quantity, price }) => amount !== undefined || (quantity !== undefined && price !== undefined),
  { path: ["amount"], message: "required, or quantity and price" },
);

const optional = {
  description: description.exactOptional(),
  purchaseOrderNumber: z.string().exactOptional(),
  payFromChartOfAccountId: id.exactOptional(),
  classifications: z.object(header).exactOptional(),
  vendorCredits: z.undefined("applying credits is not simulated yet").exactOptional(),
};

const invoiceNumber = z.string().min(1).max(21);

/** contract bill-v3 §6.2: POST and PUT have the same four required fields. */
const whole = z.object({
  vendorId: id,
  dueDate: date,
  invoice: z.object({ invoiceNumber, invoiceDate: date }),
  billLineItems: z.array(pricedLine).min(1),
  ...optional,
});

export type WholeRequest = z.output<typeof whole>;

const part = z.object({
  vendorId: id.exactOptional(),
  dueDate: date.exactOptional(),
  invoice: z
    .object({ invoiceNumber: invoiceNumber.exactOptional(), invoiceDate: date.exactOptional() })
    .exactOptional(),
  billLineItems: z.array(line).exactOptional(),
  ...optional,
});

export type PartRequest = z.output<typeof part>;

const reader =
  <Schema extends z.ZodType>(schema: Schema) =>
  (body: unknown): z.output<Schema> => {
    const read = schema.safeParse(withoutNulls(body));
    if (read.success) return read.data;
    throw invalid(
      ...read.error.issues.map(({ path, message }) => `${z.core.toDotPath(path) || "body"}: ${message}`),
    );
  };

export const readWhole = reader(whole);
export const readPart = reader(part);
