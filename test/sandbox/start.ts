/** `npm start`: plays a world through the shipped flows and tells what happened. Exit 0: all is well; 1: a law is broken; 2: bad input. */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Execution, LogLine } from "../runner";
import { builtInWorld, onceMore } from "./builtInWorld";
import { asOneChapter, type Chapter, chaptersOf } from "./chapters";
import { fromUser, orExit, readArguments } from "./commandLine";
import { MONTH_END, monthEnd } from "./monthEnd";
import { brokenLaws, reportOf } from "./report";
import { mainJob, play } from "./script";
import { openStage, type Stage, type StageOptions } from "./stage";
import { createStory, type Story } from "./story";
import { treesOf } from "./tree";
import { loadWorld, readWorld } from "./worldFile";

const HELP = `npm start [-- OPTIONS]

Runs the shipped integration and the built component on two local simulators, in virtual time.

  --world FILE    own starting data and script, as JSON (see the README)
  --report FILE   writes everything that happened to FILE, as JSON
  --help          this text
`;

const options = {
  world: { type: "string" },
  report: { type: "string" },
  help: { type: "boolean", default: false },
} as const;

const paper = {
  write: (line: string) => void process.stdout.write(`${line}\n`),
  colour: process.stdout.isTTY === true,
  width: process.stdout.columns ?? 160,
};

const perform = async (stage: Stage, story: Story, chapters: readonly Chapter[]): Promise<void> => {
  for (const { heading, steps } of chapters) {
    story.chapter(heading, steps.every((step) => "advance" in step) ? "quiet" : undefined);
    for (const step of steps) {
      await play(stage, step);
      if ("show" in step) story.trees(step.show, treesOf(stage.precoro.world, step.show));
    }
    story.fold();
  }
};

const writesOf = ({ bill, precoro }: Stage): number =>
  bill.journal.writes().length + precoro.journal.writes().length;

/** Plays the second world; how many differences its last reconciliation has found. */
const playMonthEnd = async (story: Story, heard: StageOptions): Promise<number> => {
  const world = readWorld(monthEnd, "The world of the month's end");
  story.part(MONTH_END);
  const stage = await openStage(world, heard);
  await perform(stage, story, chaptersOf(world.script ?? []));
  const last = stage.platform.executions.findLast(({ flow }) => flow === "Reconcile");
  await stage.close();
  return (last?.steps["reconcile"] as { differences: number } | undefined)?.differences ?? 1;
};

const main = async (): Promise<number> => {
  const {
    world: worldFile,
    report: reportFile,
    help,
  } = readArguments(() => parseArgs({ options, strict: true, allowPositionals: false }).values);
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  const world =
    worldFile === undefined ? readWorld(builtInWorld, "The built-in world") : loadWorld(fromUser(worldFile));
  const story = createStory(paper);
  story.opening(world);
  story.chapter("deploy: what was chosen in the wizard is imported", "quiet");
  const heard = {
    onLog: (flow: string, line: LogLine) => story.log(flow, line),
    onExecution: (execution: Execution) => {
      if (execution.status === "failed") story.failed(execution);
    },
  };
  const stage = await openStage(world, heard);
  story.fold();
  await perform(stage, story, chaptersOf(world.script ?? mainJob(world)));

  const before = writesOf(stage);
  if (worldFile === undefined)
    await perform(stage, story, [asOneChapter("an hour later, once more", onceMore)]);
  const again = writesOf(stage) - before;
  const agreed = worldFile === undefined ? await playMonthEnd(story, heard) : undefined;

  const report = reportOf(stage, Date.parse(world.now));
  story.tables(report);
  const broken = brokenLaws(report);
  for (const law of broken) story.fact(law, false);
  if (broken.length === 0) {
    story.fact(
      "No invoice has two active bills, and the lines of every linked bill add up to its invoice's gross total.",
      true,
    );
  }
  if (worldFile === undefined)
    story.fact(
      `The second run of the same flows wrote ${again} times in both systems together.`,
      again === 0,
    );
  if (agreed !== undefined)
    story.fact(`The last reconciliation of the small company found ${agreed} differences.`, agreed === 0);
  if (reportFile !== undefined) {
    writeFileSync(fromUser(reportFile), `${JSON.stringify(report, null, 2)}\n`);
    paper.write(`  The report is in ${reportFile}.`);
  }
  await stage.close();
  return broken.length > 0 || again > 0 || (agreed ?? 0) > 0 ? 1 : 0;
};

orExit(main);
