/** An import that could not settle every record: it goes on by itself until all are there, or rejected with what to do. */
import { messageOf, resultsOf, withSimulation } from "../kit/withSimulation";
import { account, accountsWorld, all, id, treeOf } from "./accountsWorld";
import { DAY_MS, HOUR_MS, history, pending, quiet, runFlow, statusOf, vendor } from "./pendingImports";

describe("a record that Precoro has not confirmed", () => {
  test("keeps the import pending, with a moment, and Integration Status incomplete, until it is there", () =>
    withSimulation({ ...quiet, bill: { vendors: [vendor(1), vendor(2)] } }, async (simulation) => {
      const { precoro, platform } = simulation;
      precoro.faults.add({ match: "POST /suppliers", kind: "500", times: 2 });
      const first = await runFlow(simulation, "Import Vendors", { scope: "all" });
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
        const first = await runFlow(simulation, "Import List", all);
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
        await runFlow(simulation, "Import List", all);
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
      const first = await runFlow(simulation, "Import List", all);
      expect(resultsOf(first)).toEqual({ "Chart of Accounts": "postponed not-confirmed" });
      expect(await statusOf(simulation, "chartOfAccounts")).toMatchObject({ complete: false });
      await platform.advance(HOUR_MS);
      expect(treeOf(simulation)).toEqual(["Bill Chart of Accounts", "  Travel"]);
      expect(pending(simulation)).toEqual([]);
    }));

  test("a lost answer creates no second custom field", () =>
    withSimulation(accountsWorld([account(1, "Travel")], quiet), async (simulation) => {
      simulation.precoro.faults.add({ match: "POST /itemcustomfields", kind: "reset-after" });
      const first = await runFlow(simulation, "Import List", all);
      expect(resultsOf(first)).toEqual({ [id(1)]: "created" });
      expect(simulation.precoro.world.fields("itemCustomFields")).toHaveLength(1);
    }));
});
