/** Export Changed Documents: what notifications have missed is found, what is settled costs nothing. */

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

/** A day has few hours and many quarters: hours will do here. */
const world = (invoices: object[], more: Partial<WorldInput> = {}): WorldInput =>
  acmeWorld(invoices, more, { "Export Schedule": "0 * * * *" });

/** The next run is over. */
const nextRun = ({ platform }: Simulation) => platform.advance(60 * MINUTE_MS);
const standing = ({ bill }: Simulation) =>
  bill.world.bills().map(({ archived, amount }) => [amount, archived]);
const linkOf = ({ precoro }: Simulation, idn: string) => precoro.world.invoice(idn)["externalId"];
const looks = ({ precoro }: Simulation) => precoro.journal.calls()["GET /invoices/{id}"]?.count ?? 0;
const nets = ({ platform }: Simulation) =>
  platform.executions.filter(({ flow }) => flow === "Export Changed Documents");

test("an approval, a revision and a cancellation that nobody told of are found within the next run", () =>
  withSimulation(world(many(2)), async (stage) => {
    const { world: precoro } = stage.precoro;
    await nextRun(stage);
    precoro.approve("1", {}, silent);
    await nextRun(stage);
    expect(standing(stage)).toEqual([[10, false]]);
    precoro.revise("1", { items: { data: [{ name: "Paper", price: "12" }] } }, silent);
    await nextRun(stage);
    expect(standing(stage)).toEqual([[12, false]]);
    precoro.cancel("1", {}, silent);
    await nextRun(stage);
    expect(standing(stage)).toEqual([[12, true]]);
    const before = looks(stage);
    await stage.platform.advance(DAY_MS);
    expect(looks(stage)).toBe(before);
  }));

test("a bill that a person archived is not sent again by itself; the document is no longer integrated", () =>
  withSimulation(world([invoice(1)]), async (stage) => {
    const { precoro, bill } = stage;
    precoro.world.approve("1");
    await stage.idle();
    bill.world.archive(bill.world.bills()[0]?.id ?? "");
    precoro.world.edit("1", { note: "x" }, silent);
    await nextRun(stage);
    expect(linkOf(stage, "1")).toBeNull();
    await stage.platform.advance(DAY_MS + 30 * MINUTE_MS);
    expect(standing(stage)).toEqual([[10, true]]);
  }));

test("a quiet run asks one page and starts nothing", () =>
  withSimulation(world(many(3)), async (stage) => {
    await nextRun(stage);
    await stage.platform.advance(DAY_MS);
    const before = stage.precoro.journal.entries.length;
    await nextRun(stage);
    expect(stage.precoro.journal.entries.length - before).toBe(1);
    expect(nets(stage).at(-1)).toMatchObject({ reason: "polled_no_changes", status: "succeeded" });
  }));

test("four thousand old invoices and a start of today: nothing is sent, and little is read", () =>
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
    async (stage) => {
      await nextRun(stage);
      expect(stage.precoro.journal.entries.length).toBeLessThanOrEqual(4_000 / 200 + 5);
      await stage.platform.advance(DAY_MS + 30 * MINUTE_MS);
      expect(stage.bill.world.bills()).toEqual([]);
      expect(looks(stage)).toBe(0);
    },
  ));

/** More than the hundred that are looked at again in a day. */
const UNSENDABLE = size("UNSENDABLE", 250, 500);

test(
  "many that cannot be sent cost one look a day at most, and leave Precoro's day to the others",
  () =>
    withSimulation(
      world(many(UNSENDABLE, { status: 2, requiredDate: null }), {
        simulator: { externalIntegrationLogShown: false, latencyMs: 1 },
      }),
      async (stage) => {
        const { precoro, platform } = stage;
        await platform.advance(2 * DAY_MS);
        const perDay = new Map<number, { all: number; looks: Map<string, number> }>();
        for (const { at, url, path } of precoro.journal.entries) {
          const key = Math.floor((at - Date.UTC(2026, 0, 5, 8)) / DAY_MS);
          const day = perDay.get(key) ?? { all: 0, looks: new Map() };
          day.all++;
          if (path === "/invoices/{id}") day.looks.set(url, (day.looks.get(url) ?? 0) + 1);
          perDay.set(key, day);
        }
        const days = [...perDay.values()];
        for (const day of days) expect(day.all).toBeLessThan(2 * UNSENDABLE);
        for (const day of days) expect(Math.max(0, ...day.looks.values())).toBeLessThanOrEqual(1);
        expect(days.map((day) => day.looks.size).slice(0, 2)).toEqual([UNSENDABLE, 100]);
        expect(stage.bill.world.bills()).toEqual([]);
      },
    ),
  120_000,
);

test("a batch that fails for good is cleared by a later run; the watermark goes only forward", () =>
  withSimulation(world(many(30)), async (stage) => {
    const { precoro, bill, platform } = stage;
    await nextRun(stage);
    for (let n = 1; n <= 30; n++) precoro.world.approve(String(n), {}, silent);
    bill.faults.add({ match: "GET /v3/bills", kind: "500", times: 40 });
    const watermark = () =>
      (
        platform.state.instance["Export Changed Documents"] as {
          __prismaticInternal: { polling: { watermark: number } };
        }
      ).__prismaticInternal.polling.watermark;
    await nextRun(stage);
    const first = watermark();
    expect(nets(stage).some(({ status }) => status === "failed")).toBe(true);
    expect(standing(stage)).toEqual([]);
    await platform.advance(3 * 60 * MINUTE_MS);
    expect(standing(stage)).toHaveLength(30);
    expect(watermark()).toBeGreaterThan(first);
  }));

test.each([
  ["imported", "Import Vendors", { scope: "all" }],
  ["mapped", "Map Supplier", { supplierId: 6 }],
])("a supplier that is %s later brings its documents, however long ago they were approved", (_, flow, body) =>
  withSimulation(
    {
      ...world([invoice(1, { supplier: { id: 6 } })]),
      precoro: { suppliers: [{ id: 6, name: "Acme" }], invoices: [invoice(1, { supplier: { id: 6 } })] },
    },
    async (stage) => {
      stage.precoro.world.approve("1", {}, silent);
      await stage.platform.advance(2 * DAY_MS);
      expect(standing(stage)).toEqual([]);
      await stage.platform.run(flow, body);
      await nextRun(stage);
      expect(standing(stage)).toEqual([[10, false]]);
    },
  ),
);
