/** What meets in time: revisions before the first export, people on both sides, and what each of it costs. */

import { approve, BILL, lines, play, world } from "../kit/oneInvoice";
import { resultsOf, withSimulation } from "../kit/withSimulation";

const hint = { run: "Export Document", body: { id: 900_001, type: 3, action: 1, idn: "1042" } } as const;
const silent = { notify: false };

test("revised twice before the first export ran: one bill, of the last approval", async () => {
  const { bills, outcomes } = await play([
    { ...approve, notify: false },
    { precoro: "revise", idn: "1042", set: { items: lines("70.00") }, notify: false },
    { precoro: "revise", idn: "1042", set: { items: lines("80.00") }, notify: false },
    hint,
    hint,
  ]);
  expect(bills).toMatchObject([{ amount: 80, archived: false }]);
  expect(outcomes).toEqual(["created", "unchanged"]);
});

test("archived by a person and approved again in Precoro before anything was told: the bill comes back, once", async () => {
  const { bills, invoice, outcomes } = await play([
    approve,
    { bill: "archive", id: BILL, notify: false },
    { precoro: "revise", idn: "1042", set: { items: lines("70.00") } },
  ]);
  expect(bills).toMatchObject([{ amount: 70, archived: false }]);
  expect(invoice?.externalId).toBe(bills[0]?.id);
  expect(outcomes.at(-1)).toBe("restored");
});

test("a re-approved invoice costs at most 3 Precoro and 4 BILL calls, one without a change writes nothing", () =>
  withSimulation(world([], { config: { "Export Schedule": "" } }), async (simulation) => {
    const { precoro, bill, platform } = simulation;
    precoro.world.approve("1042");
    await simulation.idle();
    const costOf = async (deed: () => void) => {
      await platform.advance(120_000);
      const before = [precoro.journal.entries.length, bill.journal.entries.length] as const;
      const writes = () => precoro.journal.writes().length + bill.journal.writes().length;
      const written = writes();
      deed();
      await platform.run("Export Document", hint.body);
      await simulation.idle();
      return {
        precoro: precoro.journal.entries.length - before[0],
        bill: bill.journal.entries.length - before[1],
        writes: writes() - written,
      };
    };
    const again = await costOf(() =>
      precoro.world.revise("1042", { items: { data: lines("70.00") } }, silent),
    );
    expect(again.precoro).toBeLessThanOrEqual(3);
    expect(again.bill).toBeLessThanOrEqual(4);
    expect(again.writes).toBe(1);
    const same = await costOf(() => precoro.world.revise("1042", {}, silent));
    expect(same).toEqual({ precoro: 1, bill: 1, writes: 0 });
    const last = platform.executions.filter(({ flow }) => flow === "Export Document").at(-1);
    expect(resultsOf(last ?? { results: [] })).toEqual({ "1042": "unchanged" });
  }));

test("what says the same already is looked at once by the net, and rests until it changes", () =>
  withSimulation(world([], { config: { "Export Schedule": "0 * * * *" } }), async (simulation) => {
    const { precoro, platform } = simulation;
    precoro.world.approve("1042");
    await simulation.idle();
    await platform.advance(7_200_000);
    precoro.world.revise("1042", {}, silent);
    await platform.advance(3_600_000);
    const looks = () => precoro.journal.calls()["GET /invoices/{id}"]?.count ?? 0;
    const before = looks();
    await platform.advance(2 * 24 * 3_600_000);
    expect(looks()).toBe(before);
  }));
