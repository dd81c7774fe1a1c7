/** A plan without queues, and an instance to which nobody has added a key: invoices go out, payments come back, nothing twice. */

import { acmeWorld, document } from "../fixtures/acme";
import { withSimulation } from "../kit/withSimulation";
import { ON_DEMAND, sumsOf } from "./paymentWorld";

const MINUTE_MS = 60_000;
const invoices = ["1", "2", "3"];

test("invoices out, payments back, nothing twice, and Reconcile finds no difference", () =>
  withSimulation(
    {
      ...acmeWorld(invoices.map((idn) => document(idn, { invoiceNumber: `INV-${idn}` }))),
      platform: { keys: "none", queues: false },
      config: { "Payments Schedule": "*/15 * * * *" },
    },
    async (simulation) => {
      const { precoro, bill, platform } = simulation;
      for (const idn of invoices) precoro.world.approve(idn);
      // The same notification once more, beside the others.
      precoro.world.edit("1", {});
      await simulation.idle();
      await platform.advance(2 * MINUTE_MS);
      const bills = bill.world.bills();
      const billOf = (idn: string) =>
        String(bills.find(({ invoice: { invoiceNumber } }) => invoiceNumber === `INV-${idn}`)?.id);
      expect(bills).toHaveLength(invoices.length);
      bill.world.pay(billOf("1"), { amount: 40 });
      bill.world.pay(billOf("2"));
      await platform.advance(20 * MINUTE_MS);
      bill.world.pay(billOf("1"), { amount: 40 });
      bill.world.pay(billOf("3"), { amount: 60 });
      await platform.advance(30 * MINUTE_MS);
      expect(invoices.map((idn) => sumsOf(simulation, idn))).toEqual([[40, 40], [100], [60]]);
      const { results } = await platform.run("Reconcile");
      expect(results).toEqual([]);
      // What a caller may ask for needs a key, and says so.
      expect(await platform.call(ON_DEMAND, "{}")).toMatchObject({ statusCode: 401 });
      expect(platform.executions.filter(({ status }) => status === "failed")).toEqual([]);
    },
  ));
