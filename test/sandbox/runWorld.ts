/** Plays a world from its deploy to its tables, and tells it. */
import { writeFileSync } from "node:fs";
import type { Execution, LogLine } from "../simulators/prismatic";
import { builtInWorld, secondRun } from "./builtInWorld";
import { MONTH_END, monthEnd } from "./monthEnd";
import { treesOf } from "./optionTree";
import { defaultScript, playStep } from "./playStep";
import { brokenInvariants, reportOf } from "./report";
import { createRunPrinter, type RunPrinter, type Terminal } from "./runPrinter";
import { asOneSection, type Section, sectionsOf } from "./sections";
import { type Simulation, type SimulationOptions, startSimulation } from "./simulation";
import { loadWorld, readWorld } from "./worldFile";

/** What did not come about as the script wants it, as sentences. */
const runSections = async (
  simulation: Simulation,
  printer: RunPrinter,
  sections: readonly Section[],
): Promise<string[]> => {
  const remarks: string[] = [];
  for (const { heading, steps } of sections) {
    printer.startSection(heading, steps.every((step) => "advance" in step) ? "quiet" : undefined);
    for (const step of steps) {
      remarks.push(...(await playStep(simulation, step)));
      if ("show" in step) printer.printTrees(step.show, treesOf(simulation.precoro.world, step.show));
    }
    printer.endSection();
  }
  return remarks;
};

const writesOf = ({ bill, precoro }: Simulation): number =>
  bill.journal.writes().length + precoro.journal.writes().length;

/** Plays the second world; how many differences its last reconciliation has found. */
const runMonthEnd = async (printer: RunPrinter, listeners: SimulationOptions): Promise<number> => {
  const world = readWorld(monthEnd, "The world of the month's end");
  printer.startPart(MONTH_END);
  const simulation = await startSimulation(world, listeners);
  await runSections(simulation, printer, sectionsOf(world.script ?? []));
  const last = simulation.platform.executions.findLast(({ flow }) => flow === "Reconcile");
  await simulation.close();
  return (last?.steps["reconcile"] as { differences: number } | undefined)?.differences ?? 1;
};

/** `files`: absolute paths; without a world, the built-in story is told, and a second run and a month's end after it. */
export const runWorld = async (
  terminal: Terminal,
  files: { readonly world?: string; readonly report?: string },
): Promise<number> => {
  const isOwn = files.world !== undefined;
  const world = isOwn ? loadWorld(files.world) : readWorld(builtInWorld, "The built-in world");
  const printer = createRunPrinter(terminal);
  printer.printWorld(world);
  printer.startSection("deploy: what was chosen in the wizard is imported", "quiet");
  const listeners = {
    onLog: (flow: string, line: LogLine) => printer.logLine(flow, line),
    onExecution: (execution: Execution) => {
      if (execution.status === "failed") printer.printFailure(execution);
    },
  };
  const simulation = await startSimulation(world, listeners);
  printer.endSection();
  const remarks = await runSections(simulation, printer, sectionsOf(world.script ?? defaultScript(world)));

  const before = writesOf(simulation);
  if (!isOwn) await runSections(simulation, printer, [asOneSection("an hour later, once more", secondRun)]);
  const again = writesOf(simulation) - before;
  const report = reportOf(simulation, Date.parse(world.now));
  const unspent = [...simulation.bill.faults.unused(), ...simulation.precoro.faults.unused()];
  await simulation.close();
  printer.printTables(report);
  const differences = isOwn ? 0 : await runMonthEnd(printer, listeners);
  printer.startSummary();
  const broken = brokenInvariants(report);
  for (const law of broken) printer.printCheck(law, false);
  if (broken.length === 0) {
    printer.printCheck(
      "No invoice has two active bills, and the lines of every linked bill add up to its invoice's gross total.",
      true,
    );
  }
  if (!isOwn) {
    printer.printCheck(
      `The second run of the same flows wrote ${again} times in both systems together.`,
      again === 0,
    );
    printer.printCheck(
      `The last reconciliation of the small company found ${differences} differences.`,
      differences === 0,
    );
  }
  const failed = report.executions.filter(({ status }) => status === "failed").length;
  if (failed > 0) printer.printWarning(`${failed} executions failed; each says why above.`);
  for (const remark of remarks) printer.printWarning(remark);
  for (const { kind, match } of unspent)
    printer.printWarning(`The fault ${kind} on ${match} has not struck.`);
  if (files.report !== undefined) {
    writeFileSync(files.report, `${JSON.stringify(report, null, 2)}\n`);
    terminal.write(`  The report is in ${files.report}.`);
  }
  return broken.length > 0 || again > 0 || differences > 0 ? 1 : 0;
};
