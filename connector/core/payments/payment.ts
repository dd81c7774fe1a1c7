/** A payment in BILL and a payment in Precoro, and when the two are the same. */
import type { CalendarDate } from "../calendarDate";
import { cent, type Money, sum, zero } from "../money";
import type { MoneyState } from "./paymentStatus";

export interface Payment {
  readonly id: string;
  readonly vendorId: string;
  /** How the money is allocated to bills, without the credits applied with it. One bill may have several allocations. */
  readonly allocations: readonly { readonly billId: string; readonly amount: Money }[];
  /** The day on which the money starts to move. */
  readonly date: CalendarDate;
  readonly state: MoneyState;
  /** BILL's own value, for people. */
  readonly status: string;
  /** ms since 1970 UTC. */
  readonly updatedAt: number;
}

/** How much of a payment's money each bill gets; bills that get none are left out. */
export const allocationsByBill = ({ allocations }: Payment): ReadonlyMap<string, Money> => {
  const bills = new Set(allocations.map(({ billId }) => billId));
  const amounts = [...bills].map(
    (bill) =>
      [bill, sum(allocations.filter(({ billId }) => billId === bill).map(({ amount }) => amount))] as const,
  );
  return new Map(amounts.filter(([, amount]) => amount.gt(zero)));
};

/** A payment in Precoro. */
export interface BookedPayment {
  readonly idn: string;
  readonly amount: Money;
  readonly date: CalendarDate | undefined;
  /** The BILL payment's id; undefined where it has none. */
  readonly externalId: string | undefined;
  /** True for one that is a credit note. */
  readonly isCredit: boolean;
}

/** True if an invoice's rest counts as paid by this amount: they differ by a cent at most. */
export const isWithinCent = (amount: Money, rest: Money): boolean => amount.minus(rest).abs().lte(cent);

/**
 * A payment without a link that may be this one: an earlier booking whose response or link was lost. It has the amount, or it closed the
 * invoice, of which `rest` is left now (undefined if that is not known): then what was left before was booked, a cent more or less than the amount.
 */
export const unlinkedMatch = (
  booked: readonly BookedPayment[],
  amount: Money,
  date: CalendarDate,
  rest?: Money,
): BookedPayment | undefined => {
  const free = booked.filter((one) => one.externalId === undefined && !one.isCredit && one.date === date);
  const closing = (one: BookedPayment) => rest?.eq(zero) === true && isWithinCent(amount, one.amount);
  return free.find((one) => one.amount.eq(amount)) ?? free.find(closing);
};
