/** The results of one execution's steps so far, and how inputs refer to them. */
import { isLoop, type StepOutcome } from "./builtins";
import type { Flow, Step } from "./definition";
import type { Scope } from "./inputs";
import { isRecord } from "./json";
import { parseReference, walkPath } from "./references";
import { allSteps, idsOf, type Results } from "./runSteps";
import { stepId } from "./stepId";

export interface StepResults extends Results {
  readonly scope: Scope;
  /** The last result of every step that ran, by step id. */
  readonly all: Record<string, unknown>;
  /** For reports: every result with an outcome, in the order of the run. */
  readonly outcomes: unknown[];
}

export const createStepResults = (flow: Flow, configVars: Record<string, unknown>): StepResults => {
  const known = idsOf(flow.steps);
  const visible = new Map<string, unknown>();
  const items = new Map<string, unknown>();
  const all: Record<string, unknown> = {};
  const outcomes: unknown[] = [];

  const reference = (text: string): unknown => {
    const parsed = parseReference(text);
    if (!parsed) throw new Error(`"${text}" is not a reference to a step's results.`);
    if (!known.has(parsed.step))
      throw new Error(`"${text}" refers to a step that flow "${flow.name}" does not have.`);
    return walkPath((parsed.part === "results" ? visible : items).get(parsed.step), parsed.path);
  };
  const configVar = (name: string): unknown => {
    if (!(name in configVars)) throw new Error(`There is no config variable "${name}".`);
    return configVars[name];
  };

  return {
    scope: { reference, configVar },
    all,
    outcomes,
    record(step: Step, { data }: StepOutcome) {
      const id = stepId(step.name);
      visible.set(id, data);
      all[id] = data;
      // A trigger's payload is the request, and a loop's list repeats its steps' results.
      if (!step.isTrigger && !isLoop(step)) outcomes.push(...outcomesOf(data));
    },
    forget(steps) {
      for (const { name } of allSteps(steps)) visible.delete(stepId(name));
    },
    enterItem(loop, item) {
      items.set(stepId(loop.name), item);
    },
  };
};

const hasOutcome = (value: unknown): boolean => {
  const { outcome } = isRecord(value) ? value : {};
  return typeof outcome === "string";
};

const outcomesOf = (data: unknown): unknown[] => {
  if (hasOutcome(data)) return [data];
  const { results } = isRecord(data) ? data : {};
  return Array.isArray(results) ? results.filter(hasOutcome) : [];
};
