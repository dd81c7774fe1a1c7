/** Payments that cannot be booked as they are: open ones, those paid by hand, lost answers. */
import type { Stage } from "../../sandbox/stage";
import {
  ask,
  billOf,
  FLOW,
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

test("in revision: the payment waits on the list of open ones, and is booked once the invoice is approved again", () =>
  sent(
    [invoice("1")],
    async (stage) => {
      const { precoro, bill, platform } = stage;
      precoro.world.edit("1", { status: 7 });
      await stage.idle();
      bill.world.pay(billOf(stage, "1"));
      await stage.idle();
      expect(last(stage)).toEqual(["postponed payment-waits"]);
      expect(platform.state.crossFlow["payments"]).toMatchObject({ open: [{ id: expect.any(String) }] });
      precoro.world.approve("1");
      await stage.idle();
      await platform.advance(HOUR_MS);
      expect(sumsOf(stage)).toEqual([100]);
      expect(platform.state.crossFlow["payments"]).toMatchObject({ open: [] });
    },
    { config: { "Payments Schedule": "0 * * * *" } },
  ));

test("a bill of ours without a link waits likewise", () =>
  sent(
    [invoice("1")],
    async (stage) => {
      const id = billOf(stage, "1");
      stage.precoro.world.edit("1", { externalId: null }, silent);
      stage.bill.world.pay(id);
      await stage.idle();
      expect(last(stage)).toEqual(["postponed payment-not-linked"]);
      stage.precoro.world.edit("1", { externalId: id }, silent);
      await stage.platform.advance(HOUR_MS);
      expect(sumsOf(stage)).toEqual([100]);
    },
    { config: { "Payments Schedule": "0 * * * *" } },
  ));

test("open ones that are read again and not seen to when Precoro's limit comes stay open, and are booked after it", () =>
  sent(
    [invoice("1"), invoice("2"), invoice("3")],
    async (stage) => {
      const { precoro, bill, platform } = stage;
      const open = ["1", "2"].map((idn) => ({ idn, bill: billOf(stage, idn) }));
      for (const { idn } of open) precoro.world.edit(idn, { externalId: null }, silent);
      const paid = open.map((one) => bill.world.pay(one.bill).id);
      await stage.idle();
      await platform.advance(10 * 24 * HOUR_MS);
      // A later payment moves the mark on: from now on the list alone knows of the two.
      bill.world.pay(billOf(stage, "3"));
      await stage.idle();
      await platform.advance(24 * HOUR_MS);
      for (const one of open) precoro.world.edit(one.idn, { externalId: one.bill }, silent);
      precoro.faults.add({ match: "GET /payments", kind: "429", times: 10 });
      const before = imports(stage).length;
      await platform.advance(24 * HOUR_MS);
      expect(imports(stage).slice(before)).toHaveLength(1);
      const ids = (platform.state.crossFlow["payments"] as { open: { id?: string }[] }).open;
      expect(ids.flatMap(({ id }) => id ?? [])).toEqual(paid);
      await platform.advance(24 * HOUR_MS);
      expect(["1", "2", "3"].map((idn) => sumsOf(stage, idn))).toEqual([[100], [100], [100]]);
      expect(platform.state.crossFlow["payments"]).toMatchObject({ open: [] });
    },
    { config: { "Payments Schedule": "0 6 * * *" } },
  ));

test.each([
  [
    "canceled meanwhile",
    (stage: Stage) => stage.precoro.world.cancel("1", {}, silent),
    "payment-of-canceled",
  ],
  [
    "paid by hand",
    (stage: Stage) => stage.precoro.world.pay("1", { payDate: "2026-01-02T00:00:00+0000" }, silent),
    "paid-here-already",
  ],
  [
    "partly paid by hand",
    (stage: Stage) =>
      stage.precoro.world.pay("1", { sumPaid: "30", payDate: "2026-01-02T00:00:00+0000" }, silent),
    "payment-too-large",
  ],
  [
    "now in another currency",
    (stage: Stage) => stage.precoro.world.edit("1", { currency: "EUR" }, silent),
    "payment-currency-differs",
  ],
])("%s: rejected with the numbers, nothing is booked", async (_, before, reason) => {
  await sent([invoice("1")], async (stage) => {
    before(stage);
    const booked = sumsOf(stage);
    stage.bill.world.pay(billOf(stage, "1"));
    await stage.idle();
    expect(last(stage)).toEqual([`rejected ${reason}`]);
    expect(sumsOf(stage)).toEqual(booked);
  });
});

test("the same payment entered by hand before is taken as it is, and linked", () =>
  sent([invoice("1")], async (stage) => {
    stage.precoro.world.pay("1", { sumPaid: "40", payDate: "2026-01-05T00:00:00+0000" }, silent);
    const { id } = stage.bill.world.pay(billOf(stage, "1"), { amount: 40 });
    await stage.idle();
    expect(last(stage)).toEqual(["linked"]);
    expect(paymentsOf(stage)).toMatchObject([{ externalId: id }]);
  }));

test("a cent of rounding closes the invoice", () =>
  sent([invoice("1")], async (stage) => {
    stage.bill.world.pay(billOf(stage, "1"), { amount: 99.99 });
    await stage.idle();
    expect([sumsOf(stage), statusOf(stage)]).toEqual([[100], 5]);
  }));

test("a cent that another payment covers is left to it", () =>
  sent([invoice("1")], async (stage) => {
    const { bill } = stage;
    const ids = [99.98, 0.01, 0.01].map(
      (amount) => bill.world.pay(billOf(stage, "1"), { amount }, silent).id,
    );
    await ask(stage, { ids });
    expect(last(stage)).toEqual(["created", "created", "created"]);
    expect([sumsOf(stage), statusOf(stage)]).toEqual([[99.98, 0.01, 0.01], 5]);
  }));

test("a booking that loses its answer after the invoice was read for it is looked for anew", () =>
  sent([invoice("1")], async (stage) => {
    const { precoro, bill } = stage;
    bill.world.pay(billOf(stage, "1"), { amount: 30 });
    await stage.idle();
    const { id } = bill.world.pay(billOf(stage, "1"), { amount: 20 }, silent);
    // Something is paid that this import does not know of, so it reads the invoice before it books.
    precoro.faults.add({ match: "POST /payments", kind: "reset-after" });
    await ask(stage, { ids: [id] });
    expect(last(stage)).toEqual(["created"]);
    expect(sumsOf(stage)).toEqual([30, 20]);
    expect(paymentsOf(stage).every(({ externalId }) => externalId !== null)).toBe(true);
  }));

test("a lost answer, a death, or both in one: booked once", () =>
  sent([invoice("1"), invoice("2")], async (stage) => {
    const { precoro, bill } = stage;
    precoro.faults.add({ match: "POST /payments", kind: "reset-after" });
    precoro.faults.add({ match: "PATCH /payments/{idn}", kind: "reset-before" });
    bill.world.pay(billOf(stage, "1"), { amount: 30 });
    await stage.idle();
    bill.world.pay(billOf(stage, "2"), { amount: 20 }, silent);
    const running = stage.platform.run(FLOW, { from: "2026-01-01", to: "2026-02-01" });
    const dead = { yet: false };
    precoro.journal.listen(({ method, path }) => {
      if (dead.yet || `${method} ${path}` !== "POST /payments") return;
      dead.yet = true;
      stage.platform.running.find(({ flow }) => flow === FLOW)?.die();
    });
    await running;
    await stage.idle();
    expect(dead.yet).toBe(true);
    expect([sumsOf(stage, "1"), sumsOf(stage, "2")]).toEqual([[30], [20]]);
    expect([...paymentsOf(stage, "1"), ...paymentsOf(stage, "2")].every((one) => one.externalId)).toBe(true);
  }));

test.each<[string, object, RegExp]>([
  ["nothing at all", {}, /Say which payments/],
  ["half a range", { from: "2026-01-01" }, /Say which payments/],
  ["a range that ends before it begins", { from: "2026-02-01", to: "2026-01-01" }, /after its end/],
  ["no date", { from: "soon", to: "later" }, /is not a date/],
])("a request with %s is said in one sentence", async (_, body, sentence) => {
  await sent([], async (stage) => {
    const execution = await stage.platform.run(FLOW, body);
    expect(execution.error).toMatch(sentence);
  });
});
