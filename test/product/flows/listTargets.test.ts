/** Where lists are imported to, each by itself, and what a lost answer does not do. */

import { onStage } from "../kit/onStage";
import { accounts, all, full, id, importing, travel, treeOf, update } from "./accounts";

test("when Import As changes, the old field stays as it is and the new one is filled", () =>
  onStage(accounts(travel), async (stage) => {
    await importing(stage, all);
    await importing(stage, { ...all, importAs: "Document custom field" });
    expect(treeOf(stage, "documentCustomFields")).toEqual(full);
    stage.bill.world.edit(id(2), { name: "Flights" });
    await importing(stage, { ...update, importAs: "documentCustomField" });
    expect(treeOf(stage)).toEqual(full);
    expect(treeOf(stage, "documentCustomFields")).toContain("    Flights");
    expect((await importing(stage, { ...all, importAs: "Do not import" })).writes).toEqual([]);
  }));

test("locations become Precoro's Locations, classes, departments and customers fields; each list by itself", () =>
  onStage(
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
    async (stage) => {
      const { world } = stage.precoro;
      await importing(stage, { list: "locations", importAs: "Location", scope: "all" });
      for (const list of ["classes", "Departments", "customers"])
        await importing(stage, { list, importAs: "documentCustomField", scope: "all" });
      expect(world.locations().map(({ name, externalId }) => [name, externalId])).toEqual([
        ["Germany", "loc01GERMANY000001"],
        ["Berlin", "loc01BERLIN0000001"],
      ]);
      const fields = world.fields("documentCustomFields");
      expect(fields.map(({ name }) => name)).toEqual(["Bill Classes", "Bill Departments", "Bill Customers"]);
      const [first] = fields.map((field) => world.options("documentCustomFields", field.id));
      expect(first).toMatchObject([{ name: "Retail", externalId: "cls01RETAIL0000001" }]);
      expect(
        (await importing(stage, { list: "locations", importAs: "location", scope: "integrated" })).writes,
      ).toEqual([]);
    },
  ));

test("an answer that was lost makes no option twice", async () => {
  for (const kind of ["reset-after", "reset-before", "500", "slow", "truncated"]) {
    for (const match of [
      "POST /itemcustomfields/{id}/options",
      "PATCH /itemcustomfields/{id}/options/{id}",
      "GET /itemcustomfields/{id}/options",
    ]) {
      await onStage(accounts(travel), async (stage) => {
        stage.precoro.faults.add({ match, kind: kind as "500", times: 1 });
        await importing(stage, all);
        await importing(stage, all);
        expect([kind, match, treeOf(stage)]).toEqual([kind, match, full]);
        expect((await importing(stage, update)).writes).toEqual([]);
      });
    }
  }
});
