/** Applies vendor credits to bills: what may be applied, and how it changes both. It stores nothing. connector/bill/API.md §7, §15. */
import Big from "big.js";
import { creditNotApplicable, invalid } from "../apiErrors";
import { unappliedAmount, withoutUsageOn, withUsage } from "../credits/credit";
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

/**
 * connector/bill/API.md §7: what the allocations name is all that is applied. A credit that keeps its amount stays as it is,
 * and so does what came with a payment.
 */
export const replaceCredits = (
  bill: Bill,
  allocations: readonly CreditAllocation[],
  known: readonly Credit[],
): AppliedCredits => {
  const credits = new Map<string, Credit>();
  const kept = new Set<string>();
  let next = bill;
  for (const credit of known) {
    const before = sumOf(removableUsage(credit, bill.id).map(({ amount }) => amount));
    const wanted = sumOf(allocations.filter(({ id }) => id === credit.id).map(({ amount }) => amount));
    if (before === wanted) kept.add(credit.id);
    if (before === 0 || before === wanted) continue;
    credits.set(credit.id, withoutUsageOn(credit, bill.id));
    next = withCreditAmount(next, -before);
  }
  const find = (id: string) => credits.get(id) ?? known.find((credit) => credit.id === id);
  const changed = allocations.filter(({ id }) => !kept.has(id));
  const applied = applyCredits(next, changed, find);
  for (const credit of applied.credits) credits.set(credit.id, credit);
  return { bill: applied.bill, credits: [...credits.values()] };
};

const removableUsage = ({ usage }: Credit, billId: string) =>
  usage.filter((use) => use.billId === billId && use.paymentId === undefined);

/** Why so much of a credit cannot be applied to a bill. */
const obstacle = (bill: Bill, credit: Credit, amount: number): string | undefined => {
  const [unapplied, due] = [unappliedAmount(credit), openAmount(bill)];
  if (bill.archived) return `id: bill ${bill.id} is archived`;
  if (credit.archived) return `id: ${credit.id} is archived`;
  if (credit.vendorId !== bill.vendorId) return `id: ${credit.id} is another vendor's`;
  if (amount > unapplied) return `amount: ${credit.id} has ${unapplied} left to apply, not ${amount}`;
  return amount > due ? `amount: bill ${bill.id} has ${due} left to pay, not ${amount}` : undefined;
};
