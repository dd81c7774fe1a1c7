/** Each flow as a picture in text, drawn from the definition: what runs after what, and where it branches. */
import type { Flow, Step } from "../simulators/prismatic/definition";

/** Branches without steps stand on one line: they are where an implementer hangs something. */
const linesOf = (steps: readonly Step[], indent: string): string[] =>
  steps.flatMap(({ name, steps: inner = [], branches = [] }) => {
    const empty = branches.filter((branch) => (branch.steps ?? []).length === 0);
    const full = branches.filter((branch) => (branch.steps ?? []).length > 0);
    return [
      `${indent}${name}`,
      ...linesOf(inner, `${indent}  ↻ `),
      ...full.flatMap((branch) => [
        `${indent}  ├ ${branch.name}`,
        ...linesOf(branch.steps ?? [], `${indent}  │   `),
      ]),
      ...(empty.length > 0 ? [`${indent}  └ ${empty.map((branch) => branch.name).join(" · ")}`] : []),
    ];
  });

export const drawFlow = ({ name, steps }: Flow): string => `${name}\n${linesOf(steps, "  ").join("\n")}`;
