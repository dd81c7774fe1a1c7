/** The wizard's pages of lists: all pickers at once, each in its own process, without state, under all rate limits. */
import * as z from "zod";
import type { Simulation } from "../../sandbox/simulation";
import type { WorldInput } from "../../sandbox/worldFile";
import { withSimulation } from "../kit/withSimulation";

const account = (n: number, name: string, parent?: number, set: object = {}) => ({
  id: `0ca01ACCOUNT0000000${n}`,
  name,
  ...(parent === undefined ? {} : { parentId: `0ca01ACCOUNT0000000${parent}` }),
  ...set,
});

const linked = (name: string, externalId: string) => ({
  id: externalId.length,
  name,
  options: [{ id: 1, name: "one", externalId }],
});

const world: WorldInput = {
  bill: {
    vendors: [
      { id: "00901BETA0000000001", name: "beta" },
      { id: "00901ALPHA000000001", name: "Alpha" },
    ],
    chartOfAccounts: [
      account(2, "Air", 1),
      account(1, "Travel"),
      account(3, "Gone", undefined, { archived: true }),
      account(4, "Memo", undefined, { account: { type: "NON_POSTING" } }),
    ],
    departments: [{ id: "0de01SALES00000001", name: "Sales" }],
    accountingClasses: [{ id: "cls01RETAIL0000001", name: "Retail" }],
    locations: [{ id: "loc01BERLIN0000001", name: "Berlin" }],
    customers: [{ id: "0cu01ANNE000000001", name: "Anne" }],
    items: [{ id: "0ii01PAPER00000001", name: "Paper" }],
  },
  precoro: {
    suppliers: [{ id: 1, name: "beta", externalId: "00901BETA0000000001" }],
    items: [{ id: 2, sku: "P", name: "Paper", externalId: "0ii01PAPER00000001" }],
    itemCustomFields: [linked("Bill Chart of Accounts", account(2, "").id)],
    documentCustomFields: [linked("Bill Departments", "0de01SALES00000001")],
    locations: [{ id: 5, name: "Berlin", externalId: "loc01BERLIN0000001" }],
  },
  config: {
    "Chart of Accounts As": "Item custom field",
    "Departments As": "Document custom field",
    "Locations As": "Location",
  },
};

const pickers = [
  "Vendors To Import",
  "Chart of Accounts Options",
  "Classes Options",
  "Departments Options",
  "Customers Options",
  "Locations Options",
  "Items To Import",
];
const page = ["Connection Check", ...pickers];

/** The platform's shape of an object selection. Source: integration/PLATFORM.md §1.8. */
const selection = z
  .array(
    z.strictObject({
      object: z.strictObject({ key: z.string().min(1), label: z.string().min(1) }),
      defaultSelected: z.boolean(),
    }),
  )
  .min(1);

const open = async ({ platform, clock }: Simulation, names: readonly string[] = page) => {
  const begun = clock.now();
  const results = await Promise.all(names.map((name) => platform.dataSource(name)));
  expect(clock.now() - begun).toBeLessThanOrEqual(20_000);
  return Object.fromEntries(names.map((name, n) => [name, results[n]]));
};

const labels = (result: unknown) => selection.parse(result).map(({ object }) => object.label);
const importedIn = (result: unknown) =>
  selection.parse(result).flatMap(({ object, defaultSelected }) => (defaultSelected ? [object.label] : []));

test("each picker lists *all* first, then the active entries by path, and shows which are imported", () =>
  withSimulation(world, async (simulation) => {
    const shown: Record<string, unknown> = {};
    // One after the other, a minute apart, so that none slows another down.
    for (const name of pickers) {
      Object.assign(shown, await open(simulation, [name]));
      await simulation.clock.sleep(61_000);
    }
    expect(labels(shown["Chart of Accounts Options"])).toEqual(["All active ones", "Travel", "Travel › Air"]);
    expect(Object.fromEntries(pickers.map((name) => [name, importedIn(shown[name])]))).toEqual({
      "Vendors To Import": ["beta"],
      "Chart of Accounts Options": ["Travel › Air"],
      "Classes Options": [],
      "Departments Options": ["Sales"],
      "Customers Options": [],
      "Locations Options": ["Berlin"],
      "Items To Import": ["Paper"],
    });
  }));

test("all at once, twice within a minute: every picker is filled, and says so if it could not check what is imported", () =>
  withSimulation(world, async (simulation) => {
    const { bill } = simulation;
    const { count: atDeploy = 0 } = bill.journal.calls()["POST /v3/login"] ?? {};
    const first = await open(simulation);
    const second = await open(simulation);
    for (const shown of [first, second]) {
      for (const name of pickers) expect(labels(shown[name]).length).toBeGreaterThan(1);
      for (const name of pickers) {
        const [all = ""] = labels(shown[name]);
        const showsImported = importedIn(shown[name]).length > 0 || /Classes|Customers/.test(name);
        expect([name, showsImported || all.includes("linked ones may not be checked")]).toEqual([name, true]);
      }
    }
    expect(first["Connection Check"]).toBe("BILL works. Precoro works.");
    expect(importedIn(first["Vendors To Import"])).toEqual(["beta"]);
    expect(importedIn(first["Chart of Accounts Options"])).toEqual(["Travel › Air"]);
    expect(importedIn(second["Vendors To Import"])).toEqual(["beta"]);
    // Each data source is a process of its own, with at most one login.
    const { count = 0, refused = 0 } = bill.journal.calls()["POST /v3/login"] ?? {};
    expect(count - refused - atDeploy).toBe(2 * page.length);
  }));

test("long lists under all rate limits: every picker of the page is filled in time", () =>
  withSimulation(
    {
      ...world,
      bill: {
        ...world.bill,
        chartOfAccounts: Array.from({ length: 2_500 }, (_, n) => ({
          id: `0ca01ACCOUNT${String(n).padStart(8, "0")}`,
          name: `Account ${n}`,
        })),
      },
    },
    async (simulation) => {
      const shown = await open(simulation);
      for (const name of pickers) expect(labels(shown[name]).length).toBeGreaterThan(1);
      expect(labels(shown["Chart of Accounts Options"])[0]).toMatch(/only \d+ are shown/);
    },
  ));

test("a list that is not imported causes no call to Precoro; a change of Import As shows what is imported there", () =>
  withSimulation({ ...world, config: { "Departments As": "Item custom field" } }, async (simulation) => {
    const { precoro } = simulation;
    await open(simulation, ["Chart of Accounts Options"]);
    expect(precoro.journal.entries).toHaveLength(0);
    const { "Departments Options": departments } = await open(simulation, ["Departments Options"]);
    expect(labels(departments)).toEqual(["All active ones", "Sales"]);
    expect(importedIn(departments)).toEqual([]);
  }));
