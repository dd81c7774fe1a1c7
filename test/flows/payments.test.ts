/** Payments come back: what was paid in BILL is booked in Precoro, once, to the cent (product 8). */
import type { Stage } from "../sandbox/stage";
import type { WorldInput } from "../sandbox/worldFile";
import { onWarmStage, resultsOf } from "./onStage";

const VENDOR = "00901ACME0000000001";
const FLOW = "Import Payments On Demand";
const HOUR_MS = 3_600_000;
const silent = { notify: false };

const invoice = (idn: string, price = "100", set: object = {}) => ({
  id: 900_000 + Number(idn),
  idn,
  status: 1,
  supplier: { id: 5 },
  items: [{ name: "Paper", price }],
  ...set,
});
const world = (invoices: object[], more: Partial<WorldInput> = {}): WorldInput => ({
  bill: { vendors: [{ id: VENDOR, name: "Acme" }] },
  precoro: { suppliers: [{ id: 5, name: "Acme", externalId: VENDOR }], invoices },
  ...more,
  config: { "Export Schedule": "", ...more.config },
});

/** Approved invoices with their bills, two quiet minutes later. */
const sent = (
  invoices: object[],
  run: (stage: Stage) => Promise<void>,
  more: Partial<WorldInput> = {},
): Promise<void> =>
  onWarmStage(world(invoices, more), async (stage) => {
    for (const { idn } of stage.precoro.world.invoices()) stage.precoro.world.approve(idn);
    await stage.idle();
    await stage.platform.advance(120_000);
    await run(stage);
  });

const billOf = ({ bill, precoro }: Stage, idn: string) =>
  String(bill.world.bills().find(({ id }) => id === precoro.world.invoice(idn)["externalId"])?.id);
const paymentsOf = ({ precoro }: Stage, idn = "1") =>
  (
    precoro.world.invoice(idn)["payments"] as {
      data: { idn: string; sumPaid: string; payDate: string; externalId: string | null; logicType: number }[];
    }
  ).data;
const sumsOf = (stage: Stage, idn = "1") => paymentsOf(stage, idn).map(({ sumPaid }) => Number(sumPaid));
const statusOf = ({ precoro }: Stage, idn = "1") => precoro.world.invoice(idn)["status"];
const imports = ({ platform }: Stage) => platform.executions.filter(({ flow }) => flow === FLOW);
const outcomes = (stage: Stage) => imports(stage).map((one) => Object.values(resultsOf(one)));
const last = (stage: Stage) => outcomes(stage).at(-1);
const booking = ({ precoro }: Stage) =>
  precoro.journal.writes().filter(({ path }) => path.startsWith("/payments"));
const ask = async ({ platform }: Stage, body: object) => {
  await platform.run(FLOW, body);
  await platform.idle();
};

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
