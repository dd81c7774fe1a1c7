/** Breaks every call of two flows, each call in every way, one world a fault. */

import type { Report } from "../../sandbox/report";
import type { Step, WorldInput } from "../../sandbox/worldFile";
import { playWorld } from "../kit/playWorld";

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

const kinds = ["reset-before", "reset-after", "500", "429", "slow", "truncated", "expired-session"];

/** Every call of a run, each as often as it was made; a login has no session that could end. */
const everyCall = ({ calls }: Report): Fault[] =>
  (["bill", "precoro"] as const).flatMap((system) =>
    Object.entries(calls[system]).flatMap(([match, { count }]) =>
      kinds
        .filter((kind) => kind !== "expired-session" || (system === "bill" && match !== "POST /v3/login"))
        .flatMap((kind) => Array.from({ length: count }, (_, skip) => ({ system, match, kind, skip }))),
    ),
  );

/** Tells every end that differs from the undisturbed one. `concerns`: which calls are disturbed. */
export const disturbEveryCall = async <End>(
  { world, firstRun, onceMore, endOf }: Play<End>,
  concerns: (call: string) => boolean = () => true,
) => {
  const play = (script: Step[]) => playWorld({ ...world, script });
  const faults = everyCall(await play(firstRun)).filter(({ match }) => concerns(match));
  const undisturbed = endOf(await play([...firstRun, ...onceMore]));
  const wrong: unknown[] = [];
  for (const fault of faults) {
    const end = endOf(await play([{ fault }, ...firstRun, ...onceMore]));
    if (JSON.stringify(end) !== JSON.stringify(undisturbed)) wrong.push({ fault, end });
  }
  return { undisturbed, tried: faults.length, wrong };
};
