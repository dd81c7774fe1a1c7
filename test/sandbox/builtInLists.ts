/** The built-in world's lists and items: what BILL has, in no particular order, and what people had created in Precoro by hand. */

type Fields = Record<string, unknown>;

const accountId = (number: string) => `0ca01ACCOUNT${number}`;

/** An account's type, by the first digit of its number. */
const types: Readonly<Record<string, string>> = {
  1: "BANK",
  5: "COST_OF_GOODS_SOLD",
  6: "EXPENSE",
  7: "FIXED_ASSET",
  8: "OTHER_EXPENSE",
  9: "OTHER_CURRENT_ASSET",
};

const account = (number: string, name: string, parent?: string, { type, ...more }: Fields = {}) => ({
  id: accountId(number),
  name,
  ...(parent === undefined ? {} : { parentId: accountId(parent) }),
  account: { type: type ?? types[number.charAt(0)], number },
  ...more,
});

export const AIR = accountId("6210");
export const SOFTWARE = accountId("6300");
export const COST_OF_GOODS = accountId("5000");
export const FREIGHT_IN = accountId("5200");
export const GENERAL = accountId("6900");

const accounts = [
  account("6210", "Air", "6200"),
  account("5190", "Other", "5100"),
  account("7112", "Cell 4", "7111"),
  // On level 6: Precoro takes 5.
  account("7113", "Robot Arm", "7112"),
  account("6000", "Operating Expenses"),
  account("6290", "Other", "6200"),
  account("6100", "Office Supplies", "6000"),
  account("5110", "Paper Stock", "5100"),
  account("7110", "Hall 2", "7100"),
  account("7000", "Fixed Assets"),
  // Archived, but still the parent of an account.
  account("6500", "Telephone", "6000", { archived: true }),
  account("6510", "Mobile", "6500"),
  account("6310", "Licenses", "6300"),
  account("6200", "Travel", "6000"),
  account("1010", "Checking", "1000"),
  account("5200", "Freight In", "5000"),
  account("6220", "Hotels", "6200"),
  account("6400", "Fax", "6000", { archived: true }),
  // Nothing can be posted to it, only to the account below it.
  account("8100", "Allocated Rent", "8000"),
  account("8000", "Overhead", undefined, { type: "NON_POSTING" }),
  account("7111", "Line A", "7110"),
  account("7100", "Machines", "7000"),
  account("6320", "Hosting", "6300"),
  account("6300", "Software", "6000"),
  account("1000", "Bank"),
  account("5100", "Materials", "5000"),
  account("6900", "General Expenses", "6000"),
  account("5000", "Cost of Goods Sold"),
  // Each is the other's parent.
  account("9100", "Clearing", "9200"),
  account("9200", "Suspense", "9100"),
];

const entry = (prefix: string, name: string, parent?: string, more: Fields = {}) => {
  const idOf = (text: string) => prefix + text.replace(/\W/g, "").toUpperCase().padEnd(16, "0");
  return {
    id: idOf(name),
    name,
    ...(parent === undefined ? {} : { parentId: idOf(parent) }),
    ...more,
  };
};

const classes = [
  entry("cls01", "Online Shop", "Retail"),
  entry("cls01", "Retail"),
  entry("cls01", "Wholesale"),
];
const [ONLINE_SHOP] = classes.map(({ id }) => id);

const departments = [
  entry("0de01", "Field Sales", "Sales"),
  entry("0de01", "Sales"),
  entry("0de01", "Operations"),
  entry("0de01", "Warehouse", "Operations"),
  entry("0de01", "Old Laboratory", undefined, { archived: true }),
];

const locations = [
  entry("loc01", "Austin", "Texas"),
  entry("loc01", "Berlin"),
  entry("loc01", "Texas"),
  entry("loc01", "Dallas", "Texas"),
];

const customers = ["Blue Ridge Clinic", "City of Waco", "Hill Country School"].map((name) =>
  entry("0cu01", name),
);

const PAPER_A4 = "0ii01PAPERA400000000";

const item = (name: string, type: string, price?: number, more: Fields = {}) => ({
  ...entry("0ii01", name),
  type,
  ...(price === undefined ? {} : { price }),
  ...more,
});

const items = [
  item("Paper A4", "NON_INVENTORY", 9.9, { id: PAPER_A4 }),
  item("Toner", "INVENTORY", 54.125),
  item("Standing Desk", "INVENTORY_ASSEMBLY", 400),
  item("Courier", "SERVICE", 10),
  item("Advice by the hour", "SERVICE"),
  item("Cloud Seat", "OTHER_CHARGE", 12.345678),
  item("Laptop", "FIXED_ASSET", 1250),
  item("Stationery", "EXPENSE", 3.2),
  item("Sales Tax", "SALES_TAX", 8.25),
  item("Envelopes", "NON_INVENTORY", 0.045),
  item("Loyalty Discount", "DISCOUNT", 35),
  item("Fax Paper", "NON_INVENTORY", 4, { archived: true }),
];

export const listsInBill = {
  chartOfAccounts: accounts,
  accountingClasses: classes,
  departments,
  locations,
  customers,
  items,
};

/** Created by hand before the first import: an import links those with the name of a BILL record. Marketing is not an account in BILL. */
export const ACCOUNTS = { id: 17030, name: "Bill Chart of Accounts" };
export const CLASSES = { id: 17031, name: "Bill Classes" };
export const DEPARTMENTS = { id: 801, name: "Bill Departments" };
export const OFFICE = { id: 4, name: "Office Supplies" };
export const MARKETING = { id: 5, name: "Marketing" };
export const RETAIL = { id: 11, name: "Retail" };
export const SALES = { id: 9, name: "Sales" };
export const AUSTIN = { id: 71, name: "Austin" };
export const BERLIN = { id: 72, name: "Berlin" };
export const PAPER_ITEM = { id: 31, name: "PAPER  A4" };

export const listsInPrecoro = {
  itemCustomFields: [
    { ...ACCOUNTS, options: [OFFICE, MARKETING] },
    { ...CLASSES, options: [RETAIL] },
  ],
  documentCustomFields: [{ ...DEPARTMENTS, options: [SALES] }],
  locations: [AUSTIN, BERLIN],
  items: [{ ...PAPER_ITEM, sku: "A4", price: "9.50" }],
};

/** What was selected in the wizard: one class, which brings its parent along. */
export const choices = {
  "Classes As": "Item custom field",
  "Classes Options": [{ object: { key: ONLINE_SHOP, label: "Retail › Online Shop" } }],
  "Locations As": "Location",
};
