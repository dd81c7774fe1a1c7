/** Whose bills or vendor credits a lookup has found, and which of several active ones of one document stays. Pure. */

import type { Document } from "./document";
import { type DocumentRef, isRefTo, readReference } from "./documentRef";
import type { Voucher } from "./voucher";

/** A voucher that names another Precoro document. */
export interface ForeignVoucher {
  readonly voucher: Voucher;
  readonly ref: DocumentRef;
}

/** Earliest first; ids decide between equal times. The same order for every run, so never "mine" or "the linked one". */
export const byAge = (a: Voucher, b: Voucher): number => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);

/** The vouchers found, sorted by whose they are. A linked one that lost its reference line counts as ours. */
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
    others: foreign.filter(({ voucher }) => active(voucher)),
    unnamed: unnamed.filter(active),
  };
};

/**
 * The one that stays of several active ones of a document, earliest first: the one with money on it, else the earliest.
 * Undefined where two or more have money on them: then a person decides.
 */
export const whichStays = (ours: readonly Voucher[]): Voucher | undefined => {
  const withMoney = ours.filter(({ hasMoney }) => hasMoney);
  return withMoney.length > 1 ? undefined : (withMoney[0] ?? ours[0]);
};
