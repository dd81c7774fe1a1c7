/** Which document each of the vouchers found belongs to, and which of several active ones of one document stays. Pure. */

import type { Warning } from "../outcome";
import { type Document, documentText } from "./document";
import { type DocumentRef, isRefTo, readReference } from "./documentRef";
import { type Voucher, voucherOf } from "./voucher";

/** A voucher whose reference line names another Precoro document. */
export interface ForeignVoucher {
  readonly voucher: Voucher;
  readonly ref: DocumentRef;
}

/** Oldest first; ids decide between equal times. The order is the same for all runs that race, so it depends on no link. */
export const byAge = (a: Voucher, b: Voucher): number => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);

/**
 * The vouchers found, oldest first, by document: `ours` are the document's. A linked one without a reference line counts as ours.
 * `users`: the BILL users who are known to have created vouchers for this product.
 */
export const byOwner = (found: readonly Voucher[], document: Document, users: readonly string[]) => {
  const ours: Voucher[] = [];
  const copies: Voucher[] = [];
  const foreign: ForeignVoucher[] = [];
  const unnamed: Voucher[] = [];
  const known = new Set([...users, ...creatorOfLinked(found, document)]);
  for (const voucher of [...found].sort(byAge)) {
    const ref = readReference(voucher.description);
    if (ref ? !isRefTo(ref, document) : voucher.id !== document.externalId) {
      if (ref) foreign.push({ voucher, ref });
      else unnamed.push(voucher);
    } else if (mayBeCopy(voucher, document, known)) copies.push(voucher);
    else ours.push(voucher);
  }
  const active = (voucher: Voucher) => !voucher.archived;
  return {
    ours: ours.filter(active),
    archived: ours.filter((voucher) => voucher.archived),
    /** A person may have made them by copying: they have the line, but neither the document's number nor its vendor. */
    copies: copies.filter(active),
    foreign: foreign.filter(({ voucher }) => active(voucher)),
    unnamed: unnamed.filter(active),
  };
};

const creatorOfLinked = (found: readonly Voucher[], document: Document): string[] =>
  found.flatMap(({ id, createdBy, description }) => {
    const ref = readReference(description);
    return id === document.externalId && ref && isRefTo(ref, document) && createdBy !== undefined
      ? [createdBy]
      : [];
  });

/** A voucher that is neither linked nor where the document's voucher would be, and not known to be made by this product. */
export const mayBeCopy = (voucher: Voucher, document: Document, users: ReadonlySet<string>): boolean =>
  voucher.id !== document.externalId &&
  isElsewhere(voucher, document) &&
  (voucher.createdBy === undefined || !users.has(voucher.createdBy));

/** True if a lookup by the document's vendor and number does not find it. */
export const isElsewhere = (voucher: Voucher, { number, supplier }: Document): boolean =>
  voucher.number !== number || voucher.vendorId !== supplier.externalId;

/**
 * Which of a document's active vouchers stays, given oldest first: the one with money on it, else the oldest.
 * Undefined where two or more have money on them: then a person decides.
 */
export const whichStays = (ours: readonly Voucher[]): Voucher | undefined => {
  const withMoney = ours.filter(({ hasMoney }) => hasMoney);
  return withMoney.length > 1 ? undefined : (withMoney[0] ?? ours[0]);
};

/** What the log says of copies that a person may have made. */
export const copyWarnings = (document: Document, copies: readonly Voucher[]): Warning[] =>
  copies.length === 0
    ? []
    : [
        {
          reason: "copied-in-bill",
          facts: {
            document: documentText(document),
            voucher: voucherOf(document),
            ids: copies.map(({ id }) => id).join(", "),
          },
        },
      ];
