/** Groups the steps of a script into sections of the printed run, and words their headings. Text only. */
import type { Step } from "./worldFile";

export interface Section {
  readonly heading: string;
  readonly steps: readonly Step[];
}

/** A heading names up to so many steps; of more, it names the first and counts the rest. */
const STEPS_IN_HEADING = 3;

/** Consecutive steps of one kind make a section. */
export const sectionsOf = (steps: readonly Step[]): Section[] => {
  const groups: Step[][] = [];
  for (const step of steps) {
    const group = groups.at(-1);
    if (group?.[0] && kindOf(group[0]) === kindOf(step)) group.push(step);
    else groups.push([step]);
  }
  return groups.map((group) => ({ heading: headingOf(group), steps: group }));
};

/** All steps as one section whose heading names each flow once. */
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
  const beginning = [actorOf(first), actionOf(first)].filter(Boolean).join(": ");
  if (more.length >= STEPS_IN_HEADING) return `${beginning} … and ${more.length} more`;
  return [beginning, ...more.map(actionOf)].join(" · ");
};

const actorOf = (step: Step): string => {
  if ("together" in step) return "At the same time";
  if ("advance" in step) return "Time passes";
  if ("addKey" in step) return "A key is added";
  if ("fault" in step) return "Fault";
  if ("precoro" in step) return "A person in Precoro";
  if ("bill" in step) return "A person in BILL";
  return "show" in step ? "Precoro shows" : "";
};

const actionOf = (step: Step): string => {
  if ("together" in step) return step.together.map((one) => headingOf([one])).join(" · ");
  if ("run" in step) return `${step.run} ${JSON.stringify(step.body ?? {})}`;
  if ("advance" in step) return step.advance;
  if ("addKey" in step) return step.addKey;
  if ("show" in step) return step.show;
  if ("fault" in step) {
    const { system, match, kind, skip = 0 } = step.fault;
    return `${kind} on ${system} ${match}${skip === 0 ? "" : `, after ${skip} calls`}`;
  }
  const set = step.set === undefined || "precoro" in step ? "" : ` ${JSON.stringify(step.set)}`;
  if ("precoro" in step) return `${step.precoro} #${step.idn}${set}`;
  return `${step.bill} ${typeof step.id === "string" ? step.id : `the bill of #${step.id.of}`}${set}`;
};
