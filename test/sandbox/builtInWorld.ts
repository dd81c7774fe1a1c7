/** The world that `npm start` runs: vendors, lists and items in, invoices out, with one lost response and one expired session on the way. */
import { invoices } from "./builtInInvoices";
import { creditNoteLifecycle, invoiceLifecycle, lifecycleDocuments } from "./builtInLifecycles";
import {
  ACCOUNTS,
  AIR,
  COST_OF_GOODS,
  choices,
  FREIGHT_IN,
  GENERAL,
  listsInBill,
  listsInPrecoro,
  SOFTWARE,
} from "./builtInLists";
import { CLOSING, PAPER, suppliers, vendorId, vendors } from "./builtInVendors";
import type { Step, WorldInput } from "./worldFile";

/** Bills that people entered in BILL by hand. */
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

/** An approval takes the invoice's approval date, if it has one. */
const approve = ({ idn, ...invoice }: (typeof invoices)[number]) => ({
  precoro: "approve" as const,
  idn,
  set: "approvalDate" in invoice ? { approvalDate: invoice.approvalDate } : {},
});

const notify = ({ id, idn }: (typeof invoices)[number]) => ({
  run: "Export Document",
  body: { id, type: 3, action: 1, idn },
});

const importVendors = { run: "Import Vendors", body: { scope: "all" } };
const importItems = (scope: string) => ({ run: "Import Items", body: { scope } });
const importList = (list: string, importAs: string, scope = "all") => ({
  run: "Import List",
  body: { list, importAs, scope },
});

export const builtInWorld: WorldInput = {
  now: "2026-01-05T08:00:00Z",
  bill: { vendors, bills, ...listsInBill },
  precoro: { suppliers, invoices: [...invoices, ...lifecycleDocuments], ...listsInPrecoro },
  config: {
    "Send Documents Approved From": "2026-01-01",
    "Default Expense Account": GENERAL,
    "Send Credit Notes": "true",
    ...choices,
  },
  script: [
    importVendors,
    importList("chartOfAccounts", "itemCustomField"),
    importList("departments", "documentCustomField"),
    importList("customers", "documentCustomField"),
    importList("locations", "location"),
    importItems("all"),
    { show: ACCOUNTS.name },
    { advance: "PT1H" },
    { bill: "archive", id: vendorId(CLOSING) },
    { fault: { system: "bill", match: "POST /v3/bills", kind: "reset-after", skip: 4 } },
    { fault: { system: "bill", match: "GET /v3/bills", kind: "expired-session", skip: 20 } },
    ...invoices.map(approve),
    { bill: "edit", id: AIR, set: { name: "Flights" } },
    { bill: "edit", id: SOFTWARE, set: { parentId: COST_OF_GOODS } },
    { bill: "archive", id: FREIGHT_IN },
    importList("chartOfAccounts", "itemCustomField", "integrated"),
    { show: ACCOUNTS.name },
    ...invoiceLifecycle,
    ...creditNoteLifecycle,
    { run: "Integration Status" },
    { run: "List Import Options", body: { list: "chartOfAccounts", search: "travel" } },
  ],
};

/** The same flows again: neither system may be written to. */
export const secondRun: Step[] = [
  { advance: "PT1H" },
  importVendors,
  importList("chartOfAccounts", "itemCustomField", "integrated"),
  importList("classes", "itemCustomField", "integrated"),
  importList("departments", "documentCustomField", "integrated"),
  importList("customers", "documentCustomField", "integrated"),
  importList("locations", "location", "integrated"),
  importItems("integrated"),
  ...invoices.map(notify),
];
