/** A payment in BILL, and what may be booked of it on an invoice in Precoro. Amounts are in the bill's currency. */
import type { CalendarDate } from "../calendarDate";
import { documentText, isApproved, isCanceled, statusName } from "../documents/document";
import { cent, type Money, moneyText, sum, zero } from "../money";
import { postpone, reject, type Stopped } from "../outcome";
import type { MoneyState } from "./paymentStatus";

export interface Payment {
  readonly id: string;
  readonly vendorId: string;
  /** Money alone, without the credits beside it. A bill may have several shares. */
  readonly allocations: readonly { readonly billId: string; readonly amount: Money }[];
  /** The day on which the money starts to move. */
  readonly date: CalendarDate;
  readonly state: MoneyState;
  /** BILL's own word, for people. */
  readonly status: string;
  /** ms since 1970 UTC. */
  readonly updatedAt: number;
}

/** What each bill gets of a payment. */
export const allocationsByBill = ({ allocations }: Payment): ReadonlyMap<string, Money> => {
  const bills = new Set(allocations.map(({ billId }) => billId));
  const amounts = [...bills].map(
    (bill) =>
      [bill, sum(allocations.filter(({ billId }) => billId === bill).map(({ amount }) => amount))] as const,
  );
  return new Map(amounts.filter(([, amount]) => amount.gt(zero)));
};

/** A payment as Precoro has it. */
export interface BookedPayment {
  readonly idn: string;
  readonly amount: Money;
  readonly date: CalendarDate | undefined;
  /** The BILL payment's id; undefined where it has none. */
  readonly externalId: string | undefined;
  /** True for one that stands for a credit note. */
  readonly isCredit: boolean;
}

/** The invoice that a share is of, as far as booking goes. */
export interface PayableInvoice {
  readonly idn: string;
  readonly status: number;
  readonly currency: string | undefined;
  readonly total: Money;
  /** With credits. */
  readonly paid: Money;
}

interface Bookable {
  readonly payment: Pick<Payment, "id">;
  readonly amount: Money;
  /** That of the bill's vendor. */
  readonly currency: string | undefined;
  /** Another payment of the same bill is still to be booked: a cent that is left is its own, and no rounding. */
  readonly hasMore?: boolean;
}

/** How much is booked: the share, or what is left where they differ by a cent; or why nothing is. */
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

/** The one that may be ours without showing it: a booking whose answer, or whose link, was lost. */
export const unlinkedMatch = (
  booked: readonly BookedPayment[],
  amount: Money,
  date: CalendarDate,
): BookedPayment | undefined =>
  booked.find(
    (one) => one.externalId === undefined && !one.isCredit && one.date === date && one.amount.eq(amount),
  );

/** What the error log of an invoice says of a payment; sending the invoice again does not wipe it. */
export const isPaymentNote = (text: string): boolean => text.startsWith("The payment stp");
