/**
 * What to do about the vouchers of a document that was canceled, or rejected for good: its active ones are archived, unless
 * there is money on one; an applied credit is taken off its bill first, if it may be. Pure, like `decideExport`, and asked again after
 * every write.
 */

import { reject, type Stopped, skip } from "../outcome";
import { type Document, documentText, statusName } from "./document";
import { isRefTo, readReference, refText } from "./documentRef";
import { byOwner } from "./duplicateVouchers";
import { undoMoneyText, type Voucher, voucherOf } from "./voucher";

export type CancelDecision =
  | { readonly do: "archive"; readonly vouchers: readonly Voucher[] }
  /** A vendor credit that is applied. `otherwise`: the result where it may not be taken off its bill. */
  | { readonly do: "takeOff"; readonly voucher: Voucher; readonly otherwise: Stopped }
  /** None is active anymore; `voucher` is the one that was. */
  | { readonly do: "done"; readonly voucher: Voucher }
  | Stopped;

/**
 * `found` and `users` as in `decideExport`. A copy that a person may have made is left alone.
 */
export const decideCancel = (
  found: readonly Voucher[],
  document: Document,
  users: readonly string[],
): CancelDecision => {
  const facts = { document: documentText(document), voucher: voucherOf(document) };
  const linked = found.find(({ id }) => id === document.externalId);
  const linkedRef = linked && readReference(linked.description);
  if (linkedRef && !isRefTo(linkedRef, document)) {
    return reject("link-belongs-to-other-document", { ...facts, other: refText(linkedRef) });
  }
  const { ours: active, archived } = byOwner(found, document, users);
  const paid = active.find(({ hasMoney }) => hasMoney);
  if (paid) {
    const status = statusName(document.status).toLowerCase();
    const found = { ...facts, status, amounts: paid.moneyText, undo: undoMoneyText(paid) };
    if (document.kind === "invoice") return reject("money-on-canceled", found);
    return { do: "takeOff", voucher: paid, otherwise: reject("credit-applied-canceled", found) };
  }
  if (active.length > 0) return { do: "archive", vouchers: active };
  const [voucher] = archived;
  return voucher ? { do: "done", voucher } : skip("never-sent", facts);
};
