/** Payments inside their invoices: what is left, what an invoice becomes by them, how one is shown. It knows no company. */
import { type Fields, isFields } from "../../kit/records";
import { amountLeft, total } from "../invoiceSums";
import { type Invoice, invoiceShape, type Payment, paymentShape } from "../records";
import { statusOf } from "../seed/seedInvoice";

/** A payment with the invoice that it is in. */
export interface BookedPayment {
  readonly payment: Payment;
  readonly invoice: Invoice;
}

/** An invoice that makes no sense is held as it was given, so that what it calls payments may be anything. */
export const paymentsOf = (invoice: Invoice): Payment[] => {
  const { payments }: Fields = invoice;
  const { data }: Fields = isFields(payments) ? payments : {};
  return (Array.isArray(data) ? data : []).filter((payment) => paymentShape.safeParse(payment).success);
};

/** Whether the document has sums that can be reckoned with. */
export const isReadable = (invoice: Invoice): boolean => invoiceShape.safeParse(invoice).success;

/** connector/precoro/API.md §3.1, §5: approved, and not paid in full. */
export const isPayable = ({ status }: Invoice): boolean => status === 2 || status === 4;

export const openAmount = ({ sum, sumPaid }: Invoice): string => amountLeft(sum, sumPaid);

/** The invoice with other payments than it had; what it says that is paid beside them stays. */
export const withPayments = (invoice: Invoice, payments: readonly Payment[]): Invoice => {
  const sums = (of: readonly Payment[]) => of.map(({ sumPaid }) => sumPaid);
  const paid = amountLeft(total([invoice.sumPaid, ...sums(payments)]), total(sums(paymentsOf(invoice))));
  const sumPaid = Number(paid) < 0 ? "0.00" : paid;
  // A document that is no longer approved stays what it has become.
  const status = [2, 4, 5].includes(invoice.status) ? statusOf(invoice.sum, sumPaid) : invoice.status;
  return { ...invoice, sumPaid, status, payments: { ...invoice.payments, data: [...payments] } };
};

/** connector/precoro/API.md §5, §13: a payment outside its invoice; what it shows of the invoice is assumed. */
export const shownPayment = ({ payment, invoice: { id, idn } }: BookedPayment): Payment => ({
  ...payment,
  invoice: { id, idn },
});
