/** Runs a test with both systems and the flows, in which the test acts itself between two runs. */

import type { Result } from "../../sandbox/report";
import { type Simulation, type SimulationOptions, startSimulation } from "../../sandbox/simulation";
import { readWorld, type WorldInput } from "../../sandbox/worldFile";
import type { Execution } from "../../simulators/prismatic";

/** Turns off the schedule of payment imports, which only the tests about it need. */
export const withoutPaymentSchedule = (input: WorldInput): WorldInput => ({
  ...input,
  config: { "Payments Schedule": "", ...input.config },
});

/** Executions share copies of the component (`PlatformOptions.warm`); the main job, the platform simulator and `npm start` use fresh ones. */
export const withSimulation = async <T>(
  input: WorldInput,
  run: (simulation: Simulation) => Promise<T>,
  options: Pick<SimulationOptions, "withoutPrecoroWebhook" | "definitionText"> = {},
): Promise<T> => {
  const simulation = await startSimulation(readWorld(withoutPaymentSchedule(input), "world"), {
    warm: true,
    ...options,
  });
  try {
    return await run(simulation);
  } finally {
    await simulation.close();
  }
};

/** The results of one execution, as `outcome reason` by record. */
export const resultsOf = ({ results }: Pick<Execution, "results">): Record<string, string> =>
  Object.fromEntries(
    (results as Result[]).map(({ id, outcome, reason }) => [id, [outcome, reason].filter(Boolean).join(" ")]),
  );

/** The message of one record's result. */
export const messageOf = ({ results }: Pick<Execution, "results">, id: string): string | undefined =>
  (results as Result[]).find((result) => result.id === id)?.message;

/** Runs a flow and returns its writes to Precoro, as `METHOD /path/{id}`. */
export const runAndListWrites = async (
  { platform, precoro, clock }: Simulation,
  flow: string,
  body: unknown,
): Promise<{ execution: Execution; writes: string[] }> => {
  // A minute later, so that the same question may be asked again.
  await clock.sleep(61_000);
  const before = precoro.journal.writes().length;
  const execution = await platform.run(flow, body);
  const writes = precoro.journal
    .writes()
    .slice(before)
    .map(({ method, path }) => `${method} ${path}`);
  return { execution, writes };
};
