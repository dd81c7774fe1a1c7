/** Export Changed Documents: finds what notifications have missed, and makes no calls for what is done. */

import type { Simulation } from "../../sandbox/simulation";
import type { WorldInput } from "../../sandbox/worldFile";
import { acmeWorld, document } from "../fixtures/acme";
import { size } from "../kit/long";
import { withSimulation } from "../kit/withSimulation";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const silent = { notify: false };

const invoice = (n: number, set: object = {}) => document(String(n), set, "10");
const many = (count: number, set: object = {}) =>
  Array.from({ length: count }, (_, n) => invoice(n + 1, set));

/** An hourly schedule makes a test of days faster than one of every 15 minutes. */
const world = (invoices: object[], more: Partial<WorldInput> = {}): WorldInput =>
  acmeWorld(invoices, more, { "Export Schedule": "0 * * * *" });

/** Waits until the next run has ended. */
const nextRun = ({ platform }: Simulation) => platform.advance(60 * MINUTE_MS);
const standing = ({ bill }: Simulation) =>
  bill.world.bills().map(({ archived, amount }) => [amount, archived]);
const linkOf = ({ precoro }: Simulation, idn: string) => precoro.world.invoice(idn)["externalId"];
const reads = ({ precoro }: Simulation) => precoro.journal.calls()["GET /invoices/{id}"]?.count ?? 0;
const sweepRuns = ({ platform }: Simulation) =>
  platform.executions.filter(({ flow }) => flow === "Export Changed Documents");

test("an approval, a revision and a cancellation without notifications are found by the next run", () =>
  withSimulation(world(many(2)), async (simulation) => {
    const { world: precoro } = simulation.precoro;
    await nextRun(simulation);
    precoro.approve("1", {}, silent);
    await nextRun(simulation);
    expect(standing(simulation)).toEqual([[10, false]]);
    precoro.revise("1", { items: { data: [{ name: "Paper", price: "12" }] } }, silent);
    await nextRun(simulation);
    expect(standing(simulation)).toEqual([[12, false]]);
    precoro.cancel("1", {}, silent);
    await nextRun(simulation);
    expect(standing(simulation)).toEqual([[12, true]]);
    const before = reads(simulation);
    await simulation.platform.advance(DAY_MS);
    expect(reads(simulation)).toBe(before);
  }));

test("a bill that a person archived is not sent again automatically; the document is no longer integrated", () =>
  withSimulation(world([invoice(1)]), async (simulation) => {
    const { precoro, bill } = simulation;
    precoro.world.approve("1");
    await simulation.idle();
    bill.world.archive(bill.world.bills()[0]?.id ?? "");
    precoro.world.edit("1", { note: "x" }, silent);
    await nextRun(simulation);
    expect(linkOf(simulation, "1")).toBeNull();
    await simulation.platform.advance(DAY_MS + 30 * MINUTE_MS);
    expect(standing(simulation)).toEqual([[10, true]]);
  }));

test("a run without changes reads one page and starts nothing", () =>
  withSimulation(world(many(3)), async (simulation) => {
    await nextRun(simulation);
    await simulation.platform.advance(DAY_MS);
    const before = simulation.precoro.journal.entries.length;
    await nextRun(simulation);
    expect(simulation.precoro.journal.entries.length - before).toBe(1);
    expect(sweepRuns(simulation).at(-1)).toMatchObject({ reason: "polled_no_changes", status: "succeeded" });
  }));

test("four thousand old invoices before the start date: nothing is sent, and few calls are made", () =>
  withSimulation(
    world(
      many(4_000, {
        status: 2,
        approvalDate: "2025-06-01T08:00:00+0000",
        updateDate: "2025-06-01T08:00:00+0000",
      }),
      {
        config: { "Send Documents Approved From": "2026-01-05" },
      },
    ),
    async (simulation) => {
      await nextRun(simulation);
      expect(simulation.precoro.journal.entries.length).toBeLessThanOrEqual(4_000 / 200 + 5);
      await simulation.platform.advance(DAY_MS + 30 * MINUTE_MS);
      expect(simulation.bill.world.bills()).toEqual([]);
      expect(reads(simulation)).toBe(0);
    },
  ));

/** More than the hundred that are retried in a day. */
const UNSENDABLE = size("UNSENDABLE", 130, 500);

test(
  "hundreds of unsendable documents are read at most once a day, and leave calls to the others",
  () =>
    withSimulation(
      world(many(UNSENDABLE, { status: 2, requiredDate: null }), {
        simulator: { externalIntegrationLogShown: false, latencyMs: 1 },
      }),
      async (simulation) => {
        const { precoro, platform } = simulation;
        await platform.advance(2 * DAY_MS);
        const perDay = new Map<number, { all: number; reads: Map<string, number> }>();
        for (const { at, url, path } of precoro.journal.entries) {
          const key = Math.floor((at - Date.UTC(2026, 0, 5, 8)) / DAY_MS);
          const day = perDay.get(key) ?? { all: 0, reads: new Map() };
          day.all++;
          if (path === "/invoices/{id}") day.reads.set(url, (day.reads.get(url) ?? 0) + 1);
          perDay.set(key, day);
        }
        const days = [...perDay.values()];
        for (const day of days) expect(day.all).toBeLessThan(2 * UNSENDABLE);
        for (const day of days) expect(Math.max(0, ...day.reads.values())).toBeLessThanOrEqual(1);
        expect(days.map((day) => day.reads.size).slice(0, 2)).toEqual([UNSENDABLE, 100]);
        expect(simulation.bill.world.bills()).toEqual([]);
      },
    ),
  120_000,
);

test("a batch that failed finally is processed by a later run; the watermark only moves forward", () =>
  withSimulation(world(many(30)), async (simulation) => {
    const { precoro, bill, platform } = simulation;
    await nextRun(simulation);
    for (let n = 1; n <= 30; n++) precoro.world.approve(String(n), {}, silent);
    bill.faults.add({ match: "GET /v3/bills", kind: "500", times: 40 });
    const watermark = () =>
      (
        platform.state.instance["Export Changed Documents"] as {
          __prismaticInternal: { polling: { watermark: number } };
        }
      ).__prismaticInternal.polling.watermark;
    await nextRun(simulation);
    const first = watermark();
    expect(sweepRuns(simulation).some(({ status }) => status === "failed")).toBe(true);
    expect(standing(simulation)).toEqual([]);
    await platform.advance(3 * 60 * MINUTE_MS);
    expect(standing(simulation)).toHaveLength(30);
    expect(watermark()).toBeGreaterThan(first);
  }));

test.each([
  ["imported", "Import Vendors", { scope: "all" }],
  ["mapped", "Map Supplier", { supplierId: 6 }],
])(
  "the documents of a supplier that is %s later are sent, however long ago they were approved",
  (_, flow, body) =>
    withSimulation(
      {
        ...world([invoice(1, { supplier: { id: 6 } })]),
        precoro: { suppliers: [{ id: 6, name: "Acme" }], invoices: [invoice(1, { supplier: { id: 6 } })] },
      },
      async (simulation) => {
        simulation.precoro.world.approve("1", {}, silent);
        await simulation.platform.advance(2 * DAY_MS);
        expect(standing(simulation)).toEqual([]);
        await simulation.platform.run(flow, body);
        await nextRun(simulation);
        expect(standing(simulation)).toEqual([[10, false]]);
      },
    ),
);
