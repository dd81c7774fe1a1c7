/** Payments that cannot simply be booked: postponed ones, invoices paid by hand, lost responses. */
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

test("invoice in revision: the payment is postponed, and booked once the invoice is approved again", () =>
  withSentInvoices(
    [invoice("1")],
    async (simulation) => {
      const { precoro, bill, platform } = simulation;
      precoro.world.edit("1", { status: 7 });
      await simulation.idle();
      bill.world.pay(billOf(simulation, "1"));
      await importPayments(simulation);
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

test("invoice without its link: the payment is postponed likewise", () =>
  withSentInvoices(
    [invoice("1")],
    async (simulation) => {
      const id = billOf(simulation, "1");
      simulation.precoro.world.edit("1", { externalId: null }, withoutNotification);
      simulation.bill.world.pay(id);
      await importPayments(simulation);
      expect(lastOutcomes(simulation)).toEqual(["postponed paid-bill-not-linked"]);
      simulation.precoro.world.edit("1", { externalId: id }, withoutNotification);
      await simulation.platform.advance(HOUR_MS);
      expect(sumsOf(simulation)).toEqual([100]);
    },
    { config: { "Payments Schedule": "0 * * * *" } },
  ));

test("postponed payments stay postponed if Precoro's rate limit stops the run, and are booked later", () =>
  withSentInvoices(
    [invoice("1"), invoice("2"), invoice("3")],
    async (simulation) => {
      const { precoro, bill, platform } = simulation;
      const open = ["1", "2"].map((idn) => ({ idn, bill: billOf(simulation, idn) }));
      for (const { idn } of open) precoro.world.edit(idn, { externalId: null }, withoutNotification);
      const paid = open.map((one) => bill.world.pay(one.bill).id);
      await importPayments(simulation);
      await platform.advance(10 * 24 * HOUR_MS);
      // A later payment moves the watermark: from now on only the list of postponed payments has the two.
      bill.world.pay(billOf(simulation, "3"));
      await importPayments(simulation);
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
    "invoice canceled meanwhile",
    (simulation: Simulation) => simulation.precoro.world.cancel("1", {}, withoutNotification),
    "payment-on-canceled-invoice",
  ],
  [
    "invoice paid by hand",
    (simulation: Simulation) =>
      simulation.precoro.world.pay("1", { payDate: "2026-01-02T00:00:00+0000" }, withoutNotification),
    "already-paid-in-precoro",
  ],
  [
    "invoice partly paid by hand",
    (simulation: Simulation) =>
      simulation.precoro.world.pay(
        "1",
        { sumPaid: "30", payDate: "2026-01-02T00:00:00+0000" },
        withoutNotification,
      ),
    "payment-too-large",
  ],
  [
    "invoice now in another currency",
    (simulation: Simulation) => simulation.precoro.world.edit("1", { currency: "EUR" }, withoutNotification),
    "payment-currency-differs",
  ],
])("%s: rejected, and nothing is booked", async (_, before, reason) => {
  await withSentInvoices([invoice("1")], async (simulation) => {
    before(simulation);
    const booked = sumsOf(simulation);
    simulation.bill.world.pay(billOf(simulation, "1"));
    await importPayments(simulation);
    expect(lastOutcomes(simulation)).toEqual([`rejected ${reason}`]);
    expect(sumsOf(simulation)).toEqual(booked);
  });
});

test("the same payment, entered by hand before, is linked as it is", () =>
  withSentInvoices([invoice("1")], async (simulation) => {
    simulation.precoro.world.pay(
      "1",
      { sumPaid: "40", payDate: "2026-01-05T00:00:00+0000" },
      withoutNotification,
    );
    const { id } = simulation.bill.world.pay(billOf(simulation, "1"), { amount: 40 });
    await importPayments(simulation);
    expect(lastOutcomes(simulation)).toEqual(["linked"]);
    expect(paymentsOf(simulation)).toMatchObject([{ externalId: id }]);
  }));

test("a payment that is one cent short closes the invoice", () =>
  withSentInvoices([invoice("1")], async (simulation) => {
    simulation.bill.world.pay(billOf(simulation, "1"), { amount: 99.99 });
    await importPayments(simulation);
    expect([sumsOf(simulation), statusOf(simulation)]).toEqual([[100], 5]);
  }));

test("a missing cent is left to another payment that covers it", () =>
  withSentInvoices([invoice("1")], async (simulation) => {
    const { bill } = simulation;
    const ids = [99.98, 0.01, 0.01].map(
      (amount) => bill.world.pay(billOf(simulation, "1"), { amount }, withoutNotification).id,
    );
    await importPayments(simulation, { ids });
    expect(lastOutcomes(simulation)).toEqual(["created", "created", "created"]);
    expect([sumsOf(simulation), statusOf(simulation)]).toEqual([[99.98, 0.01, 0.01], 5]);
  }));

test("a booking whose response is lost is looked up again, although the invoice was just read", () =>
  withSentInvoices([invoice("1")], async (simulation) => {
    const { precoro, bill } = simulation;
    bill.world.pay(billOf(simulation, "1"), { amount: 30 });
    await importPayments(simulation);
    const { id } = bill.world.pay(billOf(simulation, "1"), { amount: 20 }, withoutNotification);
    // The invoice has a payment that this import does not know, so it reads the invoice before it books.
    precoro.faults.add({ match: "POST /payments", kind: "reset-after" });
    await importPayments(simulation, { ids: [id] });
    expect(lastOutcomes(simulation)).toEqual(["created"]);
    expect(sumsOf(simulation)).toEqual([30, 20]);
    expect(paymentsOf(simulation).every(({ externalId }) => externalId !== null)).toBe(true);
  }));

test("a lost response and a killed run: each payment is booked once", () =>
  withSentInvoices([invoice("1"), invoice("2")], async (simulation) => {
    const { precoro, bill } = simulation;
    precoro.faults.add({ match: "POST /payments", kind: "reset-after" });
    precoro.faults.add({ match: "PATCH /payments/{id}", kind: "reset-before" });
    bill.world.pay(billOf(simulation, "1"), { amount: 30 });
    await importPayments(simulation);
    bill.world.pay(billOf(simulation, "2"), { amount: 20 }, withoutNotification);
    const running = simulation.platform.run(FLOW);
    const killed = { yet: false };
    precoro.journal.listen(({ method, path }) => {
      if (killed.yet || `${method} ${path}` !== "POST /payments") return;
      killed.yet = true;
      simulation.platform.running.find(({ flow }) => flow === FLOW)?.die();
    });
    await running;
    await importPayments(simulation);
    expect(killed.yet).toBe(true);
    expect([sumsOf(simulation, "1"), sumsOf(simulation, "2")]).toEqual([[30], [20]]);
    expect(
      [...paymentsOf(simulation, "1"), ...paymentsOf(simulation, "2")].every((one) => one.externalId),
    ).toBe(true);
  }));
