/** What is paid in Precoro outside BILL is never billed in full by itself, whatever Precoro shows of its payments. */

import type { Simulation } from "../../sandbox/simulation";
import { acmeWorld, creditNote, document } from "../fixtures/acme";
import { messageOf, resultsOf, withSimulation } from "../kit/withSimulation";

const HOUR_MS = 3_600_000;
const quiet = { notify: false };

const world = (paymentRowsShown: boolean, set: object = {}) =>
  acmeWorld([document("1", set), creditNote("2", "30")], {
    simulator: { paymentRowsShown },
    config: { "Export Schedule": "0 * * * *" },
  });

const sent = async ({ platform }: Simulation, flow = "Export Document") => {
  await platform.advance(120_000);
  const body = flow === "Send To Bill" ? { idn: "1" } : { id: 900_001, type: 3, action: 1, idn: "1" };
  const execution = await platform.run(flow, body);
  const lines = execution.logs.filter(({ level }) => level === "warn").map(({ message }) => message);
  return { result: resultsOf(execution)["1"], message: messageOf(execution, "1"), lines };
};
const bills = ({ bill }: Simulation) => bill.world.bills();

describe.each([
  ["with the rows of its payments", true],
  ["without them", false],
])("an invoice %s", (_, rowsShown) => {
  test("that is wholly paid by hand gets no bill, by nobody", () =>
    withSimulation(world(rowsShown), async (simulation) => {
      simulation.precoro.world.approve("1", {}, quiet);
      simulation.precoro.world.pay("1", {}, quiet);
      expect((await sent(simulation)).result).toBe("rejected paid-outside-bill");
      expect((await sent(simulation, "Send To Bill")).result).toBe("rejected paid-outside-bill");
      expect(bills(simulation)).toEqual([]);
    }));

  test("that is partly paid gets one by Send to Bill alone, and the log warns of what BILL would pay too much", () =>
    withSimulation(world(rowsShown), async (simulation) => {
      simulation.precoro.world.approve("1", {}, quiet);
      simulation.precoro.world.pay("1", { sumPaid: "40.00" }, quiet);
      expect((await sent(simulation)).result).toBe("rejected paid-outside-bill");
      const { result, lines } = await sent(simulation, "Send To Bill");
      expect(result).toBe("created paid-outside-bill-too");
      expect(lines).toEqual([expect.stringMatching(/BILL would pay 40\.00 too much: pay only 60\.00 /)]);
    }));

  test("that a credit note has paid in part gets its bill; only without rows, one call asks for the note", () =>
    withSimulation(world(rowsShown), async (simulation) => {
      simulation.precoro.world.approve("1", {}, quiet);
      simulation.precoro.world.approve("2", {}, quiet);
      const lists = () => simulation.precoro.journal.calls()["GET /invoices"]?.count ?? 0;
      const before = lists();
      expect((await sent(simulation)).result).toMatch(/^created/);
      expect(lists() - before).toBe(rowsShown ? 0 : 1);
      expect(bills(simulation)).toMatchObject([{ amount: 100 }]);
    }));

  test("whose archived bill BILL had paid: its payments count as BILL's, and the bill is restored", () =>
    withSimulation(world(rowsShown), async (simulation) => {
      const { precoro, bill, platform } = simulation;
      precoro.world.approve("1", {}, quiet);
      await sent(simulation);
      const id = String(bills(simulation)[0]?.id);
      bill.world.pay(id, { amount: 60 });
      await platform.run("Import Payments", {});
      await simulation.idle();
      expect(precoro.world.invoice("1")["status"]).toBe(4);
      bill.world.void(id);
      bill.world.archive(id);
      await platform.advance(2 * HOUR_MS);
      precoro.world.revise("1", {}, quiet);
      expect((await sent(simulation)).result).toBe("restored");
    }));

  test("whose archived bill nobody had paid, but a person in Precoro has: it stays archived", () =>
    withSimulation(world(rowsShown), async (simulation) => {
      const { precoro, bill, platform } = simulation;
      precoro.world.approve("1", {}, quiet);
      await sent(simulation);
      bill.world.archive(String(bills(simulation)[0]?.id));
      await platform.advance(2 * HOUR_MS);
      precoro.world.pay("1", { sumPaid: "40.00" }, quiet);
      precoro.world.revise("1", { status: 4 }, quiet);
      expect((await sent(simulation)).result).toBe("rejected paid-outside-bill");
      expect(bills(simulation)).toMatchObject([{ archived: true }]);
    }));
});
