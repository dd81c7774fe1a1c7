/**
 * Keeps a payment from being booked twice where Precoro shows in its header that more is paid on an invoice than it shows payments:
 * an earlier booking of the same payment, whose link was lost, may be among the hidden ones.
 */

import { documentText } from "../../core/documents/document";
import { cent, moneyText, zero } from "../../core/money";
import { reject, type Stopped } from "../../core/outcome";
import { readable } from "../../http/parse";
import type { SyncContext } from "../syncContext";
import { type Allocation, hiddenPaid, type PaymentLookups } from "./invoicePayments";

/**
 * Why the payment is not booked; undefined if it can't be among the hidden ones. Asks for the other payments of the bill only where it can.
 *
 * @throws {RequestError} if either system can't be read.
 */
export const whyPerhapsBooked = async (
  { bill }: Pick<SyncContext, "bill">,
  lookups: PaymentLookups,
  { payment, invoice, amount }: Allocation,
): Promise<Stopped | undefined> => {
  const isPossible = () => {
    const hidden = hiddenPaid(invoice);
    return hidden.gt(zero) && hidden.plus(cent).gte(amount);
  };
  if (!invoice.isWhole || !isPossible()) return undefined;
  const ids: string[] = [];
  for await (const rows of bill.payments.read({ vendorId: payment.vendorId }))
    for (const { id, allocations } of readable(rows))
      if (allocations.some(({ billId }) => billId === invoice.row.externalId)) ids.push(id);
  if (ids.length > 0) await lookups.bookedOf(ids);
  if (invoice.booked.some(({ externalId }) => externalId === payment.id) || !isPossible()) return undefined;
  return reject("payment-perhaps-booked", {
    document: documentText(invoice.row),
    payment: payment.id,
    amount: moneyText(amount),
    hidden: moneyText(hiddenPaid(invoice)),
  });
};
