/** An import that stopped goes on in lists that have changed: nothing is skipped, made twice, or sent again in vain. */
import { resultsOf, withSimulation } from "../kit/withSimulation";
import { account, accountsWorld, all, id, treeOf, update } from "./accountsWorld";
import { DAY_MS, history, pending, quiet, runFlow, stopAfter, vendor } from "./pendingImports";

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
        await runFlow(simulation, "Import List", all);
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
          await runFlow(simulation, flow, body);
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
        await runFlow(simulation, "Import Vendors", { scope: "all" });
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
      await runFlow(simulation, "Import List", all);
      const [field] = precoro.world.fields("itemCustomFields");
      const [travel, air] = precoro.world.options("itemCustomFields", field?.id ?? 0);
      // Somebody removes the parent's link, and gives it to another integration.
      precoro.world.setOptionLink("itemCustomFields", field?.id ?? 0, travel?.id ?? 0, {
        externalId: "QBO-1",
      });
      bill.world.archive(id(2));
      await clock.sleep(61_000);
      const again = await runFlow(simulation, "Import List", update);
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
        await runFlow(simulation, "Import Items", { scope: "all" });
        const [before] = precoro.world.items();
        bill.world.edit("0ii01ITEM0000000001", { type: "GROUP", price: 3 });
        bill.world.archive("0ii01ITEM0000000001");
        for (const outcome of ["archived", "unchanged"]) {
          await clock.sleep(61_000);
          const again = await runFlow(simulation, "Import Items", { scope: "integrated" });
          expect(resultsOf(again)).toEqual({ "0ii01ITEM0000000001": outcome });
          expect(precoro.world.items()).toMatchObject([
            { name: "Paper", price: before?.price, hiddenInCatalog: true },
          ]);
        }
      },
    ));
});
