/**
 * Whether a voucher agrees with its document, and its content after an update. Fields that this product does not set stay as they
 * were read.
 */

import type { Money } from "../money";
import { omitUndefined } from "../omitUndefined";
import type { Document } from "./document";
import { withReference } from "./documentRef";
import { foldedDraft } from "./negativeLines";
import type { Coding, Voucher, VoucherContent, VoucherDraft, VoucherLine } from "./voucher";

/** The content of a new voucher. */
export const newContent = (draft: VoucherDraft): VoucherContent => {
  const { ref, note = "", total: _total, folded: _folded, ...content } = draft;
  return { ...content, description: withReference(note, ref), kept: {} };
};

/**
 * The voucher's content with the draft's fields; undefined where they agree already, apart from the approval. Both forms of a
 * draft's lines are the same content: a voucher in either one is left as it is.
 */
export const changedContent = (voucher: Voucher, draft: VoucherDraft): VoucherContent | undefined => {
  const { ref, note: _note, total: _total, folded: _folded, ...header } = draft;
  const lines = mergedLines(voucher.lines, draft.lines);
  const folded = foldedDraft(draft);
  const sameLines =
    hasLines(voucher, lines) || (folded && hasLines(voucher, mergedLines(voucher.lines, folded.lines)));
  const same =
    hasSameHeader(voucher, draft) &&
    (voucher.purchaseOrder ?? "") === (draft.purchaseOrder ?? "") &&
    sameLines;
  if (same) return undefined;
  return { ...header, lines, description: withReference(voucher.description, ref), kept: voucher.kept };
};

/** True if two reads of one voucher show the same content, its description aside. */
export const sameContent = (one: VoucherContent, other: VoucherContent): boolean =>
  textOf(one) === textOf(other);

const textOf = ({ vendorId, number, date, dueDate, purchaseOrder, lines }: VoucherContent): string =>
  JSON.stringify([vendorId, number, date, dueDate, purchaseOrder, lines]);

/** True where vendor, number, dates and total agree: at most the lines, their coding or the purchase order differ. */
export const differsInLinesAlone = (voucher: Voucher, draft: VoucherDraft): boolean =>
  hasSameHeader(voucher, draft) && voucher.amount.eq(draft.total);

const hasSameHeader = (voucher: Voucher, draft: VoucherDraft): boolean =>
  voucher.vendorId === draft.vendorId &&
  voucher.number === draft.number &&
  voucher.date === draft.date &&
  voucher.dueDate === draft.dueDate;

const hasLines = (voucher: Voucher, lines: readonly VoucherLine[]): boolean =>
  voucher.lines.length === lines.length &&
  lines.every((line) => voucher.lines.some((old) => old.id === line.id && sameLine(old, line)));

/**
 * Which dates and totals differ between a voucher and a document, for people. If none does, they are taken to be the same
 * invoice. A vendor credit has no due date.
 */
export const whatDiffers = (
  voucher: Voucher,
  { kind, issueDate, dueDate, total }: Pick<Document, "kind" | "issueDate" | "dueDate" | "total">,
): string[] => [
  ...(voucher.date === issueDate ? [] : [kind === "invoice" ? "invoice date" : "credit date"]),
  ...(kind === "credit note" || voucher.dueDate === dueDate ? [] : ["due date"]),
  ...(voucher.amount.eq(total) ? [] : ["total"]),
];

/** The draft's lines with the ids, and the coding that only BILL has, of the voucher's lines that they replace. */
const mergedLines = (old: readonly VoucherLine[], wanted: readonly VoucherLine[]): VoucherLine[] => {
  const free = [...old];
  const take = (fits: (line: VoucherLine) => boolean): VoucherLine | undefined => {
    const at = free.findIndex(fits);
    return at < 0 ? undefined : free.splice(at, 1)[0];
  };
  const matched = wanted.map((line) => ({
    line,
    match: take((one) => one.description === line.description && codingFits(one.coding, line.coding)),
  }));
  return matched.map(({ line, match }) => {
    if (match) return inherit(line, match, match.coding);
    const next = take(() => true);
    if (!next) return line;
    // A line that replaces an unrelated one does not keep its item.
    const { itemId: _, ...others } = next.coding;
    return inherit(line, next, others);
  });
};

const inherit = (line: VoucherLine, { id }: VoucherLine, coding: Coding): VoucherLine => ({
  ...line,
  ...omitUndefined({ id }),
  coding: { ...coding, ...line.coding },
});

/** Codings that the document does not set are BILL's own and not compared. */
const codingFits = (has: Coding, wants: Coding): boolean =>
  Object.entries(wants).every(([name, id]) => has[name as keyof Coding] === id);

const sameLine = (old: VoucherLine, line: VoucherLine): boolean =>
  old.amount.eq(line.amount) &&
  old.description === line.description &&
  codingFits(old.coding, line.coding) &&
  sameIfWanted(old.quantity, line.quantity) &&
  sameIfWanted(old.price, line.price);

const sameIfWanted = (has: Money | undefined, wants: Money | undefined): boolean =>
  wants === undefined || (has?.eq(wants) ?? false);
