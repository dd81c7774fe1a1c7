/** Turns a document's lines into the lines of its voucher, which add up to its gross total, to the cent. */

import { isImportedField } from "../lists/option";
import { cent, isWholeCents, type Money, moneyText, spread, sum, zero } from "../money";
import { isStopped, reject, type Stopped } from "../outcome";
import { isBillId } from "../recordId";
import { type Document, documentText, type FieldValue, type InvoiceLine } from "./document";
import { type Part, withoutNegatives } from "./negativeLines";
import { type Classification, type Coding, type DraftLines, type VoucherLine, voucherOf } from "./voucher";

export interface Accounts {
  /** For expense lines without an account of their own. */
  readonly defaultExpenseAccountId?: string;
  /** If set, tax becomes a line of its own on this account; otherwise each line includes its tax. */
  readonly taxAccountId?: string;
  /** True for a vendor credit, which has no item lines. */
  readonly expensesOnly?: true;
  /** True where BILL's locations are imported as Precoro's Locations: these win over an older custom field of locations. */
  readonly locationsFirst?: boolean;
}

/** The kind of BILL id in an option's link tells what it codes, so fields may be renamed in Precoro. */
const codedBy = [
  ["chartOfAccountId", "account"],
  ["accountingClassId", "class"],
  ["departmentId", "department"],
  ["locationId", "location"],
  ["customerId", "customer"],
] as const satisfies readonly (readonly [Classification, Parameters<typeof isBillId>[0]])[];

/**
 * The lines of the document's voucher as they are, negative ones with their own account; where there is one, also without it. Or
 * why there are none.
 */
export const voucherLines = (document: Document, accounts: Accounts): DraftLines | Stopped => {
  const name = documentText(document);
  const { total } = document;
  if (!isWholeCents(total)) return reject("too-many-decimals", { document: name, total: moneyText(total) });
  if (total.lte(zero)) {
    const facts = { document: name, voucher: voucherOf(document), total: moneyText(total) };
    return reject("total-not-positive", facts);
  }

  const unlinked = [document, ...document.lines].flatMap(({ fields }) => fields).find(isUnlinkedOption);
  if (unlinked)
    return reject("option-not-linked", { document: name, field: unlinked.field, value: unlinked.value });

  const parts = document.lines.map((line) => toPart(line, document, accounts));
  const all = [...parts, ...taxPart(document, accounts)];
  const lines = linesOf(all, document);
  if (isStopped(lines) || !lines.some(({ amount }) => amount.lt(zero)))
    return isStopped(lines) ? lines : { lines };
  const positive = withoutNegatives(all, parts.length, name);
  return { lines, folded: isStopped(positive) ? positive : linesOf(positive, document) };
};

/** The parts as lines in whole cents, which add up to the document's total. */
const linesOf = (parts: readonly Part[], document: Document): VoucherLine[] | Stopped => {
  const name = documentText(document);
  const { total } = document;
  const nonZero = parts.filter(({ amount }) => !amount.eq(zero));
  if (nonZero.length === 0) return reject("no-lines", { document: name });

  const exact = nonZero.map(({ amount }) => amount);
  const amounts = sum(exact).minus(total).abs().gt(roundingAllowed(document))
    ? undefined
    : spread(exact, total);
  if (!amounts) {
    return reject("lines-do-not-add-up", {
      document: name,
      lines: moneyText(sum(exact)),
      total: moneyText(total),
    });
  }
  return nonZero.flatMap((part, at) => toLine(part, amounts[at] ?? zero));
};

/** A cent for each line with an amount and for each tax rate; a larger difference is not due to rounding. */
const roundingAllowed = ({ lines }: Document): Money => {
  const counted = lines.filter(({ gross }) => !gross.eq(zero));
  return cent.times(String(counted.length + new Set(counted.map(({ taxRate }) => taxRate)).size));
};

const isUnlinkedOption = ({ field, value, optionId }: FieldValue): boolean =>
  value !== "" &&
  isImportedField(field) &&
  !codedBy.some(([, kind]) => optionId !== undefined && isBillId(kind, optionId));

const toPart = (line: InvoiceLine, document: Document, accounts: Accounts): Part => ({
  name: line.name,
  amount: accounts.taxAccountId === undefined ? line.gross : line.net,
  coding: codingOf(line, document, accounts),
  ...(line.quantity && line.price ? { quantity: line.quantity, price: line.price } : {}),
});

const taxPart = ({ lines }: Document, { taxAccountId }: Accounts): Part[] =>
  taxAccountId === undefined
    ? []
    : [{ name: "Tax", amount: sum(lines.map(({ tax }) => tax)), coding: { chartOfAccountId: taxAccountId } }];

/** A line's field wins over the document's. An item line has its item and no account. */
const codingOf = (line: InvoiceLine, document: Document, accounts: Accounts): Coding => {
  const coding: Partial<Record<Classification, string>> = {};
  for (const [name, kind] of codedBy) {
    const chosen = [
      ...locationsInOrder(line.fields, accounts),
      ...locationsInOrder(document.fields, accounts),
    ].find(({ optionId }) => optionId !== undefined && isBillId(kind, optionId))?.optionId;
    if (chosen !== undefined) coding[name] = chosen;
  }
  if (!accounts.expensesOnly && line.itemId !== undefined && isBillId("item", line.itemId)) {
    const { chartOfAccountId: _, ...others } = coding;
    return { ...others, itemId: line.itemId };
  }
  if (accounts.defaultExpenseAccountId === undefined) return coding;
  return { chartOfAccountId: accounts.defaultExpenseAccountId, ...coding };
};

/** With locations both in Precoro's Locations and in a custom field, the one that they are imported to now comes first. */
const locationsInOrder = (
  fields: readonly FieldValue[],
  { locationsFirst }: Accounts,
): readonly FieldValue[] =>
  locationsFirst
    ? [...fields].sort((a, b) => Number(b.isLocation ?? false) - Number(a.isLocation ?? false))
    : fields;

/** Quantity and price are sent only where their product is exactly the amount; otherwise BILL would show another sum. */
const toLine = (part: Part, amount: Money): VoucherLine[] => {
  if (amount.eq(zero)) return [];
  const exact = part.quantity?.gt(zero) && part.price?.gt(zero) && part.quantity.times(part.price).eq(amount);
  return [
    {
      amount,
      ...(exact && part.quantity && part.price ? { quantity: part.quantity, price: part.price } : {}),
      description: part.name,
      coding: part.coding,
    },
  ];
};
