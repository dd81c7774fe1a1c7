/** Disturbs a run at one of its calls, whichever call that is: it is killed there, or the call's answer is lost. */

import type { Simulation } from "../../sandbox/simulation";

export interface Disturbance {
  /** Which of the run's calls, from 0. */
  readonly nth: number;
  /** True to count only calls that can change something. */
  readonly writesOnly: boolean;
}

/**
 * Runs a flow that is killed as soon as a vendor has processed that call, like a process that crashes there. Returns the call, as
 * `PATCH /v3/bills/{id}`; undefined if the run made fewer.
 */
export const killAtCall = async (
  { platform, bill, precoro }: Simulation,
  flow: string,
  body: unknown,
  { nth, writesOnly }: Disturbance,
): Promise<string | undefined> => {
  const position = platform.running.length;
  let calls = 0;
  let killed: string | undefined;
  let isOver = false;
  const ended = platform.run(flow, body, { ignoreQueues: true });
  const running = platform.running[position];
  for (const { journal } of [bill, precoro])
    journal.listen(({ method, path }) => {
      const counts = !writesOnly || (method !== "GET" && path !== "/v3/login");
      if (isOver || killed !== undefined || !counts || calls++ !== nth) return;
      killed = `${method} ${path}`;
      running?.die();
    });
  await ended;
  isOver = true;
  return killed;
};
