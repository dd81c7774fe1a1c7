/** The world that `npm start` plays: vendors in, invoices out, one lost answer and one session that ends on the way. */
import { invoices } from "./builtInInvoices";
import { accounts, CLOSING, PAPER, PAPER_A4, suppliers, vendorId, vendors } from "./builtInVendors";
import type { Step, WorldInput } from "./worldFile";

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
