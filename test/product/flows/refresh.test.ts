/** What is imported, brought up to date by a deploy and by the night: nothing new comes of it, and what people switched off stays off at night. */
import type { Simulation } from "../../sandbox/simulation";
import type { WorldInput } from "../../sandbox/worldFile";
import { resultsOf, withSimulation } from "../kit/withSimulation";
import { account, id, treeOf, update } from "./accountsWorld";
import { DAY_MS, HOUR_MS, pending, quiet, runFlow, stopAfter, vendor } from "./pendingImports";

const PAPER = "0ii01PAPER00000001";
const PENS = "0ii01PENS000000001";
const NIGHTLY = "Refresh Lists And Items";

/** Everything in BILL has changed since it was imported, and there is more of it. */
const changed: WorldInput = {
  bill: {
    vendors: [vendor(1), vendor(2)],
    chartOfAccounts: [account(1, "Travel"), account(2, "Air", 1), account(3, "Office")],
    departments: [{ id: "0de01SALES00000001", name: "Sales" }],
    items: [
      { id: PAPER, name: "Paper", price: 2 },
      { id: PENS, name: "Pens", price: 3 },
    ],
  },
  precoro: {
    suppliers: [{ id: 1, name: "Old Vendor", externalId: vendor(1).id }],
    items: [
      { id: 2, sku: "P", name: "Old Paper", price: 1, externalId: PAPER, hiddenInCatalog: true },
      { id: 3, sku: "Q", name: "Pens by hand", price: 1 },
    ],
    itemCustomFields: [
      {
        id: 7,
        name: "Bill Chart of Accounts",
        options: [
          { id: 1, name: "Journeys", externalId: id(1) },
          { id: 2, name: "Plane", externalId: id(2), enable: false },
        ],
      },
    ],
  },
};
const imported = { "Chart of Accounts As": "Item custom field", "Departments As": "Item custom field" };
const world = (config: object): WorldInput => ({
  ...changed,
  config: { ...quiet.config, ...imported, ...config },
});

const shown = (simulation: Simulation) => ({
  suppliers: simulation.precoro.world.suppliers().map(({ name }) => name),
  tree: treeOf(simulation),
  items: simulation.precoro.world
    .items()
    .map(({ name, price, hiddenInCatalog }) => [name, price, hiddenInCatalog].join(" ")),
  fields: simulation.precoro.world.fields("itemCustomFields").length,
});
const before = {
  suppliers: ["Old Vendor"],
  tree: ["Bill Chart of Accounts", "  Journeys", "  Plane (off)"],
  items: ["Old Paper 1 true", "Pens by hand 1 false"],
  fields: 1,
};
const updated = {
  suppliers: ["Vendor 1"],
  tree: ["Bill Chart of Accounts", "  Travel", "    Air"],
  items: ["Paper 2 false", "Pens by hand 1 false"],
  fields: 1,
};
const nightly = {
  ...updated,
  suppliers: ["Old Vendor"],
  tree: ["Bill Chart of Accounts", "  Travel", "    Air (off)"],
  items: ["Paper 2 true", "Pens by hand 1 false"],
};

test("without Refresh On Save, a deploy makes no call", () =>
  withSimulation(world({}), async (simulation) => {
    expect(shown(simulation)).toEqual(before);
    expect(simulation.precoro.journal.entries).toEqual([]);
  }));

test("with Refresh On Save, a deploy updates what is imported, and creates and links nothing", () =>
  withSimulation(world({ "Refresh On Save": true }), async (simulation) => {
    expect(shown(simulation)).toEqual(updated);
    const [deploy] = simulation.platform.executions;
    expect(deploy && resultsOf(deploy)).toEqual({
      [vendor(1).id]: "updated",
      [id(1)]: "updated",
      [id(2)]: "restored",
      [PAPER]: "restored",
    });
    expect(pending(simulation)).toEqual([]);
  }));

test("what an import has done counts for more than the wizard: another As keeps the old field fresh until something is imported", () =>
  withSimulation(
    world({ "Refresh On Save": true, "Chart of Accounts As": "Document custom field" }),
    async (simulation) => {
      expect(shown(simulation).tree).toEqual(before.tree);
      await runFlow(simulation, "Import List", { ...update, scope: "selected", optionIds: [id(1)] });
      simulation.bill.world.edit(id(1), { name: "Trips" });
      await simulation.clock.sleep(61_000);
      await simulation.platform.deploy();
      await simulation.platform.idle();
      expect(treeOf(simulation)).toContain("  Trips");
      expect(simulation.precoro.world.fields("documentCustomFields")).toEqual([]);
    },
  ));

describe("every night", () => {
  test("no call is made if it is off", () =>
    withSimulation(world({}), async ({ platform, precoro, bill }) => {
      const calls = bill.journal.entries.length;
      await platform.run(NIGHTLY);
      expect(precoro.journal.entries).toEqual([]);
      expect(bill.journal.entries).toHaveLength(calls);
    }));

  test("lists and items are updated; what is switched off stays off, until Update puts it right", () =>
    withSimulation(world({ [NIGHTLY]: true }), async (simulation) => {
      await simulation.platform.advance(DAY_MS);
      expect(shown(simulation)).toEqual(nightly);
      await runFlow(simulation, "Import List", update);
      await runFlow(simulation, "Import Items", { scope: "integrated" });
      expect(shown(simulation)).toEqual({ ...updated, suppliers: ["Old Vendor"] });
      // An archived option is still switched off at night.
      simulation.bill.world.archive(id(2));
      await simulation.clock.sleep(61_000);
      await runFlow(simulation, NIGHTLY, {});
      expect(shown(simulation).tree).toEqual(nightly.tree);
    }));

  test("suppliers are updated too if Refresh Suppliers Automatically is on", () =>
    withSimulation(
      world({ [NIGHTLY]: true, "Refresh Suppliers Automatically": true }),
      async (simulation) => {
        await runFlow(simulation, NIGHTLY, {});
        expect(shown(simulation)).toEqual({ ...nightly, suppliers: ["Vendor 1"] });
      },
    ));

  test("a limit stops it, and it continues with the same choice", () =>
    withSimulation(world({ [NIGHTLY]: true }), async (simulation) => {
      // The fields, the options, and one of the two updates.
      stopAfter(simulation, 3);
      await runFlow(simulation, NIGHTLY, {});
      expect(pending(simulation).map(({ request }) => request)).toMatchObject([
        { list: "chartOfAccounts", leaveSwitchedOff: true },
        { list: "departments", leaveSwitchedOff: true },
        { list: "items", leaveSwitchedOff: true },
      ]);
      expect(shown(simulation).tree).toContain("  Plane (off)");
      await simulation.platform.advance(2 * HOUR_MS);
      expect(shown(simulation)).toEqual(nightly);
      expect(pending(simulation)).toEqual([]);
    }));

  test("a list that can't be read doesn't hold up the others, and is tried again", () =>
    withSimulation(world({ [NIGHTLY]: true }), async (simulation) => {
      const { platform, precoro } = simulation;
      precoro.faults.add({ match: "GET /itemcustomfields", kind: "500", times: 8 });
      await runFlow(simulation, NIGHTLY, {});
      expect(shown(simulation).items).toEqual(nightly.items);
      expect(pending(simulation).length).toBeGreaterThan(0);
      await platform.advance(HOUR_MS);
      expect(shown(simulation)).toEqual(nightly);
      expect(pending(simulation)).toEqual([]);
    }));

  test("a login that is refused fails the run, instead of waiting in silence", () =>
    withSimulation(
      world({ [NIGHTLY]: true, "Precoro Connection": { apiToken: "wrong" } }),
      async ({ platform }) => {
        expect(await platform.run(NIGHTLY)).toMatchObject({ status: "failed" });
      },
    ));
});
