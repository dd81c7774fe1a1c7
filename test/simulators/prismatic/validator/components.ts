/** Checks that a definition matches its component: keys, inputs and branches. */
import type { BuiltComponent, BuiltInput } from "../bundle";
import type { Definition, Input, Step } from "../definition";
import { isUnset } from "../inputs";
import type { Path, Report } from "./finding";
import { flowsOf, stepsOf, type Variable, variablesOf } from "./walk";

/** The known components; others are not checked. */
export type Components = Record<string, BuiltComponent>;

export const checkComponents = (definition: Definition, components: Components, report: Report): void => {
  for (const { variable, path } of variablesOf(definition)) checkVariable(variable, path, components, report);
  for (const { flow, path } of flowsOf(definition)) {
    for (const { step, path: at } of stepsOf(flow.steps, path)) checkStep(step, at, components, report);
  }
};

const checkVariable = (variable: Variable, path: Path, components: Components, report: Report): void => {
  const { connection, dataSource, dataType, inputs } = variable;
  const ofConnection = connection && components[connection.component.key];
  if (ofConnection) {
    const built = ofConnection.connections.find(({ key }) => key === connection.key);
    if (!built)
      report(
        [...path, "connection", "key"],
        `component "${ofConnection.key}" has no connection "${connection.key}"`,
      );
    else checkKnownInputs(inputs, built.inputs, path, report);
  }
  const ofSource = dataSource && components[dataSource.component.key];
  if (!ofSource) return;
  const built = ofSource.dataSources[dataSource.key];
  if (!built) {
    report(
      [...path, "dataSource", "key"],
      `component "${ofSource.key}" has no data source "${dataSource.key}"`,
    );
    return;
  }
  if (built.dataSourceType !== dataType) {
    report(
      [...path, "dataType"],
      `data source "${dataSource.key}" gives a ${built.dataSourceType}, not a ${dataType}`,
    );
  }
  checkKnownInputs(inputs, built.inputs, path, report);
  checkRequiredInputs(inputs, built.inputs, path, report);
};

const checkStep = (step: Step, path: Path, components: Components, report: Report): void => {
  const component = components[step.action.component.key];
  if (!component) return;
  const { key } = step.action;
  const built = (step.isTrigger ? component.triggers : component.actions)[key];
  if (!built) {
    report([...path, "action", "key"], unknownKey(step, component));
    return;
  }
  checkKnownInputs(step.inputs, built.inputs, path, report);
  checkRequiredInputs(step.inputs, built.inputs, path, report);
  // Branch names from an input are known only when the flow runs.
  if (!built.dynamicBranchInput) {
    checkBranches(step, built.allowsBranching ? (built.staticBranchNames ?? []) : [], path, report);
  }
};

const unknownKey = (
  { isTrigger, action: { key } }: Step,
  { key: of, actions, triggers }: BuiltComponent,
): string => {
  if (isTrigger && key in actions) return `"${key}" is an action, not a trigger`;
  if (!isTrigger && key in triggers) return `"${key}" is a trigger, not an action`;
  return `component "${of}" has no ${isTrigger ? "trigger" : "action"} "${key}"`;
};

const checkKnownInputs = (
  inputs: Record<string, Input> | undefined,
  built: BuiltInput[],
  path: Path,
  report: Report,
): void => {
  for (const key of Object.keys(inputs ?? {})) {
    if (!built.some((one) => one.key === key)) report([...path, "inputs", key], "unknown input");
  }
};

const checkRequiredInputs = (
  inputs: Record<string, Input> | undefined,
  built: BuiltInput[],
  path: Path,
  report: Report,
): void => {
  for (const { key, required, default: value, scope } of built) {
    const hasDefault = value !== undefined && value !== "";
    if (required && !hasDefault && !scope && isUnset(inputs?.[key])) {
      report([...path, "inputs"], `the required input "${key}" is missing`);
    }
  }
};

/** Checks that exactly the expected branches exist. */
export const checkBranches = (step: Step, expected: readonly string[], path: Path, report: Report): void => {
  const branches = step.branches ?? [];
  for (const name of expected) {
    if (!branches.some((branch) => branch.name === name))
      report([...path, "branches"], `the branch "${name}" is missing`);
  }
  branches.forEach(({ name }, place) => {
    if (!expected.includes(name)) report([...path, "branches", place], "the step never takes this branch");
  });
};
