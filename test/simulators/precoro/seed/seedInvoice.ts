/** Completes the invoices and credit notes of a world file. */
import { z } from "zod";
import { DAY_MS } from "../../kit/quota";
import { type Fields, isFields } from "../../kit/records";
import { amountLeft, lineSums, total } from "../invoiceSums";
import { type Invoice, invoiceShape, type LooseNumber, lineShape, type Supplier } from "../records";
import { dayOf, stampOf } from "../wireFormat";
import { parseRecord, type SeedContext, wrappedList } from "./seed";
import { partialPayment, paymentOf } from "./seedPayments";

const partialLine = lineShape.partial();

const APPROVED = 2;

type PartialLine = z.output<typeof partialLine>;

const partialInvoice = invoiceShape.partial().extend({
  idn: z.union([z.string(), z.int()]).optional(),
  supplier: z.union([z.int().transform((id) => ({ id })), z.looseObject({ id: z.int() })]).optional(),
  issueDate: z.string().nullish(),
  items: wrappedList(partialLine).optional(),
  payments: wrappedList(partialPayment).optional(),
});

type PartialInvoice = z.output<typeof partialInvoice>;

/**
 * Completes an invoice. An invalid one that has an idn is stored as it is, so that a world can contain
 * an invoice that the connector cannot read.
 */
export const invoiceOf = (...args: Parameters<typeof readableInvoiceOf>): Invoice => {
  try {
    return readableInvoiceOf(...args);
  } catch (error) {
    const [record, , , { nextId, now }] = args;
    const { id, idn, status, logicType, supplier } = record;
    if (typeof idn !== "string" && typeof idn !== "number") throw error;
    const whole = (value: unknown) => (Number.isInteger(value) ? Number(value) : undefined);
    return {
      externalId: null,
      createDate: stampOf(now),
      updateDate: stampOf(now),
      ...record,
      id: whole(id) ?? nextId(),
      idn: String(idn),
      status: whole(status) ?? APPROVED,
      logicType: whole(logicType) ?? 0,
      supplier: isFields(supplier) ? supplier : {},
    } as Invoice;
  }
};

/** connector/precoro/API.md §3.2, §13. An explicit `null` stays: it means that there is no value. */
const readableInvoiceOf = (
  record: Fields,
  place: string,
  suppliers: ReadonlyMap<number, Supplier>,
  setting: SeedContext,
): Invoice => {
  const { now, nextId, nextIdn } = setting;
  const fields = parseRecord(partialInvoice, record, place);
  const [supplierId] = suppliers.keys();
  const idn = String(fields.idn ?? nextIdn());
  const items = (fields.items ?? [soleLine(fields)]).map((line) => ({
    name: "Goods",
    sku: "",
    item: [],
    dataItemCustomFields: { data: [] },
    ...line,
    ...lineSums(line),
    id: line.id ?? nextId(),
  }));
  const sum = fields.sum ?? total(items.map((line) => line.sum));
  const sumPaid = fields.sumPaid ?? paidOf(fields, sum);
  const payments = (fields.payments ?? []).map((payment) =>
    paymentOf({ ...payment, sumPaid: payment.sumPaid ?? sum }, `${place}.payments`, setting),
  );
  const status = fields.status ?? statusOf(sum, sumPaid);
  const approvalDate = fields.approvalDate === undefined ? approvedAt(status, now) : fields.approvalDate;
  const issueDate = fields.issueDate ?? dayOf(now);
  const invoice = {
    supplier: supplierId === undefined ? undefined : { id: supplierId },
    logicType: 0,
    invoiceNumber: `INV-${idn}`,
    currency: "USD",
    issueDate,
    requiredDate: dayOf(Date.parse(issueDate.slice(0, 10)) + 30 * DAY_MS),
    createDate: approvalDate ?? stampOf(now),
    updateDate: approvalDate ?? stampOf(now),
    netSum: Number(total(items.map((line) => line.netSum))),
    externalId: null,
    purchaseOrder: [],
    parentData: [],
    location: [],
    dataDocumentCustomFields: { data: [] },
    ...fields,
    id: fields.id ?? nextId(),
    idn,
    status,
    approvalDate,
    sum,
    sumPaid,
    items: { data: items },
    payments: { data: payments },
  };
  return parseRecord(invoiceShape, invoice, place);
};

/** An invoice without lines gets one line with its sum. */
const soleLine = ({ sum = "100.00", netSum = sum }: PartialInvoice): PartialLine => ({ sum, netSum });

const paidOf = ({ status, payments = [] }: PartialInvoice, sum: LooseNumber): LooseNumber => {
  if (payments.length > 0) return total(payments.map((payment) => payment.sumPaid ?? sum));
  return status === 5 ? sum : "0";
};

/** connector/precoro/API.md §3.1, §5: a payment moves an approved invoice to 4 or 5. */
export const statusOf = (sum: LooseNumber, sumPaid: LooseNumber): number => {
  if (Number(sumPaid) <= 0) return 2;
  return Number(amountLeft(sum, sumPaid)) > 0 ? 4 : 5;
};

const approvedAt = (status: number, now: number): string | null =>
  [2, 4, 5].includes(status) ? stampOf(now) : null;
