/**
 * What to do about the bills that a look has found for one document, so that exactly one active bill is left
 * (product 5.5, 7). Pure: it sees only what both systems say, so that every run that sees the same decides the same.
 */
import type { Bill } from "./bill";
import { whatDiffers } from "./difference";
import { compareApprovals, type DocumentMark, readIdentity } from "./identity";
import { type Document, documentText } from "./invoice";
import { postpone, type Ruling, reject, skip } from "./outcome";

export interface Case {
  readonly document: Document;
  /** The button *Send to Bill*. */
  readonly force: boolean;
}

/** One step; after any but `keep` and a ruling, the bills are looked up again. */
export type Step =
  | { readonly do: "create" }
  /** Ours, and the only active one: `update` tells whether the document has something newer to say. */
  | { readonly do: "keep"; readonly bill: Bill; readonly update: boolean }
  /** Doubles of ours, to be archived. */
  | { readonly do: "archive"; readonly bills: readonly Bill[] }
  /** Ours or a person's, without our line: the line is put into its description. */
  | { readonly do: "sign"; readonly bill: Bill }
  | { readonly do: "restore"; readonly bill: Bill }
  | Ruling;

/** Earliest first; ids decide between equal times. The same order for every run, so never "mine" or "the linked one". */
const byAge = (a: Bill, b: Bill): number => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);

const isOf = (mark: DocumentMark, document: Document): boolean =>
  mark.kind === document.kind && mark.idn === document.idn;

/** The bills found, sorted by whose they are. A linked one that lost our line counts as ours. */
const sort = (found: readonly Bill[], document: Document) => {
  const ours: Bill[] = [];
  const others: Neighbour[] = [];
  const unnamed: Bill[] = [];
  for (const bill of [...found].sort(byAge)) {
    const mark = readIdentity(bill.description);
    if (mark ? isOf(mark, document) : bill.id === document.externalId) ours.push(bill);
    else if (mark) others.push({ bill, mark });
    else unnamed.push(bill);
  }
  const active = (bill: Bill) => !bill.archived;
  return {
    ours: ours.filter(active),
    archived: ours.filter((bill) => bill.archived),
    others: others.filter(({ bill }) => active(bill)),
    unnamed: unnamed.filter(active),
  };
};

const markText = ({ kind, idn }: DocumentMark): string => `${kind} #${idn}`;

/** `found`: every bill of the document's vendor and number, archived ones included, and the linked one. */
export const settle = (found: readonly Bill[], at: Case): Step => {
  const { document } = at;
  const linked = found.find(({ id }) => id === document.externalId);
  const mark = linked && readIdentity(linked.description);
  if (mark && !isOf(mark, document)) {
    return reject("link-names-another-document", { document: documentText(document), other: markText(mark) });
  }
  const { ours, archived, others, unnamed } = sort(found, document);
  const [first, ...doubles] = ours;
  if (!first) return withoutActive(archived, others, unnamed, at);

  const withMoney = ours.filter(({ hasMoney }) => hasMoney);
  const keeper = withMoney[0] ?? first;
  if (withMoney.length > 1) {
    const bills = withMoney.map(({ id }) => id).join(", ");
    return reject("two-bills-with-money", { document: documentText(document), bills });
  }
  if (doubles.length > 0) return { do: "archive", bills: ours.filter((bill) => bill !== keeper) };
  return alone(keeper, others, unnamed, at);
};

interface Neighbour {
  readonly bill: Bill;
  readonly mark: DocumentMark;
}

/** One active bill of ours. */
const alone = (
  bill: Bill,
  others: readonly Neighbour[],
  unnamed: readonly Bill[],
  { document, force }: Case,
): Step => {
  const hasItsNumber = bill.number === document.number;
  const elder = others.find((other) => byAge(other.bill, bill) < 0);
  if (hasItsNumber && elder) {
    return bill.hasMoney ? numberTaken(document, elder.mark) : { do: "archive", bills: [bill] };
  }
  const name = documentText(document);
  const signed = readIdentity(bill.description);
  const approval = signed && compareApprovals(document.mark.approved, signed.approved);
  if (approval === "earlier") return postpone("newer-in-bill", { document: name });

  const differs = whatDiffers(bill, document);
  if (!signed && differs.length === 0 && !bill.hasMoney) return { do: "sign", bill };
  const update = signed ? force || approval === "later" : differs.length > 0;
  if (update && !hasItsNumber) {
    const [other] = others;
    if (other) return numberTaken(document, other.mark);
    const [handMade] = unnamed;
    if (handMade) return numberInUse(document, "it would stand beside it");
  }
  return { do: "keep", bill, update };
};

/** No active bill of ours: somebody else's stands in the way, or an archived one is brought back, or a new one is made. */
const withoutActive = (
  archived: readonly Bill[],
  others: readonly Neighbour[],
  unnamed: readonly Bill[],
  { document, force }: Case,
): Step => {
  const [other] = others;
  if (other) return numberTaken(document, other.mark);
  const [handMade, ...more] = unnamed;
  if (handMade) {
    const differs = whatDiffers(handMade, document);
    const why =
      differs.length > 0 ? `other ${differs.join(" and ")}` : whyNotAdopted(handMade, archived, more);
    return why === undefined ? { do: "sign", bill: handMade } : numberInUse(document, why);
  }
  const bill = archived.find(({ id }) => id === document.externalId) ?? archived[0];
  if (!bill) return { do: "create" };
  if (force || approvedSince(document, bill)) return { do: "restore", bill };
  const ruling = skip("archived-in-bill", { document: documentText(document) });
  return document.externalId === undefined ? ruling : { ...ruling, outcome: "unlinked" };
};

const whyNotAdopted = (bill: Bill, archived: readonly Bill[], more: readonly Bill[]): string | undefined => {
  if (bill.draft) return "it is a draft";
  if (bill.hasMoney) return `it is ${bill.moneyText}`;
  if (more.length > 0) return "there are several";
  return archived[0] && `the bill of this document, ${archived[0].id}, is archived`;
};

const numberInUse = (document: Document, difference: string): Ruling =>
  reject("number-in-use", { document: documentText(document), number: document.number, difference });

const numberTaken = (document: Document, mark: DocumentMark): Ruling =>
  reject("number-of-another-document", {
    document: documentText(document),
    number: document.number,
    other: markText(mark),
  });

/** A new approval brings an archived bill back; one from before the bill was archived does not. */
const approvedSince = (document: Document, bill: Bill): boolean =>
  document.approvedAt !== undefined &&
  document.approvedAt > bill.updatedAt &&
  compareApprovals(document.mark.approved, readIdentity(bill.description)?.approved) !== "same";
