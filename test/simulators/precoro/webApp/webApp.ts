/** What people do in Precoro's web app, for scripts and tests. */
import { type Fields, mergeFields } from "../../kit/records";
import type { Company, NotifyOption } from "../company";
import { creditNotePayments } from "../payments/creditNotePayments";
import { openAmount, paymentsOf, withPayments } from "../payments/payments";
import type { Invoice } from "../records";
import { parseRecord } from "../seed/seed";
import { invoiceOf, statusOf } from "../seed/seedInvoice";
import { partialPayment, paymentOf } from "../seed/seedPayments";
import { stampOf } from "../wireFormat";

/** `set`: fields to change in the document first. */
export interface WebApp {
  approve(idn: string | number, set?: Fields, notice?: NotifyOption): void;
  /** Changes the document without a revision: status and approval stay. */
  edit(idn: string | number, set: Fields, notice?: NotifyOption): void;
  /** Revises the document and approves it again. */
  revise(idn: string | number, set?: Fields, notice?: NotifyOption): void;
  reject(idn: string | number, set?: Fields, notice?: NotifyOption): void;
  cancel(idn: string | number, set?: Fields, notice?: NotifyOption): void;
  /** Records a payment with the fields of `set`, by default of all that is open. Returns the payment's idn. */
  pay(idn: string | number, set?: Fields, notice?: NotifyOption): string;
  /** Removes a payment, so that its invoice is open again. */
  cancelPayment(paymentIdn: string | number, notice?: NotifyOption): void;
  /** Creates an approved credit note for an invoice, by default of all its lines. Returns the note's idn. */
  credit(idn: string | number, set?: Fields, notice?: NotifyOption): string;
}

/** connector/precoro/API.md §3.1. */
const APPROVED = 2;
const REJECTED = 3;
const CANCELED = 8;

export const webApp = (company: Company): WebApp => {
  /** The document with changed fields; its sums follow new lines unless they are set too. */
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

  /** Changes the status; if the document is a credit note, Precoro updates its payment. */
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
      const fields = parseRecord(partialPayment, set, "new payment");
      const { sumPaid = left } = fields;
      if (Number(sumPaid) <= 0 || Number(sumPaid) > Number(left))
        throw new Error(`Precoro invoice ${idn} has ${left} left to pay, not ${sumPaid}`);
      const payment = paymentOf({ ...fields, sumPaid }, "new payment", company.seedContext());
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
        // If the sum is set, it does not match the invoice's lines.
        ...("sum" in set ? {} : { items: items.data.map(({ id: _id, ...line }) => line) }),
        ...set,
      };
      const note = invoiceOf(record, "credit note", company.suppliers, company.seedContext());
      book(company.putInvoice(note, "created", notice), notice);
      return note.idn;
    },
  };
};

/** A new approval is at least a second later than the last one: people are not faster. */
const laterThan = (before: string | null | undefined, now: number): string => {
  const last = Date.parse(before ?? "");
  return stampOf(Number.isNaN(last) ? now : Math.max(now, last + 1000));
};
