/** One invoice exported three times at once, in many orders, with a run killed after its create: one active, linked bill. */
import { brokenInvariants, type Report } from "../../sandbox/report";
import type { SingleStep, WorldInput } from "../../sandbox/worldFile";
import { size } from "../kit/long";
import { playWorld } from "../kit/playWorld";

jest.setTimeout(120_000);

const VENDOR = "00901ACMEPAPER0000001";
const notification = { run: "Export Document", body: { id: 900_001, type: 3, action: 1, idn: "1042" } };
const sendToBill = { run: "Send To Bill", body: { idn: "1042" } };

const world = (seed: number, refuse: boolean, together: SingleStep[]): WorldInput => ({
  bill: { vendors: [{ id: VENDOR, name: "Acme" }] },
  precoro: {
    suppliers: [{ id: 55, name: "Acme", externalId: VENDOR }],
    invoices: [{ id: 900_001, idn: "1042", supplier: { id: 55 }, sum: "100.00" }],
  },
  // Precoro's rate limits keep the runs apart, so every other seed turns them off.
  simulator: { seed, refuseDuplicateInvoiceNumbers: refuse, limits: seed % 2 === 0 },
  script: [{ together }, { advance: "PT2M" }, notification],
});

const stateOf = (report: Report) => {
  const bills = report.bill["bills"] as unknown as { id: string; archived: boolean }[];
  const active = bills.filter(({ archived }) => !archived);
  const [invoice] = report.precoro["invoices"] as unknown as { externalId: string | null }[];
  return {
    active: active.length,
    linked: invoice?.externalId === active[0]?.id,
    broken: brokenInvariants(report),
  };
};

const seeds = Array.from({ length: size("SEEDS", 3, 24) }, (_, n) => n + 1);
const together: [string, SingleStep[]][] = [
  ["three notifications", [notification, notification, notification]],
  ["three clicks on Send to Bill", [sendToBill, sendToBill, sendToBill]],
  ["two notifications and a click", [notification, sendToBill, notification]],
  [
    "three clicks, one run dies after its create",
    [{ ...sendToBill, die: "POST /v3/bills" }, sendToBill, sendToBill],
  ],
  ["three clicks, all runs die after their create", Array(3).fill({ ...sendToBill, die: "POST /v3/bills" })],
  ["a click whose run dies after linking", [{ ...sendToBill, die: "PATCH /invoices/{id}" }, notification]],
];

describe.each([
  ["accepted", false],
  ["refused", true],
])("duplicate numbers %s", (_, refuse) => {
  test.each(together)("%s", async (_name, steps) => {
    for (const seed of seeds) {
      const state = stateOf(await playWorld(world(seed, refuse, steps)));
      expect({ seed, ...state }).toEqual({ seed, active: 1, linked: true, broken: [] });
    }
  });
});

test("the race is real: with duplicates accepted, some orders create more than one bill at first", async () => {
  const made = [];
  for (const seed of seeds) {
    const report = await playWorld(world(seed, false, [sendToBill, sendToBill, sendToBill]));
    made.push(report.calls.bill["POST /v3/bills"]?.count ?? 0);
  }
  expect(Math.max(...made)).toBeGreaterThan(1);
});
