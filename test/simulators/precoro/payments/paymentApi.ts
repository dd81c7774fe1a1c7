/** Precoro's API calls that record payments and set their links, without HTTP. */
import Big from "big.js";
import { z } from "zod";
import { invalidBody } from "../apiErrors";
import type { Company } from "../company";
import { type Form, readFields } from "../forms";
import type { Invoice, Payment } from "../records";
import { paymentOf } from "../seed/seedPayments";
import { externalId, linkForm } from "../supplierApi";
import { stampOf } from "../wireFormat";
import { isPayable, isReadable, openAmount, paymentsOf, shownPayment, withPayments } from "./payments";

export interface PaymentOptions {
  readonly paymentPostTakesExternalId: boolean;
}

/** Both return the payment as `GET /payments/{idn}` shows it. */
export interface PaymentApi {
  createPayment(form: Form): Payment;
  /** PATCH: sets the external ID. */
  setPaymentLink(idn: string, form: Form): Payment;
}

/** connector/precoro/API.md §5: ISO, UTC. Assumed: a bare date is its midnight, and Precoro's own timestamps are accepted too. */
const isoMoment = z
  .string()
  .transform((written) => written.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"))
  .pipe(z.union([z.iso.date(), z.iso.datetime({ offset: true })], "This value is not a valid date."))
  .transform((written) => stampOf(Date.parse(written)));

/** connector/precoro/API.md §5. Assumed: stored to the cent. */
const amount = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/, "This value is not a valid number.")
  .transform((written) => new Big(written).round(2, Big.roundHalfUp));

const newPayment = z.object({
  invoice: z.object({ id: z.string().exactOptional() }),
  sumPaid: amount,
  payDate: isoMoment,
  logicType: z.string().regex(/^\d+$/, "This value is not valid.").transform(Number).default(0),
  externalId: externalId.exactOptional(),
});

/** connector/precoro/API.md §4: these are not invoices. Assumed: they cannot be paid. */
const CREDIT_NOTES: readonly number[] = [1, 5];

export const paymentApi = (company: Company, options: PaymentOptions): PaymentApi => {
  /** connector/precoro/API.md §5: by the internal id. */
  const payable = (id: string | undefined): Invoice => {
    const invoice = [...company.invoices.values()].find((one) => String(one.id) === id);
    if (!invoice || CREDIT_NOTES.includes(invoice.logicType))
      throw invalidBody({ invoice: "There is no such invoice." });
    const isPaid = invoice.status === 5;
    if (!isReadable(invoice) || !(isPaid || isPayable(invoice)))
      throw invalidBody({ invoice: "The invoice must be approved." });
    if (isPaid || Number(openAmount(invoice)) <= 0)
      throw invalidBody({ sumPaid: "The Invoice is already fully paid." });
    return invoice;
  };

  return {
    createPayment(form) {
      const { invoice: named, externalId = null, ...fields } = readFields(newPayment, form, invalidBody);
      const invoice = payable(named.id);
      const left = openAmount(invoice);
      if (fields.sumPaid.lte(0) || fields.sumPaid.gt(left))
        throw invalidBody({ sumPaid: `The amount must be greater than 0 and not exceed ${left}.` });
      const taken = {
        ...fields,
        sumPaid: fields.sumPaid.toFixed(2),
        ...(options.paymentPostTakesExternalId && { externalId }),
      };
      const payment = paymentOf(taken, "new payment", company.seedContext());
      company.putInvoice(withPayments(invoice, [...paymentsOf(invoice), payment]), "updated");
      return shownPayment({ payment, invoice });
    },
    setPaymentLink(idn, form) {
      const { payment: before, invoice } = company.payment(idn);
      const updateDate = stampOf(company.seedContext().now);
      const payment = { ...before, ...readFields(linkForm, form, invalidBody), updateDate };
      // Sums and status stay as they are, even if a world file gives values that do not match.
      const data = invoice.payments.data.map((one) => (one === before ? payment : one));
      company.amendInvoice({ ...invoice, payments: { ...invoice.payments, data } });
      return shownPayment({ payment, invoice });
    },
  };
};
