/** The collections of a Precoro company, and the fields that the rules need. */
import { z } from "zod";

export const collections = [
  "suppliers",
  "invoices",
  "payments",
  "items",
  "locations",
  "documentCustomFields",
  "itemCustomFields",
] as const;

export type Collection = (typeof collections)[number];

/** connector/precoro/API.md §6: the two levels of custom fields. */
export type FieldKind = "documentCustomFields" | "itemCustomFields";

/** connector/precoro/API.md §3.1. */
export const statusNames: Readonly<Record<number, string>> = {
  0: "Draft",
  1: "Pending",
  2: "Approved",
  3: "Rejected",
  4: "Partly Paid",
  5: "Paid",
  6: "Pending Confirmation",
  7: "In Revision",
  8: "Canceled",
  9: "Pending Receipt",
  10: "Approval Review",
  11: "Closed",
};

/** connector/precoro/API.md §3.2, §13: a number, or a number as text. */
const looseNumber = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)]);

export type LooseNumber = z.infer<typeof looseNumber>;

/** connector/precoro/API.md §2, §3.5: a number or a text. */
export const externalId = z.union([z.string(), z.number()]).nullable();

const related = <Row extends z.ZodType>(row: Row) => z.object({ data: z.array(row) });

/** connector/precoro/API.md §13, supplier contacts. */
export const contactShape = z.looseObject({
  id: z.int(),
  firstname: z.string(),
  lastname: z.string(),
  email: z.string(),
  phone: z.string(),
});

/** connector/precoro/API.md §2. */
export const supplierShape = z.looseObject({
  id: z.int(),
  name: z.string(),
  externalId,
  enable: z.boolean(),
  currency: z.string(),
  currencies: z.array(z.string()),
  contacts: related(contactShape),
  createDate: z.string(),
  updateDate: z.string(),
});

export type Supplier = z.infer<typeof supplierShape>;

/** connector/precoro/API.md §3.3, §13. */
export const lineShape = z.looseObject({
  id: z.int(),
  name: z.string(),
  quantity: looseNumber,
  price: looseNumber,
  discount: looseNumber,
  taxPercent: looseNumber,
  netSum: looseNumber,
  taxSum: looseNumber,
  sum: looseNumber,
});

/** connector/precoro/API.md §5, §13: payments inside an invoice; the two dates are assumed. */
export const paymentShape = z.looseObject({
  id: z.int(),
  idn: z.string(),
  sumPaid: looseNumber,
  payDate: z.string(),
  externalId,
  logicType: z.int(),
  createDate: z.string(),
  updateDate: z.string(),
});

export type Payment = z.infer<typeof paymentShape>;

/** connector/precoro/API.md §3.2, §13. */
export const invoiceShape = z.looseObject({
  id: z.int(),
  idn: z.string(),
  status: z.int(),
  /** connector/precoro/API.md §4, §13: 0 an invoice, 1 a credit note of one, 5 a standalone one. */
  logicType: z.int(),
  supplier: z.looseObject({ id: z.int() }),
  sum: looseNumber,
  netSum: looseNumber,
  sumPaid: looseNumber,
  approvalDate: z.string().nullable(),
  createDate: z.string(),
  updateDate: z.string(),
  externalId,
  items: related(lineShape),
  payments: related(paymentShape),
});

export type Invoice = z.infer<typeof invoiceShape>;
