/** Imports that stop or wait on purpose, and what is pending of them. */
import type { Result } from "../../sandbox/report";
import type { Simulation } from "../../sandbox/simulation";
import type { WorldInput } from "../../sandbox/worldFile";

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

export const runFlow = async ({ platform }: Simulation, flow: string, body: object) => {
  const execution = await platform.run(flow, body);
  await platform.idle();
  return execution;
};

export const pending = ({ platform }: Simulation) =>
  platform.state.crossFlow["imports"] as { request: { list: string }; place?: string; notBefore?: string }[];

/** What *Integration Status* says about one list. */
export const statusOf = async ({ platform }: Simulation, list: string) => {
  const { body } = await platform.call(
    "Integration Status",
    {},
    { apiKey: platform.keyOf("Integration Status") },
  );
  return (body as Record<string, unknown>)[list];
};

/** The results of all imports in order, as `name outcome reason`. */
export const history = ({ platform }: Simulation): string[] =>
  platform.executions.flatMap(({ flow, results }) =>
    (flow === "BILL Events" ? [] : (results as Result[])).map(({ name, outcome, reason }) =>
      [name, outcome, reason].filter(Boolean).join(" "),
    ),
  );

/** Imports whose every run stops after this many calls to Precoro. The next one starts about an hour later. */
export const stopAfter = ({ platform, clock }: Simulation, calls: number) => {
  const slot = Math.floor(clock.now() / 600_000) * 600_000;
  platform.state.crossFlow = { ...platform.state.crossFlow, calls: [[slot, 1_000 - calls]] };
};

export const quiet: WorldInput = { config: { "Export Schedule": "" } };
export const vendor = (n: number, set: object = {}) => ({
  id: `00901VENDOR00000000${n}`,
  name: `Vendor ${n}`,
  ...set,
});
