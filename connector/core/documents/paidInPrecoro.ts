/** How much of an invoice is paid in Precoro in money that did not come from BILL. A bill for that could be paid twice. Pure. */
import { type Money, zero } from "../money";

/** What an invoice shows of its payments; amounts are in its currency. */
export interface PaidInPrecoro {
  /** What is paid altogether: the largest of what the header, the rows and the status say. */
  readonly total: Money;
  /** By rows of its payments: in money, by credit notes, and imported from BILL. */
  readonly money: Money;
  readonly credits: Money;
  readonly fromBill: Money;
}

/** What else is known: approved credit notes of the invoice, and payments of an archived bill of it. */
export interface Explained {
  readonly credits: Money;
  readonly fromBill: Money;
}

export const nothingPaid: PaidInPrecoro = { total: zero, money: zero, credits: zero, fromBill: zero };

/** What no row explains. */
export const unexplained = ({ total, money, credits, fromBill }: PaidInPrecoro): Money =>
  total.minus(money).minus(credits).minus(fromBill);

const larger = (a: Money, b: Money): Money => (a.gt(b) ? a : b);

/** Never less than the rows show in money. A row that is shown and what else is known may be the same, so the larger one counts. */
export const paidOutsideBill = (paid: PaidInPrecoro, known?: Explained): Money => {
  const credits = larger(paid.credits, known?.credits ?? zero);
  const fromBill = larger(paid.fromBill, known?.fromBill ?? zero);
  return larger(paid.total.minus(credits).minus(fromBill), paid.money);
};
