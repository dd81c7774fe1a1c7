/** Imports of payments at the same time, as a plan without queues lets them run: nothing is booked twice, but in the one named case. */

import type { Simulation } from "../../sandbox/simulation";
import { withSimulation } from "../kit/withSimulation";
import { paidWorld } from "./paidWorld";
import {
  billOf,
  FLOW,
  invoice,
  paymentImports,
  sumsOf,
  withBudget,
  withoutNotification,
  withSentInvoices,
} from "./paymentWorld";

const MINUTE_MS = 60_000;
const platform = { queues: false };

const idnsOf = (count: number) => Array.from({ length: count }, (_, n) => String(n + 1));
const payAll = (simulation: Simulation, idns: readonly string[], amount: number) => {
  for (const idn of idns) simulation.bill.world.pay(billOf(simulation, idn), { amount }, withoutNotification);
};
const bookedOf = (simulation: Simulation, idns: readonly string[]) =>
  idns.map((idn) => sumsOf(simulation, idn));

test("a schedule of 5 minutes and runs of 12: partial payments are booked once", () => {
  const count = 40;
  const world = paidWorld(count, count, { latencyMs: 8_000 });
  return withSimulation(
    { ...world, platform, config: { ...world.config, "Payments Schedule": "*/5 * * * *" } },
    async (simulation) => {
      await simulation.platform.advance(30 * MINUTE_MS);
      const took = paymentImports(simulation).map(({ startedAt, logs }) =>
        Math.round((Date.parse(logs.at(-1)?.timestamp ?? "") - Date.parse(startedAt)) / MINUTE_MS),
      );
      expect(Math.max(...took)).toBeGreaterThanOrEqual(12);
      expect(bookedOf(simulation, idnsOf(count))).toEqual(Array.from({ length: count }, () => [50]));
    },
    { definitionText: withBudget(720), withoutPrecoroWebhook: true },
  );
});

test("two starts at the same moment: Precoro answers one of them first, and each payment is booked once", () => {
  const idns = idnsOf(3);
  return withSentInvoices(
    idns.map((idn) => invoice(idn)),
    async (simulation) => {
      payAll(simulation, idns, 40);
      const run = () => simulation.platform.run(FLOW);
      await Promise.all([run(), run()]);
      expect(bookedOf(simulation, idns)).toEqual(idns.map(() => [40]));
    },
    { platform },
  );
});

test("two starts at the same moment where Precoro answers both: booked twice, and Reconcile says so", () =>
  withSentInvoices(
    [invoice("1")],
    async (simulation) => {
      payAll(simulation, ["1"], 40);
      const run = () => simulation.platform.run(FLOW);
      await Promise.all([run(), run()]);
      expect(sumsOf(simulation)).toEqual([40, 40]);
      await simulation.platform.advance(2 * MINUTE_MS);
      const { results } = await simulation.platform.run("Reconcile");
      expect(results).toMatchObject([{ id: "1", reason: "payment-booked-twice" }]);
    },
    { platform, simulator: { limits: false } },
  ));
