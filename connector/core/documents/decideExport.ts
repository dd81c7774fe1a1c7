/**
 * What to do about the vouchers that a look has found for one document, so that exactly one active one is left.
 * Pure: it sees only what both systems say, so that every run that sees the same decides the same.
 */

import { postpone, reject, type Stopped, skip, unlink } from "../outcome";
import { type Document, documentText } from "./document";
import { compareApprovals, type DocumentRef, isRefTo, readReference, refText } from "./documentRef";
import { type Voucher, voucherOf } from "./voucher";
import { whatDiffers } from "./voucherDifference";

export interface ExportCase {
  readonly document: Document;
  /** The button *Send to Bill*. */
  readonly force: boolean;
}

/** One step; after any but `keep` and a ruling, the vouchers are looked up again. */
export type ExportDecision =
  | { readonly do: "create" }
  /** Ours, and the only active one: `update` tells whether the document has something newer to say. */
  | { readonly do: "keep"; readonly voucher: Voucher; readonly update: boolean }
  /** Doubles of ours, to be archived. */
  | { readonly do: "archive"; readonly vouchers: readonly Voucher[] }
  /** Ours or a person's, without our line: the line is put into its description. */
  | { readonly do: "addReference"; readonly voucher: Voucher }
  /** Bills only: archiving a vendor credit is final. */
  | { readonly do: "restore"; readonly voucher: Voucher }
  | Stopped;

/** Earliest first; ids decide between equal times. The same order for every run, so never "mine" or "the linked one". */
const byAge = (a: Voucher, b: Voucher): number => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);

/** The vouchers found, sorted by whose they are. A linked one that lost our line counts as ours. */
const byOwner = (found: readonly Voucher[], document: Document) => {
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

/** The facts that every sentence about a document's vouchers names. */
const factsOf = (document: Document) => ({
  document: documentText(document),
  voucher: voucherOf(document),
});

/** `found`: every voucher of the document's vendor and number, archived ones included, and the linked one. */
export const decideExport = (found: readonly Voucher[], at: ExportCase): ExportDecision => {
  const { document } = at;
  const linked = found.find(({ id }) => id === document.externalId);
  const linkedRef = linked && readReference(linked.description);
  if (linkedRef && !isRefTo(linkedRef, document)) {
    return reject("link-belongs-to-other-document", { ...factsOf(document), other: refText(linkedRef) });
  }
  const { ours, archived, others, unnamed } = byOwner(found, document);
  const [first, ...doubles] = ours;
  if (!first) return decideWithoutActive(archived, others, unnamed, at);

  const withMoney = ours.filter(({ hasMoney }) => hasMoney);
  const keeper = withMoney[0] ?? first;
  if (withMoney.length > 1) {
    const list = withMoney.map(({ id, moneyText }) => `${id} (${moneyText})`).join(", ");
    return reject("two-with-money", { ...factsOf(document), list });
  }
  if (doubles.length > 0) return { do: "archive", vouchers: ours.filter((one) => one !== keeper) };
  return decideOnActive(keeper, others, unnamed, at);
};

interface ForeignVoucher {
  readonly voucher: Voucher;
  readonly ref: DocumentRef;
}

/** One active voucher of ours. */
const decideOnActive = (
  voucher: Voucher,
  others: readonly ForeignVoucher[],
  unnamed: readonly Voucher[],
  { document, force }: ExportCase,
): ExportDecision => {
  const hasItsNumber = voucher.number === document.number;
  const older = others.find((other) => byAge(other.voucher, voucher) < 0);
  if (hasItsNumber && older) {
    return voucher.hasMoney ? numberTaken(document, older.ref) : { do: "archive", vouchers: [voucher] };
  }
  const ref = readReference(voucher.description);
  const approval = ref && compareApprovals(document.ref.approved, ref.approved);
  if (approval === "earlier") return postpone("newer-approval-in-bill", factsOf(document));

  const differs = whatDiffers(voucher, document);
  if (!ref && differs.length === 0 && !voucher.hasMoney) return { do: "addReference", voucher };
  const update = ref ? force || approval === "later" : differs.length > 0;
  if (update && !hasItsNumber) {
    const [other] = others;
    if (other) return numberTaken(document, other.ref);
    const [handMade] = unnamed;
    if (handMade)
      return numberInUse(document, `the ${voucherOf(document)} of this document would get the same number`);
  }
  return { do: "keep", voucher, update };
};

/** No active voucher of ours: somebody else's stands in the way, or an archived one is brought back, or a new one is made. */
const decideWithoutActive = (
  archived: readonly Voucher[],
  others: readonly ForeignVoucher[],
  unnamed: readonly Voucher[],
  { document, force }: ExportCase,
): ExportDecision => {
  const [other] = others;
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

/** A new approval brings an archived bill back; one from before the bill was archived does not. */
const approvedSince = (document: Document, voucher: Voucher): boolean =>
  document.approvedAt !== undefined &&
  document.approvedAt > voucher.updatedAt &&
  compareApprovals(document.ref.approved, readReference(voucher.description)?.approved) !== "same";
