/** Payments that cannot be booked as they are: open ones, those paid by hand, lost answers. */
import type { Simulation } from "../../sandbox/simulation";
import {
  billOf,
  FLOW,
  HOUR_MS,
  importPayments,
  invoice,
  lastOutcomes,
  paymentImports,
  paymentsOf,
  statusOf,
  sumsOf,
  withoutNotification,
  withSentInvoices,
} from "./paymentWorld";

test("in revision: the payment waits on the list of open ones, and is booked once the invoice is approved again", () =>
  withSentInvoices(
    [invoice("1")],
    async (simulation) => {
      const { precoro, bill, platform } = simulation;
      precoro.world.edit("1", { status: 7 });
      await simulation.idle();
      bill.world.pay(billOf(simulation, "1"));
      await simulation.idle();
      expect(lastOutcomes(simulation)).toEqual(["postponed invoice-not-open-for-payment"]);
      expect(platform.state.crossFlow["payments"]).toMatchObject({ open: [{ id: expect.any(String) }] });
      precoro.world.approve("1");
      await simulation.idle();
      await platform.advance(HOUR_MS);
      expect(sumsOf(simulation)).toEqual([100]);
      expect(platform.state.crossFlow["payments"]).toMatchObject({ open: [] });
    },
    { config: { "Payments Schedule": "0 * * * *" } },
  ));

test("a bill of ours without a link waits likewise", () =>
  withSentInvoices(
    [invoice("1")],
    async (simulation) => {
      const id = billOf(simulation, "1");
      simulation.precoro.world.edit("1", { externalId: null }, withoutNotification);
      simulation.bill.world.pay(id);
      await simulation.idle();
      expect(lastOutcomes(simulation)).toEqual(["postponed paid-bill-not-linked"]);
      simulation.precoro.world.edit("1", { externalId: id }, withoutNotification);
      await simulation.platform.advance(HOUR_MS);
      expect(sumsOf(simulation)).toEqual([100]);
    },
    { config: { "Payments Schedule": "0 * * * *" } },
  ));

test("open ones that are read again and not seen to when Precoro's limit comes stay open, and are booked after it", () =>
  withSentInvoices(
    [invoice("1"), invoice("2"), invoice("3")],
    async (simulation) => {
      const { precoro, bill, platform } = simulation;
      const open = ["1", "2"].map((idn) => ({ idn, bill: billOf(simulation, idn) }));
      for (const { idn } of open) precoro.world.edit(idn, { externalId: null }, withoutNotification);
      const paid = open.map((one) => bill.world.pay(one.bill).id);
      await simulation.idle();
      await platform.advance(10 * 24 * HOUR_MS);
      // A later payment moves the mark on: from now on the list alone knows of the two.
      bill.world.pay(billOf(simulation, "3"));
      await simulation.idle();
      await platform.advance(24 * HOUR_MS);
      for (const one of open) precoro.world.edit(one.idn, { externalId: one.bill }, withoutNotification);
      precoro.faults.add({ match: "GET /payments", kind: "429", times: 10 });
      const before = paymentImports(simulation).length;
      await platform.advance(24 * HOUR_MS);
      expect(paymentImports(simulation).slice(before)).toHaveLength(1);
      const ids = (platform.state.crossFlow["payments"] as { open: { id?: string }[] }).open;
      expect(ids.flatMap(({ id }) => id ?? [])).toEqual(paid);
      await platform.advance(24 * HOUR_MS);
      expect(["1", "2", "3"].map((idn) => sumsOf(simulation, idn))).toEqual([[100], [100], [100]]);
      expect(platform.state.crossFlow["payments"]).toMatchObject({ open: [] });
    },
    { config: { "Payments Schedule": "0 6 * * *" } },
  ));

test.each([
  [
    "canceled meanwhile",
    (simulation: Simulation) => simulation.precoro.world.cancel("1", {}, withoutNotification),
    "payment-on-canceled-invoice",
  ],
  [
    "paid by hand",
    (simulation: Simulation) =>
      simulation.precoro.world.pay("1", { payDate: "2026-01-02T00:00:00+0000" }, withoutNotification),
    "already-paid-in-precoro",
  ],
  [
    "partly paid by hand",
    (simulation: Simulation) =>
      simulation.precoro.world.pay(
        "1",
        { sumPaid: "30", payDate: "2026-01-02T00:00:00+0000" },
        withoutNotification,
      ),
    "payment-too-large",
  ],
  [
    "now in another currency",
    (simulation: Simulation) => simulation.precoro.world.edit("1", { currency: "EUR" }, withoutNotification),
    "payment-currency-differs",
  ],
])("%s: rejected with the numbers, nothing is booked", async (_, before, reason) => {
  await withSentInvoices([invoice("1")], async (simulation) => {
    before(simulation);
    const booked = sumsOf(simulation);
    simulation.bill.world.pay(billOf(simulation, "1"));
    await simulation.idle();
    expect(lastOutcomes(simulation)).toEqual([`rejected ${reason}`]);
    expect(sumsOf(simulation)).toEqual(booked);
  });
});

test("the same payment entered by hand before is taken as it is, and linked", () =>
  withSentInvoices([invoice("1")], async (simulation) => {
    simulation.precoro.world.pay(
      "1",
      { sumPaid: "40", payDate: "2026-01-05T00:00:00+0000" },
      withoutNotification,
    );
    const { id } = simulation.bill.world.pay(billOf(simulation, "1"), { amount: 40 });
    await simulation.idle();
    expect(lastOutcomes(simulation)).toEqual(["linked"]);
    expect(paymentsOf(simulation)).toMatchObject([{ externalId: id }]);
  }));

test("a cent of rounding closes the invoice", () =>
  withSentInvoices([invoice("1")], async (simulation) => {
    simulation.bill.world.pay(billOf(simulation, "1"), { amount: 99.99 });
    await simulation.idle();
    expect([sumsOf(simulation), statusOf(simulation)]).toEqual([[100], 5]);
  }));

test("a cent that another payment covers is left to it", () =>
  withSentInvoices([invoice("1")], async (simulation) => {
    const { bill } = simulation;
    const ids = [99.98, 0.01, 0.01].map(
      (amount) => bill.world.pay(billOf(simulation, "1"), { amount }, withoutNotification).id,
    );
    await importPayments(simulation, { ids });
    expect(lastOutcomes(simulation)).toEqual(["created", "created", "created"]);
    expect([sumsOf(simulation), statusOf(simulation)]).toEqual([[99.98, 0.01, 0.01], 5]);
  }));

test("a booking that loses its answer after the invoice was read for it is looked for anew", () =>
  withSentInvoices([invoice("1")], async (simulation) => {
    const { precoro, bill } = simulation;
    bill.world.pay(billOf(simulation, "1"), { amount: 30 });
    await simulation.idle();
    const { id } = bill.world.pay(billOf(simulation, "1"), { amount: 20 }, withoutNotification);
    // Something is paid that this import does not know of, so it reads the invoice before it books.
    precoro.faults.add({ match: "POST /payments", kind: "reset-after" });
    await importPayments(simulation, { ids: [id] });
    expect(lastOutcomes(simulation)).toEqual(["created"]);
    expect(sumsOf(simulation)).toEqual([30, 20]);
    expect(paymentsOf(simulation).every(({ externalId }) => externalId !== null)).toBe(true);
  }));

test("a lost answer, a death, or both in one: booked once", () =>
  withSentInvoices([invoice("1"), invoice("2")], async (simulation) => {
    const { precoro, bill } = simulation;
    precoro.faults.add({ match: "POST /payments", kind: "reset-after" });
    precoro.faults.add({ match: "PATCH /payments/{idn}", kind: "reset-before" });
    bill.world.pay(billOf(simulation, "1"), { amount: 30 });
    await simulation.idle();
    bill.world.pay(billOf(simulation, "2"), { amount: 20 }, withoutNotification);
    const running = simulation.platform.run(FLOW, { from: "2026-01-01", to: "2026-02-01" });
    const dead = { yet: false };
    precoro.journal.listen(({ method, path }) => {
      if (dead.yet || `${method} ${path}` !== "POST /payments") return;
      dead.yet = true;
      simulation.platform.running.find(({ flow }) => flow === FLOW)?.die();
    });
    await running;
    await simulation.idle();
    expect(dead.yet).toBe(true);
    expect([sumsOf(simulation, "1"), sumsOf(simulation, "2")]).toEqual([[30], [20]]);
    expect(
      [...paymentsOf(simulation, "1"), ...paymentsOf(simulation, "2")].every((one) => one.externalId),
    ).toBe(true);
  }));

test.each<[string, object, RegExp]>([
  ["nothing at all", {}, /Choose the payments/],
  ["half a range", { from: "2026-01-01" }, /Choose the payments/],
  ["a range that ends before it begins", { from: "2026-02-01", to: "2026-01-01" }, /after it ends/],
  ["no date", { from: "soon", to: "later" }, /is not a date/],
])("a request with %s is said in one sentence", async (_, body, sentence) => {
  await withSentInvoices([], async (simulation) => {
    const execution = await simulation.platform.run(FLOW, body);
    expect(execution.error).toMatch(sentence);
  });
});
