/** A small world that makes every call of Import Vendors and Export Document. */

import type { Report } from "../../sandbox/report";
import type { Step, WorldInput } from "../../sandbox/worldFile";
import { finalRecords, outcomesOf } from "../kit/playWorld";

const NEW = "00901NEWVENDOR0000001";
const NAMED = "00901NAMEDVENDOR00001";

const vendors = [
  { id: NEW, name: "New Vendor", email: "ap@new.test" },
  { id: NAMED, name: "Named Vendor", email: "ap@named.test", phone: "5" },
];

const invoice = (idn: string, set: object) => ({
  id: 900_000 + Number(idn),
  idn,
  status: 1,
  supplier: { id: 50 },
  items: [{ name: "Paper", quantity: "3", price: "9.99", taxPercent: "8.25" }],
  ...set,
});

/** A plain invoice, one that is rejected, and one that a person has entered in BILL. */
const invoices = [
  invoice("1", { issueDate: "2026-01-02" }),
  invoice("2", { requiredDate: null }),
  invoice("3", { invoiceNumber: "HAND", issueDate: "2026-01-02", requiredDate: "2026-02-01" }),
];

const handMade = {
  vendorId: NAMED,
  invoice: { invoiceNumber: "HAND", invoiceDate: "2026-01-02" },
  dueDate: "2026-02-01",
  billLineItems: [{ amount: 32.44 }],
};

const importAll: Step = { run: "Import Vendors", body: { scope: "all" } };
const notifications: Step[] = invoices.map(({ id, idn }) => ({
  run: "Export Document",
  body: { id, type: 3, action: 1, idn },
}));
const firstRun: Step[] = [importAll, ...invoices.map(({ idn }): Step => ({ precoro: "approve", idn }))];
const secondRun: Step[] = [{ advance: "PT2M" }, importAll, ...notifications];

/** The world with simulator options. */
export const documents = (simulator: Record<string, unknown>) => ({
  world: {
    bill: { vendors, bills: [handMade] },
    precoro: { suppliers: [{ id: 50, name: "NAMED vendor" }], invoices },
    simulator,
  } satisfies WorldInput,
  firstRun,
  secondRun,
  endOf,
});

/** The final records, and the last outcome of each record. */
const endOf = (report: Report) => {
  const ids = [NEW, NAMED, ...invoices.map(({ idn }) => idn)];
  return {
    ...finalRecords(report),
    last: Object.fromEntries(ids.map((id) => [id, outcomesOf(report, id).at(-1)])),
  };
};
