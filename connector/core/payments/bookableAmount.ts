/** How much of a payment to book on an invoice in Precoro, and when not to book any. Amounts are in the bill's currency. */
import { documentText, isApproved, isCanceled, statusName } from "../documents/document";
import { type Money, moneyText, zero } from "../money";
import { postpone, reject, type Stopped } from "../outcome";
import { isWithinCent, type Payment } from "./payment";

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
  if (isWithinCent(amount, rest)) return rest;
  if (amount.gt(rest)) return reject("payment-too-large", { ...facts, rest: moneyText(rest) });
  return amount;
};

/**
 * True if Precoro would take the amount a second time, so that two imports at once could book it twice: of all but a payment that
 * closes the invoice and is more than half of it, two fit.
 */
export const fitsTwice = (amount: Money, { total, paid }: Pick<PayableInvoice, "total" | "paid">): boolean =>
  amount.lt(total.minus(paid)) || amount.plus(amount).lte(total);
