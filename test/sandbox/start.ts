/** `npm start`: plays a world through the shipped flows and tells what happened. Exit 0: all is well; 1: a law is broken; 2: bad input. */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Execution, LogLine } from "../runner";
import { builtInWorld, onceMore } from "./builtInWorld";
import { fromUser, orExit, readArguments } from "./commandLine";
import { brokenLaws, reportOf } from "./report";
import { mainJob, play } from "./script";
import { openStage, type Stage } from "./stage";
import { createStory, kindOf, type Story } from "./story";
import { loadWorld, readWorld, type Step } from "./worldFile";

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

/** Steps of one kind that follow each other are one chapter. */
const chapters = (steps: readonly Step[]): Step[][] => {
  const all: Step[][] = [];
  for (const step of steps) {
    const chapter = all.at(-1);
    if (chapter?.[0] && kindOf(chapter[0]) === kindOf(step)) chapter.push(step);
    else all.push([step]);
  }
  return all;
};

const perform = async (stage: Stage, story: Story, steps: readonly Step[]): Promise<void> => {
  for (const chapter of chapters(steps)) {
    story.chapter(chapter);
    for (const step of chapter) await play(stage, step);
    story.fold();
  }
};

const writesOf = ({ bill, precoro }: Stage): number =>
  bill.journal.writes().length + precoro.journal.writes().length;

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
  const stage = await openStage(world, {
    onLog: (flow: string, line: LogLine) => story.log(flow, line),
    onExecution: (execution: Execution) => {
      if (execution.status === "failed") story.failed(execution);
    },
  });
  await perform(stage, story, world.script ?? mainJob(world));

  const before = writesOf(stage);
  if (worldFile === undefined) await perform(stage, story, onceMore);
  const again = writesOf(stage) - before;

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
  if (reportFile !== undefined) {
    writeFileSync(fromUser(reportFile), `${JSON.stringify(report, null, 2)}\n`);
    paper.write(`  The report is in ${reportFile}.`);
  }
  await stage.close();
  return broken.length > 0 || again > 0 ? 1 : 0;
};

orExit(main);
