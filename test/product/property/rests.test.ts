/** Rests of random invoices: a difference is named exactly where they differ, and what could make BILL pay too much comes first. */

import fc from "fast-check";
import type { MoneyState } from "../../../connector/core/payments/paymentStatus";
import { add, type Both, differenceOf, of, paidOf, reasonsOf } from "../arbitraries/rests";
import { size } from "../kit/long";

const amounts = fc.integer({ min: 0, max: 1_000 }).map((n) => n * 5);
const payment = fc.record({
  amount: amounts,
  state: fc.constantFrom<MoneyState>("moved", "not yet", "reversed"),
  isBooked: fc.constantFrom("all", "all", "nothing", "other"),
  other: amounts,
});
const both = fc
  .record({
    total: amounts,
    changed: fc.oneof(fc.constant(0), amounts),
    payments: fc.array(payment, { maxLength: 3 }),
    byHand: fc.oneof(fc.constant(0), amounts),
    unexplained: fc.oneof(fc.constant(0), amounts),
    notes: fc.array(fc.record({ total: amounts, isSent: fc.boolean() }), { maxLength: 2 }),
    used: fc.array(fc.record({ inPrecoro: fc.boolean(), inBill: fc.boolean() }), {
      minLength: 2,
      maxLength: 2,
    }),
    others: fc.array(fc.record({ inPrecoro: amounts, inBill: amounts }), { maxLength: 1 }),
    scheduled: amounts,
  })
  .map(
    ({ total, changed, payments, notes, used, others, ...more }): Both => ({
      ...more,
      total,
      amount: total + changed,
      payments: payments.map(({ amount, state, isBooked, other }) => ({
        amount,
        state,
        booked: { all: amount, nothing: 0, other }[isBooked] ?? 0,
      })),
      notes,
      credits: [
        ...notes.map((note, n) => ({
          note: n,
          inPrecoro: used[n]?.inPrecoro ? note.total : 0,
          inBill: used[n]?.inBill && note.isSent ? note.total : 0,
        })),
        ...others,
      ],
    }),
  );

/** As booking counts: what has moved, and of what is in doubt as much as was booked when it had. */
const gapOf = (world: Both): number => {
  const moved = world.payments.map(({ amount, state, booked }) =>
    state === "moved" ? amount : state === "not yet" ? Math.min(amount, booked) : 0,
  );
  const inBill = world.amount - add(moved) - add(world.credits.map((one) => one.inBill));
  const inPrecoro = world.total - Number(paidOf(world).times("100").toString());
  return inBill - inPrecoro;
};

const willMakeBillPayLess = [
  "credit-only-in-bill",
  "paid-only-in-bill",
  "payment-not-listed",
  "already-paid-in-precoro",
  "payment-too-large",
];

test("rests are equal exactly where no difference is named; every other one has a cause, and too much in BILL comes first", () => {
  fc.assert(
    fc.property(both, (world) => {
      const found = differenceOf(world);
      // What is in doubt is on its way for the lists; it is looked into where these differ.
      fc.pre(world.payments.every(({ state, booked }) => state !== "not yet" || booked === 0));
      const gap = gapOf(world);
      expect(found === undefined).toBe(gap === 0);
      if (!found) return;
      const reasons = reasonsOf(found);
      expect(reasons).not.toContain("rest-differs");
      if (gap > 0) expect(willMakeBillPayLess).not.toContain(reasons[0]);
      if (found.rests) expect(found.rests.inBill.minus(found.rests.inPrecoro).eq(of(gap))).toBe(true);
    }),
    { numRuns: size("RECONCILED", 1_000, 20_000) },
  );
});

test("where BILL counts a payment on its bill only later, what is booked makes no difference, and what is named is one", () => {
  fc.assert(
    fc.property(both, (world) => {
      const found = differenceOf(world, true);
      if (found) expect(gapOf(world)).not.toBe(0);
      const isAsBooked = world.payments.every(
        ({ amount, state, booked }) => booked === (state === "moved" ? amount : 0),
      );
      if (isAsBooked && world.payments.length > 0 && add(world.payments.map((one) => one.booked)) > 0)
        expect(found === undefined).toBe(gapOf(world) === 0);
    }),
    { numRuns: size("RECONCILED", 1_000, 20_000) },
  );
});
