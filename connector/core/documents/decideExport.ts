/**
 * What to do about the bills or vendor credits that a lookup has found for one document, so that exactly one active one is left.
 * Which of several stays is decided in `duplicateVouchers`. Pure: runs that see the same decide the same.
 */

import { postpone, reject, type Stopped, skip, unlink } from "../outcome";
import { type Document, documentText } from "./document";
import { compareApprovals, type DocumentRef, isRefTo, readReference, refText } from "./documentRef";
import { byAge, byOwner, type ForeignVoucher, isElsewhere, whichStays } from "./duplicateVouchers";
import { type Voucher, voucherOf } from "./voucher";
import { whatDiffers } from "./voucherDifference";

export interface ExportCase {
  readonly document: Document;
  /** *Send to Bill*: a person has asked for this document. */
  readonly force: boolean;
  /** The BILL users who are known to have created vouchers for this product. */
  readonly users: readonly string[];
}

/** After all but `keep` and a `Stopped`, the vouchers are looked up again, and this is decided again. */
export type ExportDecision =
  | { readonly do: "create" }
  /** The only active one of the document. `update`: it has to take over the document's content. */
  | { readonly do: "keep"; readonly voucher: Voucher; readonly update: boolean }
  /** All active ones of the document but the one that stays. */
  | { readonly do: "archive"; readonly vouchers: readonly Voucher[] }
  /** One without a reference line, linked or made by hand: the line is added to its description. */
  | { readonly do: "addReference"; readonly voucher: Voucher }
  /** For bills only: an archived vendor credit cannot be restored. */
  | { readonly do: "restore"; readonly voucher: Voucher }
  | Stopped;

/** The facts in every sentence about a document's vouchers. */
const factsOf = (document: Document) => ({
  document: documentText(document),
  voucher: voucherOf(document),
});

/**
 * `found`: all vouchers of the document's vendor with its number, archived ones included, the linked one, and those that were
 * seen elsewhere with the document's reference line.
 */
export const decideExport = (found: readonly Voucher[], at: ExportCase): ExportDecision => {
  const { document } = at;
  const linked = found.find(({ id }) => id === document.externalId);
  const linkedRef = linked && readReference(linked.description);
  if (linkedRef && !isRefTo(linkedRef, document)) {
    return reject("link-belongs-to-other-document", { ...factsOf(document), other: refText(linkedRef) });
  }
  const { ours, archived, foreign, unnamed } = byOwner(found, document, at.users);
  if (ours.length === 0) return decideWithoutActive(archived, foreign, unnamed, at);

  const kept = whichStays(ours);
  if (kept === undefined) {
    const withMoney = ours.filter(({ hasMoney }) => hasMoney);
    const list = withMoney.map(({ id, moneyText }) => `${id} (${moneyText})`).join(", ");
    return reject("two-with-money", { ...factsOf(document), list });
  }
  if (ours.length > 1) return { do: "archive", vouchers: ours.filter((one) => one !== kept) };
  return decideOnActive(kept, foreign, unnamed, at);
};

/** The document has exactly one active voucher. */
const decideOnActive = (
  voucher: Voucher,
  foreign: readonly ForeignVoucher[],
  unnamed: readonly Voucher[],
  { document, force }: ExportCase,
): ExportDecision => {
  const hasItsNumber = voucher.number === document.number;
  const older = foreign.find((other) => byAge(other.voucher, voucher) < 0);
  if (hasItsNumber && older) {
    return voucher.hasMoney ? numberTaken(document, older.ref) : { do: "archive", vouchers: [voucher] };
  }
  const ref = readReference(voucher.description);
  const approval = ref && compareApprovals(document.ref.approved, ref.approved);
  if (approval === "earlier") return postpone("newer-approval-in-bill", factsOf(document));

  const differs = whatDiffers(voucher, document);
  if (!ref && differs.length === 0 && !voucher.hasMoney) return { do: "addReference", voucher };
  // One that was found although it is not linked may have an older number or vendor at the same approval.
  const isMoved = voucher.id !== document.externalId && isElsewhere(voucher, document);
  const update = ref ? force || approval === "later" || isMoved : differs.length > 0;
  if (update && !hasItsNumber) {
    const [other] = foreign;
    if (other) return numberTaken(document, other.ref);
    const [handMade] = unnamed;
    if (handMade)
      return numberInUse(document, `the ${voucherOf(document)} of this document would get the same number`);
  }
  return { do: "keep", voucher, update };
};

/** The document has no active voucher: another one is in the way, an archived one is restored, or a new one is created. */
const decideWithoutActive = (
  archived: readonly Voucher[],
  foreign: readonly ForeignVoucher[],
  unnamed: readonly Voucher[],
  { document, force }: ExportCase,
): ExportDecision => {
  const [other] = foreign;
  if (other) return numberTaken(document, other.ref);
  const [handMade, ...more] = unnamed;
  if (handMade) {
    const differs = whatDiffers(handMade, document);
    const why =
      differs.length > 0
        ? `different ${differs.join(" and ")}`
        : whyNotAdopted(handMade, archived, more, document);
    return why === undefined ? { do: "addReference", voucher: handMade } : numberInUse(document, why);
  }
  const voucher = archived.find(({ id }) => id === document.externalId) ?? archived[0];
  if (!voucher) return { do: "create" };
  const isCredit = document.kind === "credit note";
  if (force || (!isCredit && approvedSince(document, voucher))) {
    return isCredit ? { do: "create" } : { do: "restore", voucher };
  }
  const stop = document.externalId === undefined ? skip : unlink;
  return stop(isCredit ? "credit-archived" : "archived-in-bill", factsOf(document));
};

/** Why a voucher that was made by hand does not become the document's; undefined if it does. */
const whyNotAdopted = (
  voucher: Voucher,
  archived: readonly Voucher[],
  more: readonly Voucher[],
  document: Document,
): string | undefined => {
  if (voucher.draft) return "a draft";
  if (voucher.hasMoney) return voucher.moneyText;
  if (more.length > 0) return "more than one of them";
  return (
    archived[0] &&
    `the ${voucherOf(document)} that was sent for this document, ${archived[0].id}, is archived`
  );
};

const numberInUse = (document: Document, difference: string): Stopped =>
  reject("number-in-use", { ...factsOf(document), number: document.number, difference });

const numberTaken = (document: Document, ref: DocumentRef): Stopped =>
  reject("number-used-by-other-document", {
    ...factsOf(document),
    number: document.number,
    other: refText(ref),
  });

/** A new approval restores an archived bill; one from before the bill was archived does not. */
const approvedSince = (document: Document, voucher: Voucher): boolean =>
  document.approvedAt !== undefined &&
  document.approvedAt > voucher.updatedAt &&
  compareApprovals(document.ref.approved, readReference(voucher.description)?.approved) !== "same";
