/** The lines of a document as the lines of its voucher, which add up to its gross total, to the cent. */

import { isImportedField } from "../lists/option";
import { cent, isWholeCents, type Money, moneyText, spread, sum, zero } from "../money";
import { isStopped, reject, type Stopped } from "../outcome";
import { isBillId } from "../recordId";
import { type Document, documentText, type FieldValue, type InvoiceLine } from "./document";
import { type Classification, type Coding, type VoucherLine, voucherOf } from "./voucher";

export interface Accounts {
  /** For expense lines without an account of their own. */
  readonly defaultExpenseAccountId?: string;
  /** If set, tax goes to a line of its own on this account; otherwise it is part of each line. */
  readonly taxAccountId?: string;
  /** True for a vendor credit: it has no item lines. */
  readonly expensesOnly?: true;
  /** True where BILL's locations are imported as Precoro's Locations now: an older field of them does not count beside those. */
  readonly locationsFirst?: boolean;
}

interface Part {
  readonly name: string;
  readonly amount: Money;
  readonly coding: Coding;
  readonly quantity?: Money;
  readonly price?: Money;
}

/** The options that were imported are told by the BILL id they carry, so a field may be renamed in Precoro. */
const codedBy = [
  ["chartOfAccountId", "account"],
  ["accountingClassId", "class"],
  ["departmentId", "department"],
  ["locationId", "location"],
  ["customerId", "customer"],
] as const satisfies readonly (readonly [Classification, Parameters<typeof isBillId>[0]])[];

export const voucherLines = (document: Document, accounts: Accounts): VoucherLine[] | Stopped => {
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

  const parts = withoutNegatives(
    document.lines.map((line) => toPart(line, document, accounts)),
    name,
  );
  if (isStopped(parts)) return parts;
  const filled = [...parts, ...taxPart(document, accounts)].filter(({ amount }) => !amount.eq(zero));
  if (filled.length === 0) return reject("no-lines", { document: name });

  const exact = filled.map(({ amount }) => amount);
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
  return filled.flatMap((part, at) => toLine(part, amounts[at] ?? zero));
};

/** A cent for each line with an amount and for each tax rate; more than that is no rounding. */
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

/** The line's field wins over the document's; an item line carries its item and no account. */
const codingOf = (line: InvoiceLine, document: Document, accounts: Accounts): Coding => {
  const coding: Partial<Record<Classification, string>> = {};
  for (const [name, kind] of codedBy) {
    const chosen = [...inOrder(line.fields, accounts), ...inOrder(document.fields, accounts)].find(
      ({ optionId }) => optionId !== undefined && isBillId(kind, optionId),
    )?.optionId;
    if (chosen !== undefined) coding[name] = chosen;
  }
  if (!accounts.expensesOnly && line.itemId !== undefined && isBillId("item", line.itemId)) {
    const { chartOfAccountId: _, ...others } = coding;
    return { ...others, itemId: line.itemId };
  }
  if (accounts.defaultExpenseAccountId === undefined) return coding;
  return { chartOfAccountId: accounts.defaultExpenseAccountId, ...coding };
};

/** Where locations are found in two places at once, the place that they are imported to now comes first. */
const inOrder = (fields: readonly FieldValue[], { locationsFirst }: Accounts): readonly FieldValue[] =>
  locationsFirst
    ? [...fields].sort((a, b) => Number(b.isLocation ?? false) - Number(a.isLocation ?? false))
    : fields;

/** BILL takes no negative lines: a discount line goes into the nearest line before it that is large enough, else after it. */
const withoutNegatives = (parts: readonly Part[], document: string): Part[] | Stopped => {
  const folded = [...parts];
  for (const [at, part] of parts.entries()) {
    if (part.amount.gte(zero)) continue;
    const takes = (n: number) => folded[n]?.amount.plus(part.amount).gte(zero) ?? false;
    const before = [...folded.keys()].slice(0, at).reverse();
    const after = [...folded.keys()].slice(at + 1);
    const taker = [...before, ...after].find(takes);
    const other = taker === undefined ? undefined : folded[taker];
    if (taker === undefined || other === undefined) {
      return reject("negative-line", { document, line: part.name, amount: moneyText(part.amount) });
    }
    folded[taker] = {
      name: `${other.name} (less ${part.name} ${moneyText(part.amount.abs())})`,
      amount: other.amount.plus(part.amount),
      coding: other.coding,
    };
    folded[at] = { ...part, amount: zero };
  }
  return folded;
};

/** Quantity and price are sent only where they multiply exactly to the amount: BILL would otherwise show another sum. */
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
