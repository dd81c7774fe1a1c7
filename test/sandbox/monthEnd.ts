/** The second world that `npm start` runs: a small company's payments, and whether the two systems agree at the end. */
import type { Step, WorldInput } from "./worldFile";

const VENDOR = "00901HARBORLIGHT00001";

const ACCOUNT = "0ca01EQUIPMENT0000001";

const document = (idn: string, name: string, price: string, set: object = {}) => ({
  id: 900_000 + Number(idn),
  idn,
  status: 1,
  supplier: { id: 71 },
  issueDate: "2026-01-29",
  items: [{ name, quantity: "1", price }],
  ...set,
});

const reconcile: Step = { run: "Reconcile" };
const soon: Step = { advance: "PT2M" };

export const monthEnd: WorldInput = {
  now: "2026-01-30T09:00:00Z",
  bill: {
    vendors: [{ id: VENDOR, name: "Harbor Light" }],
    chartOfAccounts: [{ id: ACCOUNT, name: "Equipment", account: { type: "EXPENSE", number: "6400" } }],
  },
  precoro: {
    suppliers: [{ id: 71, name: "Harbor Light", externalId: VENDOR }],
    invoices: [
      document("2001", "Lamps", "480.00"),
      document("2002", "Cables", "90.00"),
      document("2003", "Masts", "1250.00"),
      document("2004", "A mast returned", "250.00", {
        logicType: 1,
        parentData: { id: 902_003, idn: "2003" },
        invoiceNumber: "CN-2003",
      }),
    ],
  },
  config: { "Send Credit Notes": "true", "Default Expense Account": ACCOUNT },
  script: [
    ...["2001", "2002", "2003"].map((idn): Step => ({ precoro: "approve", idn })),
    soon,
    { precoro: "approve", idn: "2004" },
    soon,
    { bill: "pay", id: { of: "2001" } },
    { bill: "pay", id: { of: "2003" }, set: { amount: 400 } },
    { advance: "PT15M" },
    reconcile,
    // A payment and a cancellation without a notification.
    { bill: "pay", id: { of: "2003" }, set: { amount: 600 }, notify: false },
    { precoro: "cancel", idn: "2002", notify: false },
    reconcile,
    { run: "Import Payments On Demand", body: { from: "2026-01-01", to: "2026-01-31" } },
    { advance: "PT1H" },
    reconcile,
  ],
};

export const MONTH_END = "Month end at a small company: payments come back, and the two systems are compared";
