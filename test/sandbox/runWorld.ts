/** Runs a world from its deployment to the final tables, and prints it. */
import { writeFileSync } from "node:fs";
import type { Execution, LogLine } from "../simulators/prismatic";
import { builtInWorld, secondRun } from "./builtInWorld";
import { MONTH_END, monthEnd } from "./monthEnd";
import { treesOf } from "./optionTree";
import { defaultScript, playStep } from "./playStep";
import { brokenInvariants, type Report, reportOf } from "./report";
import { RunPrinter } from "./runPrinter";
import { asOneSection, type Section, sectionsOf } from "./sections";
import { type Simulation, type SimulationOptions, startSimulation } from "./simulation";
import type { Terminal } from "./terminal";
import { loadWorld, readWorld, type Step, type WorldFile } from "./worldFile";

/** Called after each step of the run, when everything it caused has happened. */
export type Watch = (simulation: Simulation, step: Step) => void;

/** Who follows the run. */
interface Audience {
  readonly printer: RunPrinter;
  readonly watch: Watch;
}

/** Returns, as sentences, what did not happen as the script wants it. */
const runSections = async (
  simulation: Simulation,
  { printer, watch }: Audience,
  sections: readonly Section[],
): Promise<string[]> => {
  const warnings: string[] = [];
  for (const { heading, steps } of sections) {
    printer.startSection(heading, steps.every((step) => "advance" in step) ? "ifNotEmpty" : undefined);
    for (const step of steps) {
      warnings.push(...(await playStep(simulation, step)));
      if ("show" in step) printer.printTrees(step.show, treesOf(simulation.precoro.world, step.show));
      watch(simulation, step);
    }
    printer.endSection();
  }
  return warnings;
};

const writesOf = ({ bill, precoro }: Simulation): number =>
  bill.journal.writes().length + precoro.journal.writes().length;

interface RunResult {
  readonly report: Report;
  readonly warnings: readonly string[];
  /** Writes of the second run of the built-in world's flows. */
  readonly secondRunWrites: number;
}

const runMainWorld = async (
  world: WorldFile,
  isBuiltIn: boolean,
  audience: Audience,
  listeners: SimulationOptions,
): Promise<RunResult> => {
  const { printer } = audience;
  printer.printWorld(world);
  printer.startSection("Deployment: importing what was selected in the wizard", "ifNotEmpty");
  const simulation = await startSimulation(world, listeners);
  printer.endSection();
  const warnings = await runSections(simulation, audience, sectionsOf(world.script ?? defaultScript(world)));
  const before = writesOf(simulation);
  if (isBuiltIn) {
    await runSections(simulation, audience, [asOneSection("An hour later, the same flows again", secondRun)]);
  }
  const unusedFaults = [...simulation.bill.faults.unused(), ...simulation.precoro.faults.unused()];
  const result = {
    report: reportOf(simulation, Date.parse(world.now)),
    warnings: [
      ...warnings,
      ...unusedFaults.map(({ kind, match }) => `The fault ${kind} on ${match} was never triggered.`),
    ],
    secondRunWrites: writesOf(simulation) - before,
  };
  await simulation.close();
  return result;
};

/** Runs the second world and returns how many differences its last reconciliation found. */
const runMonthEnd = async (audience: Audience, listeners: SimulationOptions): Promise<number> => {
  const world = readWorld(monthEnd, "The month-end world");
  audience.printer.startPart(MONTH_END);
  const simulation = await startSimulation(world, listeners);
  await runSections(simulation, audience, sectionsOf(world.script ?? []));
  const last = simulation.platform.executions.findLast(({ flow }) => flow === "Reconcile");
  await simulation.close();
  return (last?.steps["reconcile"] as { differences: number } | undefined)?.differences ?? 1;
};

const noneOr = (count: number, noun: string): string =>
  count === 0 ? `no ${noun}s` : `${count} ${noun}${count === 1 ? "" : "s"}`;

interface Check {
  readonly text: string;
  readonly passed: boolean;
}

const checksOf = (report: Report): Check[] => {
  const broken = brokenInvariants(report);
  if (broken.length > 0) return broken.map((text) => ({ text, passed: false }));
  const text =
    "No invoice has two active bills, and the lines of every linked bill add up to its invoice's gross total.";
  return [{ text, passed: true }];
};

/** The checks of the built-in run alone: its second run, and its month end. */
const builtInChecks = (secondRunWrites: number, differences: number): Check[] => [
  {
    text:
      secondRunWrites === 0
        ? "Running the same flows again wrote nothing to either system."
        : `Running the same flows again wrote ${secondRunWrites} times.`,
    passed: secondRunWrites === 0,
  },
  {
    text: `The small company's last reconciliation found ${noneOr(differences, "difference")}.`,
    passed: differences === 0,
  },
];

/** `files`: absolute paths. Without a world, the built-in one runs, then the same flows again and a month end. */
export const runWorld = async (
  terminal: Terminal,
  files: { readonly world?: string; readonly report?: string },
  watch: Watch = () => {},
): Promise<number> => {
  const isBuiltIn = files.world === undefined;
  const world =
    files.world === undefined ? readWorld(builtInWorld, "The built-in world") : loadWorld(files.world);
  const printer = new RunPrinter(terminal);
  const audience = { printer, watch };
  const listeners = {
    onLog: (flow: string, line: LogLine) => printer.logLine(flow, line),
    onExecution: (execution: Execution) => {
      if (execution.status === "failed") printer.printFailure(execution);
      else printer.printAnswer(execution);
    },
  };
  const { report, warnings, secondRunWrites } = await runMainWorld(world, isBuiltIn, audience, listeners);
  printer.printTables(report);
  const differences = isBuiltIn ? await runMonthEnd(audience, listeners) : 0;
  const checks = [...checksOf(report), ...(isBuiltIn ? builtInChecks(secondRunWrites, differences) : [])];
  printer.startSummary();
  for (const { text, passed } of checks) printer.printCheck(text, passed);
  const failed = report.executions.filter(({ status }) => status === "failed").length;
  if (failed > 0) printer.printWarning(`${noneOr(failed, "execution")} failed; the lines marked ✗ say why.`);
  for (const warning of warnings) printer.printWarning(warning);
  if (files.report !== undefined) {
    writeFileSync(files.report, `${JSON.stringify(report, null, 2)}\n`);
    terminal.write(`  The report is in ${files.report}.`);
  }
  return checks.every(({ passed }) => passed) ? 0 : 1;
};
