/**
 * The world that `npm start` plays: 160 vendors and 40 invoices of every kind the product tells apart, one lost answer
 * and one session that ends on the way. Each invoice says in its line what is special about it.
 */
import type { Step, WorldInput } from "./worldFile";

const first = [
  "Acme",
  "Blue",
  "Cedar",
  "Delta",
  "Ever",
  "Fern",
  "Grand",
  "Harbor",
  "Iron",
  "Juniper",
  "Kite",
  "Lunar",
  "Maple",
  "North",
  "Oak",
  "Pine",
];
const second = [
  "Paper",
  "Freight",
  "Tools",
  "Catering",
  "Software",
  "Cleaning",
  "Printing",
  "Energy",
  "Travel",
  "Legal",
];

const vendorId = (n: number) => `00901VENDOR${String(n).padStart(9, "0")}`;
const vendorName = (n: number) => `${first[Math.floor(n / second.length)]} ${second[n % second.length]}`;

/** By number: what is special about a vendor. The others are plain. */
const PAPER = 0;
const FREIGHT = 1;
const EURO = 2;
const CLOSING = 3;
const TOOLS = 4;
const AMBIGUOUS = 5;
const OWNED = 6;
const ARCHIVED = 7;

const vendors = Array.from({ length: 160 }, (_, n) => ({
  id: vendorId(n),
  name: vendorName(n),
  email: `ap${n}@vendor.test`,
  ...(n % 3 === 0 ? { phone: `+1 512 555 ${String(1000 + n)}` } : {}),
  ...(n % 2 === 0 ? { accountNumber: `AC-${1000 + n}` } : {}),
  address: {
    line1: `${n + 1} Main Street`,
    city: "Austin",
    stateOrProvince: "TX",
    zipOrPostalCode: "78701",
    country: "US",
  },
  billCurrency: n === EURO ? "EUR" : "USD",
  archived: n === ARCHIVED,
}));

const suppliers = [
  { id: 50, name: "ACME  PAPER", contacts: [{ firstname: "Kim", email: "kim@acme.test" }] },
  { id: 51, name: "acme freight", currencies: ["EUR"] },
  { id: 52, name: vendorName(EURO), currencies: ["EUR"] },
  { id: 53, name: vendorName(CLOSING) },
  { id: 54, name: vendorName(TOOLS) },
  { id: 55, name: vendorName(AMBIGUOUS) },
  { id: 56, name: vendorName(AMBIGUOUS).toUpperCase() },
  { id: 57, name: vendorName(OWNED), externalId: "QBO-4711" },
  { id: 58, name: "Corner Shop" },
];

const OFFICE = "0ca01OFFICE0000000000";
const accounts = [
  { id: OFFICE, name: "Office Supplies", account: { type: "EXPENSE", number: "6100" } },
  { id: "0ca01TRAVEL0000000000", name: "Travel", account: { type: "EXPENSE", number: "6200" } },
  { id: "0ca01GENERAL000000000", name: "General Expenses", account: { type: "EXPENSE", number: "6900" } },
];

type Fields = Record<string, unknown>;

/** The supplier of an invoice, by the number of the vendor it is linked to. */
const supplierOf = (vendor: number) => ({ id: 50 + vendor });
const line = (name: string, quantity: string, price: string, taxPercent: string, more: Fields = {}) => ({
  name,
  quantity,
  price,
  taxPercent,
  ...more,
});
const coded = {
  dataItemCustomFields: {
    data: [
      {
        value: "Office Supplies",
        itemCustomField: { id: 17030, name: "Bill Chart of Accounts" },
        itemCustomFieldOption: { id: 4, name: "Office Supplies", externalId: OFFICE },
      },
    ],
  },
};
const notImported = {
  dataItemCustomFields: {
    data: [
      {
        value: "Marketing",
        itemCustomField: { id: 17030, name: "Bill Chart of Accounts" },
        itemCustomFieldOption: [],
      },
    ],
  },
};
const PAPER_A4 = "0ii01PAPERA400000000";
const item = { item: { id: 31, externalId: PAPER_A4 } };

/** What becomes a bill: fifteen plain ones, and each way a sum can be odd. */
const sent: Fields[] = [
  ...Array.from({ length: 15 }, (_, n) => ({
    supplier: supplierOf([PAPER, FREIGHT, TOOLS][n % 3] ?? PAPER),
    items: [
      line(
        `Goods ${n + 1}`,
        String(1 + (n % 7)),
        `${19 + n * 13}.${String(10 + n)}`,
        n % 2 === 0 ? "8.25" : "0",
      ),
    ],
  })),
  { items: [line("Thin paper, by the gram", "0.3333", "9.9999", "10"), line("Ink", "1.5", "33.333", "20")] },
  {
    items: [
      line("Three taxes: 0", "3", "10.10", "0"),
      line("7", "3", "10.10", "7"),
      line("19", "3", "10.10", "19"),
    ],
  },
  { items: [line("Desk", "1", "400.00", "8.25"), line("Loyalty discount", "1", "-35.00", "8.25")] },
  {
    items: [line("Paper A4, an item of BILL", "10", "9.90", "0", item), line("Delivery", "1", "10.00", "0")],
  },
  {
    items: [
      line("Coded to an account", "2", "55.00", "0", coded),
      line("A sample for nothing", "1", "0", "0"),
    ],
  },
  { items: [line("Ordered before", "4", "25.00", "0")], purchaseOrder: { id: 700, idn: "311" } },
  { items: [line("A cent of rounding in the total", "1", "10.00", "0")], sum: "10.01" },
  { items: [line("A number no filter can express", "1", "80.00", "0")], invoiceNumber: 'A,1:"x"' },
  {
    items: [line("Already in BILL by hand, the same", "1", "120.00", "0")],
    invoiceNumber: "HAND-1",
    issueDate: "2026-01-02",
    requiredDate: "2026-02-01",
  },
  { items: [line("Credited in part", "1", "200.00", "0")], payments: [{ sumPaid: "50.00", logicType: 1 }] },
];

/** What is not, each for another reason. */
const notSent: Fields[] = [
  { items: [line("A number of 22 characters", "1", "10.00", "0")], invoiceNumber: "INVOICE-2026-000000001" },
  { items: [line("No due date", "1", "10.00", "0")], requiredDate: null },
  { items: [line("In dollars, from a vendor paid in euros", "1", "10.00", "0")], supplier: supplierOf(EURO) },
  { items: [line("From a vendor archived since", "1", "10.00", "0")], supplier: supplierOf(CLOSING) },
  { items: [line("Partly paid in Precoro already", "1", "100.00", "0")], payments: [{ sumPaid: "40.00" }] },
  { items: [line("A line is missing", "1", "10.00", "0")], sum: "60.00" },
  { items: [line("All for nothing", "1", "0", "0")], sum: "0" },
  {
    items: [
      line("Small", "1", "5.00", "0"),
      line("Small too", "1", "5.00", "0"),
      line("A discount too large", "1", "-8.00", "0"),
    ],
  },
  { items: [line("Coded to an option that was not imported", "1", "10.00", "0", notImported)] },
  { items: [line("Already in BILL by hand, another total", "1", "75.00", "0")], invoiceNumber: "HAND-2" },
  {
    items: [line("The same number again", "1", "19.10", "8.25")],
    invoiceNumber: "INV-1001",
    supplier: supplierOf(PAPER),
  },
  { items: [line("Linked by another integration", "1", "10.00", "0")], externalId: "QBO-88" },
  { items: [line("From a supplier that is not linked", "1", "10.00", "0")], supplier: { id: 58 } },
  { items: [line("Part of a split invoice", "1", "10.00", "0")], parentData: { id: 900, idn: "1001" } },
  { items: [line("Approved before the start", "1", "10.00", "0")], approvalDate: "2025-12-30T10:00:00+0000" },
];

const invoices = [...sent, ...notSent].map((invoice, n) => ({
  id: 900_001 + n,
  idn: String(1001 + n),
  status: 1,
  supplier: supplierOf(PAPER),
  issueDate: "2026-01-03",
  ...invoice,
}));

/** Bills that people have made in BILL by hand. */
const bills = [
  {
    id: "00n01HANDMADE000000001",
    vendorId: vendorId(PAPER),
    invoice: { invoiceNumber: "HAND-1", invoiceDate: "2026-01-02" },
    dueDate: "2026-02-01",
    description: "Entered by Kim",
    billLineItems: [{ amount: 120, description: "Paper" }],
  },
  {
    id: "00n01HANDMADE000000002",
    vendorId: vendorId(PAPER),
    invoice: { invoiceNumber: "HAND-2", invoiceDate: "2026-01-03" },
    dueDate: "2026-02-02",
    billLineItems: [{ amount: 99, description: "Paper" }],
  },
];

/** Approvals carry their own date where the invoice has one. */
const approve = ({ idn, ...invoice }: (typeof invoices)[number]) => ({
  precoro: "approve" as const,
  idn,
  set: "approvalDate" in invoice ? { approvalDate: invoice.approvalDate } : {},
});

const importAll = { run: "Import Vendors", body: { scope: "all" } };
const hint = ({ id, idn }: (typeof invoices)[number]) => ({
  run: "Export Document",
  body: { id, type: 3, action: 1, idn },
});

export const builtInWorld: WorldInput = {
  now: "2026-01-05T08:00:00Z",
  bill: {
    vendors,
    chartOfAccounts: accounts,
    bills,
    items: [{ id: PAPER_A4, name: "Paper A4", type: "NON_INVENTORY", price: 9.9 }],
  },
  precoro: { suppliers, invoices },
  config: {
    "Send Documents Approved From": "2026-01-01",
    "Default Expense Account": "0ca01GENERAL000000000",
  },
  script: [
    importAll,
    { advance: "PT1H" },
    { bill: "archive", id: vendorId(CLOSING) },
    { fault: { system: "bill", match: "POST /v3/bills", kind: "reset-after", skip: 4 } },
    { fault: { system: "bill", match: "GET /v3/bills", kind: "expired-session", skip: 20 } },
    ...invoices.map(approve),
  ],
};

/** The same flows once more: nothing may be written in either system. */
export const onceMore: Step[] = [{ advance: "PT1H" }, importAll, ...invoices.map(hint)];
