/**
 * Any sequence of partial, split, scheduled, voided, failed and repeated payments, with notifications in any order or none: what
 * is booked on an invoice is the money that moved on its bill, to the cent, and no payment is booked twice.
 */

import Big from "big.js";
import fc from "fast-check";
import { playStep } from "../../sandbox/playStep";
import { type Simulation, startSimulation } from "../../sandbox/simulation";
import { readWorld, type SingleStep } from "../../sandbox/worldFile";
import { acmeWorld, document } from "../fixtures/acme";
import { size } from "../kit/long";

jest.setTimeout(600_000);

const FLOW = "Import Payments";
const DAY_MS = 24 * 3_600_000;
const idns = ["1", "2", "3"];
const RUNS = size("PAYMENTS", 8, 120);

const billOf = ({ bill }: Simulation, idn: string) =>
  bill.world
    .bills()
    .find(({ description }) => new RegExp(`^Precoro invoice #${idn} `, "m").test(String(description)));
const restOf = (stage: Simulation, idn: string) => {
  const bill = billOf(stage, idn);
  return bill ? new Big(bill.dueAmount).minus(bill.scheduledAmount) : new Big(0);
};

/** How much of each payment has ever moved, by payment and invoice: a void does not remove it from Precoro. */
type Moved = Map<string, Big>;

const idn = fc.constantFrom(...idns);
/** In percent of what is left, so that it is never too much for BILL. */
const part = fc.integer({ min: 1, max: 100 });
const notify = fc.boolean();

const events = fc.oneof(
  fc.record({ action: fc.constant("pay" as const), idn, part, notify, scheduled: fc.boolean() }),
  fc.record({ action: fc.constant("split" as const), part, notify }),
  fc.record({ action: fc.constant("progress" as const), nth: fc.nat(20), notify }),
  fc.record({ action: fc.constant("void" as const), nth: fc.nat(20), notify }),
  fc.record({
    action: fc.constant("import" as const),
    way: fc.constantFrom("due", "range", "ids", "changed"),
    nth: fc.nat(20),
  }),
  fc.record({ action: fc.constant("twice" as const), apart: fc.constantFrom(0, 2_000, 30_000) }),
  fc.record({ action: fc.constant("resend" as const), nth: fc.nat(50) }),
  fc.record({
    action: fc.constant("fault" as const),
    kind: fc.constantFrom("reset-before", "reset-after", "500", "slow"),
  }),
  fc.record({
    action: fc.constant("die" as const),
    at: fc.constantFrom("POST /payments", "PATCH /payments/{id}"),
  }),
  fc.record({ action: fc.constant("revision" as const), idn }),
);
type Event = typeof events extends fc.Arbitrary<infer D> ? D : never;

const partOf = (rest: Big, part: number) => rest.times(part).div(100).round(2, Big.roundDown);

const range = { from: "2026-01-01", to: "2026-03-01" };

/** Performs one event; nothing where it is not possible now. */
const act = async (stage: Simulation, event: Event): Promise<void> => {
  const { bill, precoro, platform } = stage;
  const { world } = bill;
  const payment = (nth: number) => world.payments()[nth % Math.max(1, world.payments().length)];
  const run = async (step: SingleStep) => void (await playStep(stage, step));
  switch (event.action) {
    case "pay": {
      const target = billOf(stage, event.idn);
      const amount = partOf(restOf(stage, event.idn), event.part);
      if (!target || amount.lte(0)) return;
      const set = { amount: amount.toNumber(), ...(event.scheduled ? { status: "SCHEDULED" } : {}) };
      world.pay(target.id, set, { notify: event.notify });
      return stage.idle();
    }
    case "split": {
      const billPayments = idns.flatMap((one) => {
        const target = billOf(stage, one);
        const amount = partOf(restOf(stage, one), event.part);
        return target && amount.gt(0) ? [{ billId: target.id, amount: amount.toNumber() }] : [];
      });
      const [first] = billPayments;
      if (!first || billPayments.length < 2) return;
      world.pay(first.billId, { billPayments }, { notify: event.notify });
      return stage.idle();
    }
    case "progress": {
      const one = payment(event.nth);
      if (one?.status !== "SCHEDULED") return;
      world.edit(one.id, { status: "PAID", singleStatus: "SENT" }, { notify: event.notify });
      return stage.idle();
    }
    case "void": {
      const one = payment(event.nth);
      if (!one || one.status === "VOID") return;
      world.void(one.id, { notify: event.notify });
      return stage.idle();
    }
    case "import": {
      const one = payment(event.nth);
      const changed = { changedSince: "2026-01-01T00:00:00Z" };
      const body = event.way === "range" ? range : event.way === "ids" && one ? { ids: [one.id] } : changed;
      if (event.way !== "due") await run({ run: "Import Payments On Demand", body });
      return run({ run: FLOW });
    }
    case "twice": {
      // Two imports at once, which no queue holds back.
      const start = () => platform.run(FLOW, {}, { ignoreQueues: true });
      const later = stage.clock.sleep(event.apart).then(start);
      await Promise.all([start(), later]);
      return stage.idle();
    }
    case "resend": {
      const [subscription] = bill.webhooks.subscriptions();
      const history = subscription ? bill.webhooks.history(subscription.id) : [];
      const notification = history[event.nth % Math.max(1, history.length)];
      if (subscription?.status.enabled && notification)
        bill.webhooks.resend(subscription.id, notification.id);
      return stage.idle();
    }
    case "fault":
      precoro.faults.add({ match: "POST /payments", kind: event.kind as "500" });
      return;
    case "die":
      await run({ run: FLOW, die: event.at });
      return;
    case "revision": {
      precoro.world.edit(event.idn, { status: 7 }, { notify: false });
      await platform.advance(3_600_000);
      const paid = new Big(String(precoro.world.invoice(event.idn)["sumPaid"]));
      precoro.world.edit(event.idn, { status: paid.eq(0) ? 2 : paid.lt(100) ? 4 : 5 }, { notify: false });
      return stage.idle();
    }
  }
};

/** Records what has moved. */
const remember = (stage: Simulation, moved: Moved): void => {
  for (const { id, status, billPayments } of stage.bill.world.payments()) {
    if (status !== "PAID") continue;
    for (const one of idns) {
      const bill = billOf(stage, one);
      const ofThisBill = billPayments.filter(({ billId }) => billId === bill?.id);
      const sum = ofThisBill.reduce((total, { amount }) => total.plus(amount), new Big(0));
      if (sum.gt(0)) moved.set(`${id} ${one}`, sum);
    }
  }
};

const options = fc.record({ seed: fc.nat(1_000), paymentPostTakesExternalId: fc.boolean() });

test("what is booked is what has moved, no payment is booked twice, and no invoice is overpaid", async () => {
  await fc.assert(
    fc.asyncProperty(options, fc.array(events, { maxLength: 20, size: "max" }), async (simulator, story) => {
      const stage = await startSimulation(
        readWorld(
          {
            ...acmeWorld(idns.map((idn) => document(idn))),
            config: { "Export Schedule": "", "Payments Schedule": "0 */6 * * *" },
            simulator: { latencyMs: 20, ...simulator },
          },
          "a story of payments",
        ),
        { warm: true },
      );
      try {
        const moved: Moved = new Map();
        for (const one of idns) stage.precoro.world.approve(one);
        await stage.idle();
        for (const event of story) {
          await act(stage, event);
          remember(stage, moved);
        }
        await stage.platform.advance(2 * DAY_MS);
        await stage.idle();

        for (const one of idns) {
          const { data } = stage.precoro.world.invoice(one)["payments"] as {
            data: { sumPaid: string; externalId: string | null }[];
          };
          const ids = data.map(({ externalId }) => externalId);
          expect(ids).not.toContain(null);
          expect(new Set(ids).size).toBe(ids.length);
          const booked = data.reduce((total, { sumPaid }) => total.plus(sumPaid), new Big(0));
          expect(booked.lte(100)).toBe(true);
          const wanted = [...moved].filter(([key]) => key.endsWith(` ${one}`));
          // What was voided before any notification may be missing. What is paid in BILL now has to be there, unless a
          // voided one that was booked before leaves no room for it.
          const isPaid = (key: string) =>
            stage.bill.world
              .payments()
              .some(({ id, status }) => key.startsWith(`${id} `) && status === "PAID");
          const voided = data.filter(({ externalId }) => !isPaid(`${externalId} `));
          for (const { externalId, sumPaid } of data) {
            const [, amount] = wanted.find(([key]) => key.startsWith(`${externalId} `)) ?? [];
            expect(amount?.minus(sumPaid).abs().lte("0.01")).toBe(true);
          }
          const missing = wanted.filter(
            ([key]) => isPaid(key) && !ids.some((id) => key.startsWith(`${id} `)),
          );
          // A cent that was left has closed the invoice, before the payment came that would have covered it.
          const isCoveredBefore = (amount: Big) => amount.lte("0.01") && booked.eq(100);
          if (voided.length === 0)
            expect(missing.filter(([, amount]) => !isCoveredBefore(amount))).toEqual([]);
          for (const [, amount] of missing) expect(booked.plus(amount).gt(100)).toBe(true);
        }
        const writes = () => stage.precoro.journal.writes().length;
        const before = writes();
        await stage.platform.advance(DAY_MS);
        expect(writes()).toBe(before);
      } finally {
        await stage.close();
      }
    }),
    { numRuns: RUNS },
  );
});
