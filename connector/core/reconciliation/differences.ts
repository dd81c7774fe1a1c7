/** Where a document in Precoro and its bill or vendor credit in BILL differ, as far as the lists of both systems show. Pure. */

import { type CalendarDate, utcDay } from "../calendarDate";
import { documentText, isApproved, isCanceled } from "../documents/document";
import { isRefTo, readReference, refText } from "../documents/documentRef";
import type { DocumentRow } from "../documents/documentRow";
import { whichStays } from "../documents/duplicateVouchers";
import { undoMoneyText, type Voucher } from "../documents/voucher";
import { cent } from "../money";
import { postpone, reject } from "../outcome";
import { amountDiffers, type Difference, differenceFor, factsOf } from "./cause";
import { areInStep, type Rests, restsByLists } from "./rests";

/** Days in UTC, both included. */
export interface Period {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** True if the document was approved in the period; or is paid, canceled or rejected, and changed in it. */
export const isInPeriod = ({ status, approvedAt, updatedAt }: DocumentRow, { from, to }: Period): boolean => {
  const isIn = (moment: number | undefined) =>
    moment !== undefined && utcDay(moment) >= from && utcDay(moment) <= to;
  if (isCanceled(status)) return isIn(updatedAt);
  return isApproved(status) && (isIn(approvedAt) || (status !== 2 && isIn(updatedAt)));
};

export interface Comparison {
  readonly row: DocumentRow;
  /** All that refer to the document, and the linked one; archived ones included. */
  readonly vouchers: readonly Voucher[];
  /** Another document with the same link. */
  readonly sharedWith?: DocumentRow | undefined;
  /** The BILL users who are known to have created vouchers for this product. */
  readonly users?: readonly string[];
}

/** An invoice whose rests differ: its payments and credits tell why. */
export interface UnclearRests {
  readonly unclear: Voucher;
  readonly rests: Rests;
}

/** The most serious difference that the lists show; undefined where both agree. */
export const compareByLists = (comparison: Comparison): Difference | UnclearRests | undefined => {
  const { row } = comparison;
  const wrong = wrongLink(comparison);
  if (wrong) return wrong;
  const vouchers = comparison.vouchers.filter((one) => !namesAnother(one, row));
  const active = vouchers.filter(({ archived }) => !archived);
  const [one, ...others] = active;
  if (isCanceled(row.status)) return one && stillActive(row, active, one);
  if (!one) return notActive(row, vouchers[0]);
  if (others.length > 0) return doubled(comparison, active, one);
  return row.kind === "invoice" ? invoiceDifference(row, one) : amountDifference(row, one);
};

const namesAnother = ({ description }: Voucher, row: DocumentRow): boolean => {
  const ref = readReference(description);
  return ref !== undefined && !isRefTo(ref, row);
};

/** The document is linked to the voucher of another one, or both to the same. */
const wrongLink = ({ row, vouchers, sharedWith }: Comparison): Difference | undefined => {
  const linked = vouchers.find(({ id }) => id === row.externalId);
  if (!linked) return undefined;
  const ref = readReference(linked.description);
  if (ref && !isRefTo(ref, row)) {
    const facts = { ...factsOf(row), other: refText(ref) };
    return differenceFor(reject("link-belongs-to-other-document", facts), "person", linked);
  }
  if (ref || !sharedWith) return undefined;
  const facts = { ...factsOf(row), other: documentText(sharedWith), id: linked.id };
  return differenceFor(reject("voucher-linked-twice", facts), "person", linked);
};

const stillActive = (row: DocumentRow, active: readonly Voucher[], one: Voucher): Difference => {
  const paid = active.find(({ hasMoney }) => hasMoney);
  if (!paid) return differenceFor(postpone("still-active-in-bill", factsOf(row)), "recheck", one);
  const reason = row.kind === "invoice" ? "money-on-canceled" : "credit-applied-canceled";
  const facts = { ...factsOf(row), amounts: paid.moneyText, undo: undoMoneyText(paid) };
  return differenceFor(reject(reason, facts), "person", paid);
};

const notActive = (row: DocumentRow, archived: Voucher | undefined): Difference => {
  if (!archived) return differenceFor(postpone("missing-in-bill", factsOf(row)), "recheck", undefined);
  const reason = row.kind === "invoice" ? "archived-in-bill" : "credit-archived";
  return differenceFor(reject(reason, factsOf(row)), "person", archived);
};

/** Several are active: one stays by itself, unless a person has to say which. */
const doubled = (
  { row, users = [] }: Comparison,
  active: readonly Voucher[],
  one: Voucher,
): Difference | undefined => {
  const linked = active.find(({ id }) => id === row.externalId);
  const copies = active.filter((voucher) => linked !== undefined && isCopyOf(linked, voucher, users));
  const ours = active.filter((voucher) => !copies.includes(voucher));
  if (copies.length > 0 && ours.length === 1) {
    const facts = { ...factsOf(row), ids: copies.map(({ id }) => id).join(", ") };
    return differenceFor(reject("copied-in-bill", facts), "person", copies[0]);
  }
  if (whichStays(ours) === undefined) {
    const withMoney = ours.filter(({ hasMoney }) => hasMoney);
    const list = withMoney.map(({ id, moneyText }) => `${id} (${moneyText})`).join(", ");
    return differenceFor(reject("two-with-money", { ...factsOf(row), list }), "person", withMoney[0]);
  }
  const ids = active.map(({ id }) => id).join(", ");
  return differenceFor(postpone("duplicate-in-bill", { ...factsOf(row), ids }), "recheck", one);
};

/** As `mayBeCopy` decides it from the document itself: the linked voucher has its number and vendor. */
const isCopyOf = (linked: Voucher, voucher: Voucher, users: readonly string[]): boolean => {
  const known = [...users, ...(linked.createdBy === undefined ? [] : [linked.createdBy])];
  return (
    voucher !== linked &&
    (voucher.number !== linked.number || voucher.vendorId !== linked.vendorId) &&
    (voucher.createdBy === undefined || !known.includes(voucher.createdBy))
  );
};

const amountDifference = (row: DocumentRow, voucher: Voucher, rests?: Rests): Difference | undefined =>
  row.total === undefined || voucher.amount.eq(row.total)
    ? undefined
    : differenceFor(amountDiffers(row, row.total, voucher), "person", voucher, rests);

const invoiceDifference = (row: DocumentRow, bill: Voucher): Difference | UnclearRests | undefined => {
  const rests = restsByLists(row, bill);
  if (!rests || row.total === undefined || row.paid === undefined) return amountDifference(row, bill);
  if (areInStep(rests, bill.amount.eq(row.total))) return undefined;
  // As much is paid in both, so the totals alone explain it.
  const isPaidAlike = row.paid.minus(bill.paidMoney).minus(bill.credited).abs().lte(cent);
  return isPaidAlike ? amountDifference(row, bill, rests) : { unclear: bill, rests };
};
