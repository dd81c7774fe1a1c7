/** Runs the built-in world once, as `npm start` does, with fresh copies of the component; several tests check the result. */
import { builtInWorld } from "../../sandbox/builtInWorld";
import { type Tree, treesOf } from "../../sandbox/optionTree";
import { type Report, reportOf } from "../../sandbox/report";
import type { Simulation } from "../../sandbox/simulation";
import { readWorld } from "../../sandbox/worldFile";
import { type CommandResult, npmStart } from "../kit/npmStart";

export interface MainJobRun extends CommandResult {
  readonly simulation: Simulation;
  /** The state after the first run of the flows. */
  readonly first: Report;
  /** Writes to both systems by the second run of the same flows. */
  readonly secondRunWrites: number;
  /** The trees that the script shows, in order. */
  readonly shown: readonly Tree[];
}

const writesOf = ({ bill, precoro }: Simulation): number =>
  bill.journal.writes().length + precoro.journal.writes().length;

export const runMainJob = async (): Promise<MainJobRun> => {
  const world = readWorld(builtInWorld, "the built-in world");
  const shown: Tree[] = [];
  let steps = 0;
  let main: Simulation | undefined;
  let first: { report: Report; writes: number } | undefined;
  const command = await npmStart([], (simulation, step) => {
    main ??= simulation;
    // The month end has a simulation of its own.
    if (simulation !== main) return;
    if ("show" in step) shown.push(...treesOf(main.precoro.world, step.show));
    if (++steps === world.script?.length)
      first = { report: reportOf(main, Date.parse(world.now)), writes: writesOf(main) };
  });
  if (!main || !first) throw new Error("The script of the built-in world did not end.");
  const secondRunWrites = writesOf(main) - first.writes;
  return { simulation: main, first: first.report, secondRunWrites, shown, ...command };
};
