/** What people do in a Precoro company's web app, for the scripts of a world. */
import { type Fields, mergeFields } from "../../kit/records";
import type { Company, NotifyOption } from "../company";
import { creditNotePayments } from "../payments/creditNotePayments";
import { openAmount, paymentsOf, withPayments } from "../payments/payments";
import type { Invoice } from "../records";
import { parseRecord } from "../seed/seed";
import { invoiceOf, statusOf } from "../seed/seedInvoice";
import { partialPayment, paymentOf } from "../seed/seedPayments";
import { stampOf } from "../wireFormat";

/** Each takes fields that are put into the document first. */
export interface WebApp {
  approve(idn: string | number, set?: Fields, notice?: NotifyOption): void;
  /** A change that is not a revision: status and approval stay. */
  edit(idn: string | number, set: Fields, notice?: NotifyOption): void;
  /** A revision that has been approved again. */
  revise(idn: string | number, set?: Fields, notice?: NotifyOption): void;
  reject(idn: string | number, set?: Fields, notice?: NotifyOption): void;
  cancel(idn: string | number, set?: Fields, notice?: NotifyOption): void;
  /** Books a payment; `set` is the payment's, its `sumPaid` the rest unless said. Returns the payment's idn. */
  pay(idn: string | number, set?: Fields, notice?: NotifyOption): string;
  /** Takes a payment back: it is gone, and its invoice owes again. */
  cancelPayment(paymentIdn: string | number, notice?: NotifyOption): void;
  /** Makes an approved credit note of an invoice, of all its lines unless said; returns the note's idn. */
  credit(idn: string | number, set?: Fields, notice?: NotifyOption): string;
}

/** connector/precoro/API.md §3.1. */
const APPROVED = 2;
const REJECTED = 3;
const CANCELED = 8;

export const webApp = (company: Company): WebApp => {
  /** The document with the fields put in; its sums follow new lines unless they are set too. */
  const withFields = (invoice: Invoice, set: Fields): Invoice => {
    const { sum: _sum, netSum: _netSum, ...unsummed } = invoice;
    const record = mergeFields("items" in set ? unsummed : invoice, set);
    return invoiceOf(record, "edited invoice", company.suppliers, company.seedContext());
  };

  const book = creditNotePayments(company);

  const change = (idn: string | number, set: Fields, notice?: NotifyOption, next: Fields = {}): Invoice => {
    const invoice = withFields(company.invoice(String(idn)), set);
    return company.putInvoice({ ...invoice, ...next }, "updated", notice);
  };

  /** A change that Precoro books, if the document is a credit note. */
  const decide = (idn: string | number, set: Fields, status: number, notice?: NotifyOption): void =>
    book(change(idn, set, notice, { status }), notice);

  const approve: WebApp["approve"] = (idn, set = {}, notice) => {
    const { approvalDate: before } = company.invoice(String(idn));
    const { approvalDate = laterThan(before, company.seedContext().now) } = set;
    decide(idn, { ...set, approvalDate }, APPROVED, notice);
  };

  return {
    approve,
    revise: approve,
    edit(idn, set, notice) {
      change(idn, set, notice);
    },
    reject: (idn, set = {}, notice) => decide(idn, set, REJECTED, notice),
    cancel: (idn, set = {}, notice) => decide(idn, set, CANCELED, notice),
    pay(idn, set = {}, notice) {
      const invoice = company.invoice(String(idn));
      const left = openAmount(invoice);
      const given = parseRecord(partialPayment, set, "new payment");
      const { sumPaid = left } = given;
      if (Number(sumPaid) <= 0 || Number(sumPaid) > Number(left))
        throw new Error(`Precoro invoice ${idn} has ${left} left to pay, not ${sumPaid}`);
      const payment = paymentOf({ ...given, sumPaid }, "new payment", company.seedContext());
      const isHeld = company
        .payments()
        .some(({ payment: { id, idn } }) => id === payment.id || idn === payment.idn);
      if (isHeld) throw new Error(`Precoro has a payment ${payment.idn} (${payment.id}) already`);
      const paid = withPayments(invoice, [...paymentsOf(invoice), payment]);
      company.putInvoice({ ...paid, status: statusOf(paid.sum, paid.sumPaid) }, "updated", notice);
      return payment.idn;
    },
    cancelPayment(paymentIdn, notice) {
      const { payment, invoice } = company.payment(String(paymentIdn));
      const others = paymentsOf(invoice).filter(({ idn }) => idn !== payment.idn);
      company.putInvoice(withPayments(invoice, others), "updated", notice);
    },
    credit(idn, set = {}, notice) {
      const { id, supplier, currency, items, invoiceNumber, idn: parent } = company.invoice(String(idn));
      const record = {
        supplier,
        currency,
        logicType: 1,
        invoiceNumber: `CN-${invoiceNumber}`,
        parentData: { id, idn: parent },
        status: APPROVED,
        // A sum of its own is not that of the invoice's lines.
        ...("sum" in set ? {} : { items: items.data.map(({ id: _id, ...line }) => line) }),
        ...set,
      };
      const note = invoiceOf(record, "credit note", company.suppliers, company.seedContext());
      book(company.putInvoice(note, "created", notice), notice);
      return note.idn;
    },
  };
};

/** A new approval is never in the second of the one before: people are not that fast. */
const laterThan = (before: string | null | undefined, now: number): string => {
  const last = Date.parse(before ?? "");
  return stampOf(Number.isNaN(last) ? now : Math.max(now, last + 1000));
};
