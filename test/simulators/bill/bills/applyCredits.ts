/** Applies vendor credits to bills: what may be applied, and how it changes both. It stores nothing. connector/bill/API.md §7, §15. */
import Big from "big.js";
import { creditNotApplicable, invalid } from "../apiErrors";
import { unappliedAmount, withUsage } from "../credits/credit";
import type { Bill, Credit } from "../records";
import { openAmount } from "./applyPayment";
import { sumOf, totals } from "./bill";
import type { CreditAllocation } from "./billRequest";

export interface AppliedCredits {
  readonly bill: Bill;
  /** The applied credits in their new state. */
  readonly credits: readonly Credit[];
}

/** The bill with so much more in credits on it, or less if the amount is negative. */
export const withCreditAmount = (bill: Bill, amount: number): Bill => {
  const next = { ...bill, creditAmount: new Big(bill.creditAmount).plus(amount).toNumber() };
  return { ...next, ...totals(next) };
};

/** How much of a credit is applied to a bill. */
export const amountAppliedTo = ({ usage }: Credit, billId: string): number =>
  sumOf(usage.filter((use) => use.billId === billId).map(({ amount }) => amount));

/**
 * connector/bill/API.md §15: `vendorCredits` add to what is applied. If one of them cannot be applied, all are refused.
 * §7: a usage that comes with a payment names it.
 */
export const applyCredits = (
  bill: Bill,
  allocations: readonly CreditAllocation[],
  find: (id: string) => Credit | undefined,
  paymentId?: string,
): AppliedCredits => {
  const unknown = allocations.flatMap(({ id }, n) =>
    find(id) ? [] : [`vendorCredits[${n}].id: ${id} is unknown`],
  );
  if (unknown.length > 0) throw invalid(...unknown);
  const credits = new Map<string, Credit>();
  const payment = paymentId === undefined ? {} : { paymentId };
  let next = bill;
  for (const [n, { id, amount }] of allocations.entries()) {
    const credit = credits.get(id) ?? find(id);
    if (!credit) continue;
    const problem = obstacle(next, credit, amount);
    if (problem !== undefined) throw creditNotApplicable(`vendorCredits[${n}].${problem}`);
    credits.set(id, withUsage(credit, { billId: bill.id, ...payment, amount }));
    next = withCreditAmount(next, amount);
  }
  return { bill: next, credits: [...credits.values()] };
};

/** Why so much of a credit cannot be applied to a bill. */
const obstacle = (bill: Bill, credit: Credit, amount: number): string | undefined => {
  const [unapplied, due] = [unappliedAmount(credit), openAmount(bill)];
  if (bill.archived) return `id: bill ${bill.id} is archived`;
  if (credit.archived) return `id: ${credit.id} is archived`;
  if (credit.vendorId !== bill.vendorId) return `id: ${credit.id} is another vendor's`;
  if (amount > unapplied) return `amount: ${credit.id} has ${unapplied} left to apply, not ${amount}`;
  return amount > due ? `amount: bill ${bill.id} has ${due} left to pay, not ${amount}` : undefined;
};
