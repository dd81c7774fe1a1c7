/** Probes of BILL's records as they are: ids, times, amounts, types. connector/bill/API.md §5 to §9. */
import { type BillKind, isBillId } from "../../../connector/core/recordId";
import { judged, notTestable } from "../finding";
import { at, formOf, has, list, type Row, rowsIn, textAt, typeOf } from "../reply";
import { type BillProbe, first, newestOfEach } from "./context";

const decimalsOf = (value: unknown): number => {
  const [, digits = ""] = String(value ?? "").split(".");
  return digits.length;
};

const decimals: BillProbe = {
  id: "bill-decimals",
  assumption: "Amounts of lines have at most two decimals.",
  run: async ({ bill }) => {
    const lines = (await bill.rows("/v3/bills")).flatMap((row) => rowsIn(at(row, "billLineItems")));
    const most = Math.max(...lines.map((line) => decimalsOf(at(line, "amount"))));
    if (lines.length === 0) return notTestable("No bill has lines.");
    return judged(most <= 2, `${lines.length} lines, at most ${most} decimals.`);
  },
};

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:?\d\d)$/;

const timeForm: BillProbe = {
  id: "bill-time-form",
  assumption: "createdTime and updatedTime have milliseconds and a zone in all lists.",
  run: async (context) => {
    const rows = Object.entries(await newestOfEach(context));
    const wrong = rows.flatMap(([name, found]) =>
      ["createdTime", "updatedTime"].flatMap((field) =>
        found
          .filter((row) => !TIME.test(textAt(row, field)))
          .map((row) => `${name}.${field}: ${formOf(at(row, field))}`),
      ),
    );
    if (rows.every(([, found]) => found.length === 0)) return notTestable("All lists are empty.");
    return judged(wrong.length === 0, list(wrong, "All have them."));
  },
};

const kinds: Readonly<Record<string, BillKind>> = {
  vendors: "vendor",
  bills: "bill",
  "vendor credits": "vendor credit",
  payments: "payment",
  accounts: "account",
  classes: "class",
  departments: "department",
  locations: "location",
  items: "item",
  customers: "customer",
};

const idPrefixes: BillProbe = {
  id: "bill-id-prefixes",
  assumption: "An id begins with the three characters of its kind.",
  run: async (context) => {
    const found = Object.entries(await newestOfEach(context));
    const isRight = (name: string, id: string) => isBillId(kinds[name] ?? "bill", id);
    const wrong = found.flatMap(([name, rows]) =>
      rows
        .map((row) => textAt(row, "id"))
        .filter((id) => !isRight(name, id))
        .map((id) => `${name}: ${id.slice(0, 3)}…, ${id.length} characters`),
    );
    const empty = found.filter(([, rows]) => rows.length === 0).map(([name]) => name);
    if (empty.length === found.length) return notTestable("All lists are empty.");
    return judged(wrong.length === 0, list(wrong, `All do. Empty lists: ${list(empty)}.`));
  },
};

const customerParent: BillProbe = {
  id: "bill-customer-parent",
  assumption: "Customers have no parent.",
  run: async ({ bill }) => {
    const rows = await bill.rows("/v3/customers");
    first(rows, "customer");
    const fields = rows.flatMap((row) => Object.keys(row).filter((name) => /parent/i.test(name)));
    return judged(
      fields.length === 0,
      `${rows.length} customers; fields that name a parent: ${list(fields)}.`,
    );
  },
};

/** connector/bill/API.md §8. */
const ACCOUNT_TYPES =
  "UNSPECIFIED ACCOUNTS_PAYABLE ACCOUNTS_RECEIVABLE BANK COST_OF_GOODS_SOLD CREDIT_CARD EQUITY EXPENSE FIXED_ASSET INCOME LONG_TERM_LIABILITY OTHER_ASSET OTHER_CURRENT_ASSET OTHER_CURRENT_LIABILITY OTHER_EXPENSE OTHER_INCOME NON_POSTING".split(
    " ",
  );

const accountTypes: BillProbe = {
  id: "bill-account-types",
  assumption: "Accounts have the documented types alone.",
  run: async ({ bill }) => {
    const rows = await bill.rows("/v3/classifications/chart-of-accounts");
    first(rows, "account");
    const types = rows.map((row) => textAt(row, "account.type") || "none");
    return judged(
      types.every((type) => ACCOUNT_TYPES.includes(type)),
      `Types: ${list(types)}.`,
    );
  },
};

const itemPrices: BillProbe = {
  id: "bill-item-prices",
  assumption: "An item's price is a number of at most six decimals.",
  run: async ({ bill }) => {
    const rows = await bill.rows("/v3/classifications/items");
    const priced = rows.filter((row) => has(row, "price"));
    first(priced, "item with a price");
    const types = priced.map((row) => typeOf(row["price"]));
    const most = Math.max(...priced.map((row) => decimalsOf(row["price"])));
    return judged(
      types.every((type) => type === "number") && most <= 6,
      `JSON types: ${list(types)}; at most ${most} decimals.`,
    );
  },
};

/** A user's id. connector/bill/API.md §1.2. */
const isUser = (row: Row): boolean => textAt(row, "createdBy").startsWith("006");

const createdBy: BillProbe = {
  id: "bill-created-by",
  assumption: "createdBy of a bill is the user whose session made it; vendor credits have none.",
  run: async (context) => {
    const { bill, sandbox } = context;
    const credits = (await bill.rows("/v3/vendor-credits")).filter((row) => has(row, "createdBy")).length;
    if (credits > 0) return judged(false, `${credits} vendor credits have createdBy, too.`);
    const own = sandbox ? [await sandbox.bill()] : [];
    const rows = [...own, ...(await bill.rows("/v3/bills"))];
    first(rows, "bill");
    const [named, mine] = [
      rows.filter(isUser),
      rows.filter((row) => textAt(row, "createdBy") === bill.userId()),
    ];
    if (named.length === 0)
      return judged(false, `None of ${rows.length} bills has a user's id in createdBy.`);
    const [made] = own;
    if (made) return judged(mine.includes(made), "Asked of a bill that the probe has made.");
    const what = `${named.length} of ${rows.length} bills name a user, ${mine.length} the user of this session.`;
    return mine.length > 0
      ? judged(true, what)
      : notTestable(`${what} None is known to be made by this user.`);
  },
};

const vendorCurrency: BillProbe = {
  id: "bill-vendor-currency",
  assumption: "A vendor without billCurrency is in USD.",
  run: async ({ bill }) => {
    const rows = await bill.rows("/v3/vendors");
    const without = rows.filter((row) => !has(row, "billCurrency")).length;
    return notTestable(
      `${without} of ${rows.length} vendors have none. ${without > 0 ? "Compare one of them with the web application." : "Nothing has to be assumed of these."}`,
    );
  },
};

export const recordProbes: readonly BillProbe[] = [
  decimals,
  timeForm,
  idPrefixes,
  customerParent,
  accountTypes,
  itemPrices,
  createdBy,
  vendorCurrency,
];
