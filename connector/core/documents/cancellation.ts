/**
 * What to do about the vouchers of a document that was canceled, or rejected for good: its active ones are archived, unless
 * there is money on one. Pure, like `decideExport`, and asked again after every write.
 */

import { reject, type Stopped, skip } from "../outcome";
import { type Document, documentText, statusName } from "./document";
import { isRefTo, readReference, refText } from "./documentRef";
import { undoMoneyText, type Voucher, voucherOf } from "./voucher";

export type CancelDecision =
  | { readonly do: "archive"; readonly vouchers: readonly Voucher[] }
  /** None is active anymore; `voucher` is the one that was. */
  | { readonly do: "done"; readonly voucher: Voucher }
  | Stopped;

/** `found`: all vouchers of the document's vendor with its number, archived ones included, and the linked one. */
export const decideCancel = (found: readonly Voucher[], document: Document): CancelDecision => {
  const facts = { document: documentText(document), voucher: voucherOf(document) };
  const named = found.map((voucher) => ({ voucher, ref: readReference(voucher.description) }));
  const isOurs = ({ voucher, ref }: (typeof named)[number]) =>
    ref ? isRefTo(ref, document) : voucher.id === document.externalId;
  const foreign = named.find((one) => one.voucher.id === document.externalId && !isOurs(one));
  if (foreign?.ref) {
    return reject("link-belongs-to-other-document", { ...facts, other: refText(foreign.ref) });
  }
  const ours = named.filter(isOurs).map(({ voucher }) => voucher);
  const active = ours.filter(({ archived }) => !archived);
  const paid = active.find(({ hasMoney }) => hasMoney);
  if (paid) {
    const status = statusName(document.status).toLowerCase();
    const reason = document.kind === "invoice" ? "money-on-canceled" : "credit-applied-canceled";
    return reject(reason, { ...facts, status, amounts: paid.moneyText, undo: undoMoneyText(paid) });
  }
  if (active.length > 0) return { do: "archive", vouchers: active };
  const [voucher] = ours;
  return voucher ? { do: "done", voucher } : skip("never-sent", facts);
};
