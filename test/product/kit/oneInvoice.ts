/** Plays a world with one vendor, one supplier and one invoice, and returns what became of the invoice. */
import type { Step, WorldInput } from "../../sandbox/worldFile";
import { outcomesOf, playWorld } from "./playWorld";

export const VENDOR = "00901ACMEPAPER0000001";
export const BILL = { of: "1042" };

export const lines = (...prices: string[]) =>
  prices.map((price, n) => ({ name: `Line ${n + 1}`, quantity: "1", price }));

export const world = (script: Step[], more: WorldInput = {}): WorldInput => ({
  ...more,
  bill: { vendors: [{ id: VENDOR, name: "Acme" }], ...more.bill },
  precoro: {
    suppliers: [{ id: 55, name: "Acme", externalId: VENDOR }],
    invoices: [{ id: 900_001, idn: "1042", status: 1, supplier: { id: 55 }, items: lines("60.00", "40.00") }],
    ...more.precoro,
  },
  // Two minutes between actions, as between people's: Precoro answers the same question only once a minute.
  script: script.flatMap((step) => [step, { advance: "PT2M" }]),
});

export interface Bill {
  id: string;
  archived: boolean;
  amount: number;
  description?: string;
  dueDate: string;
  billLineItems: {
    id: string;
    amount: number;
    description?: string;
    classifications?: Record<string, string>;
  }[];
}

export const play = async (script: Step[], more: WorldInput = {}) => {
  const report = await playWorld(world(script, more));
  const bills = report.bill["bills"] as unknown as Bill[];
  const [invoice] = report.precoro["invoices"] as unknown as {
    externalId: string | null;
    externalIntegrationLog: string | null;
  }[];
  return {
    report,
    bills,
    active: bills.filter(({ archived }) => !archived),
    invoice,
    outcomes: outcomesOf(report, "1042"),
  };
};

export const approve: Step = { precoro: "approve", idn: "1042" };
export const sendToBill: Step = { run: "Send To Bill", body: { idn: "1042" } };
export const callCount = (report: Awaited<ReturnType<typeof play>>["report"], call: string) =>
  report.calls.bill[call]?.count ?? 0;
