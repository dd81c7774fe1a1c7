/**
 * What to do about the vouchers that a look has found for one document, so that exactly one active one is left.
 * Pure: it sees only what both systems say, so that every run that sees the same decides the same.
 */

import { postpone, reject, type Stopped, skip } from "../outcome";
import { type Document, documentText } from "./document";
import { compareApprovals, type DocumentRef, isOf, markText, readIdentity } from "./documentRef";
import { type Voucher, voucherOf } from "./voucher";
import { whatDiffers } from "./voucherDifference";

export interface ExportCase {
  readonly document: Document;
  /** The button *Send to Bill*. */
  readonly force: boolean;
}

/** One step; after any but `keep` and a ruling, the vouchers are looked up again. */
export type Step =
  | { readonly do: "create" }
  /** Ours, and the only active one: `update` tells whether the document has something newer to say. */
  | { readonly do: "keep"; readonly voucher: Voucher; readonly update: boolean }
  /** Doubles of ours, to be archived. */
  | { readonly do: "archive"; readonly vouchers: readonly Voucher[] }
  /** Ours or a person's, without our line: the line is put into its description. */
  | { readonly do: "sign"; readonly voucher: Voucher }
  /** Bills only: archiving a vendor credit is final. */
  | { readonly do: "restore"; readonly voucher: Voucher }
  | Stopped;

/** Earliest first; ids decide between equal times. The same order for every run, so never "mine" or "the linked one". */
const byAge = (a: Voucher, b: Voucher): number => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);

/** The vouchers found, sorted by whose they are. A linked one that lost our line counts as ours. */
const sort = (found: readonly Voucher[], document: Document) => {
  const ours: Voucher[] = [];
  const others: Neighbour[] = [];
  const unnamed: Voucher[] = [];
  for (const voucher of [...found].sort(byAge)) {
    const mark = readIdentity(voucher.description);
    if (mark ? isOf(mark, document) : voucher.id === document.externalId) ours.push(voucher);
    else if (mark) others.push({ voucher, mark });
    else unnamed.push(voucher);
  }
  const active = (voucher: Voucher) => !voucher.archived;
  return {
    ours: ours.filter(active),
    archived: ours.filter((voucher) => voucher.archived),
    others: others.filter(({ voucher }) => active(voucher)),
    unnamed: unnamed.filter(active),
  };
};

/** The facts that every sentence about a document's vouchers names. */
const factsOf = (document: Document) => ({
  document: documentText(document),
  voucher: voucherOf(document),
});

/** `found`: every voucher of the document's vendor and number, archived ones included, and the linked one. */
export const decideExport = (found: readonly Voucher[], at: ExportCase): Step => {
  const { document } = at;
  const linked = found.find(({ id }) => id === document.externalId);
  const mark = linked && readIdentity(linked.description);
  if (mark && !isOf(mark, document)) {
    return reject("link-names-another-document", { ...factsOf(document), other: markText(mark) });
  }
  const { ours, archived, others, unnamed } = sort(found, document);
  const [first, ...doubles] = ours;
  if (!first) return withoutActive(archived, others, unnamed, at);

  const withMoney = ours.filter(({ hasMoney }) => hasMoney);
  const keeper = withMoney[0] ?? first;
  if (withMoney.length > 1) {
    const ids = withMoney.map(({ id }) => id).join(", ");
    return reject("two-with-money", { ...factsOf(document), ids });
  }
  if (doubles.length > 0) return { do: "archive", vouchers: ours.filter((one) => one !== keeper) };
  return alone(keeper, others, unnamed, at);
};

interface Neighbour {
  readonly voucher: Voucher;
  readonly mark: DocumentRef;
}

/** One active voucher of ours. */
const alone = (
  voucher: Voucher,
  others: readonly Neighbour[],
  unnamed: readonly Voucher[],
  { document, force }: ExportCase,
): Step => {
  const hasItsNumber = voucher.number === document.number;
  const elder = others.find((other) => byAge(other.voucher, voucher) < 0);
  if (hasItsNumber && elder) {
    return voucher.hasMoney ? numberTaken(document, elder.mark) : { do: "archive", vouchers: [voucher] };
  }
  const signed = readIdentity(voucher.description);
  const approval = signed && compareApprovals(document.mark.approved, signed.approved);
  if (approval === "earlier") return postpone("newer-in-bill", factsOf(document));

  const differs = whatDiffers(voucher, document);
  if (!signed && differs.length === 0 && !voucher.hasMoney) return { do: "sign", voucher };
  const update = signed ? force || approval === "later" : differs.length > 0;
  if (update && !hasItsNumber) {
    const [other] = others;
    if (other) return numberTaken(document, other.mark);
    const [handMade] = unnamed;
    if (handMade) return numberInUse(document, "it would stand beside it");
  }
  return { do: "keep", voucher, update };
};

/** No active voucher of ours: somebody else's stands in the way, or an archived one is brought back, or a new one is made. */
const withoutActive = (
  archived: readonly Voucher[],
  others: readonly Neighbour[],
  unnamed: readonly Voucher[],
  { document, force }: ExportCase,
): Step => {
  const [other] = others;
  if (other) return numberTaken(document, other.mark);
  const [handMade, ...more] = unnamed;
  if (handMade) {
    const differs = whatDiffers(handMade, document);
    const why =
      differs.length > 0
        ? `other ${differs.join(" and ")}`
        : whyNotAdopted(handMade, archived, more, document);
    return why === undefined ? { do: "sign", voucher: handMade } : numberInUse(document, why);
  }
  const voucher = archived.find(({ id }) => id === document.externalId) ?? archived[0];
  if (!voucher) return { do: "create" };
  const isCredit = document.kind === "credit note";
  if (force || (!isCredit && approvedSince(document, voucher))) {
    return isCredit ? { do: "create" } : { do: "restore", voucher };
  }
  const ruling = skip(isCredit ? "credit-archived" : "archived-in-bill", factsOf(document));
  return document.externalId === undefined ? ruling : { ...ruling, outcome: "unlinked" };
};

const whyNotAdopted = (
  voucher: Voucher,
  archived: readonly Voucher[],
  more: readonly Voucher[],
  document: Document,
): string | undefined => {
  if (voucher.draft) return "it is a draft";
  if (voucher.hasMoney) return `it is ${voucher.moneyText}`;
  if (more.length > 0) return "there are several";
  return archived[0] && `the ${voucherOf(document)} of this document, ${archived[0].id}, is archived`;
};

const numberInUse = (document: Document, difference: string): Stopped =>
  reject("number-in-use", { ...factsOf(document), number: document.number, difference });

const numberTaken = (document: Document, mark: DocumentRef): Stopped =>
  reject("number-of-another-document", {
    ...factsOf(document),
    number: document.number,
    other: markText(mark),
  });

/** A new approval brings an archived bill back; one from before the bill was archived does not. */
const approvedSince = (document: Document, voucher: Voucher): boolean =>
  document.approvedAt !== undefined &&
  document.approvedAt > voucher.updatedAt &&
  compareApprovals(document.mark.approved, readIdentity(voucher.description)?.approved) !== "same";
