/** Vendor credits on bills: what may be applied, and what it does to both. It keeps nothing. connector/bill/API.md §7, §15. */
import Big from "big.js";
import { sumOf, totals } from "./bill";
import type { CreditShare } from "./billRequest";
import { restOfCredit, used } from "./credit";
import type { Bill, Credit } from "./records";
import { invalid, notApplicable } from "./refusal";
import { restOf } from "./settlement";

export interface Applied {
  readonly bill: Bill;
  /** The credits that were applied, as they are then. */
  readonly credits: readonly Credit[];
}

/** The bill with this much more on it in credits; less where the amount is negative. */
export const credited = (bill: Bill, amount: number): Bill => {
  const next = { ...bill, creditAmount: new Big(bill.creditAmount).plus(amount).toNumber() };
  return { ...next, ...totals(next) };
};

/** How much of a credit is on a bill. */
export const shareOn = ({ usage }: Credit, billId: string): number =>
  sumOf(usage.filter((use) => use.billId === billId).map(({ amount }) => amount));

/**
 * connector/bill/API.md §15: `vendorCredits` add to what is applied; one of them that cannot be applied refuses all.
 * §7: a use that comes with a payment names it.
 */
export const withCredits = (
  bill: Bill,
  shares: readonly CreditShare[],
  find: (id: string) => Credit | undefined,
  paymentId?: string,
): Applied => {
  const unknown = shares.flatMap(({ id }, n) =>
    find(id) ? [] : [`vendorCredits[${n}].id: ${id} is unknown`],
  );
  if (unknown.length > 0) throw invalid(...unknown);
  const credits = new Map<string, Credit>();
  const payment = paymentId === undefined ? {} : { paymentId };
  let next = bill;
  for (const [n, { id, amount }] of shares.entries()) {
    const credit = credits.get(id) ?? find(id);
    if (!credit) continue;
    const problem = obstacle(next, credit, amount);
    if (problem !== undefined) throw notApplicable(`vendorCredits[${n}].${problem}`);
    credits.set(id, used(credit, { billId: bill.id, ...payment, amount }));
    next = credited(next, amount);
  }
  return { bill: next, credits: [...credits.values()] };
};

/** Why so much of a credit cannot be put on a bill. */
const obstacle = (bill: Bill, credit: Credit, amount: number): string | undefined => {
  const [rest, due] = [restOfCredit(credit), restOf(bill)];
  if (bill.archived) return `id: bill ${bill.id} is archived`;
  if (credit.archived) return `id: ${credit.id} is archived`;
  if (credit.vendorId !== bill.vendorId) return `id: ${credit.id} is another vendor's`;
  if (amount > rest) return `amount: ${credit.id} has ${rest} left to apply, not ${amount}`;
  return amount > due ? `amount: bill ${bill.id} has ${due} left to pay, not ${amount}` : undefined;
};
