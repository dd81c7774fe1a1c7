/**
 * Runs the steps of a flow in order: into the branch that is taken, over the items of a loop, with each step's own
 * error handling. It does not know what a step does.
 */
import { isLoop, type StepOutcome } from "./builtins";
import type { Step } from "./definition";
import type { Log } from "./logs";
import { messageOf } from "./logs";
import { stepRetries } from "./retries";
import { stepId } from "./stepId";

interface Walk {
  perform(step: Step): Promise<StepOutcome>;
  sleep(ms: number): Promise<void>;
  log: Log;
  results: Results;
}

/** Stores the results of an execution's steps and the current items of its loops. */
export interface Results {
  record(step: Step, outcome: StepOutcome): void;
  forget(steps: readonly Step[]): void;
  enterItem(loop: Step, item: unknown): void;
}

/** Returns the outcome of the last step: it is the result of a loop's iteration, or a synchronous flow's response. */
export const runSteps = async (steps: readonly Step[], walk: Walk): Promise<StepOutcome> => {
  let last: StepOutcome = {};
  for (const step of steps) last = await runStep(step, walk);
  return last;
};

const runStep = async (step: Step, walk: Walk): Promise<StepOutcome> => {
  const own = await withErrorHandling(step, walk);
  const outcome = isLoop(step) ? { ...own, data: await runLoop(step, own.items ?? [], walk) } : own;
  walk.results.record(step, outcome);
  if (outcome.branch !== undefined) await runSteps(branchOf(step, outcome.branch), walk);
  return outcome;
};

/** A loop's result is a list with the last step's result of each iteration. Source: integration/PLATFORM.md §3. */
const runLoop = async (loop: Step, items: unknown[], walk: Walk): Promise<unknown[]> => {
  const body = loop.steps ?? [];
  const iterations: unknown[] = [];
  for (const item of items) {
    // A branch that is not taken in this iteration has no results, even if the last iteration took it.
    walk.results.forget(body);
    walk.results.enterItem(loop, item);
    iterations.push((await runSteps(body, walk)).data);
  }
  walk.results.forget(body);
  return iterations;
};

/** Source: integration/PLATFORM.md §2.5, `branches`: a component's names are used as they are. */
export const branchOf = (step: Step, name: string): readonly Step[] => {
  const branch = step.branches?.find((one) => one.name === name);
  if (!branch)
    throw new Error(`Step "${step.name}" took the branch "${name}", which the definition does not have.`);
  return branch.steps;
};

/**
 * Source: integration/PLATFORM.md §2.5, `errorConfig`.
 * Assumption: a step whose error is ignored has no result and takes no branch.
 */
const withErrorHandling = async (step: Step, walk: Walk): Promise<StepOutcome> => {
  const { errorHandlerType, ignoreFinalError } = step.errorConfig ?? {};
  const ignored =
    errorHandlerType === "ignore" || (errorHandlerType === "retry" && ignoreFinalError === true);
  const delayAfter = stepRetries(step);
  for (let attempt = 1; ; attempt++) {
    try {
      return await walk.perform(step);
    } catch (error) {
      // Assumption: the platform logs the failed step's name at level error.
      walk.log("error", `Step "${step.name}" failed: ${messageOf(error)}`);
      const delay = delayAfter(attempt);
      if (delay !== undefined) await walk.sleep(delay);
      else if (ignored) return {};
      else throw error;
    }
  }
};

/** All steps at any depth, in the order of the definition. */
export const allSteps = (steps: readonly Step[]): Step[] =>
  steps.flatMap((step) => [
    step,
    ...allSteps(step.steps ?? []),
    ...(step.branches ?? []).flatMap((branch) => allSteps(branch.steps)),
  ]);

/** The ids of a flow's steps, to distinguish a step that has not run from one that does not exist. */
export const idsOf = (steps: readonly Step[]): Set<string> =>
  new Set(allSteps(steps).map(({ name }) => stepId(name)));
