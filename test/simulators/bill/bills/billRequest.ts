/** The request bodies of POST, PUT and PATCH for bills, parsed and checked. */
import { z } from "zod";
import { isFields } from "../../kit/records";
import { notSimulated } from "../apiErrors";
import {
  bodyParser,
  classifications,
  date,
  description,
  id,
  lineClassifications,
  money,
  positiveMoney,
} from "../requestSchema";

/** connector/bill/API.md §6.2, line items. */
const line = z.object({
  id: id.exactOptional(),
  amount: money.exactOptional(),
  quantity: z.number().nonnegative().exactOptional(),
  price: z.number().exactOptional(),
  description: description.exactOptional(),
  classifications: lineClassifications.exactOptional(),
});

export type BillLineBody = z.output<typeof line>;

const pricedLine = line.refine(
  ({ amount, quantity, price }) => amount !== undefined || (quantity !== undefined && price !== undefined),
  { path: ["amount"], message: "required, or quantity and price" },
);

/** connector/bill/API.md §7: how much of which credit is to be applied. */
const creditAllocation = z.object({ id, amount: positiveMoney });

export type CreditAllocation = z.output<typeof creditAllocation>;

const optional = {
  description: description.exactOptional(),
  purchaseOrderNumber: z.string().exactOptional(),
  payFromChartOfAccountId: id.exactOptional(),
  classifications: classifications.exactOptional(),
  vendorCredits: z.array(creditAllocation).exactOptional(),
};

const invoiceNumber = z.string().min(1).max(21);

/** connector/bill/API.md §6.2: POST and PUT have the same four required fields. */
const whole = z.object({
  vendorId: id,
  dueDate: date,
  invoice: z.object({ invoiceNumber, invoiceDate: date }),
  billLineItems: z.array(pricedLine).min(1),
  ...optional,
});

export type BillBody = z.output<typeof whole>;

const part = z.object({
  vendorId: id.exactOptional(),
  dueDate: date.exactOptional(),
  invoice: z
    .object({ invoiceNumber: invoiceNumber.exactOptional(), invoiceDate: date.exactOptional() })
    .exactOptional(),
  billLineItems: z.array(line).exactOptional(),
  ...optional,
});

export type BillPatch = z.output<typeof part>;

/** connector/bill/API.md §6.2: documented, but not simulated. */
const notSupported = ["billApprovals", "paymentTermId"];

const supported =
  <Body>(parse: (body: unknown) => Body) =>
  (body: unknown): Body => {
    const name = notSupported.find((field) => isFields(body) && field in body);
    if (name !== undefined) throw notSimulated(name);
    return parse(body);
  };

export const parseBill = supported(bodyParser(whole));
export const parseBillPatch = supported(bodyParser(part));
