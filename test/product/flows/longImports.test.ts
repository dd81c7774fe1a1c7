/** Imports that take days: they stop in time, save their progress, continue by schedule and respect Precoro's rate limits. */
import type { Simulation } from "../../sandbox/simulation";
import type { WorldInput } from "../../sandbox/worldFile";
import { size } from "../kit/long";
import { resultsOf, withSimulation } from "../kit/withSimulation";

const DAY_MS = 24 * 3_600_000;
const vendor = (n: number) => ({ id: `00901VENDOR${String(n).padStart(9, "0")}`, name: `Vendor ${n}` });
const account = (n: number) => ({ id: `0ca01ACCOUNT${String(n).padStart(8, "0")}`, name: `Account ${n}` });
const many = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));

const everything = [{ object: { key: "*", label: "All active ones" }, defaultSelected: false }];

const refusedBy = ({ precoro }: Simulation) =>
  Object.values(precoro.journal.calls()).reduce((sum, { refused }) => sum + refused, 0);

const callsOf = ({ precoro, bill }: Simulation) =>
  precoro.journal.entries.length + bill.journal.entries.length;

const request = (simulation: Simulation, flow: string, body: object) =>
  simulation.platform.call(flow, body, { apiKey: simulation.platform.keyOf(flow) });

/** The largest customer has 10,000; fewer vendors take fewer days. */
const VENDORS = size("VENDORS", 1_200, 10_000);
const ACCOUNTS = 1_000;
const A_DAY = 2_000;

test(
  "a long list of vendors and a thousand accounts, selected in the wizard, are imported over days within the import quota",
  () =>
    withSimulation(
      {
        bill: { vendors: many(VENDORS, vendor), chartOfAccounts: many(ACCOUNTS, account) },
        simulator: { latencyMs: 1, supplierPostTakesExternalId: true, optionPostTakesExternalId: true },
        config: {
          "Vendors To Import": everything,
          "Chart of Accounts As": "Item custom field",
          "Chart of Accounts Options": everything,
          "Import Schedule": "0 */3 * * *",
          "Export Schedule": "",
        },
      },
      async (simulation) => {
        const { platform, precoro } = simulation;
        // One write for each vendor, 2,000 calls a day, plus the calls that read the lists.
        await platform.advance((Math.ceil((VENDORS + ACCOUNTS) / A_DAY) + 1) * DAY_MS);
        expect(precoro.world.suppliers()).toHaveLength(VENDORS);
        expect(new Set(precoro.world.suppliers().map(({ externalId }) => externalId)).size).toBe(VENDORS);
        const [field] = precoro.world.fields("itemCustomFields");
        expect(precoro.world.options("itemCustomFields", field?.id ?? 0)).toHaveLength(ACCOUNTS);
        expect(precoro.journal.calls()).toMatchObject({
          "POST /suppliers": { count: VENDORS },
          "POST /itemcustomfields/{id}/options": { count: ACCOUNTS },
        });
        expect(refusedBy(simulation)).toBe(0);
        expect(platform.state.crossFlow["imports"]).toEqual([]);
        const perDay = new Map<number, number>();
        for (const { at } of precoro.journal.entries)
          perDay.set(Math.floor(at / DAY_MS), (perDay.get(Math.floor(at / DAY_MS)) ?? 0) + 1);
        // In addition to the imports, each morning's reconciliation makes one call.
        expect(Math.max(...perDay.values())).toBeLessThanOrEqual(A_DAY + 1);
      },
    ),
  300_000,
);

/** Imports vendors and accounts; each run stops when its time or the import quota is used up. */
const importBoth = async (simulation: Simulation) => {
  await request(simulation, "Import Vendors", { scope: "all" });
  await simulation.platform.idle();
  await request(simulation, "Import List", {
    list: "chartOfAccounts",
    importAs: "itemCustomField",
    scope: "all",
  });
  await simulation.platform.idle();
};

const pendingLists = ({ platform }: Simulation) =>
  (platform.state.crossFlow["imports"] as { request: { list: string } }[]).map(
    ({ request: { list } }) => list,
  );

const small: WorldInput = {
  bill: { vendors: many(600, vendor) },
  simulator: { latencyMs: 1 },
  config: { "Export Schedule": "" },
};

test("Continue Imports makes no call if nothing is pending or it is too early", () =>
  withSimulation(small, async (simulation) => {
    const { platform } = simulation;
    const deployed = callsOf(simulation);
    await platform.advance(3_600_000);
    expect(callsOf(simulation)).toBe(deployed);
    await request(simulation, "Import Vendors", { scope: "all" });
    await platform.idle();
    // The first run used up its time, the second the rest of the hourly quota.
    await platform.run("Continue Imports");
    const [next] = platform.state.crossFlow["imports"] as {
      notBefore: string;
      place: string;
      request: object;
    }[];
    expect(next).toEqual({
      request: { list: "vendors", scope: "all", onlyNew: false, vendorIds: [] },
      place: vendor(498).id,
      notBefore: "2026-01-05T10:10:00Z",
    });
    const before = callsOf(simulation);
    await platform.run("Continue Imports");
    expect(callsOf(simulation)).toBe(before);
    expect(platform.state.crossFlow["imports"]).toEqual([next]);
  }));

test("a killed run is continued: nothing is written twice, and no list page is read twice", () =>
  withSimulation(small, async (simulation) => {
    const { platform, precoro, bill } = simulation;
    let writes = 0;
    precoro.journal.listen(({ method }) => {
      if (method !== "GET" && ++writes === 201) platform.running[0]?.die();
    });
    await request(simulation, "Import Vendors", { scope: "all" });
    await platform.advance(6 * 3_600_000);
    expect(precoro.world.suppliers()).toHaveLength(600);
    expect(precoro.journal.calls()["POST /suppliers"]).toEqual({ count: 600, refused: 0 });
    const runs = platform.executions.filter(
      ({ flow }) => flow === "Import Vendors" || flow === "Continue Imports",
    );
    const readers = runs.filter(({ results, status }) => results.length > 0 || status === "failed").length;
    expect(bill.journal.calls()["GET /v3/vendors"]?.count).toBe(readers * 6);
  }));

test("all imports use the import quota together, and documents keep their calls", () =>
  withSimulation(
    {
      bill: { vendors: many(400, vendor), chartOfAccounts: many(400, account) },
      simulator: { latencyMs: 1 },
      config: { "Export Schedule": "" },
    },
    async (simulation) => {
      const { platform, precoro, clock } = simulation;
      await importBoth(simulation);
      expect(clock.now() - Date.UTC(2026, 0, 5, 8)).toBeLessThan(3_600_000);
      expect(precoro.journal.entries.length).toBe(1_000);
      expect(pendingLists(simulation)).toEqual(["vendors", "chartOfAccounts"]);
      await platform.advance(12 * 3_600_000);
      expect(platform.state.crossFlow["imports"]).toEqual([]);
      expect(refusedBy(simulation)).toBe(0);
    },
  ));

test("a failing import does not block the others, and stays pending", () =>
  withSimulation(
    {
      bill: { vendors: many(500, vendor), chartOfAccounts: many(500, account) },
      simulator: { latencyMs: 1 },
      config: { "Export Schedule": "" },
    },
    async (simulation) => {
      const { platform, bill } = simulation;
      await importBoth(simulation);
      bill.faults.add({ match: "GET /v3/vendors", kind: "500", times: 1_000 });
      await platform.advance(DAY_MS);
      expect(pendingLists(simulation)).toEqual(["vendors"]);
      const errors = platform.executions.flatMap(({ logs }) => logs.filter(({ level }) => level === "error"));
      expect(errors.at(-1)?.message).toMatch(
        /^Step "(Continue Vendor Import|Save Vendor Import Progress)" failed: /,
      );
    },
  ));

test("deployment imports what was selected; another one adds only what is new and changes nothing else", async () => {
  const chosen = [vendor(1), vendor(2)].map(({ id, name }) => ({ object: { key: id, label: name } }));
  await withSimulation(
    {
      bill: { vendors: many(4, vendor), departments: [{ id: "0de01SALES00000001", name: "Sales" }] },
      precoro: { suppliers: [{ id: 5, name: "Old Name", externalId: vendor(1).id }] },
      config: {
        "Vendors To Import": chosen,
        "Departments As": "Document custom field",
        "Departments Options": everything,
        "Items To Import": [],
      },
    },
    async (simulation) => {
      const { platform, precoro, bill } = simulation;
      const [first] = platform.executions;
      expect(first?.flow).toBe("Initial Import");
      expect(resultsOf(first ?? { results: [] })).toEqual({
        [vendor(1).id]: "unchanged",
        [vendor(2).id]: "created",
        "0de01SALES00000001": "created",
      });
      expect(precoro.world.suppliers().map(({ name }) => name)).toEqual(["Old Name", "Vendor 2"]);
      bill.world.edit("0de01SALES00000001", { name: "Selling" });
      const before = precoro.journal.writes().length;
      await platform.deploy();
      await platform.idle();
      expect(precoro.journal.writes()).toHaveLength(before);
    },
  );
});
