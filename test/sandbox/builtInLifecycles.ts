/** Two complete lifecycles in the built-in world: an invoice from approval to cancellation, and a credit note. */
import { PAPER } from "./builtInVendors";
import type { SingleStep, Step } from "./worldFile";

const INVOICE = "1101";
const CREDITED = "1102";
const NOTE = "1103";

const document = (idn: string, set: object) => ({
  id: 900_000 + Number(idn),
  idn,
  status: 1,
  supplier: { id: 50 + PAPER },
  issueDate: "2026-01-03",
  ...set,
});
const lines = (name: string, price: string) => ({ items: [{ name, quantity: "1", price }] });

export const lifecycleDocuments = [
  document(INVOICE, lines("Shelves", "240.00")),
  document(CREDITED, lines("Chairs", "600.00")),
  document(NOTE, {
    logicType: 1,
    parentData: { id: 900_000 + Number(CREDITED), idn: CREDITED },
    invoiceNumber: "CN-1102",
    ...lines("Two chairs returned", "150.00"),
  }),
];

/** Two minutes between steps, as between people's actions: Precoro answers the same question only once a minute. */
const withPauses = (...steps: SingleStep[]): Step[] =>
  steps.flatMap((step): Step[] => [step, { advance: "PT2M" }]);

export const invoiceLifecycle = withPauses(
  { precoro: "approve", idn: INVOICE },
  { precoro: "revise", idn: INVOICE, set: lines("Shelves, the better ones", "265.00") },
  { bill: "archive", id: { of: INVOICE } },
  { run: "Send To Bill", body: { idn: INVOICE } },
  { precoro: "cancel", idn: INVOICE },
);

export const creditNoteLifecycle = withPauses(
  { precoro: "approve", idn: NOTE },
  { precoro: "approve", idn: CREDITED },
  { advance: "PT15M" },
  { precoro: "revise", idn: NOTE, set: lines("Three chairs returned", "225.00") },
  { precoro: "cancel", idn: NOTE },
);
