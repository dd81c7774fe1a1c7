/** Payments come back: what was paid in BILL is booked in Precoro, once, to the cent. */

import { VENDOR } from "../fixtures/acme";
import { resultsOf } from "../kit/onStage";
import {
  ask,
  billOf,
  booking,
  HOUR_MS,
  imports,
  invoice,
  last,
  paymentsOf,
  sent,
  silent,
  statusOf,
  sumsOf,
} from "./paymentWorld";

test("a payment in BILL is told of, booked and linked, and closes the invoice", () =>
  sent([invoice("1")], async (stage) => {
    const { id } = stage.bill.world.pay(billOf(stage, "1"));
    await stage.idle();
    expect(paymentsOf(stage)).toMatchObject([
      { externalId: id, logicType: 0, payDate: expect.stringMatching(/^2026-01-05/) },
    ]);
    expect([sumsOf(stage), statusOf(stage)]).toEqual([[100], 5]);
    expect(last(stage)).toEqual(["created"]);
    const events = stage.platform.executions.filter(({ flow }) => flow === "BILL Events");
    expect(events.flatMap((one) => Object.values(resultsOf(one)))).toContain("postponed payment-handed-on");
  }));

test("nobody told: the schedule finds it; a second run writes nothing", () =>
  sent(
    [invoice("1")],
    async (stage) => {
      stage.bill.world.pay(billOf(stage, "1"), { amount: 40 }, silent);
      await stage.platform.advance(HOUR_MS);
      expect([sumsOf(stage), statusOf(stage)]).toEqual([[40], 4]);
      const before = booking(stage).length;
      await stage.platform.advance(2 * HOUR_MS);
      await ask(stage, { from: "2026-01-01", to: "2026-01-31" });
      expect(last(stage)).toEqual(["unchanged"]);
      expect(booking(stage)).toHaveLength(before);
    },
    { config: { "Payments Schedule": "0 * * * *" } },
  ));

test("one payment of two bills is two payments in Precoro, each of its share", () =>
  sent([invoice("1"), invoice("2", "50")], async (stage) => {
    const [first, second] = [billOf(stage, "1"), billOf(stage, "2")];
    const { id } = stage.bill.world.pay(first, {
      amount: 110,
      billPayments: [
        { billId: first, amount: 60 },
        { billId: second, amount: 50 },
      ],
    });
    await stage.idle();
    expect([sumsOf(stage, "1"), sumsOf(stage, "2")]).toEqual([[60], [50]]);
    expect([...paymentsOf(stage, "1"), ...paymentsOf(stage, "2")].map((one) => one.externalId)).toEqual([
      id,
      id,
    ]);
  }));

test("what has not moved yet waits; when it has, it is booked; its own date, however late it is imported", () =>
  sent([invoice("1")], async (stage) => {
    const { id } = stage.bill.world.pay(billOf(stage, "1"), {
      status: "SCHEDULED",
      processDate: "2026-01-09",
    });
    await stage.idle();
    expect(sumsOf(stage)).toEqual([]);
    await stage.platform.advance(5 * 24 * HOUR_MS);
    stage.bill.world.edit(id, { status: "PAID", singleStatus: "CLEARED" });
    await stage.idle();
    expect(sumsOf(stage)).toEqual([100]);
    expect(paymentsOf(stage)[0]?.payDate).toMatch(/^2026-01-09/);
  }));

test("voided after it was imported: said once, on the invoice and in the log; nothing is hidden or booked twice", () =>
  sent([invoice("1")], async (stage) => {
    const { id } = stage.bill.world.pay(billOf(stage, "1"));
    await stage.idle();
    await stage.platform.advance(120_000);
    stage.bill.world.void(id);
    await stage.idle();
    await stage.platform.advance(120_000);
    await ask(stage, { ids: [id] });
    expect(last(stage)).toEqual(["rejected payment-taken-back"]);
    expect(sumsOf(stage)).toEqual([100]);
    expect(stage.precoro.world.invoice("1")["externalIntegrationLog"]).toMatch(
      new RegExp(`^The payment ${id} of 100\\.00 on Invoice #1 was imported, and is VOIDED in BILL now`),
    );
    const warnings = imports(stage).flatMap(({ logs }) => logs.filter(({ level }) => level === "warn"));
    expect(warnings).toHaveLength(1);
  }));

test("a foreign bill's payment costs Precoro one question, and is nobody's business", () =>
  sent([], async (stage) => {
    const { id } = stage.bill.world.add("bills", {
      vendorId: VENDOR,
      amount: 5,
      invoice: { invoiceNumber: "X" },
    });
    stage.bill.world.pay(id);
    await stage.idle();
    expect(last(stage)).toEqual([]);
    expect(booking(stage)).toEqual([]);
    expect(stage.precoro.journal.entries.map(({ path }) => path)).toEqual(["/invoices"]);
  }));
