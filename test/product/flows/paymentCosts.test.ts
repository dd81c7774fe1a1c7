/** The calls that importing many payments takes, and how the import continues when its time or calls are used up. */

import type { Simulation } from "../../sandbox/simulation";
import { isLong, size } from "../kit/long";
import { withSimulation } from "../kit/withSimulation";
import { paidWorld as world } from "./paidWorld";

/** Bookings also cause notifications, which are about documents and not counted here. */
const unheard = { withoutPrecoroWebhook: true };

/** Successful calls by kind. */
const callsOf = ({ precoro }: Simulation) => {
  const accepted = precoro.journal.entries.filter(({ refused }) => !refused);
  const number = (method: string, path: RegExp) =>
    accepted.filter((one) => one.method === method && path.test(one.url)).length;
  return {
    posts: number("POST", /^\/payments$/),
    links: number("PATCH", /^\/payments\//),
    invoiceReads: number("GET", /^\/invoices\?.*external_id/),
    paymentReads: number("GET", /^\/payments\?/),
  };
};

test.each([
  // More than one run can do.
  [size("BOOKINGS", 400, 1_000), isLong ? 600 : 200, "takes", true],
  [isLong ? 400 : 200, isLong ? 400 : 200, "does not take", false],
])(
  "%d payments over %d invoices, where POST %s the link",
  async (payments, invoices, _, takes) => {
    await withSimulation(
      world(invoices, payments, { paymentPostTakesExternalId: takes, limits: false }),
      async (simulation) => {
        const { platform } = simulation;
        await platform.run("Import Payments On Demand", { from: "2026-01-01", to: "2026-01-31" });
        await platform.run("Import Payments");
        // The schedule continues what the first run had no time for.
        await platform.advance(3 * 3_600_000);
        const calls = callsOf(simulation);
        expect(calls.posts).toBe(payments);
        expect(calls.links).toBe(takes ? 0 : payments);
        const booked = simulation.precoro.world.snapshot()["payments"] as unknown as { externalId: string }[];
        expect(new Set(booked.map(({ externalId }) => externalId)).size).toBe(payments);
        expect(platform.state.crossFlow["payments"]).toMatchObject({ requests: [], open: [] });
        // One read for each 200, and one more for each time it was continued.
        const runs = platform.executions.filter(({ flow }) => flow === "Import Payments").length;
        expect(calls.invoiceReads).toBeLessThanOrEqual(invoices / 200 + 2 * runs);
        expect(calls.paymentReads).toBeLessThanOrEqual(payments / 200 + 2 * runs);

        const before = callsOf(simulation);
        await platform.run("Import Payments On Demand", { from: "2026-01-01", to: "2026-01-31" });
        await platform.run("Import Payments");
        const after = callsOf(simulation);
        expect([after.posts - before.posts, after.links - before.links]).toEqual([0, 0]);
        expect(after.invoiceReads - before.invoiceReads).toBe(invoices / 200);
        expect(after.paymentReads - before.paymentReads).toBe(payments / 200);
      },
      unheard,
    );
  },
  300_000,
);

test("within one run, an import makes one read for each 200 invoices and each 200 payments", () =>
  withSimulation(
    world(400, 400, { paymentPostTakesExternalId: true, limits: false }, 100),
    async (simulation) => {
      await simulation.platform.run("Import Payments");
      expect(callsOf(simulation)).toEqual({ posts: 400, links: 0, invoiceReads: 2, paymentReads: 2 });
      // Each closes its invoice, so Precoro would refuse it a second time: no invoice is read singly.
      expect(simulation.precoro.journal.entries).toHaveLength(404);
    },
    unheard,
  ));
