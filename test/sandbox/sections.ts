/** Which steps of a script are told together, and under which heading. Text only. */
import type { Step } from "./worldFile";

export interface Section {
  readonly heading: string;
  readonly steps: readonly Step[];
}

/** So many steps are named in a heading; of more, the first stands for all. */
const STEPS_IN_HEADING = 3;

/** Steps of one kind that follow each other are one chapter. */
export const sectionsOf = (steps: readonly Step[]): Section[] => {
  const all: Step[][] = [];
  for (const step of steps) {
    const chapter = all.at(-1);
    if (chapter?.[0] && kindOf(chapter[0]) === kindOf(step)) chapter.push(step);
    else all.push([step]);
  }
  return all.map((chapter) => ({ heading: headingOf(chapter), steps: chapter }));
};

/** All steps as one chapter, which names each flow once. */
export const asOneSection = (title: string, steps: readonly Step[]): Section => {
  const flows = steps.flatMap((step) => ("run" in step ? [step.run] : []));
  const names = [...new Set(flows)].map((flow) => {
    const times = flows.filter((one) => one === flow).length;
    return times === 1 ? flow : `${flow} (${times} times)`;
  });
  return { heading: `${title}: ${names.join(" · ")}`, steps };
};

const kindOf = (step: Step): string => {
  if ("run" in step) return step.run;
  if ("precoro" in step) return `precoro ${step.precoro}`;
  if ("show" in step) return `show ${step.show}`;
  return Object.keys(step)[0] ?? "";
};

const headingOf = (steps: readonly Step[]): string => {
  const [first, ...more] = steps;
  if (!first) return "";
  const begins = [actorOf(first), actionOf(first)].filter(Boolean).join(": ");
  if (more.length >= STEPS_IN_HEADING) return `${begins} … and ${more.length} more`;
  return [begins, ...more.map(actionOf)].join(" · ");
};

const actorOf = (step: Step): string => {
  if ("together" in step) return "at the same time";
  if ("advance" in step) return "time passes";
  if ("fault" in step) return "fault";
  if ("precoro" in step) return "somebody in Precoro";
  if ("bill" in step) return "somebody in BILL";
  return "show" in step ? "in Precoro" : "";
};

const actionOf = (step: Step): string => {
  if ("together" in step) return step.together.map((one) => headingOf([one])).join(" · ");
  if ("run" in step) return `${step.run} ${JSON.stringify(step.body ?? {})}`;
  if ("advance" in step) return step.advance;
  if ("show" in step) return step.show;
  if ("fault" in step) {
    const { system, match, kind, skip = 0 } = step.fault;
    return `${kind} on ${system} ${match}${skip === 0 ? "" : `, after ${skip} that pass`}`;
  }
  const set = step.set === undefined || "precoro" in step ? "" : ` ${JSON.stringify(step.set)}`;
  if ("precoro" in step) return `${step.precoro} #${step.idn}${set}`;
  return `${step.bill} ${typeof step.id === "string" ? step.id : `the bill of #${step.id.of}`}${set}`;
};
