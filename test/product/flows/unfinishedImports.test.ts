/** An import that could not settle every record: it goes on by itself until all are there, or rejected with what to do. */
import type { Result } from "../../sandbox/report";
import type { Simulation } from "../../sandbox/simulation";
import type { WorldInput } from "../../sandbox/worldFile";
import { messageOf, resultsOf, withSimulation } from "../kit/withSimulation";
import { account, accountsWorld, all, id, treeOf, update } from "./accountsWorld";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const run = async ({ platform }: Simulation, flow: string, body: object) => {
  const execution = await platform.run(flow, body);
  await platform.idle();
  return execution;
};

const pending = ({ platform }: Simulation) =>
  platform.state.crossFlow["imports"] as { request: { list: string }; place?: string; notBefore?: string }[];

/** What *Integration Status* says about one list. */
const statusOf = async ({ platform }: Simulation, list: string) => {
  const { body } = await platform.call(
    "Integration Status",
    {},
    { apiKey: platform.keyOf("Integration Status") },
  );
  return (body as Record<string, unknown>)[list];
};

/** The results of all imports in order, as `name outcome reason`. */
const history = ({ platform }: Simulation): string[] =>
  platform.executions.flatMap(({ flow, results }) =>
    (flow === "BILL Events" ? [] : (results as Result[])).map(({ name, outcome, reason }) =>
      [name, outcome, reason].filter(Boolean).join(" "),
    ),
  );

/** Imports whose every run stops after this many calls to Precoro. The next one starts about an hour later. */
const stopAfter = ({ platform, clock }: Simulation, calls: number) => {
  const slot = Math.floor(clock.now() / 600_000) * 600_000;
  platform.state.crossFlow = { ...platform.state.crossFlow, calls: [[slot, 1_000 - calls]] };
};

const quiet: WorldInput = { config: { "Export Schedule": "" } };
const vendor = (n: number, set: object = {}) => ({
  id: `00901VENDOR00000000${n}`,
  name: `Vendor ${n}`,
  ...set,
});

describe("a record that Precoro has not confirmed", () => {
  test("keeps the import pending, with a moment, and Integration Status incomplete, until it is there", () =>
    withSimulation({ ...quiet, bill: { vendors: [vendor(1), vendor(2)] } }, async (simulation) => {
      const { precoro, platform } = simulation;
      precoro.faults.add({ match: "POST /suppliers", kind: "500", times: 2 });
      const first = await run(simulation, "Import Vendors", { scope: "all" });
      expect(resultsOf(first)).toEqual({
        [vendor(1).id]: "postponed not-confirmed",
        [vendor(2).id]: "created",
      });
      expect(pending(simulation)).toEqual([
        {
          request: { list: "vendors", scope: "all", onlyNew: false, vendorIds: [] },
          place: vendor(1).id,
          notBefore: expect.stringMatching(/^2026-01-05T08:1\d:\d\dZ$/),
        },
      ]);
      expect(await statusOf(simulation, "vendors")).toMatchObject({ complete: false, count: 1 });

      await platform.advance(HOUR_MS);
      expect(history(simulation)).toEqual([
        "Vendor 1 postponed not-confirmed",
        "Vendor 2 created",
        "Vendor 1 created",
      ]);
      expect(precoro.world.suppliers().map(({ externalId }) => externalId)).toEqual([
        vendor(2).id,
        vendor(1).id,
      ]);
      expect(pending(simulation)).toEqual([]);
      expect(platform.state.crossFlow["importProgress"]).toEqual({});
      expect(await statusOf(simulation, "vendors")).toMatchObject({ complete: true, count: 2 });
    }));

  test("is waited for by its children, and all are created in the next run", () =>
    withSimulation(
      accountsWorld([account(2, "Air", 1), account(1, "Travel"), account(3, "Rail", 2)], quiet),
      async (simulation) => {
        const { precoro, platform } = simulation;
        precoro.faults.add({ match: "POST /itemcustomfields/{id}/options", kind: "reset-before", times: 2 });
        const first = await run(simulation, "Import List", all);
        expect(resultsOf(first)).toEqual({
          [id(1)]: "postponed not-confirmed",
          [id(2)]: "postponed parent-not-imported",
          [id(3)]: "postponed parent-not-imported",
        });
        expect(messageOf(first, id(2))).toBe(
          "Air was not imported, because its parent Travel was not. No action needed: the next run tries Travel again first.",
        );
        await platform.advance(HOUR_MS);
        expect(treeOf(simulation)).toEqual(["Bill Chart of Accounts", "  Travel", "    Air", "      Rail"]);
        expect(pending(simulation)).toEqual([]);
      },
    ));

  test("is a rejection after a day, and so are its children; the others are imported meanwhile", () =>
    withSimulation(
      accountsWorld([account(2, "Air", 1), account(1, "Travel"), account(3, "Office")], {
        ...quiet,
        simulator: { optionPostTakesExternalId: true },
      }),
      async (simulation) => {
        const { precoro, platform } = simulation;
        precoro.faults.add({ match: "POST /itemcustomfields/{id}/options", kind: "500", times: 2 });
        await run(simulation, "Import List", all);
        precoro.faults.add({ match: "POST /itemcustomfields/{id}/options", kind: "500", times: 1_000 });
        await platform.advance(3 * DAY_MS);
        expect(treeOf(simulation)).toEqual(["Bill Chart of Accounts", "  Office"]);
        expect(pending(simulation)).toEqual([]);
        const last = history(simulation).slice(-2);
        expect(last).toEqual(["Travel rejected never-confirmed", "Air rejected parent-not-imported"]);
        // Soon at first, then ever less often.
        const tries = history(simulation).filter((line) => line.startsWith("Travel"));
        expect(tries.length).toBeGreaterThan(6);
        expect(tries.length).toBeLessThan(15);
        expect(await statusOf(simulation, "chartOfAccounts")).toMatchObject({ complete: true, count: 1 });
      },
    ));

  test("a custom field whose creation was never answered is waited for like any record", () =>
    withSimulation(accountsWorld([account(1, "Travel")], quiet), async (simulation) => {
      const { precoro, platform } = simulation;
      precoro.faults.add({ match: "POST /itemcustomfields", kind: "500", times: 2 });
      const first = await run(simulation, "Import List", all);
      expect(resultsOf(first)).toEqual({ "Chart of Accounts": "postponed not-confirmed" });
      expect(await statusOf(simulation, "chartOfAccounts")).toMatchObject({ complete: false });
      await platform.advance(HOUR_MS);
      expect(treeOf(simulation)).toEqual(["Bill Chart of Accounts", "  Travel"]);
      expect(pending(simulation)).toEqual([]);
    }));

  test("a lost answer creates no second custom field", () =>
    withSimulation(accountsWorld([account(1, "Travel")], quiet), async (simulation) => {
      simulation.precoro.faults.add({ match: "POST /itemcustomfields", kind: "reset-after" });
      const first = await run(simulation, "Import List", all);
      expect(resultsOf(first)).toEqual({ [id(1)]: "created" });
      expect(simulation.precoro.world.fields("itemCustomFields")).toHaveLength(1);
    }));
});

describe("an import that stopped, and goes on in a list that has changed", () => {
  const tree = [
    account(1, "Travel"),
    account(2, "Office"),
    account(3, "Air", 1),
    account(4, "Rail", 1),
    account(5, "Paper", 2),
    account(6, "Pens", 2),
  ];

  test("an entry that was moved, and a new parent, are not skipped", () =>
    withSimulation(
      accountsWorld(tree, { ...quiet, simulator: { optionPostTakesExternalId: true } }),
      async (simulation) => {
        const { bill, platform } = simulation;
        // Two reads, the field, and five of the six entries.
        stopAfter(simulation, 7);
        await run(simulation, "Import List", all);
        expect(pending(simulation)).toMatchObject([{ place: id(6) }]);
        // What was imported moves below a new parent; another new one is the parent of what is left.
        bill.world.add("chartOfAccounts", account(7, "Abroad"));
        bill.world.add("chartOfAccounts", account(8, "Desk", 2));
        bill.world.edit(id(1), { parentId: id(7) });
        bill.world.edit(id(6), { parentId: id(8) });
        await platform.advance(DAY_MS);
        expect(treeOf(simulation)).toEqual([
          "Bill Chart of Accounts",
          "  Abroad",
          "    Travel",
          "      Air",
          "      Rail",
          "  Office",
          "    Desk",
          "      Pens",
          "    Paper",
        ]);
        expect(pending(simulation)).toEqual([]);
      },
    ));

  test("what was created but not linked is linked, whatever it is called by now", () =>
    withSimulation(
      {
        ...quiet,
        bill: {
          vendors: [vendor(1)],
          items: [{ id: "0ii01ITEM0000000001", name: "Paper" }],
          chartOfAccounts: [account(1, "Travel")],
        },
      },
      async (simulation) => {
        const { bill, platform, precoro } = simulation;
        for (const [flow, body, calls] of [
          ["Import Vendors", { scope: "all" }, 2],
          ["Import Items", { scope: "all" }, 2],
          ["Import List", all, 3],
        ] as const) {
          stopAfter(simulation, calls);
          await run(simulation, flow, body);
          await simulation.clock.sleep(61_000);
        }
        expect(precoro.world.suppliers()).toMatchObject([{ name: "Vendor 1", externalId: null }]);
        expect(pending(simulation)).toHaveLength(3);
        bill.world.edit(vendor(1).id, { name: "Renamed" });
        bill.world.edit("0ii01ITEM0000000001", { name: "Renamed" });
        bill.world.edit(id(1), { name: "Renamed" });
        bill.world.add("vendors", vendor(2, { name: "Vendor 1" }));
        await platform.advance(DAY_MS);
        expect(pending(simulation)).toEqual([]);
        expect(precoro.world.suppliers()).toMatchObject([
          { name: "Renamed", externalId: vendor(1).id },
          { name: "Vendor 1", externalId: vendor(2).id },
        ]);
        expect(precoro.world.items()).toMatchObject([{ name: "Renamed", externalId: "0ii01ITEM0000000001" }]);
        expect(treeOf(simulation)).toEqual(["Bill Chart of Accounts", "  Renamed"]);
      },
    ));

  test("what Precoro refused is neither sent nor reported again, unless it has changed in BILL", () =>
    withSimulation(
      {
        ...quiet,
        bill: {
          vendors: [
            vendor(1, { billCurrency: "NOMONEY" }),
            vendor(2, { billCurrency: "NOMONEY" }),
            vendor(3),
            vendor(4),
            vendor(5, { name: "Twin" }),
            vendor(6, { name: "TWIN" }),
          ],
        },
      },
      async (simulation) => {
        const { bill, platform, precoro } = simulation;
        stopAfter(simulation, 5);
        await run(simulation, "Import Vendors", { scope: "all" });
        expect(pending(simulation)).toHaveLength(1);
        bill.world.edit(vendor(2).id, { billCurrency: "EUR" });
        await platform.advance(DAY_MS);
        expect(history(simulation)).toEqual([
          "Vendor 1 rejected refused-by-precoro",
          "Vendor 2 rejected refused-by-precoro",
          "Vendor 3 created",
          "Vendor 2 created",
          "Vendor 4 created",
          "Twin rejected duplicate-vendor-name",
          "TWIN rejected duplicate-vendor-name",
        ]);
        expect(precoro.journal.calls()["POST /suppliers"]?.count).toBe(5);
      },
    ));
});

describe("an archived record that cannot be imported", () => {
  test("an entry whose parent cannot be imported is still disabled", () =>
    withSimulation(accountsWorld([account(1, "Travel"), account(2, "Air", 1)], quiet), async (simulation) => {
      const { bill, precoro, clock } = simulation;
      await run(simulation, "Import List", all);
      const [field] = precoro.world.fields("itemCustomFields");
      const [travel, air] = precoro.world.options("itemCustomFields", field?.id ?? 0);
      // Somebody removes the parent's link, and gives it to another integration.
      precoro.world.setOptionLink("itemCustomFields", field?.id ?? 0, travel?.id ?? 0, {
        externalId: "QBO-1",
      });
      bill.world.archive(id(2));
      await clock.sleep(61_000);
      const again = await run(simulation, "Import List", update);
      expect(resultsOf(again)).toEqual({
        [id(1)]: "rejected external-id-not-from-bill",
        [id(2)]: "rejected parent-not-imported",
      });
      expect(precoro.world.options("itemCustomFields", field?.id ?? 0)[1]).toEqual({ ...air, enable: false });
    }));

  test("an item whose type is refused by now is still hidden, once", () =>
    withSimulation(
      { ...quiet, bill: { items: [{ id: "0ii01ITEM0000000001", name: "Paper", price: 2 }] } },
      async (simulation) => {
        const { bill, precoro, clock } = simulation;
        await run(simulation, "Import Items", { scope: "all" });
        const [before] = precoro.world.items();
        bill.world.edit("0ii01ITEM0000000001", { type: "GROUP", price: 3 });
        bill.world.archive("0ii01ITEM0000000001");
        for (const outcome of ["archived", "unchanged"]) {
          await clock.sleep(61_000);
          const again = await run(simulation, "Import Items", { scope: "integrated" });
          expect(resultsOf(again)).toEqual({ "0ii01ITEM0000000001": outcome });
          expect(precoro.world.items()).toMatchObject([
            { name: "Paper", price: before?.price, hiddenInCatalog: true },
          ]);
        }
      },
    ));
});
