/**
 * A month with everything in it that the vendors may answer one way or the other: invoices, credit notes, partial and full payments,
 * revisions, cancellations, approvals in BILL, a closed period.
 */
import type { Step, WorldInput } from "../../sandbox/worldFile";
import { creditNote, document, supplier, vendor } from "../fixtures/acme";

const ITEM = "0ii01PAPER000000000001";

const lines = (...prices: string[]) =>
  prices.map((price, nth) => ({ name: `Line ${nth + 1}`, quantity: "1", price }));
const invoice = (idn: string, ...prices: string[]) =>
  document(idn, { invoiceNumber: `INV-${idn}`, items: lines(...prices) });
const noteOf = (parent: string, idn: string, price: string) =>
  creditNote(idn, price, { parentData: { id: 900_000 + Number(parent), idn: parent } });

const approve = (idn: string): Step => ({ precoro: "approve", idn });
const revise = (idn: string, ...prices: string[]): Step => ({
  precoro: "revise",
  idn,
  set: { items: lines(...prices) },
});
const pay = (idn: string, amount: number, status = "PAID"): Step => ({
  bill: "pay",
  id: { of: idn },
  set: { amount, status },
});
const approvedInBill = (idn: string, approvalStatus: string): Step => ({
  bill: "edit",
  id: { of: idn },
  set: { approvalStatus },
});
const day: Step = { advance: "P1D" };
const soon: Step = { advance: "PT2M" };

/** Settings in which the flows run a few times a day. */
export const month = (simulator: Record<string, unknown>): WorldInput => ({
  now: "2026-01-05T08:00:00Z",
  bill: { vendors: [vendor], items: [{ id: ITEM, name: "Paper", type: "INVENTORY" }] },
  precoro: {
    suppliers: [supplier],
    items: [{ id: 41, sku: "BILL-1", name: "Paper", externalId: ITEM }],
    invoices: [
      invoice("1", "60", "40"),
      invoice("2", "200"),
      noteOf("2", "21", "30"),
      noteOf("2", "22", "50"),
      invoice("3", "120", "-20"),
      invoice("4", "80"),
      invoice("5", "50"),
      invoice("6", "300"),
      noteOf("6", "61", "100"),
      invoice("7", "70"),
      noteOf("7", "71", "20"),
      document("8", { invoiceNumber: "INV-8", issueDate: "2025-12-31T00:00:00+0000", items: lines("90") }),
      document("9", {
        invoiceNumber: "INV-9",
        items: [{ name: "Paper", quantity: "1", price: "10", item: { id: 41 } }],
      }),
      noteOf("1", "11", "25"),
    ],
  },
  config: {
    "Send Credit Notes": "true",
    "Export Schedule": "0 */12 * * *",
    "Payments Schedule": "0 1,13 * * *",
    "Import Schedule": "0 0 1 1 *",
  },
  simulator: { latencyMs: 20, ...simulator },
});

export const script: Step[] = [
  ...["1", "2", "3", "4", "5", "6", "7", "8", "9"].map(approve),
  soon,
  // Two credit notes of one invoice with a payment between them; one note of a bill that is scheduled.
  approve("21"),
  soon,
  pay("2", 60),
  pay("7", 30, "SCHEDULED"),
  soon,
  approve("22"),
  approve("71"),
  approve("61"),
  soon,
  approvedInBill("4", "APPROVED"),
  approvedInBill("5", "APPROVING"),
  revise("4", "90"),
  { precoro: "cancel", idn: "5" },
  revise("8", "95"),
  day,
  // A note is revised while nothing is paid, an invoice while all is paid.
  revise("61", "120"),
  pay("1", 40),
  pay("3", 100),
  soon,
  pay("1", 60),
  day,
  {
    precoro: "revise",
    idn: "1",
    set: { items: [{ name: "Other words", quantity: "1", price: "60" }, ...lines("40")] },
  },
  approve("11"),
  pay("2", 60),
  { precoro: "cancel", idn: "61" },
  day,
];
