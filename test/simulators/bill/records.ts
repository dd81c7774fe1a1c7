/** The collections of a BILL organization: the prefixes of their ids, and the fields that the rules need. */
import { z } from "zod";

/** connector/bill/API.md §5–§9: what the ids of each collection begin with. */
export const prefixes = {
  vendors: "009",
  bills: "00n",
  vendorCredits: "vcr",
  payments: "stp",
  chartOfAccounts: "0ca",
  accountingClasses: "cls",
  departments: "0de",
  locations: "loc",
  customers: "0cu",
  items: "0ii",
} as const;

export type Collection = keyof typeof prefixes;

export const collections = Object.keys(prefixes) as Collection[];

const listRecordShape = z.looseObject({
  id: z.string().min(1),
  archived: z.boolean(),
  createdTime: z.string(),
  updatedTime: z.string(),
});

export type ListRecord = z.infer<typeof listRecordShape>;

/** connector/bill/API.md §8: a name, and a parent. */
const namedRecordShape = listRecordShape.extend({ name: z.string(), parentId: z.string().exactOptional() });

/** connector/bill/API.md §8. */
const accountType = z.enum([
  "UNSPECIFIED",
  "ACCOUNTS_PAYABLE",
  "ACCOUNTS_RECEIVABLE",
  "BANK",
  "COST_OF_GOODS_SOLD",
  "CREDIT_CARD",
  "EQUITY",
  "EXPENSE",
  "FIXED_ASSET",
  "INCOME",
  "LONG_TERM_LIABILITY",
  "OTHER_ASSET",
  "OTHER_CURRENT_ASSET",
  "OTHER_CURRENT_LIABILITY",
  "OTHER_EXPENSE",
  "OTHER_INCOME",
  "NON_POSTING",
]);

const accountShape = namedRecordShape.extend({
  account: z.looseObject({ type: accountType, number: z.string().exactOptional() }),
});

/** connector/bill/API.md §8. */
const itemType = z.enum([
  "UNKNOWN",
  "SERVICE",
  "INVENTORY",
  "NON_INVENTORY",
  "PAYMENT",
  "DISCOUNT",
  "SALES_TAX",
  "SUBTOTAL",
  "OTHER_CHARGE",
  "INVENTORY_ASSEMBLY",
  "GROUP",
  "SALES_TAX_GROUP",
  "FIXED_ASSET",
  "CATEGORY",
  "EXPENSE",
]);

const itemShape = namedRecordShape.extend({
  type: itemType,
  price: z.number().exactOptional(),
  percentage: z.number().exactOptional(),
  purchaseCost: z.number().exactOptional(),
});

/** connector/bill/API.md §5: as for vendors. */
const customerShape = listRecordShape.extend({
  name: z.string(),
  accountType: z.enum(["BUSINESS", "PERSON", "NONE", "UNDEFINED"]),
});

/** The collections without rules of their own: their records exist, and can be archived. */
export type ListCollection = Exclude<Collection, "bills" | "payments" | "vendorCredits">;

export const shapes: Readonly<Record<ListCollection, z.ZodType<ListRecord>>> = {
  vendors: listRecordShape,
  chartOfAccounts: accountShape,
  accountingClasses: namedRecordShape,
  departments: namedRecordShape,
  locations: namedRecordShape,
  customers: customerShape,
  items: itemShape,
};

/** The fields of every record; payments have no `archived`. */
export interface StoredRecord {
  id: string;
  updatedTime: string;
  [field: string]: unknown;
}

/** connector/bill/API.md §6.3; only an ACTIVE bill reads as not archived. */
const recordStatus = z.enum(["ACTIVE", "INACTIVE", "DRAFT", "DRAFT_DELETED"]);

export type RecordStatus = z.infer<typeof recordStatus>;

/** connector/bill/API.md §6.3. */
const paymentStatus = z.enum(["PAID", "UNPAID", "PARTIALLY_PAID", "SCHEDULED", "IN_PROCESS", "UNDEFINED"]);

export type PaymentStatus = z.infer<typeof paymentStatus>;

const classifications = z.record(z.string(), z.string());

export const lineShape = z.object({
  id: z.string(),
  amount: z.number(),
  quantity: z.number().exactOptional(),
  price: z.number().exactOptional(),
  description: z.string().exactOptional(),
  classifications: classifications.exactOptional(),
});

export type Line = z.infer<typeof lineShape>;

/** connector/bill/API.md §6.2, §6.3. */
export const billShape = listRecordShape.extend({
  vendorId: z.string(),
  invoice: z.object({ invoiceNumber: z.string(), invoiceDate: z.string() }),
  dueDate: z.string(),
  description: z.string().exactOptional(),
  purchaseOrderNumber: z.string().exactOptional(),
  payFromChartOfAccountId: z.string().exactOptional(),
  classifications: classifications.exactOptional(),
  billLineItems: z.array(lineShape),
  amount: z.number(),
  paidAmount: z.number(),
  dueAmount: z.number(),
  scheduledAmount: z.number(),
  creditAmount: z.number(),
  fundingAmount: z.number(),
  exchangeRate: z.number(),
  paymentStatus,
  approvalStatus: z.enum(["UNASSIGNED", "ASSIGNED", "APPROVING", "APPROVED", "DENIED", "UNDEFINED"]),
  recordStatus,
  createdBy: z.string(),
});

export type Bill = z.infer<typeof billShape>;

/** connector/bill/API.md §7. */
export const usageShape = z.object({
  billId: z.string(),
  paymentId: z.string().exactOptional(),
  amount: z.number(),
});

export type Usage = z.infer<typeof usageShape>;

/** connector/bill/API.md §7: no quantity, no price. */
export const creditLineShape = lineShape.omit({ quantity: true, price: true });

export type CreditLine = z.infer<typeof creditLineShape>;

/** connector/bill/API.md §7; `usage` is in reads and lists only. */
export const creditShape = listRecordShape.extend({
  vendorId: z.string(),
  referenceNumber: z.string(),
  creditDate: z.string(),
  description: z.string().exactOptional(),
  applyToChartOfAccountId: z.string().exactOptional(),
  applyToBankAccountId: z.string().exactOptional(),
  vendorCreditLineItems: z.array(creditLineShape),
  amount: z.number(),
  appliedAmount: z.number(),
  status: z.enum(["NOT_APPLIED", "PARTIALLY_APPLIED", "FULLY_APPLIED", "IN_PROCESS", "UNDEFINED"]),
  usage: z.array(usageShape),
});

export type Credit = z.infer<typeof creditShape>;

/** connector/bill/API.md §9, §15: how much of the payment goes to which bill, and which credits are applied with it. */
export const allocationShape = z.looseObject({
  id: z.string(),
  billId: z.string(),
  amount: z.number(),
  vendorCredits: z.array(z.object({ id: z.string(), amount: z.number().positive() })).exactOptional(),
});

export const paymentShape = z.looseObject({
  id: z.string().min(1),
  vendorId: z.string(),
  billId: z.string().exactOptional(),
  billPayments: z.array(allocationShape),
  amount: z.number(),
  status: z.string(),
  singleStatus: z.string(),
  onlinePayment: z.boolean(),
  createdTime: z.string(),
  updatedTime: z.string(),
});

export type Payment = z.infer<typeof paymentShape>;
