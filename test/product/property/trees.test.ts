/** Any tree, changed in any way: Precoro's options are what the rules say, with one write for each that differs. */
import fc from "fast-check";
import type { ListRequest } from "../../../connector/core/imports/importRequest";
import { importList } from "../../../connector/sync/lists/importList";
import { startSimulation } from "../../sandbox/simulation";
import { readWorld } from "../../sandbox/worldFile";
import { seededRandom } from "../../simulators/kit/clock";
import { anyChanges, anyTree, expectedOptions } from "../arbitraries/tree";
import { size } from "../kit/long";
import { withVendorClients } from "../kit/withVendorClients";

import {
  accepted,
  after,
  checkNames,
  differing,
  edit,
  log,
  optionsOf,
  request,
  shown,
  sorted,
  treeSystems,
} from "./treeImports";

test(
  "small trees of any shape, imported, changed and updated, twice",
  () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer(),
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        (seed, size, takesLink) => {
          const chance = seededRandom(seed);
          let accounts = anyTree(size, chance);
          return withVendorClients(
            treeSystems(accounts, takesLink),
            async ({ bill, precoro, clock, billSide, precoroSide }) => {
              const run = async (scope: ListRequest["scope"]) => {
                await clock.sleep(61_000);
                const before = accepted(precoroSide).length;
                const { data } = await importList(
                  { bill: bill(), precoro: precoro(), log, deadline: clock.now() + 780_000 },
                  { ...request, scope },
                  {},
                );
                expect(data.next).toBeUndefined();
                return accepted(precoroSide).length - before;
              };
              await run("all");
              expect(sorted(shown(precoroSide))).toEqual(sorted(expectedOptions(accounts, "everything")));
              checkNames(accounts, precoroSide);
              for (let year = 1; year <= 2; year++) {
                const changes = anyChanges(accounts, 0.4, chance);
                accounts = after(accounts, changes);
                edit(billSide, changes);
                const before = shown(precoroSide);
                const names = new Map(
                  optionsOf(precoroSide).map(({ externalId, name }) => [String(externalId), name]),
                );
                const writes = await run("integrated");
                expect(sorted(shown(precoroSide))).toEqual(
                  sorted(expectedOptions(accounts, new Set(before.keys()))),
                );
                checkNames(accounts, precoroSide);
                const now = optionsOf(precoroSide);
                const inFull = (options: ReadonlyMap<string, unknown>, nameOf: ReadonlyMap<string, string>) =>
                  new Map([...options].map(([id, option]) => [id, [option, nameOf.get(id)]]));
                const nowNames = new Map(now.map(({ externalId, name }) => [String(externalId), name]));
                const differ = differing(inFull(before, names), inFull(shown(precoroSide), nowNames));
                const made = now.length - before.size;
                expect(writes).toBe(differ + made * (takesLink ? 1 : 2));
                expect(await run("integrated")).toBe(0);
              }
            },
          );
        },
      ),
      { numRuns: size("TREES", 10, 250) },
    ),
  300_000,
);

/** More than a day's import quota: an option takes two calls. */
const ACCOUNTS = size("ACCOUNTS", 1_200, 2_000);

test("more than a thousand accounts over the hours that the limits need, killed on the way, changed and updated", async () => {
  const chance = seededRandom(7);
  let accounts = anyTree(ACCOUNTS, chance);
  const stage = await startSimulation(
    readWorld(
      {
        bill: { chartOfAccounts: structuredClone(accounts) },
        simulator: { latencyMs: 1 },
        config: { "Import Schedule": "0 * * * *", "Export Schedule": "", "Payments Schedule": "" },
      },
      "world",
    ),
    { warm: true },
  );
  const { platform, precoro, bill, clock } = stage;
  try {
    const body = { list: "chartOfAccounts", importAs: "itemCustomField", scope: "all" };
    const start = async (scope: string) => {
      await platform.call("Import List", { ...body, scope }, { apiKey: platform.keyOf("Import List") });
    };
    await start("all");
    // Dies after its three hundredth write, and is tried again by the platform.
    let writes = 0;
    precoro.journal.listen(({ method }) => {
      if (method !== "GET" && ++writes === 300) platform.running[0]?.die();
    });
    await platform.advance(36 * 3_600_000);
    expect(sorted(shown(precoro))).toEqual(sorted(expectedOptions(accounts, "everything")));
    checkNames(accounts, precoro);
    const made = optionsOf(precoro).length;
    expect(precoro.journal.calls()["POST /itemcustomfields/{id}/options"]).toMatchObject({
      count: made,
      refused: 0,
    });
    expect(platform.state.crossFlow["imports"]).toEqual([]);

    const changes = anyChanges(accounts, 0.1, chance);
    accounts = after(accounts, changes);
    edit(bill, changes);
    const before = new Set(shown(precoro).keys());
    await clock.sleep(24 * 3_600_000);
    await start("integrated");
    await platform.advance(36 * 3_600_000);
    expect(sorted(shown(precoro))).toEqual(sorted(expectedOptions(accounts, before)));
    checkNames(accounts, precoro);

    const pages = () => precoro.journal.calls()["GET /itemcustomfields/{id}/options"]?.count ?? 0;
    const earlier = { pages: pages(), writes: precoro.journal.writes().length };
    await clock.sleep(24 * 3_600_000);
    await start("integrated");
    await platform.idle();
    expect(pages() - earlier.pages).toBe(Math.ceil(optionsOf(precoro).length / 200));
    expect(precoro.journal.writes()).toHaveLength(earlier.writes);
    // Each morning's reconciliation may meet the import within a second; no other limit is met.
    const refused = precoro.journal.entries.filter((entry) => entry.refused);
    const kinds = refused.map(({ response }) => (response as Record<string, unknown>)["RateLimit-Type"]);
    expect(kinds.filter((kind) => kind !== "Per second limiter")).toEqual([]);
  } finally {
    await stage.close();
  }
}, 300_000);
