/** What an import does about people's changes to an imported list in Precoro. */

import { messageOf, resultsOf, withSimulation } from "../kit/withSimulation";
import {
  account,
  accountsWorld,
  all,
  expectedTree,
  id,
  importList,
  optionNamed,
  travel,
  treeOf,
  update,
} from "./accountsWorld";

describe("changes in Precoro", () => {
  test("the next update corrects an option that was renamed, moved or disabled", () =>
    withSimulation(accountsWorld(travel), async (simulation) => {
      const { world } = simulation.precoro;
      await importList(simulation, all);
      const { field, option: air } = optionNamed(simulation, "Air");
      world.editOption("itemCustomFields", field, air.id, { name: "Plane", enable: false, parent: [] });
      const { execution, writes } = await importList(simulation, update);
      expect(writes).toHaveLength(1);
      expect(resultsOf(execution)[id(2)]).toBe("restored");
      expect(treeOf(simulation)).toEqual(expectedTree);
    }));

  test("an option created by hand is linked and moved to its place", () =>
    withSimulation(
      accountsWorld(travel, {
        precoro: {
          itemCustomFields: [
            { id: 7, name: "BILL  chart of accounts", options: [{ id: 70, name: "TRAVEL" }] },
          ],
        },
      }),
      async (simulation) => {
        const { execution } = await importList(simulation, all);
        expect(resultsOf(execution)[id(1)]).toBe("linked");
        expect(messageOf(execution, id(1))).toBe("It matches option TRAVEL (70).");
        expect(treeOf(simulation)?.slice(1)).toEqual(expectedTree.slice(1));
      },
    ));

  test("a renamed field is recognized by the links of its options", () =>
    withSimulation(accountsWorld(travel), async (simulation) => {
      const { world } = simulation.precoro;
      await importList(simulation, all);
      const [field] = world.fields("itemCustomFields");
      world.editField("itemCustomFields", field?.id ?? 0, { name: "GL Account" });
      simulation.bill.world.edit(id(2), { name: "Flights" });
      expect((await importList(simulation, update)).writes).toHaveLength(1);
      expect(world.fields("itemCustomFields")).toHaveLength(1);
      expect(treeOf(simulation)?.[0]).toBe("GL Account");
    }));

  test("a deleted field is created again by an import, but not by an update", () =>
    withSimulation(accountsWorld(travel), async (simulation) => {
      const { world } = simulation.precoro;
      await importList(simulation, all);
      world.deleteField("itemCustomFields", world.fields("itemCustomFields")[0]?.id ?? 0);
      expect((await importList(simulation, update)).writes).toEqual([]);
      await importList(simulation, all);
      expect(treeOf(simulation)).toEqual(expectedTree);
    }));

  test.each(["forbidden", "unknown"])(
    "if the API does not create fields (%s), the rejection says how to create one by hand",
    (customFieldCreation) =>
      withSimulation(accountsWorld(travel, { simulator: { customFieldCreation } }), async (simulation) => {
        const { execution } = await importList(simulation, all);
        expect(execution.status).toBe("succeeded");
        expect(resultsOf(execution)).toEqual({ "Chart of Accounts": "rejected custom-field-missing" });
        expect(messageOf(execution, "Chart of Accounts")).toBe(
          "Precoro has no custom field Bill Chart of Accounts for items, and its API can't create one. In Precoro, go to Configuration > Custom Fields > Items and create a drop-down list named Bill Chart of Accounts. Then run Import List for Chart of Accounts again.",
        );
      }),
  );

  test("links of other integrations, to unknown records and to the same record twice are rejected and not changed", () =>
    withSimulation(
      accountsWorld([account(1, "One"), account(2, "Two"), account(3, "Three"), account(4, "Four")], {
        precoro: {
          itemCustomFields: [
            {
              id: 7,
              name: "Bill Chart of Accounts",
              options: [
                { id: 71, name: "One", externalId: "QBO-1" },
                { id: 72, name: "Two", externalId: id(99) },
                { id: 73, name: "Three", externalId: id(3) },
                { id: 74, name: "Drei", externalId: id(3) },
                { id: 75, name: "Four" },
                { id: 76, name: "four" },
              ],
            },
          ],
        },
      }),
      async (simulation) => {
        const { execution, writes } = await importList(simulation, all);
        expect(resultsOf(execution)).toEqual({
          [id(1)]: "rejected external-id-not-from-bill",
          [id(2)]: "rejected linked-record-not-found",
          [id(3)]: "rejected option-linked-twice",
          [id(4)]: "rejected duplicate-option-name",
          [id(99)]: "rejected linked-record-not-found",
        });
        expect(writes).toEqual([]);
      },
    ));
});
