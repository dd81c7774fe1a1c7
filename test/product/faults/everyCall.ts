/** Breaks every call of some flows, each call in every way that a caller can notice, one world a fault. */

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

/** A world, what happens in it, what heals it, and what is compared at its end. */
interface Play<End> {
  readonly world: WorldInput;
  readonly firstRun: Step[];
  readonly onceMore: Step[];
  readonly endOf: (report: Report) => End;
}

/** Every call of a run, each as often as it was made; only calls to BILL have a session that could end, and the login has none. */
const everyCall = ({ calls }: Report): Omit<Fault, "kind">[] =>
  (["bill", "precoro"] as const).flatMap((system) =>
    Object.entries(calls[system]).flatMap(([match, { count }]) =>
      Array.from({ length: count }, (_, skip) => ({ system, match, skip })),
    ),
  );

const hasSession = ({ system, match }: Omit<Fault, "kind">): boolean =>
  system === "bill" && match !== "POST /v3/login";

const everyFault = (calls: readonly Omit<Fault, "kind">[]): Fault[] =>
  calls.flatMap((call, turn) =>
    faultsOf(call.match, turn)
      .filter((kind) => kind !== "expired-session" || hasSession(call))
      .map((kind) => ({ ...call, kind })),
  );

/** Tells every end that differs from the undisturbed one, and how many calls were disturbed. `concerns`: which calls are. */
export const disturbEveryCall = async <End>(
  { world, firstRun, onceMore, endOf }: Play<End>,
  concerns: (call: string) => boolean = () => true,
) => {
  const play = (script: Step[]) => playWorld({ ...world, script });
  const calls = everyCall(await play(firstRun)).filter(({ match }) => concerns(match));
  const undisturbed = endOf(await play([...firstRun, ...onceMore]));
  const wrong: unknown[] = [];
  for (const fault of everyFault(calls)) {
    const end = endOf(await play([{ fault }, ...firstRun, ...onceMore]));
    if (JSON.stringify(end) !== JSON.stringify(undisturbed)) wrong.push({ fault, end });
  }
  return { undisturbed, calls: calls.length, wrong };
};
