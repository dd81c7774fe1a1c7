/** Completes the payments of a world file, and moves those of the collection `payments` into their invoices. */
import { z } from "zod";
import { type Fields, isFields } from "../../kit/records";
import { type LooseNumber, type Payment, paymentShape } from "../records";
import { stampOf } from "../wireFormat";
import { parseRecord, type SeedContext } from "./seed";

export const partialPayment = paymentShape.partial().extend({
  idn: z.union([z.string(), z.int()]).optional(),
});

const recordedPayment = partialPayment.extend({
  invoice: z.union([
    z.int().transform((id) => ({ id })),
    z.object({ id: z.int() }),
    z.object({ idn: z.union([z.string(), z.int()]) }),
  ]),
});

/** connector/precoro/API.md §5, §13. */
export const paymentOf = (
  fields: z.output<typeof partialPayment> & { readonly sumPaid: LooseNumber },
  place: string,
  { now, nextId, nextIdn }: SeedContext,
): Payment => {
  const { createDate = stampOf(now) } = fields;
  const payment = {
    payDate: stampOf(now),
    externalId: null,
    logicType: 0,
    updateDate: createDate,
    ...fields,
    createDate,
    id: fields.id ?? nextId(),
    idn: String(fields.idn ?? nextIdn()),
  };
  return parseRecord(paymentShape, payment, place);
};

/** The invoice records, each with its records of the collection `payments` added to its own payments. */
export const withPaymentRecords = (invoices: readonly Fields[], payments: readonly Fields[]): Fields[] => {
  if (payments.length === 0) return [...invoices];
  const byId = new Map(invoices.map((invoice) => [invoice["id"], invoice]));
  const byIdn = new Map(invoices.map((invoice) => [String(invoice["idn"]), invoice]));
  const added = new Map<Fields, Fields[]>();
  for (const [n, record] of payments.entries()) {
    const { invoice: named, ...payment } = parseRecord(recordedPayment, record, `payments[${n}]`);
    const invoice = "id" in named ? byId.get(named.id) : byIdn.get(String(named.idn));
    if (!invoice)
      throw new Error(`precoro payments[${n}]: there is no invoice ${JSON.stringify(record["invoice"])}`);
    added.set(invoice, [...(added.get(invoice) ?? ownPayments(invoice, n)), payment]);
  }
  return invoices.map((invoice) => {
    const data = added.get(invoice);
    return data ? { ...invoice, payments: { data } } : invoice;
  });
};

const ownPayments = ({ payments = [] }: Fields, n: number): Fields[] => {
  const { data }: Fields = isFields(payments) ? payments : { data: payments };
  if (!Array.isArray(data)) throw new Error(`precoro payments[${n}]: its invoice has no list of payments`);
  return data;
};
