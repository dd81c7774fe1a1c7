/** Import of payments: what was paid in BILL is booked in Precoro, once and to the cent. */

import { VENDOR } from "../fixtures/acme";
import { resultsOf } from "../kit/withSimulation";
import {
  billOf,
  HOUR_MS,
  importPayments,
  invoice,
  lastOutcomes,
  paymentImports,
  paymentsOf,
  paymentWrites,
  statusOf,
  sumsOf,
  withoutNotification,
  withSentInvoices,
} from "./paymentWorld";

test("a payment in BILL sends a notification, which makes no call; the next import books and links it, and closes the invoice", () =>
  withSentInvoices([invoice("1")], async (simulation) => {
    const calls = () => simulation.bill.journal.entries.length + simulation.precoro.journal.entries.length;
    const before = calls();
    const { id } = simulation.bill.world.pay(billOf(simulation, "1"));
    await simulation.idle();
    expect(calls()).toBe(before);
    await importPayments(simulation);
    expect(paymentsOf(simulation)).toMatchObject([
      { externalId: id, logicType: 0, payDate: expect.stringMatching(/^2026-01-05/) },
    ]);
    expect([sumsOf(simulation), statusOf(simulation)]).toEqual([[100], 5]);
    expect(lastOutcomes(simulation)).toEqual(["created"]);
    const events = simulation.platform.executions.filter(({ flow }) => flow === "BILL Events");
    expect(events.flatMap((one) => Object.values(resultsOf(one)))).toContain("postponed payment-handed-off");
  }));

test("without a notification, the schedule finds it; a second run writes nothing", () =>
  withSentInvoices(
    [invoice("1")],
    async (simulation) => {
      simulation.bill.world.pay(billOf(simulation, "1"), { amount: 40 }, withoutNotification);
      await simulation.platform.advance(HOUR_MS);
      expect([sumsOf(simulation), statusOf(simulation)]).toEqual([[40], 4]);
      const before = paymentWrites(simulation).length;
      await simulation.platform.advance(2 * HOUR_MS);
      await importPayments(simulation, { from: "2026-01-01", to: "2026-01-31" });
      expect(lastOutcomes(simulation)).toEqual(["unchanged"]);
      expect(paymentWrites(simulation)).toHaveLength(before);
    },
    { config: { "Payments Schedule": "0 * * * *" } },
  ));

test("a payment of two bills becomes two payments in Precoro, each with its allocation", () =>
  withSentInvoices([invoice("1"), invoice("2", "50")], async (simulation) => {
    const [first, second] = [billOf(simulation, "1"), billOf(simulation, "2")];
    const { id } = simulation.bill.world.pay(first, {
      amount: 110,
      billPayments: [
        { billId: first, amount: 60 },
        { billId: second, amount: 50 },
      ],
    });
    await importPayments(simulation);
    expect([sumsOf(simulation, "1"), sumsOf(simulation, "2")]).toEqual([[60], [50]]);
    expect(
      [...paymentsOf(simulation, "1"), ...paymentsOf(simulation, "2")].map((one) => one.externalId),
    ).toEqual([id, id]);
  }));

test("a scheduled payment is booked when it is paid, with its own date however late it is imported", () =>
  withSentInvoices([invoice("1")], async (simulation) => {
    const { id } = simulation.bill.world.pay(billOf(simulation, "1"), {
      status: "SCHEDULED",
      processDate: "2026-01-09",
    });
    await importPayments(simulation);
    expect(sumsOf(simulation)).toEqual([]);
    await simulation.platform.advance(5 * 24 * HOUR_MS);
    simulation.bill.world.edit(id, { status: "PAID", singleStatus: "CLEARED" });
    await importPayments(simulation);
    expect(sumsOf(simulation)).toEqual([100]);
    expect(paymentsOf(simulation)[0]?.payDate).toMatch(/^2026-01-09/);
  }));

test("voided after its import: noted once on the invoice and in the log, and not booked twice", () =>
  withSentInvoices([invoice("1")], async (simulation) => {
    const { id } = simulation.bill.world.pay(billOf(simulation, "1"));
    await importPayments(simulation);
    await simulation.platform.advance(120_000);
    simulation.bill.world.void(id);
    await importPayments(simulation);
    await simulation.platform.advance(120_000);
    await importPayments(simulation, { ids: [id] });
    expect(lastOutcomes(simulation)).toEqual(["rejected payment-reversed"]);
    expect(sumsOf(simulation)).toEqual([100]);
    expect(simulation.precoro.world.invoice("1")["externalIntegrationLog"]).toMatch(
      new RegExp(
        `^Payment ${id} of 100\\.00 on Invoice #1 was imported earlier, but its status in BILL is now VOIDED`,
      ),
    );
    const warnings = paymentImports(simulation).flatMap(({ logs }) =>
      logs.filter(({ level }) => level === "warn"),
    );
    expect(warnings).toHaveLength(1);
  }));

test("a payment of another bill takes one Precoro call, and is ignored", () =>
  withSentInvoices([], async (simulation) => {
    const { id } = simulation.bill.world.add("bills", {
      vendorId: VENDOR,
      amount: 5,
      invoice: { invoiceNumber: "X" },
    });
    simulation.bill.world.pay(id);
    await importPayments(simulation);
    expect(lastOutcomes(simulation)).toEqual([]);
    expect(paymentWrites(simulation)).toEqual([]);
    expect(simulation.precoro.journal.entries.map(({ path }) => path)).toEqual(["/invoices"]);
  }));
