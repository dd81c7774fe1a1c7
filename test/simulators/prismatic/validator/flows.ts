/** Rules for the settings of a flow: they must match its trigger and each other. */

import { builtinTrigger } from "../builtins";
import type { Support } from "../bundle";
import type { Definition, Flow } from "../definition";
import type { Components } from "./components";
import { isCron } from "./configVars";
import type { Path, Report } from "./finding";
import { flowsOf, stepsOf } from "./walk";

export const checkFlows = (definition: Definition, components: Components, report: Report): void => {
  for (const { flow, path } of flowsOf(definition)) {
    checkTriggerPlace(flow, path, report);
    checkSchedule(flow, path, components, report);
    checkSynchronous(flow, path, components, report);
    checkQueue(flow, path, report);
    if (flow.triggerResolver && supports(flow, components)?.resolver === "invalid") {
      report([...path, "triggerResolver"], "the trigger deals out no batches");
    }
  }
};

/** Source: integration/PLATFORM.md §2.5. */
const checkTriggerPlace = (flow: Flow, path: Path, report: Report): void => {
  const steps = stepsOf(flow.steps, path);
  const triggers = steps.filter(({ step }) => step.isTrigger);
  if (triggers.length === 0) report([...path, "steps"], "no step is the trigger");
  for (const { path: at } of triggers.slice(1))
    report([...at, "isTrigger"], "there is another trigger already");
  const [only] = triggers;
  if (only && only !== steps[0]) report([...only.path, "isTrigger"], "the trigger is not the first step");
};

interface Supports {
  schedule: Support;
  synchronous: Support;
  resolver: Support;
}

/** What a flow's trigger supports; undefined for unknown components. */
const supports = ({ steps: [first] }: Flow, components: Components): Supports | undefined => {
  if (!first?.isTrigger) return undefined;
  const builtin = builtinTrigger(first);
  if (builtin) {
    return {
      schedule: builtin.scheduleSupport,
      synchronous: builtin.synchronousResponseSupport,
      resolver: "invalid",
    };
  }
  const built = components[first.action.component.key]?.triggers[first.action.key];
  return (
    built && {
      schedule: built.scheduleSupport,
      synchronous: built.synchronousResponseSupport,
      resolver: built.triggerResolverSupport ?? "invalid",
    }
  );
};

/** Source: integration/PLATFORM.md §1.4, `scheduleSupport`; §2.5. */
const checkSchedule = (flow: Flow, path: Path, components: Components, report: Report): void => {
  for (const { step, path: at } of stepsOf(flow.steps, path)) {
    const { schedule } = step;
    if (!schedule) continue;
    if (!step.isTrigger) report([...at, "schedule"], "only a trigger has a schedule");
    if (schedule.type === "value" && schedule.value !== "" && !isCron(schedule.value)) {
      report([...at, "schedule", "value"], "is no cron expression of five fields");
    }
  }
  const schedule = flow.steps[0]?.schedule;
  const support = supports(flow, components)?.schedule;
  if (support === "required" && !schedule) report([...path, "steps", 0], "the trigger needs a schedule");
  if (support === "invalid" && schedule)
    report([...path, "steps", 0, "schedule"], "the trigger takes no schedule");
};

/** Source: integration/PLATFORM.md §1.4, `synchronousResponseSupport`; §11. */
const checkSynchronous = (flow: Flow, path: Path, components: Components, report: Report): void => {
  if (!flow.isSynchronous) return;
  if (supports(flow, components)?.synchronous === "invalid") {
    report([...path, "isSynchronous"], "the trigger cannot answer a request");
  }
  if (flow.retryConfig) report([...path, "retryConfig"], "a synchronous flow is not tried again");
};

/** Source: integration/PLATFORM.md §2.4 and §11. */
const checkQueue = (flow: Flow, path: Path, report: Report): void => {
  const { queueConfig } = flow;
  if (!queueConfig) return;
  const [trigger] = flow.steps;
  const at = [...path, "queueConfig"];
  const { usesFifoQueue, singletonExecutions, concurrencyLimit } = queueConfig;
  if (flow.isSynchronous) report(at, "a synchronous flow has no queue");
  else if (trigger?.action.component.key === "management-triggers") report(at, "a deploy flow has no queue");
  else if (usesFifoQueue && singletonExecutions) {
    report([...at, "singletonExecutions"], "a flow is a singleton or has a FIFO queue, not both");
  } else if (usesFifoQueue && trigger?.schedule) {
    report([...at, "usesFifoQueue"], "a flow with a schedule has no FIFO queue");
  } else if (singletonExecutions && !trigger?.schedule) {
    report([...at, "singletonExecutions"], "only a flow with a schedule can be a singleton");
  } else if (concurrencyLimit !== undefined && !usesFifoQueue) {
    report([...at, "concurrencyLimit"], "has no effect without usesFifoQueue: true");
  }
};
