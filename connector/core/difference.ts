/**
 * Whether a bill says what its document says, and what it would be with the document's fields in it (product 7,
 * "Whose fields"). What we do not own is kept as it was read.
 */
import type { Bill, BillContent, BillDraft, BillLine, Coding } from "./bill";
import { withIdentity } from "./identity";
import type { Document } from "./invoice";
import type { Money } from "./money";

/** A bill's content as a create writes it. */
export const newContent = (draft: BillDraft): BillContent => {
  const { mark, total: _, ...content } = draft;
  return { ...content, description: withIdentity("", mark), kept: {} };
};

/** The bill with the draft's fields in it; undefined where it says the same already, the approval it names apart. */
export const changedContent = (bill: Bill, draft: BillDraft): BillContent | undefined => {
  const lines = mergedLines(bill.lines, draft.lines);
  const same =
    bill.vendorId === draft.vendorId &&
    bill.number === draft.number &&
    bill.invoiceDate === draft.invoiceDate &&
    bill.dueDate === draft.dueDate &&
    (bill.purchaseOrder ?? "") === (draft.purchaseOrder ?? "") &&
    bill.lines.length === lines.length &&
    lines.every((line) => bill.lines.some((old) => old.id === line.id && sameLine(old, line)));
  if (same) return undefined;
  const { mark, total: _, ...content } = draft;
  return { ...content, lines, description: withIdentity(bill.description, mark), kept: bill.kept };
};

/** In which of the dates and the total a bill differs from a document, for people. None: it is taken to be the same invoice. */
export const whatDiffers = (
  bill: Bill,
  document: Pick<Document, "issueDate" | "dueDate" | "total">,
): string[] => [
  ...(bill.invoiceDate === document.issueDate ? [] : ["invoice date"]),
  ...(bill.dueDate === document.dueDate ? [] : ["due date"]),
  ...(bill.amount.eq(document.total) ? [] : ["total"]),
];

/** The draft's lines with the ids and the unowned coding of the bill's lines that they stand for. */
const mergedLines = (old: readonly BillLine[], wanted: readonly BillLine[]): BillLine[] => {
  const free = [...old];
  const take = (fits: (line: BillLine) => boolean): BillLine | undefined => {
    const at = free.findIndex(fits);
    return at < 0 ? undefined : free.splice(at, 1)[0];
  };
  const pairs = wanted.map((line) => ({
    line,
    match: take((one) => one.description === line.description && codingFits(one.coding, line.coding)),
  }));
  return pairs.map(({ line, match }) => {
    if (match) return inherit(line, match, match.coding);
    const next = take(() => true);
    if (!next) return line;
    // A line in the place of another is not about the other's item.
    const { itemId: _, ...others } = next.coding;
    return inherit(line, next, others);
  });
};

const inherit = (line: BillLine, { id }: BillLine, coding: Coding): BillLine => ({
  ...line,
  ...(id === undefined ? {} : { id }),
  coding: { ...coding, ...line.coding },
});

/** A coding that the mapping leaves empty is BILL's own and not compared. */
const codingFits = (has: Coding, wants: Coding): boolean =>
  Object.entries(wants).every(([name, id]) => has[name as keyof Coding] === id);

const sameLine = (old: BillLine, line: BillLine): boolean =>
  old.amount.eq(line.amount) &&
  old.description === line.description &&
  codingFits(old.coding, line.coding) &&
  sameIfWanted(old.quantity, line.quantity) &&
  sameIfWanted(old.price, line.price);

const sameIfWanted = (has: Money | undefined, wants: Money | undefined): boolean =>
  wants === undefined || (has?.eq(wants) ?? false);
