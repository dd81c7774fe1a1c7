/** An import that is stopped or killed at any place, while people change the lists in BILL, ends as if nothing had happened. */
import type { Simulation } from "../../sandbox/simulation";
import { isLong } from "../kit/long";
import { withSimulation } from "../kit/withSimulation";
import { type ImportWorld, importConfig, importWorlds, shownIn } from "./importWorlds";

jest.setTimeout(300_000);

const QUIET_MS = 3 * 24 * 3_600_000;

const inWorld = <T>({ world }: ImportWorld, run: (simulation: Simulation) => Promise<T>) =>
  withSimulation({ ...world, config: importConfig }, run);

const start = ({ platform }: Simulation, { flow, body }: ImportWorld) =>
  platform.call(flow, body, { apiKey: platform.keyOf(flow) });

/** What is there after three quiet days, and what is still to do. */
const endOf = async (simulation: Simulation, { archived }: ImportWorld) => {
  const { platform } = simulation;
  await platform.advance(QUIET_MS);
  const shown = shownIn(simulation);
  const { imports, importProgress } = platform.state.crossFlow;
  return {
    // Where an archived record was imported before, it is disabled or hidden; suppliers are left to people.
    records: shown.filter(({ link }) => link !== archived),
    archivedInUse: shown.filter(
      (one) =>
        one.link === archived && ("on" in one ? one.on : "hiddenInCatalog" in one && !one.hiddenInCatalog),
    ),
    imports: imports ?? [],
    progress: importProgress ?? {},
  };
};

/** The end of an import that starts after the changes and is not disturbed. */
const undisturbed = (scenario: ImportWorld, whatFindsThem: boolean) =>
  inWorld(scenario, async (simulation) => {
    scenario.change(simulation, whatFindsThem);
    await start(simulation, scenario);
    return endOf(simulation, scenario);
  });

const isPending = ({ platform }: Simulation) =>
  ((platform.state.crossFlow["imports"] ?? []) as unknown[]).length > 0;

/** The short run stops at every other call. */
const STEP = isLong ? 1 : 2;

describe.each(importWorlds)("$name", (scenario) => {
  test("stopped by a limit before any call to Precoro", async () => {
    const expected = await undisturbed(scenario, true);
    expect(expected).toMatchObject({ archivedInUse: [], imports: [], progress: {} });
    let stops = 0;
    for (let isStopped = true; isStopped; )
      await inWorld(scenario, async (simulation) => {
        const { platform, clock } = simulation;
        const slot = Math.floor(clock.now() / 600_000) * 600_000;
        platform.state.crossFlow = { ...platform.state.crossFlow, calls: [[slot, 1_000 - stops]] };
        await start(simulation, scenario);
        await platform.idle();
        isStopped = isPending(simulation);
        if (!isStopped) return;
        scenario.change(simulation, true);
        expect({ stops, ...(await endOf(simulation, scenario)) }).toEqual({ stops, ...expected });
        stops += STEP;
      });
    expect(stops).toBeGreaterThan(7);
  });

  test("killed after any write to Precoro", async () => {
    const expected = await undisturbed(scenario, false);
    let deaths = 0;
    for (let isKilled = true; isKilled; )
      await inWorld(scenario, async (simulation) => {
        const { platform, precoro } = simulation;
        let writes = 0;
        isKilled = false;
        precoro.journal.listen(({ method }) => {
          if (method === "GET" || writes++ !== deaths) return;
          isKilled = true;
          platform.running[0]?.die();
          // What was created but not linked by then is found by its name alone, which therefore stays.
          scenario.change(simulation, false);
        });
        await start(simulation, scenario);
        if (!isKilled) await platform.idle();
        const end = await endOf(simulation, scenario);
        if (isKilled) expect({ deaths, ...end }).toEqual({ deaths, ...expected });
        deaths += STEP;
      });
    expect(deaths).toBeGreaterThan(5);
  });
});
