/** Breaks every call of some flows in every way that a caller can notice, with one world for each fault. */

import type { Report } from "../../sandbox/report";
import type { Step, WorldInput } from "../../sandbox/worldFile";
import { playWorld } from "../kit/playWorld";
import { faultsOf } from "./behaviors";

interface Fault {
  readonly system: "bill" | "precoro";
  readonly match: string;
  readonly kind: string;
  readonly skip: number;
}

/** A world, what happens in it, the second run that repairs faults, and the final result to compare. */
interface Scenario<End> {
  readonly world: WorldInput;
  readonly firstRun: Step[];
  readonly secondRun: Step[];
  readonly endOf: (report: Report) => End;
}

/** Every call of a run, each as often as it was made. */
const everyCall = ({ calls }: Report): Omit<Fault, "kind">[] =>
  (["bill", "precoro"] as const).flatMap((system) =>
    Object.entries(calls[system]).flatMap(([match, { count }]) =>
      Array.from({ length: count }, (_, skip) => ({ system, match, skip })),
    ),
  );

/** Only BILL has sessions, and its login does not use one. */
const hasSession = ({ system, match }: Omit<Fault, "kind">): boolean =>
  system === "bill" && match !== "POST /v3/login";

const everyFault = (calls: readonly Omit<Fault, "kind">[]): Fault[] =>
  calls.flatMap((call, turn) =>
    faultsOf(call.match, turn)
      .filter((kind) => kind !== "expired-session" || hasSession(call))
      .map((kind) => ({ ...call, kind })),
  );

/** Returns every result that differs from the undisturbed one, and the number of broken calls. `concerns`: which calls to break. */
export const disturbEveryCall = async <End>(
  { world, firstRun, secondRun, endOf }: Scenario<End>,
  concerns: (call: string) => boolean = () => true,
) => {
  const play = (script: Step[]) => playWorld({ ...world, script });
  const calls = everyCall(await play(firstRun)).filter(({ match }) => concerns(match));
  const undisturbed = endOf(await play([...firstRun, ...secondRun]));
  const wrong: unknown[] = [];
  for (const fault of everyFault(calls)) {
    const end = endOf(await play([{ fault }, ...firstRun, ...secondRun]));
    if (JSON.stringify(end) !== JSON.stringify(undisturbed)) wrong.push({ fault, end });
  }
  return { undisturbed, calls: calls.length, wrong };
};
