/** Which document each of the vouchers found belongs to, and which of several active ones of one document stays. Pure. */

import type { Document } from "./document";
import { type DocumentRef, isRefTo, readReference } from "./documentRef";
import type { Voucher } from "./voucher";

/** A voucher whose reference line names another Precoro document. */
export interface ForeignVoucher {
  readonly voucher: Voucher;
  readonly ref: DocumentRef;
}

/** Oldest first; ids decide between equal times. The order is the same for all runs that race, so it depends on no link. */
export const byAge = (a: Voucher, b: Voucher): number => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);

/** The vouchers found, oldest first, by document: `ours` are the document's. A linked one without a reference line counts as ours. */
export const byOwner = (found: readonly Voucher[], document: Document) => {
  const ours: Voucher[] = [];
  const foreign: ForeignVoucher[] = [];
  const unnamed: Voucher[] = [];
  for (const voucher of [...found].sort(byAge)) {
    const ref = readReference(voucher.description);
    if (ref ? isRefTo(ref, document) : voucher.id === document.externalId) ours.push(voucher);
    else if (ref) foreign.push({ voucher, ref });
    else unnamed.push(voucher);
  }
  const active = (voucher: Voucher) => !voucher.archived;
  return {
    ours: ours.filter(active),
    archived: ours.filter((voucher) => voucher.archived),
    foreign: foreign.filter(({ voucher }) => active(voucher)),
    unnamed: unnamed.filter(active),
  };
};

/**
 * Which of a document's active vouchers stays, given oldest first: the one with money on it, else the oldest.
 * Undefined where two or more have money on them: then a person decides.
 */
export const whichStays = (ours: readonly Voucher[]): Voucher | undefined => {
  const withMoney = ours.filter(({ hasMoney }) => hasMoney);
  return withMoney.length > 1 ? undefined : (withMoney[0] ?? ours[0]);
};
