/** The payments of an invoice: what is left to pay, the invoice's new status, and how a payment is shown. */
import { type Fields, isFields } from "../../kit/records";
import { amountLeft, total } from "../invoiceSums";
import { type Invoice, invoiceShape, type Payment, paymentShape } from "../records";
import { statusOf } from "../seed/seedInvoice";

/** A payment and its invoice. */
export interface BookedPayment {
  readonly payment: Payment;
  readonly invoice: Invoice;
}

/** The invoice's valid payments. An invalid invoice is stored as it is, so its payments may be anything. */
export const paymentsOf = (invoice: Invoice): Payment[] => {
  const { payments }: Fields = invoice;
  const { data }: Fields = isFields(payments) ? payments : {};
  return (Array.isArray(data) ? data : []).filter((payment) => paymentShape.safeParse(payment).success);
};

/** Whether the document is valid, so that its sums can be used. */
export const isReadable = (invoice: Invoice): boolean => invoiceShape.safeParse(invoice).success;

/** connector/precoro/API.md §3.1, §5: approved, and not paid in full. */
export const isPayable = ({ status }: Invoice): boolean => status === 2 || status === 4;

export const openAmount = ({ sum, sumPaid }: Invoice): string => amountLeft(sum, sumPaid);

/** The invoice with its payments replaced; a paid amount that no payment explains stays. */
export const withPayments = (invoice: Invoice, payments: readonly Payment[]): Invoice => {
  const sums = (of: readonly Payment[]) => of.map(({ sumPaid }) => sumPaid);
  const paid = amountLeft(total([invoice.sumPaid, ...sums(payments)]), total(sums(paymentsOf(invoice))));
  const sumPaid = Number(paid) < 0 ? "0.00" : paid;
  // The status of a document that is no longer approved stays.
  const status = [2, 4, 5].includes(invoice.status) ? statusOf(invoice.sum, sumPaid) : invoice.status;
  return { ...invoice, sumPaid, status, payments: { ...invoice.payments, data: [...payments] } };
};

/** connector/precoro/API.md §5, §13: a payment outside its invoice; what it shows of the invoice is assumed. */
export const shownPayment = ({ payment, invoice: { id, idn } }: BookedPayment): Payment => ({
  ...payment,
  invoice: { id, idn },
});
