/** A booking that closes an invoice by its last cent, and whose answer or link is lost: it is found again, and linked once. */
import type { Simulation } from "../../sandbox/simulation";
import {
  billOf,
  FLOW,
  HOUR_MS,
  importPayments,
  invoice,
  lastOutcomes,
  paymentsOf,
  paymentWrites,
  statusOf,
  sumsOf,
  withoutNotification,
  withSentInvoices,
} from "./paymentWorld";

const MINUTE_MS = 60_000;
const range = { from: "2026-01-01", to: "2026-02-01" };

const pay = (simulation: Simulation, ...amounts: number[]): string[] =>
  amounts.map(
    (amount) => simulation.bill.world.pay(billOf(simulation, "1"), { amount }, withoutNotification).id,
  );

/** Kills the import right after the nth booking was made; the next one goes on. */
const importAndDie = async ({ precoro, platform }: Simulation, nth = 1, atDeath = () => {}) => {
  let bookings = 0;
  precoro.journal.listen(({ method, path }) => {
    if (`${method} ${path}` !== "POST /payments" || ++bookings !== nth) return;
    platform.running.find(({ flow }) => flow === FLOW)?.die();
    atDeath();
  });
  await platform.run(FLOW);
  await platform.advance(2 * MINUTE_MS);
  await platform.run(FLOW);
  expect(bookings).toBeGreaterThanOrEqual(nth);
};

const linksOf = (simulation: Simulation) => paymentsOf(simulation).map(({ externalId }) => externalId);

/** Everything is booked once, and another import has nothing to write. */
const expectSettled = async (simulation: Simulation, sums: number[], ids: string[]) => {
  expect([sumsOf(simulation), statusOf(simulation)]).toEqual([sums, 5]);
  expect(linksOf(simulation)).toEqual(ids);
  const { length } = paymentWrites(simulation);
  await simulation.platform.advance(HOUR_MS);
  await importPayments(simulation, range);
  expect(paymentWrites(simulation)).toHaveLength(length);
};

test.each([
  ["a killed run", false],
  ["a killed run, where POST takes the link", true],
])("%s", (_, paymentPostTakesExternalId) =>
  withSentInvoices(
    [invoice("1")],
    async (simulation) => {
      const ids = pay(simulation, 99.99);
      await importAndDie(simulation);
      expect(lastOutcomes(simulation)).toEqual([paymentPostTakesExternalId ? "unchanged" : "linked"]);
      await expectSettled(simulation, [100], ids);
    },
    { simulator: { paymentPostTakesExternalId } },
  ),
);

test("a link that failed as often as it is tried", () =>
  withSentInvoices([invoice("1")], async (simulation) => {
    const ids = pay(simulation, 99.99);
    simulation.precoro.faults.add({ match: "PATCH /payments/{id}", kind: "500", times: 8 });
    await importPayments(simulation, range);
    expect(lastOutcomes(simulation)).toEqual(["postponed not-confirmed"]);
    await importPayments(simulation, range);
    expect(lastOutcomes(simulation)).toEqual(["linked"]);
    await expectSettled(simulation, [100], ids);
  }));

test("two payments of one amount and day, of which the second closes the invoice", async () => {
  for (const nth of [1, 2])
    await withSentInvoices([invoice("1", "100.01")], async (simulation) => {
      const ids = pay(simulation, 50, 50);
      await importAndDie(simulation, nth);
      await expectSettled(simulation, [50, 50.01], ids);
    });
  // The second takes the booking whose link has failed, and the first then closes the invoice: they are of one amount and day.
  await withSentInvoices([invoice("1", "100.01")], async (simulation) => {
    const ids = pay(simulation, 50, 50);
    simulation.precoro.faults.add({ match: "PATCH /payments/{id}", kind: "500", times: 8 });
    await importPayments(simulation, range);
    expect(lastOutcomes(simulation)).toEqual(["postponed not-confirmed", "linked"]);
    await importPayments(simulation, range);
    await expectSettled(simulation, [50, 50.01], ids.reverse());
  });
});

test("the payment that would have covered the cent comes before the killed run is repeated", () =>
  withSentInvoices([invoice("1")], async (simulation) => {
    const [first = ""] = pay(simulation, 99.99);
    await importAndDie(simulation, 1, () => pay(simulation, 0.01));
    expect(lastOutcomes(simulation)).toEqual(["linked", "rejected already-paid-in-precoro"]);
    await expectSettled(simulation, [100], [first]);
  }));

test("a payment of a cent less that somebody entered on that day stays theirs while the invoice is open", () =>
  withSentInvoices([invoice("1")], async (simulation) => {
    const byHand = { sumPaid: "39.99", payDate: "2026-01-05T00:00:00+0000" };
    simulation.precoro.world.pay("1", byHand, withoutNotification);
    const ids = pay(simulation, 40);
    await importPayments(simulation, range);
    expect([sumsOf(simulation), linksOf(simulation)]).toEqual([
      [39.99, 40],
      [null, ...ids],
    ]);
  }));

describe("where documents don't show their payments", () => {
  const hidden = (paymentPostTakesExternalId: boolean) => ({
    simulator: { paymentRowsShown: false, paymentPostTakesExternalId },
  });

  /** As the list shows them: a document does not. */
  const booked = ({ precoro }: Simulation) =>
    precoro.world.payments().map(({ sumPaid, externalId }) => [Number(sumPaid), externalId]);

  test.each([
    ["where POST takes the link, it is found by that", true],
    ["otherwise, a person has to look", false],
  ])("a lost answer is not followed by a second booking: %s", (_, takesLink) =>
    withSentInvoices(
      [invoice("1")],
      async (simulation) => {
        const [id = ""] = pay(simulation, 40);
        simulation.precoro.faults.add({ match: "POST /payments", kind: "reset-after" });
        await importPayments(simulation, range);
        expect(lastOutcomes(simulation)).toEqual([
          takesLink ? "unchanged" : "rejected payment-perhaps-booked",
        ]);
        await simulation.platform.advance(HOUR_MS);
        await importPayments(simulation, range);
        expect(booked(simulation)).toEqual([[40, takesLink ? id : null]]);
      },
      hidden(takesLink),
    ),
  );

  test("a killed run is not followed by a second booking", () =>
    withSentInvoices(
      [invoice("1")],
      async (simulation) => {
        pay(simulation, 40);
        await importAndDie(simulation);
        expect(lastOutcomes(simulation)).toEqual(["rejected payment-perhaps-booked"]);
        expect(booked(simulation)).toEqual([[40, null]]);
      },
      hidden(false),
    ));

  test("partial payments are booked one after another: those that came from BILL are known", () =>
    withSentInvoices(
      [invoice("1")],
      async (simulation) => {
        const [first] = pay(simulation, 60);
        await importPayments(simulation, range);
        await simulation.platform.advance(HOUR_MS);
        const [second] = pay(simulation, 40);
        await importPayments(simulation, range);
        expect(booked(simulation)).toEqual([
          [60, first],
          [40, second],
        ]);
      },
      hidden(false),
    ));
});

test("voided before the killed run's booking was linked: it is linked, and the log says once what to do", () =>
  withSentInvoices(
    [invoice("1")],
    async (simulation) => {
      const { bill } = simulation;
      const ids = pay(simulation, 40);
      await importAndDie(simulation, 1, () => bill.world.void(String(ids[0]), withoutNotification));
      expect(linksOf(simulation)).toEqual(ids);
      expect(lastOutcomes(simulation)).toEqual(["rejected payment-reversed"]);
      await simulation.platform.advance(HOUR_MS);
      expect(paymentWrites(simulation)).toHaveLength(2);
    },
    { simulator: { paymentPostTakesExternalId: false } },
  ));
