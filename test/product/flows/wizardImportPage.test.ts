/** The wizard's pages of lists: what the pickers offer, under all rate limits. */
import { withSimulation } from "../kit/withSimulation";
import { importedIn, labels, open, openPages, pickers, world } from "./wizardWorld";

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
      const shown = await openPages(simulation, 1);
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
    expect(labels(departments)).toEqual([
      "All active ones (Precoro has no field Bill Departments; if it was renamed, linked ones are not checked)",
      "Sales",
    ]);
    expect(importedIn(departments)).toEqual([]);
  }));

test("no picker offers what its import would reject", () =>
  withSimulation(
    {
      bill: {
        items: [
          { id: "0ii01PAPER00000001", name: "Paper" },
          { id: "0ii01DEPOSIT000001", name: "Deposit", type: "PAYMENT" },
          { id: "0ii01REBATE0000001", name: "Rebate", type: "DISCOUNT" },
          { id: "0ii01GROUP00000001", name: "Set", type: "GROUP" },
        ],
        departments: [
          { id: "0de01SALES00000001", name: "Sales" },
          { id: "0de01CIRCLE0000001", name: "Circle", parentId: "0de01CIRCLE0000002" },
          { id: "0de01CIRCLE0000002", name: "Ring", parentId: "0de01CIRCLE0000001" },
        ],
      },
    },
    async (simulation) => {
      const shown = await open(simulation, ["Items To Import", "Departments Options"]);
      expect(labels(shown["Items To Import"])).toEqual(["All active ones", "Paper"]);
      expect(labels(shown["Departments Options"])).toEqual(["All active ones", "Sales"]);
    },
  ));

test("a long list is chosen from by parts of names, without regard to case and accents, and marks what is imported", () => {
  const vendor = (n: number, name = `Vendor ${n}`) => ({
    id: `00901VENDOR${String(n).padStart(9, "0")}`,
    name,
  });
  const vendors = Array.from({ length: 2_600 }, (_, n) => vendor(n));
  vendors[2_550] = vendor(2_550, "Émile Zola & Fils");
  vendors[2_560] = vendor(2_560, "Paper Zone");
  vendors[2_570] = vendor(2_570, "ZONE Sud");
  return withSimulation(
    {
      bill: { vendors },
      precoro: { suppliers: [{ id: 1, name: "Paper Zone", externalId: vendor(2_560).id }] },
      config: { "Vendors Filter": "emile zola; ZONE" },
    },
    async (simulation) => {
      const { "Vendors To Import": shown } = await open(simulation, ["Vendors To Import"]);
      expect(labels(shown)).toEqual([
        "All active ones (whatever the filter; 3 match it)",
        "Émile Zola & Fils",
        "Paper Zone",
        "ZONE Sud",
      ]);
      expect(importedIn(shown)).toEqual(["Paper Zone"]);
    },
  );
});
