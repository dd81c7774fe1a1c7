/**
 * What a bill's amounts mean. BILL documents that `paidAmount` includes applied credits; a system that answers otherwise is
 * recognized by its numbers. Source: connector/bill/API.md §6.3. Pure; amounts are in the bill's currency.
 */
import { type Money, zero } from "../money";

/** A bill's amounts as BILL shows them. */
export interface ShownAmounts {
  readonly amount: Money;
  readonly paid: Money;
  readonly scheduled: Money;
  readonly credited: Money;
  /** Undefined where BILL does not show it. It may or may not leave out what is scheduled: not documented. */
  readonly due: Money | undefined;
}

/** Money, credits and schedule are three numbers: a scheduled payment belongs to the rest until its money moves. */
export interface BillAmounts {
  /** By payments that have moved money, without credits. */
  readonly paidMoney: Money;
  readonly credited: Money;
  readonly scheduled: Money;
  /** What is left to pay, scheduled payments included. */
  readonly rest: Money;
  /** How much of another credit the bill takes for certain, whatever `paidAmount` means. */
  readonly creditable: Money;
}

interface Reading extends BillAmounts {
  /** Which meaning of `paidAmount` the numbers show; undefined where they fit both. */
  readonly includesCredits: boolean | undefined;
}

const amountsBy = (shown: ShownAmounts, includesCredits: boolean): BillAmounts => {
  const { amount, paid, scheduled, credited } = shown;
  const paidMoney = includesCredits ? paid.minus(credited) : paid;
  const rest = amount.minus(paidMoney).minus(credited);
  return { paidMoney, credited, scheduled, rest, creditable: rest.minus(scheduled) };
};

const fits = ({ paidMoney, rest, scheduled }: BillAmounts, { due }: ShownAmounts): boolean =>
  paidMoney.gte(zero) &&
  rest.gte(zero) &&
  (due === undefined || due.eq(rest) || due.eq(rest.minus(scheduled)));

/**
 * The bill's amounts. `known`: the meaning that this connection's bills have shown before, which counts where the numbers fit
 * both; without it, the documented one counts.
 */
export const readBillAmounts = (shown: ShownAmounts, known: boolean | undefined): Reading => {
  const [withCredits, withoutCredits] = [amountsBy(shown, true), amountsBy(shown, false)];
  if (shown.credited.lte(zero)) return { ...withCredits, includesCredits: undefined };
  const [fitsWith, fitsWithout] = [fits(withCredits, shown), fits(withoutCredits, shown)];
  const includesCredits = fitsWith === fitsWithout ? undefined : fitsWith;
  const chosen = (includesCredits ?? known ?? true) ? withCredits : withoutCredits;
  const isCertain = (includesCredits ?? known) !== undefined;
  // The smaller rest is the one without credits in `paidAmount`.
  return {
    ...chosen,
    creditable: isCertain ? chosen.creditable : withoutCredits.creditable,
    includesCredits,
  };
};
