/** The import targets of lists, and lost responses. */

import { withSimulation } from "../kit/withSimulation";
import { accountsWorld, all, expectedTree, id, importList, travel, treeOf, update } from "./accountsWorld";

test("if Import As changes, the old field stays as it is and the new one is filled", () =>
  withSimulation(accountsWorld(travel), async (simulation) => {
    await importList(simulation, all);
    await importList(simulation, { ...all, importAs: "Document custom field" });
    expect(treeOf(simulation, "documentCustomFields")).toEqual(expectedTree);
    simulation.bill.world.edit(id(2), { name: "Flights" });
    await importList(simulation, { ...update, importAs: "documentCustomField" });
    expect(treeOf(simulation)).toEqual(expectedTree);
    expect(treeOf(simulation, "documentCustomFields")).toContain("    Flights");
    expect((await importList(simulation, { ...all, importAs: "Do not import" })).writes).toEqual([]);
  }));

test("locations become Precoro locations; classes, departments and customers become fields, independently of each other", () =>
  withSimulation(
    {
      bill: {
        locations: [
          { id: "loc01BERLIN0000001", name: "Berlin", parentId: "loc01GERMANY000001" },
          { id: "loc01GERMANY000001", name: "Germany" },
        ],
        accountingClasses: [{ id: "cls01RETAIL0000001", name: "Retail" }],
        departments: [{ id: "0de01SALES00000001", name: "Sales" }],
        customers: [{ id: "0cu01ANNE000000001", name: "Anne" }],
      },
    },
    async (simulation) => {
      const { world } = simulation.precoro;
      await importList(simulation, { list: "locations", importAs: "Location", scope: "all" });
      for (const list of ["classes", "Departments", "customers"])
        await importList(simulation, { list, importAs: "documentCustomField", scope: "all" });
      expect(world.locations().map(({ name, externalId }) => [name, externalId])).toEqual([
        ["Germany", "loc01GERMANY000001"],
        ["Berlin", "loc01BERLIN0000001"],
      ]);
      const fields = world.fields("documentCustomFields");
      expect(fields.map(({ name }) => name)).toEqual(["Bill Classes", "Bill Departments", "Bill Customers"]);
      const [first] = fields.map((field) => world.options("documentCustomFields", field.id));
      expect(first).toMatchObject([{ name: "Retail", externalId: "cls01RETAIL0000001" }]);
      expect(
        (await importList(simulation, { list: "locations", importAs: "location", scope: "integrated" }))
          .writes,
      ).toEqual([]);
    },
  ));

test("a lost response does not create an option twice", async () => {
  for (const kind of ["reset-after", "reset-before", "500", "slow", "truncated"]) {
    for (const match of [
      "POST /itemcustomfields/{id}/options",
      "PATCH /itemcustomfields/{id}/options/{id}",
      "GET /itemcustomfields/{id}/options",
    ]) {
      await withSimulation(accountsWorld(travel), async (simulation) => {
        simulation.precoro.faults.add({ match, kind: kind as "500", times: 1 });
        await importList(simulation, all);
        await importList(simulation, all);
        expect([kind, match, treeOf(simulation)]).toEqual([kind, match, expectedTree]);
        expect((await importList(simulation, update)).writes).toEqual([]);
      });
    }
  }
});
