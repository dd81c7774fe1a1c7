/** A payment in BILL, and how much of it to book on an invoice in Precoro. Amounts are in the bill's currency. */
import type { CalendarDate } from "../calendarDate";
import { documentText, isApproved, isCanceled, statusName } from "../documents/document";
import { cent, type Money, moneyText, sum, zero } from "../money";
import { postpone, reject, type Stopped } from "../outcome";
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

/** What booking needs to know of an invoice in Precoro. */
export interface PayableInvoice {
  readonly idn: string;
  readonly status: number;
  readonly currency: string | undefined;
  readonly total: Money;
  /** By payments and credit notes. */
  readonly paid: Money;
}

/** What one bill gets of a payment. */
interface Bookable {
  readonly payment: Pick<Payment, "id">;
  readonly amount: Money;
  /** The currency of the bill's vendor. */
  readonly currency: string | undefined;
  /** True if another payment of the same bill is still to be booked: then a cent that is left is not a rounding difference. */
  readonly hasMore?: boolean;
}

/** How much to book: the amount, or what is left to pay where they differ by a cent; or why not to book anything. */
export const whatToBook = (
  { payment, amount, currency, hasMore = false }: Bookable,
  invoice: PayableInvoice,
): Money | Stopped => {
  const facts = {
    document: documentText({ kind: "invoice", idn: invoice.idn }),
    payment: payment.id,
    amount: moneyText(amount),
    status: statusName(invoice.status).toLowerCase(),
  };
  if (isCanceled(invoice.status)) return reject("payment-on-canceled-invoice", facts);
  if (!isApproved(invoice.status)) return postpone("invoice-not-open-for-payment", facts);
  if (currency !== undefined && invoice.currency !== undefined && currency !== invoice.currency) {
    return reject("payment-currency-differs", {
      ...facts,
      currency: invoice.currency,
      vendorCurrency: currency,
    });
  }
  const rest = invoice.total.minus(invoice.paid);
  if (rest.lte(zero)) return reject("already-paid-in-precoro", facts);
  if (amount.lt(rest) && hasMore) return amount;
  if (amount.minus(rest).abs().lte(cent)) return rest;
  if (amount.gt(rest)) return reject("payment-too-large", { ...facts, rest: moneyText(rest) });
  return amount;
};

/** A payment without a link that may be this one: an earlier booking whose response or link was lost. */
export const unlinkedMatch = (
  booked: readonly BookedPayment[],
  amount: Money,
  date: CalendarDate,
): BookedPayment | undefined =>
  booked.find(
    (one) => one.externalId === undefined && !one.isCredit && one.date === date && one.amount.eq(amount),
  );

/** True for an error log about a payment, which an export of the invoice does not clear. */
export const isPaymentNote = (text: string): boolean => text.startsWith("Payment stp");
