/** An invoice and its bill with random payments, credits and schedules on both sides, as the rules of reconciliation see them. */

import type { DocumentRow } from "../../../connector/core/documents/documentRow";
import type { Voucher } from "../../../connector/core/documents/voucher";
import { type Money, money, sum, zero } from "../../../connector/core/money";
import type { BookedPayment, Payment } from "../../../connector/core/payments/payment";
import type { MoneyState } from "../../../connector/core/payments/paymentStatus";
import type { Difference } from "../../../connector/core/reconciliation/cause";
import type { CreditNote } from "../../../connector/core/reconciliation/creditCauses";
import { compareByLists } from "../../../connector/core/reconciliation/differences";
import { examine, restDifference } from "../../../connector/core/reconciliation/restCauses";
import { aBill } from "./records";

export const BILL = aBill().id;
export const row: DocumentRow = {
  idn: "1042",
  kind: "invoice",
  status: 2,
  externalId: BILL,
  total: aBill().amount,
  paid: zero,
  approvedAt: Date.parse("2026-03-02T08:55:00Z"),
  updatedAt: Date.parse("2026-03-05T08:55:00Z"),
};
export const rest = (paid: string) => ({
  rest: aBill().amount.minus(paid),
  paidMoney: money(paid),
  hasMoney: true,
});
export const reasonsOf = (difference: Difference | undefined) =>
  difference?.causes.map(({ stopped }) => stopped.reason) ?? [];

export interface Both {
  readonly total: number;
  readonly amount: number;
  readonly payments: readonly {
    readonly amount: number;
    readonly state: MoneyState;
    readonly booked: number;
  }[];
  readonly byHand: number;
  /** Paid in Precoro without a payment that says how. */
  readonly unexplained: number;
  /** Each credit in Precoro, each vendor credit on the bill, by the note that it is of; without one, of no note of the invoice. */
  readonly credits: readonly {
    readonly note?: number;
    readonly inPrecoro: number;
    readonly inBill: number;
  }[];
  /** The notes: their total, and whether they have a vendor credit. */
  readonly notes: readonly { readonly total: number; readonly isSent: boolean }[];
  readonly scheduled: number;
}

export const nothing: Both = {
  total: 10_000,
  amount: 10_000,
  payments: [],
  byHand: 0,
  unexplained: 0,
  credits: [],
  notes: [],
  scheduled: 0,
};

export const of = (cents: number): Money => money(String(cents)).div("100");
export const add = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
export const paymentId = (n: number) => `stp01PAYMENT${String(n).padStart(8, "0")}`;

/** BILL counts a payment on its bill once it has moved, or only later: then its money is scheduled until then. */
export const billOf = ({ amount, payments, credits, scheduled }: Both, countsLate = false): Voucher => {
  const moved = add(payments.filter(({ state }) => state === "moved").map((one) => one.amount));
  const credited = add(credits.map(({ inBill }) => inBill));
  const paid = countsLate ? 0 : moved;
  return aBill({
    amount: of(amount),
    paidMoney: of(paid),
    credited: of(credited),
    rest: of(amount - paid - credited),
    scheduled: of(countsLate ? scheduled + moved : scheduled),
    hasMoney: payments.length > 0 || credited > 0,
  });
};

export const bookedOf = ({ payments, byHand, credits }: Both): BookedPayment[] =>
  [
    ...payments.map(({ booked }, n) => ({ amount: booked, externalId: paymentId(n), isCredit: false })),
    { amount: byHand, externalId: undefined, isCredit: false },
    ...credits.map(({ inPrecoro }) => ({ amount: inPrecoro, externalId: undefined, isCredit: true })),
  ]
    .filter(({ amount }) => amount > 0)
    .map((one, n) => ({ ...one, idn: String(n), amount: of(one.amount), date: "2026-03-09" }));

export const notesOf = ({ notes, credits }: Both): CreditNote[] =>
  notes.map(({ total, isSent }, n) => {
    const inBill = add(credits.filter(({ note }) => note === n).map((one) => one.inBill));
    const credit = aBill({
      id: `vcr01CREDIT00000000${n}`,
      amount: of(total),
      rest: of(total - inBill),
      uses: inBill > 0 ? [{ billId: BILL, amount: of(inBill) }] : [],
    });
    const note: DocumentRow = {
      idn: `CN${n}`,
      kind: "credit note",
      status: 2,
      parent: "1042",
      total: of(total),
    };
    return { row: note, credit: isSent ? credit : undefined };
  });

export const paidOf = (both: Both): Money =>
  sum(bookedOf(both).map(({ amount }) => amount)).plus(of(both.unexplained));

export const differenceOf = (both: Both, countsLate = false): Difference | undefined => {
  const bill = billOf(both, countsLate);
  const invoice = { ...row, status: 4, total: of(both.total), paid: paidOf(both) };
  const found = compareByLists({ row: invoice, vouchers: [bill] });
  if (!found || !("unclear" in found)) return found;
  const payments = both.payments.map(
    ({ amount, state }, n): Payment => ({
      id: paymentId(n),
      vendorId: bill.vendorId,
      allocations: [{ billId: BILL, amount: of(amount) }],
      date: "2026-03-08",
      state,
      status: state === "reversed" ? "VOIDED" : "SENT",
      updatedAt: 0,
    }),
  );
  const examined = examine(invoice, bill, {
    booked: bookedOf(both),
    payments,
    unreadable: [],
    currency: undefined,
  });
  const notes = notesOf(both);
  const credits = notes.flatMap(({ credit }) => credit ?? []);
  return restDifference(examined, { notes, credits, sendCreditNotes: true });
};
