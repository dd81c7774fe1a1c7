/** Draws a flow as a text diagram: the order of its steps, and its branches. */
import { outcomes } from "../../connector/core/outcome";
import type { Flow, Step } from "../simulators/prismatic/definition";

/** Steps stand on one line up to the next branch or loop. Branches without steps share a line: an implementer adds steps to them. */
const linesOf = (steps: readonly Step[]): string[] => {
  const lines: string[] = [];
  let row: string[] = [];
  for (const { name, steps: inner = [], branches = [] } of steps) {
    row.push(inner.length > 0 ? `${name} ↻` : name);
    if (inner.length === 0 && branches.length === 0) continue;
    const below = [...linesOf(inner), ...linesOfBranches(branches)];
    lines.push(row.join(" → "), ...below.map((line) => `  ${line}`));
    row = [];
  }
  return row.length > 0 ? [...lines, row.join(" → ")] : lines;
};

const linesOfBranches = (branches: NonNullable<Step["branches"]>): string[] => {
  const empty = branches.filter(({ steps = [] }) => steps.length === 0).map(({ name }) => name);
  const full = branches.flatMap(({ name, steps = [] }) => {
    const [first, ...rest] = linesOf(steps);
    return first === undefined ? [] : [`├ ${name}: ${first}`, ...rest.map((line) => `│ ${line}`)];
  });
  return [...full, ...(empty.length > 0 ? [`└ ${emptyText(empty)}`] : [])];
};

/** The outcomes are listed once, in the guide's text. */
const emptyText = (names: readonly string[]): string => {
  const isOutcome = (name: string) => outcomes.some((outcome) => outcome === name.toLowerCase());
  const others = names.filter((name) => !isOutcome(name));
  return [...(others.length < names.length ? ["each outcome"] : []), ...others].join(" · ");
};

export const drawFlow = ({ name, steps }: Flow): string =>
  [name, ...linesOf(steps).map((line) => `  ${line}`)].join("\n");
