/** The pickers of the config wizard: data sources of the built bundle, each in a fresh copy and without state. */
import type { WorldInput } from "../../sandbox/worldFile";
import { withSimulation } from "../kit/withSimulation";

const id = (n: number) => `00901VENDOR${String(n).padStart(9, "0")}`;
const account = (n: number, set: object = {}) => ({
  id: `0ca01ACCOUNT0000000${n}`,
  name: `Account ${n}`,
  ...set,
});

const show = (input: WorldInput, ...names: string[]) =>
  withSimulation(input, (simulation) =>
    Promise.all(names.map((name) => simulation.platform.dataSource(name))),
  );

const world: WorldInput = {
  bill: {
    vendors: [
      { id: id(1), name: "beta" },
      { id: id(2), name: "Alpha" },
      { id: id(3), name: "Gone", archived: true },
    ],
    chartOfAccounts: [
      account(1, { name: "Travel", account: { type: "EXPENSE", number: "6200" } }),
      account(2, { name: "Air", parentId: account(1).id }),
      account(3, { name: "Old", archived: true }),
      account(4, { parentId: account(5).id }),
      account(5, { parentId: account(4).id }),
    ],
  },
  precoro: { suppliers: [{ id: 1, name: "beta", externalId: id(1) }] },
};

test("vendors: *all* first, then the active ones by name, and which have a supplier", async () => {
  const [vendors] = await show(world, "Vendors To Import");
  expect(vendors).toEqual([
    { object: { key: "*", label: "All active ones" }, defaultSelected: false },
    { object: { key: id(2), label: "Alpha" }, defaultSelected: false },
    { object: { key: id(1), label: "beta" }, defaultSelected: true },
  ]);
});

test("accounts: *none* first, then the active ones with their full path, even with a cycle of parents", async () => {
  const [accounts] = await show(world, "Default Expense Account");
  expect(accounts).toEqual([
    { key: "none", label: "None" },
    { key: account(1).id, label: "6200 Travel" },
    { key: account(5).id, label: "Account 4 › Account 5" },
    { key: account(4).id, label: "Account 5 › Account 4" },
    { key: account(2).id, label: "Travel › Air" },
  ]);
});

test.each<[string, WorldInput, RegExp]>([
  ["both work", {}, /^BILL works\. Precoro works\.$/],
  [
    "a wrong token",
    { config: { "BILL Connection": { password: "wrong" } } },
    /^BILL does not work: vendors could not be read\. BILL answered .*BDC_1101.* Precoro works\.$/,
  ],
  [
    "a wrong key",
    { config: { "Precoro Connection": { apiToken: "wrong" } } },
    /^BILL works\. Precoro does not work: suppliers could not be read\. .*Bad credentials\.$/,
  ],
  [
    "a field left out",
    { config: { "BILL Connection": { organizationId: "" } } },
    /^The BILL connection has no Organization ID\. Precoro works\.$/,
  ],
])("the connection check says: %s", async (_, more, expected) => {
  const [check] = await show({ ...world, ...more }, "Connection Check");
  expect(check).toMatch(expected);
});

test("a whole page at once, twice within a minute: every picker is filled, and says what is missing", () =>
  withSimulation(world, async ({ platform, bill, clock }) => {
    const names = ["Connection Check", "Vendors To Import", "Default Expense Account", "Tax Account"];
    const page = async () => {
      const before = clock.now();
      const results = await Promise.all(names.map((name) => platform.dataSource(name)));
      expect(clock.now() - before).toBeLessThan(20_000);
      return results;
    };
    const { count: atDeploy = 0 } = bill.journal.calls()["POST /v3/login"] ?? {};
    const first = await page();
    const second = await page();
    for (const results of [first, second]) {
      expect(results[1]).toHaveLength(3);
      expect(results[2]).toHaveLength(5);
      expect(results[0]).toMatch(/^BILL works\. Precoro (works|is busy)/);
    }
    expect(first[0]).toBe("BILL works. Precoro works.");
    expect(first[1]).toContainEqual({ object: { key: id(1), label: "beta" }, defaultSelected: true });
    // Each data source is a process of its own, with one login rather than one per call.
    const { count = 0, refused = 0 } = bill.journal.calls()["POST /v3/login"] ?? {};
    expect(count - refused - atDeploy).toBe(8);
  }));

test("both systems are very slow: every data source ends within 20 seconds", () =>
  withSimulation(
    { ...world, simulator: { latencyMs: 7_900, pageSizeMax: 1 } },
    async ({ platform, clock }) => {
      for (const name of ["Vendors To Import", "Connection Check", "Default Expense Account"]) {
        const before = clock.now();
        await platform.dataSource(name);
        expect(clock.now() - before).toBeLessThanOrEqual(20_000);
      }
    },
  ));

test("a long list is cut off at 2,000 entries, and says so", async () => {
  const vendors = Array.from({ length: 2_100 }, (_, n) => ({ id: id(n), name: `Vendor ${n}` }));
  const [shown] = await show({ bill: { vendors }, simulator: { latencyMs: 10 } }, "Vendors To Import");
  const choices = shown as { object: { label: string } }[];
  expect(choices).toHaveLength(2_001);
  expect(choices[0]?.object.label).toBe("All active ones (only 2000 are shown: use the filter above)");
});

test("BILL is down: the picker fails with one sentence; Precoro is down: BILL's entries are shown without what is imported", async () => {
  await withSimulation(world, async ({ platform, bill }) => {
    bill.faults.add({ match: "GET /v3/vendors", kind: "500", times: 9 });
    await expect(platform.dataSource("Vendors To Import")).rejects.toThrow(
      /^BILL answered GET \/connect\/v3\/vendors with BDC_1001/,
    );
  });
  await withSimulation(world, async ({ platform, precoro }) => {
    precoro.faults.add({ match: "GET /suppliers", kind: "slow", times: 9 });
    expect(JSON.stringify(await platform.dataSource("Vendors To Import"))).toMatch(
      /linked ones may not be checked/,
    );
  });
});
