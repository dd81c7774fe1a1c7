/** Reads how much of an invoice is paid outside BILL, before a bill is created or restored for it. */

import type { Document } from "../../core/documents/document";
import { isApproved } from "../../core/documents/document";
import { type Explained, paidOutsideBill, unexplained } from "../../core/documents/paidInPrecoro";
import type { Voucher } from "../../core/documents/voucher";
import { type Money, sum, zero } from "../../core/money";
import { readable } from "../../http/parse";
import type { SyncContext } from "../syncContext";

/**
 * `archived`: the document's bill that would be restored; its payments count as BILL's. Calls nothing where rows explain all.
 *
 * @throws {RequestError} if either system can't be read.
 */
export const readPaidOutside = async (
  sync: Pick<SyncContext, "bill" | "precoro">,
  document: Document,
  archived?: Voucher,
): Promise<Money> => {
  const { paid } = document;
  if (unexplained(paid).lte(zero)) return paidOutsideBill(paid);
  const fromBill = archived ? await paymentsOf(sync, archived) : zero;
  const known: Explained = { fromBill, credits: zero };
  if (paidOutsideBill(paid, known).lte(paid.money)) return paidOutsideBill(paid, known);
  return paidOutsideBill(paid, { fromBill, credits: await creditNotesOf(sync, document) });
};

/** What was ever paid on the bill: money that came back was booked in Precoro all the same. */
const paymentsOf = async ({ bill }: Pick<SyncContext, "bill">, { id, vendorId }: Voucher): Promise<Money> => {
  const amounts: Money[] = [];
  for await (const rows of bill.payments.read({ vendorId }))
    for (const { allocations, state } of readable(rows))
      if (state !== "not yet")
        amounts.push(...allocations.filter(({ billId }) => billId === id).map(({ amount }) => amount));
  return sum(amounts);
};

/** The approved credit notes of the invoice, which cannot be older than it. */
const creditNotesOf = async (
  { precoro }: Pick<SyncContext, "precoro">,
  { idn, createdAt = 0 }: Document,
): Promise<Money> => {
  const totals: Money[] = [];
  for (let page: string | undefined = "1"; page !== undefined; ) {
    const { rows, next } = await precoro.invoices.page({ creditNotesSince: createdAt }, page);
    for (const { parent, status, total = zero } of readable(rows))
      if (parent === idn && isApproved(status)) totals.push(total);
    page = next;
  }
  return sum(totals);
};
