/** Rules for the platform's own branching steps. */
import type { Definition, Step } from "../definition";
import { checkBranches } from "./components";
import type { Report } from "./finding";
import { flowsOf, stepsOf } from "./walk";

/** The inputs whose entries name the branches. Source: integration/PLATFORM.md §3. */
const naming: Record<string, string> = {
  branchOnExpression: "conditions",
  branchOnValue: "branchValueMappings",
};

/** Source: integration/PLATFORM.md §3 and §11. */
export const checkBranchSteps = (definition: Definition, report: Report): void => {
  for (const { flow, path } of flowsOf(definition)) {
    for (const { step, path: at } of stepsOf(flow.steps, path)) {
      const names = namesGiven(step);
      if (names) checkBranches(step, [...names, "Else"], at, report);
    }
  }
};

const namesGiven = ({ action, inputs }: Step): string[] | undefined => {
  if (action.component.key !== "branch" || !action.component.isPublic) return undefined;
  const input = inputs?.[naming[action.key] ?? ""];
  if (input?.type !== "complex") return undefined;
  return input.value.flatMap((entry) =>
    typeof entry === "object" && !Array.isArray(entry) && typeof entry.name === "string" ? [entry.name] : [],
  );
};
