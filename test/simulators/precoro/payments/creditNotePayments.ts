/** What Precoro itself does with a credit note of an invoice: it pays the invoice with it. It knows no other document. */
import { isFields } from "../../kit/records";
import type { Company, NotifyOption } from "../company";
import type { Invoice } from "../records";
import { paymentOf } from "../seed/seedPayments";
import { isPayable, isReadable, openAmount, paymentsOf, withPayments } from "./payments";

const APPROVED = 2;

/** connector/precoro/API.md §4, §13: a credit note of an invoice, and the payment that stands for one. */
const CREDIT = 1;

/** Brings the payment of a credit note in line with the note, which has just been approved or taken back. */
export type CreditNotePayments = (note: Invoice, notice?: NotifyOption) => void;

/** connector/precoro/API.md §4. What a world file holds at its start is as people left it: nothing is booked for it. */
export const creditNotePayments = (company: Company): CreditNotePayments => {
  /** The payment of each credit note, by their idns. */
  const booked = new Map<string, string>();

  return (note, notice) => {
    const invoice = creditedInvoice(company, note);
    if (!invoice || !isReadable(invoice) || !isReadable(note)) return;
    const payments = paymentsOf(invoice);
    const before = payments.find(({ idn }) => idn === booked.get(note.idn));
    const others = payments.filter((payment) => payment !== before);
    // An invoice that only this note has paid in full can be paid with it anew.
    const open = before ? withPayments(invoice, others) : invoice;
    const isApproved = note.status === APPROVED;
    if (isApproved && !isPayable(open)) return;
    const sumPaid = isApproved ? lesser(openAmount(open), String(note.sum)) : "0.00";
    if (Number(sumPaid) === Number(before?.sumPaid ?? 0)) return;
    booked.delete(note.idn);
    if (Number(sumPaid) <= 0) {
      if (before) company.putInvoice(open, "updated", notice);
      return;
    }
    const payment = paymentOf(
      { sumPaid, logicType: CREDIT },
      "payment of a credit note",
      company.seedContext(),
    );
    booked.set(note.idn, payment.idn);
    company.putInvoice(withPayments(open, [...others, payment]), "updated", notice);
  };
};

const creditedInvoice = (company: Company, { logicType, parentData }: Invoice): Invoice | undefined =>
  logicType === CREDIT && isFields(parentData) ? company.invoices.get(String(parentData["idn"])) : undefined;

const lesser = (one: string, other: string): string => (Number(other) < Number(one) ? other : one);
