/** Duplicate names, and references to config variables that do not exist. */
import type { Definition } from "../definition";
import { isUnset } from "../inputs";
import { parseTemplate } from "../references";
import { stepId } from "../stepId";
import type { Path, Report } from "./finding";
import { flowsOf, inputsOf, stepsOf, variablesOf } from "./walk";

/** Source: a variable's key is its identity, a step's name is unique in the flow (integration/PLATFORM.md §2.2, §2.5). */
export const checkUniqueNames = (definition: Definition, report: Report): void => {
  unique(
    variablesOf(definition).map(({ variable, path }) => ({ id: variable.key, path: [...path, "key"] })),
    "config variable",
    report,
  );
  const pages = (definition.configPages ?? []).map(({ name }, place) => ({
    id: name,
    path: ["configPages", place, "name"],
  }));
  unique(pages, "config page", report);
  unique(
    flowsOf(definition).map(({ flow, path }) => ({ id: flow.name, path: [...path, "name"] })),
    "flow",
    report,
  );
  for (const { flow, path } of flowsOf(definition)) {
    const steps = stepsOf(flow.steps, path);
    // References could not distinguish two names with the same id.
    unique(
      steps.map(({ step, path: at }) => ({ id: stepId(step.name), path: [...at, "name"] })),
      "step",
      report,
    );
    for (const { step, path: at } of steps) {
      const branches = (step.branches ?? []).map(({ name }, place) => ({
        id: name,
        path: [...at, "branches", place, "name"],
      }));
      unique(branches, "branch", report);
    }
  }
};

const unique = (entries: { id: string; path: Path }[], what: string, report: Report): void => {
  const seen = new Set<string>();
  for (const { id, path } of entries) {
    if (seen.has(id)) report(path, `there is another ${what} of this name`);
    seen.add(id);
  }
};

export const checkConfigVarNames = (definition: Definition, report: Report): void => {
  const known = new Set(variablesOf(definition).map(({ variable }) => variable.key));
  const check = (name: string | null, path: Path) => {
    if (!known.has(name ?? "")) report(path, `there is no config variable "${name}"`);
  };
  (definition.configPages ?? []).forEach(({ elements }, page) => {
    elements.forEach(({ type, value }, place) => {
      if (type === "configVar") check(value, ["configPages", page, "elements", place]);
    });
  });
  const steps = flowsOf(definition).flatMap(({ flow, path }) => stepsOf(flow.steps, path));
  for (const { step, path } of steps) {
    if (step.schedule?.type === "configVar") check(step.schedule.value, [...path, "schedule"]);
  }
  const inputs = [
    ...variablesOf(definition).flatMap(({ variable, path }) => inputsOf(variable.inputs, path)),
    ...steps.flatMap(({ step, path }) => inputsOf(step.inputs, path)),
  ];
  for (const { input, path } of inputs) {
    if (input.type === "configVar" && !isUnset(input)) check(input.value, path);
    if (input.type !== "template") continue;
    for (const part of parseTemplate(input.value ?? "")) {
      if (typeof part === "object" && "configVar" in part) check(part.configVar, path);
    }
  }
};
