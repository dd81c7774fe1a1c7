/** Reconcile: finds every kind of difference and no false ones; scheduled flows correct what they can. */

import type { Simulation } from "../../sandbox/simulation";
import type { WorldInput } from "../../sandbox/worldFile";
import { acmeWorld, creditNote, document as invoice, supplier } from "../fixtures/acme";
import { resultsOf, withSimulation } from "../kit/withSimulation";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const withoutNotification = { notify: false };

const idns = ["1", "2", "3", "4", "5", "6", "7", "8"];
const world = (
  more: Partial<WorldInput> = {},
  documents: object[] = idns.map((idn) => invoice(idn)),
): WorldInput =>
  acmeWorld(
    documents,
    { precoro: { suppliers: [supplier, { id: 6, name: "Not linked" }], invoices: documents }, ...more },
    { "Export Schedule": "", "Send Credit Notes": "true" },
  );

/** Approved and sent, without differences. */
const inStep = (run: (simulation: Simulation) => Promise<void>, more: Partial<WorldInput> = {}) =>
  withSimulation(world(more), async (simulation) => {
    for (const idn of idns) simulation.precoro.world.approve(idn);
    await simulation.idle();
    await simulation.platform.advance(120_000);
    await run(simulation);
  });

interface Reconciled {
  compared: number;
  differences: number;
  totals: Record<string, number>;
  csv: string;
}
const reconcile = async ({ platform }: Simulation) => {
  const execution = await platform.run("Reconcile");
  return {
    ...(execution.steps["reconcile"] as Reconciled),
    found: resultsOf(execution),
    logs: execution.logs,
  };
};
const billOf = ({ bill, precoro }: Simulation, idn: string) =>
  String(bill.world.bills().find(({ id }) => id === precoro.world.invoice(idn)["externalId"])?.id);

test("no differences: one log line says so, and the flow takes the other branch", () =>
  inStep(async (simulation) => {
    const { compared, differences, csv, logs } = await reconcile(simulation);
    expect([compared, differences]).toEqual([8, 0]);
    expect(csv.split("\r\n")).toHaveLength(2);
    const lines = logs.filter(({ level, message }) => level === "info" && !message.startsWith("Execution"));
    expect(lines.map(({ message }) => message)).toEqual([
      "Reconciliation 2025-12-01 to 2026-01-05: 8 documents, 8 matching.",
    ]);
  }));

test("finds each kind of difference with its amounts, and nothing else", () =>
  inStep(async (simulation) => {
    const { precoro, bill } = simulation;
    precoro.world.edit("1", { items: { data: [{ name: "Paper", price: "120" }] } }, withoutNotification);
    bill.world.archive(billOf(simulation, "2"), withoutNotification);
    precoro.world.cancel("3", {}, withoutNotification);
    bill.world.add(
      "bills",
      { ...bill.world.bills().find(({ id }) => id === billOf(simulation, "4")), id: "00n01TWIN0000000001" },
      withoutNotification,
    );
    bill.world.pay(billOf(simulation, "5"), { amount: 40 }, withoutNotification);
    precoro.world.pay("6", {}, withoutNotification);
    precoro.world.approve("7", { externalId: null, invoiceNumber: "OTHER" }, withoutNotification);
    bill.world.edit(
      billOf(simulation, "8"),
      { description: "Precoro invoice #8 (approved -)" },
      withoutNotification,
    );
    const gone = bill.world.bills().find(({ description }) => /#7 /.test(String(description)));
    bill.world.edit(String(gone?.id), { description: "another integration's" }, withoutNotification);

    const { found, totals, csv } = await reconcile(simulation);
    expect(found).toEqual({
      "1": "rejected amount-differs",
      "2": "rejected archived-in-bill",
      "3": "postponed still-active-in-bill",
      "4": "postponed duplicate-in-bill",
      "5": "postponed paid-only-in-bill",
      "6": "rejected paid-only-in-precoro",
      "7": "postponed missing-in-bill",
    });
    expect(Object.values(totals)).toEqual([1, 1, 1, 1, 1, 1, 1]);
    const [head, ...rows] = csv.trimEnd().split("\r\n");
    expect(head).toBe(
      "document,status,difference,Precoro,BILL,left to pay in Precoro,left to pay in BILL,scheduled in BILL,BILL ID,link,what to do",
    );
    expect(rows[0]).toMatch(
      /^Invoice #1,Approved,amount-differs,120\.00,100\.00,120\.00,100\.00,0\.00,00n\w+,https:\/\/app/,
    );
    expect(rows).toHaveLength(7);
  }));

test("what is missing, canceled, doubled or paid in BILL is corrected automatically; what needs a person stays", () =>
  inStep(
    async (simulation) => {
      const { precoro, bill, platform } = simulation;
      // Too long ago for the scheduled flows to see them as changed.
      await platform.advance(3 * DAY_MS);
      precoro.world.cancel("3", { updateDate: "2026-01-05T09:00:00+0000" }, withoutNotification);
      bill.world.add(
        "bills",
        { ...bill.world.bills().find(({ id }) => id === billOf(simulation, "4")), id: "00n01TWIN0000000001" },
        withoutNotification,
      );
      bill.world.pay(
        billOf(simulation, "5"),
        { amount: 40, updatedTime: "2026-01-01T00:00:00.000+00:00" },
        withoutNotification,
      );
      const first = await reconcile(simulation);
      expect(Object.values(first.found).sort()).toEqual([
        "postponed duplicate-in-bill",
        "postponed paid-only-in-bill",
        "postponed still-active-in-bill",
      ]);
      await platform.advance(2 * HOUR_MS);
      const again = await reconcile(simulation);
      expect(again.found).toEqual({});
      expect(Number(precoro.world.invoice("5")["sumPaid"])).toBe(40);
    },
    { config: { "Export Schedule": "0 * * * *", "Payments Schedule": "0 * * * *" } },
  ));

test("credits in both systems, split invoices, other integrations' links, old documents and unlinked suppliers are no differences", () =>
  withSimulation(
    world({ config: { "Send Documents Approved From": "2026-01-01" } }, [
      invoice("1"),
      creditNote("2", "30"),
      invoice("3", { status: 2, parentData: { id: 9, idn: "9" } }),
      invoice("4", { status: 2, externalId: "QBO-1" }),
      invoice("5", { status: 2, approvalDate: "2025-12-20T10:00:00+0000" }),
      invoice("6", { status: 2, supplier: { id: 6 } }),
      invoice("7", { status: 8 }),
      invoice("8", { status: 7 }),
    ]),
    async (simulation) => {
      simulation.precoro.world.approve("1");
      await simulation.idle();
      await simulation.platform.advance(120_000);
      simulation.precoro.world.approve("2");
      await simulation.idle();
      expect(simulation.bill.world.bills()).toMatchObject([{ creditAmount: 30 }]);
      const { found, compared } = await reconcile(simulation);
      expect(found).toEqual({});
      // The invoice, its credit note, and the canceled invoice that has nothing in BILL.
      expect(compared).toBe(3);
    },
  ));

test("five thousand documents are compared with list calls only", () => {
  const count = 5_000;
  const billId = (n: number) => `00n01BILL${String(n).padStart(11, "0")}`;
  const vendorId = (n: number) => `00901VENDOR${String(n).padStart(9, "0")}`;
  const suppliers = 400;
  return withSimulation(
    {
      bill: {
        vendors: Array.from({ length: suppliers }, (_, n) => ({ id: vendorId(n), name: `Vendor ${n}` })),
        bills: Array.from({ length: count }, (_, n) => ({
          id: billId(n),
          vendorId: vendorId(n % suppliers),
          amount: 100,
          createdTime: "2026-01-02T10:00:00.000+00:00",
          invoice: { invoiceNumber: `INV-${n + 1}` },
          description: `Precoro invoice #${n + 1} (approved 2026-01-02T10:00:00Z)`,
        })),
      },
      precoro: {
        suppliers: Array.from({ length: suppliers }, (_, n) => ({
          id: 100 + n,
          name: `Vendor ${n}`,
          externalId: vendorId(n),
        })),
        invoices: Array.from({ length: count }, (_, n) => ({
          id: 900_001 + n,
          idn: String(n + 1),
          status: 2,
          supplier: { id: 100 + (n % suppliers) },
          externalId: billId(n),
          createDate: "2026-01-02T09:00:00+0000",
          approvalDate: "2026-01-02T10:00:00+0000",
          updateDate: "2026-01-02T10:00:00+0000",
          sum: "100.00",
        })),
      },
      config: { "Export Schedule": "" },
      simulator: { latencyMs: 1 },
    },
    async (simulation) => {
      const calls = () => simulation.bill.journal.entries.length + simulation.precoro.journal.entries.length;
      const before = calls();
      const { compared, differences } = await reconcile(simulation);
      expect([compared, differences]).toEqual([count, 0]);
      expect(calls() - before).toBeLessThanOrEqual(
        Math.ceil(count / 200) + Math.ceil(suppliers / 200) + Math.ceil(count / 100) + 5,
      );
    },
  );
}, 120_000);
