/** The same days under each way in which the platform may behave: the end is the same. */
import type { Simulation } from "../../sandbox/simulation";
import type { WorldInput } from "../../sandbox/worldFile";
import { creditNote, document, vendor } from "../fixtures/acme";
import { withSimulation } from "../kit/withSimulation";

const HOUR_MS = 3_600_000;
const UNLINKED = { id: 5, name: "Acme" };

const world = (platform: WorldInput["platform"]): WorldInput => ({
  bill: { vendors: [vendor, { id: "00901BETA0000000001", name: "Beta" }] },
  precoro: {
    suppliers: [UNLINKED],
    invoices: [document("1"), document("2"), document("3"), creditNote("11", "30")],
  },
  config: {
    "Vendors To Import": [{ object: { key: vendor.id, label: vendor.name } }],
    "Send Documents Approved From": "01/01/2026",
    "Send Credit Notes": true,
    "Payments Schedule": "0 * * * *",
  },
  simulator: { latencyMs: 20 },
  ...(platform && { platform }),
});

const endOf = (platform: WorldInput["platform"]) =>
  withSimulation(world(platform), async (simulation: Simulation) => {
    const { bill, precoro, platform: flows, idle } = simulation;
    const billOf = (idn: string) => String(precoro.world.invoice(idn)["externalId"]);
    const hour = () => flows.advance(HOUR_MS);
    for (const idn of ["1", "2", "3"]) precoro.world.approve(idn, {}, { notify: idn !== "3" });
    await idle();
    precoro.world.approve("11");
    await hour();
    bill.world.pay(billOf("1"), { amount: 40 });
    const second = billOf("2");
    bill.world.archive(second);
    await idle();
    bill.world.restore(second);
    await hour();
    precoro.world.cancel("3");
    await hour();
    const { bills, vendorCredits } = bill.world.snapshot() as Record<string, Record<string, unknown>[]>;
    const active = [...(bills ?? []), ...(vendorCredits ?? [])];
    return {
      failed: flows.executions.filter(({ status }) => status === "failed").map(({ error }) => error),
      vouchers: active.map(({ amount, archived, paidAmount, appliedAmount }) => ({
        ...{ amount, archived, paidAmount, appliedAmount },
      })),
      documents: precoro.world.invoices().map(({ idn, status, externalId, sumPaid }) => ({
        ...{ idn, status, sumPaid },
        isLinked: externalId !== null,
      })),
      supplier: precoro.world.supplier(5).externalId,
    };
  });

let usual: ReturnType<typeof endOf> | undefined;

test.each<NonNullable<WorldInput["platform"]>>([
  { keys: "none" },
  { startedAt: "arrival" },
  { startedAt: "parent" },
  { body: "buffer" },
  { body: "serialized" },
  { queues: false },
  { objectSelectionEmpty: "[]" },
])("%j", async (platform) => {
  usual ??= endOf(undefined);
  const before = await usual;
  expect(before.failed).toEqual([]);
  expect(before.supplier).toBe(vendor.id);
  expect(before.vouchers).toHaveLength(4);
  // 30 by its credit note in Precoro, 40 by the payment in BILL.
  expect(Number(before.documents[0]?.sumPaid)).toBe(70);
  expect(before.documents.map(({ isLinked }) => isLinked)).toEqual([true, true, true, true]);
  expect(await endOf(platform)).toEqual(before);
});
