/** Lists the parts of a definition with their paths. */
import type { Definition, Flow, Input, InputEntry, Step } from "../definition";
import type { Path } from "./finding";

export type Variable = NonNullable<Definition["requiredConfigVars"]>[number];

export const variablesOf = ({ requiredConfigVars = [] }: Definition): { variable: Variable; path: Path }[] =>
  requiredConfigVars.map((variable, place) => ({ variable, path: ["requiredConfigVars", place] }));

export const flowsOf = ({ flows }: Definition): { flow: Flow; path: Path }[] =>
  flows.map((flow, place) => ({ flow, path: ["flows", place] }));

export interface StepPosition {
  step: Step;
  path: Path;
  /** The enclosing loops and branches, from the outside in. */
  around: { step: Step; branch?: string }[];
}

/** All steps of a flow in the order of the definition, which is the order in which they run. */
export const stepsOf = (
  steps: readonly Step[],
  path: Path,
  around: StepPosition["around"] = [],
): StepPosition[] =>
  steps.flatMap((step, place) => {
    const here = [...path, "steps", place];
    return [
      { step, path: here, around },
      ...stepsOf(step.steps ?? [], here, [...around, { step }]),
      ...(step.branches ?? []).flatMap((branch, which) =>
        stepsOf(branch.steps, [...here, "branches", which], [...around, { step, branch: branch.name }]),
      ),
    ];
  });

type Simple = Exclude<Input, { type: "complex" }>;

/** All simple inputs in a map of inputs, including those in names and complex values. */
export const inputsOf = (
  inputs: Record<string, Input> | undefined,
  path: Path,
): { input: Simple; path: Path }[] =>
  Object.entries(inputs ?? {}).flatMap(([key, input]) => simpleInputs(input, [...path, "inputs", key]));

const simpleInputs = (entry: InputEntry, path: Path): { input: Simple; path: Path }[] => {
  if (typeof entry === "string") return [];
  if (Array.isArray(entry)) return entry.flatMap((inner, place) => simpleInputs(inner, [...path, place]));
  const name = typeof entry.name === "object" ? simpleInputs(entry.name, [...path, "name"]) : [];
  return entry.type === "complex"
    ? [...name, ...simpleInputs(entry.value, [...path, "value"])]
    : [...name, { input: entry, path }];
};
