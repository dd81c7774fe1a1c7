/** Changes that meet: revisions before the first export, people in both systems, and what each costs in calls. */

import { approve, BILL, lines, play, world } from "../kit/oneInvoice";
import { resultsOf, withSimulation } from "../kit/withSimulation";

const notification = {
  run: "Export Document",
  body: { id: 900_001, type: 3, action: 1, idn: "1042" },
} as const;
const withoutNotification = { notify: false };

test("revised twice before the first export: one bill, of the last approval", async () => {
  const { bills, outcomes } = await play([
    { ...approve, notify: false },
    { precoro: "revise", idn: "1042", set: { items: lines("70.00") }, notify: false },
    { precoro: "revise", idn: "1042", set: { items: lines("80.00") }, notify: false },
    notification,
    notification,
  ]);
  expect(bills).toMatchObject([{ amount: 80, archived: false }]);
  expect(outcomes).toEqual(["created", "unchanged"]);
});

test("archived in BILL and approved again in Precoro without a notification: the bill is restored once", async () => {
  const { bills, invoice, outcomes } = await play([
    approve,
    { bill: "archive", id: BILL, notify: false },
    { precoro: "revise", idn: "1042", set: { items: lines("70.00") } },
  ]);
  expect(bills).toMatchObject([{ amount: 70, archived: false }]);
  expect(invoice?.externalId).toBe(bills[0]?.id);
  expect(outcomes.at(-1)).toBe("restored");
});

test("exporting a revised invoice takes at most 3 Precoro and 4 BILL calls; an unchanged one writes nothing", () =>
  withSimulation(world([], { config: { "Export Schedule": "" } }), async (simulation) => {
    const { precoro, bill, platform } = simulation;
    precoro.world.approve("1042");
    await simulation.idle();
    const costOf = async (action: () => void) => {
      await platform.advance(120_000);
      const before = [precoro.journal.entries.length, bill.journal.entries.length] as const;
      const writes = () => precoro.journal.writes().length + bill.journal.writes().length;
      const written = writes();
      action();
      await platform.run("Export Document", notification.body);
      await simulation.idle();
      return {
        precoro: precoro.journal.entries.length - before[0],
        bill: bill.journal.entries.length - before[1],
        writes: writes() - written,
      };
    };
    const again = await costOf(() =>
      precoro.world.revise("1042", { items: { data: lines("70.00") } }, withoutNotification),
    );
    expect(again.precoro).toBeLessThanOrEqual(3);
    expect(again.bill).toBeLessThanOrEqual(4);
    expect(again.writes).toBe(1);
    const same = await costOf(() => precoro.world.revise("1042", {}, withoutNotification));
    expect(same).toEqual({ precoro: 1, bill: 1, writes: 0 });
    const last = platform.executions.filter(({ flow }) => flow === "Export Document").at(-1);
    expect(resultsOf(last ?? { results: [] })).toEqual({ "1042": "unchanged" });
  }));

test("an unchanged document is read once by schedule, and not again until it changes", () =>
  withSimulation(world([], { config: { "Export Schedule": "0 * * * *" } }), async (simulation) => {
    const { precoro, platform } = simulation;
    precoro.world.approve("1042");
    await simulation.idle();
    await platform.advance(7_200_000);
    precoro.world.revise("1042", {}, withoutNotification);
    await platform.advance(3_600_000);
    const reads = () => precoro.journal.calls()["GET /invoices/{id}"]?.count ?? 0;
    const before = reads();
    await platform.advance(2 * 24 * 3_600_000);
    expect(reads()).toBe(before);
  }));
