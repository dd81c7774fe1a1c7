/** Plays a world from its deploy to its tables, and tells it. */
import { writeFileSync } from "node:fs";
import type { Execution, LogLine } from "../simulators/prismatic";
import { builtInWorld, onceMore } from "./builtInWorld";
import { asOneChapter, type Chapter, chaptersOf } from "./chapters";
import { MONTH_END, monthEnd } from "./monthEnd";
import { brokenLaws, reportOf } from "./report";
import { mainJob, play } from "./script";
import { openStage, type Stage, type StageOptions } from "./stage";
import { createStory, type Paper, type Story } from "./story";
import { treesOf } from "./tree";
import { loadWorld, readWorld } from "./worldFile";

/** What did not come about as the script wants it, as sentences. */
const tell = async (stage: Stage, story: Story, chapters: readonly Chapter[]): Promise<string[]> => {
  const remarks: string[] = [];
  for (const { heading, steps } of chapters) {
    story.chapter(heading, steps.every((step) => "advance" in step) ? "quiet" : undefined);
    for (const step of steps) {
      remarks.push(...(await play(stage, step)));
      if ("show" in step) story.trees(step.show, treesOf(stage.precoro.world, step.show));
    }
    story.fold();
  }
  return remarks;
};

const writesOf = ({ bill, precoro }: Stage): number =>
  bill.journal.writes().length + precoro.journal.writes().length;

/** Plays the second world; how many differences its last reconciliation has found. */
const tellMonthEnd = async (story: Story, heard: StageOptions): Promise<number> => {
  const world = readWorld(monthEnd, "The world of the month's end");
  story.part(MONTH_END);
  const stage = await openStage(world, heard);
  await tell(stage, story, chaptersOf(world.script ?? []));
  const last = stage.platform.executions.findLast(({ flow }) => flow === "Reconcile");
  await stage.close();
  return (last?.steps["reconcile"] as { differences: number } | undefined)?.differences ?? 1;
};

/** `files`: absolute paths; without a world, the built-in story is told, and a second run and a month's end after it. */
export const tellWorld = async (
  paper: Paper,
  files: { readonly world?: string; readonly report?: string },
): Promise<number> => {
  const isOwn = files.world !== undefined;
  const world = isOwn ? loadWorld(files.world) : readWorld(builtInWorld, "The built-in world");
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
  const remarks = await tell(stage, story, chaptersOf(world.script ?? mainJob(world)));

  const before = writesOf(stage);
  if (!isOwn) await tell(stage, story, [asOneChapter("an hour later, once more", onceMore)]);
  const again = writesOf(stage) - before;
  const report = reportOf(stage, Date.parse(world.now));
  const unspent = [...stage.bill.faults.unspent(), ...stage.precoro.faults.unspent()];
  await stage.close();
  story.tables(report);
  const differences = isOwn ? 0 : await tellMonthEnd(story, heard);
  story.end();
  const broken = brokenLaws(report);
  for (const law of broken) story.fact(law, false);
  if (broken.length === 0) {
    story.fact(
      "No invoice has two active bills, and the lines of every linked bill add up to its invoice's gross total.",
      true,
    );
  }
  if (!isOwn) {
    story.fact(
      `The second run of the same flows wrote ${again} times in both systems together.`,
      again === 0,
    );
    story.fact(
      `The last reconciliation of the small company found ${differences} differences.`,
      differences === 0,
    );
  }
  const failed = report.executions.filter(({ status }) => status === "failed").length;
  if (failed > 0) story.remark(`${failed} executions failed; each says why above.`);
  for (const remark of remarks) story.remark(remark);
  for (const { kind, match } of unspent) story.remark(`The fault ${kind} on ${match} has not struck.`);
  if (files.report !== undefined) {
    writeFileSync(files.report, `${JSON.stringify(report, null, 2)}\n`);
    paper.write(`  The report is in ${files.report}.`);
  }
  return broken.length > 0 || again > 0 || differences > 0 ? 1 : 0;
};
