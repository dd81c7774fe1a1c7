/** The payments that Precoro itself makes: an approved credit note pays its invoice. */
import { isFields } from "../../kit/records";
import type { Company, NotifyOption } from "../company";
import type { Invoice } from "../records";
import { paymentOf } from "../seed/seedPayments";
import { isPayable, isReadable, openAmount, paymentsOf, withPayments } from "./payments";

const APPROVED = 2;

/** connector/precoro/API.md §4, §13: the `logicType` of an invoice's credit note, and of the payment made from it. */
const CREDIT = 1;

/** Updates the payment of a credit note that was just approved, rejected or canceled. */
export type CreditNotePayments = (note: Invoice, notice?: NotifyOption) => void;

/** connector/precoro/API.md §4. A world file's credit notes are as people left them: no payments are made for them. */
export const creditNotePayments = (company: Company): CreditNotePayments => {
  /** The idn of each credit note's payment, by the note's idn. */
  const booked = new Map<string, string>();

  return (note, notice) => {
    const invoice = creditedInvoice(company, note);
    if (!invoice || !isReadable(invoice) || !isReadable(note)) return;
    const payments = paymentsOf(invoice);
    const before = payments.find(({ idn }) => idn === booked.get(note.idn));
    const others = payments.filter((payment) => payment !== before);
    // If the note alone has paid the invoice in full, its payment can be replaced.
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
