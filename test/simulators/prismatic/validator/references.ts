/** Checks that a step refers only to steps that ran before it and that it can see. */
import type { Definition, Flow, Step } from "../definition";
import { parseReference, parseTemplate } from "../references";
import { stepId } from "../stepId";
import type { Path, Report } from "./finding";
import { flowsOf, inputsOf, type StepPosition, stepsOf, variablesOf } from "./walk";

export const checkReferences = (definition: Definition, report: Report): void => {
  for (const { variable, path } of variablesOf(definition)) {
    for (const { text, at } of referencesIn(variable.inputs, path)) {
      report(at, `a config variable cannot refer to a step ("${text}")`);
    }
  }
  for (const { flow, path } of flowsOf(definition)) checkFlow(flow, path, report);
};

const checkFlow = (flow: Flow, path: Path, report: Report): void => {
  const standings = stepsOf(flow.steps, path);
  standings.forEach((here, order) => {
    for (const { text, at } of referencesIn(here.step.inputs, here.path)) {
      const mistake = mistakeIn(text, here, order, standings);
      if (mistake) report(at, mistake);
    }
  });
  const trigger = stepId(flow.steps[0]?.name ?? "");
  const fields = [
    { field: flow.queueConfig?.dedupeIdField, at: [...path, "queueConfig", "dedupeIdField"] },
    { field: flow.retryConfig?.uniqueRequestIdField, at: [...path, "retryConfig", "uniqueRequestIdField"] },
  ];
  for (const { field, at } of fields) {
    // Source: integration/PLATFORM.md §2.4, `<trigger>.results.…`.
    if (field && parseReference(field.value)?.step !== trigger) {
      report(at, `"${field.value}" does not refer to the flow's trigger ("${trigger}")`);
    }
  }
};

const referencesIn = (inputs: Step["inputs"], path: Path): { text: string; at: Path }[] =>
  inputsOf(inputs, path).flatMap(({ input, path: at }) => {
    if (input.type === "reference") return [{ text: input.value ?? "", at }];
    if (input.type !== "template") return [];
    return parseTemplate(input.value ?? "").flatMap((part) =>
      typeof part === "object" && "reference" in part ? [{ text: part.reference, at }] : [],
    );
  });

const mistakeIn = (
  text: string,
  here: StepPosition,
  order: number,
  standings: StepPosition[],
): string | undefined => {
  const reference = parseReference(text);
  if (!reference) return `"${text}" is no reference to a step's results or a loop's current item`;
  const place = standings.findIndex(({ step }) => stepId(step.name) === reference.step);
  const target = standings[place];
  if (!target) return `"${text}" refers to a step that this flow does not have`;
  const name = target.step.name;

  if (reference.part === "currentItem") {
    const isInside = here.around.some(({ step, branch }) => step === target.step && branch === undefined);
    return isInside
      ? undefined
      : `"${text}" is the current item of "${name}", which is no loop around this step`;
  }
  // A loop has a result only after all its iterations.
  const isAround = here.around.some(({ step, branch }) => step === target.step && branch === undefined);
  if (place >= order || isAround) return `"${text}" refers to step "${name}", which has not run yet`;

  const hidden = target.around.find(
    (outer) => !here.around.some(({ step, branch }) => step === outer.step && branch === outer.branch),
  );
  if (!hidden) return undefined;
  const where = hidden.branch === undefined ? "the loop" : `branch "${hidden.branch}" of step`;
  return `"${text}" refers to step "${name}" inside ${where} "${hidden.step.name}", which cannot be seen from here`;
};
