/** Calls the handlers that triggers have for deployment and removal of an instance, such as creating a webhook subscription. */

import { builtinTrigger } from "./builtins";
import type { BuiltTrigger } from "./bundle";
import { contextOf } from "./context";
import type { Flow } from "./definition";
import { createProcess } from "./executionProcess";
import { paramsOf } from "./inputs";
import type { Instance } from "./instance";
import { isRecord, throughJson } from "./json";
import { createLog, messageOf, timestamp } from "./logs";
import { createStepResults } from "./stepResults";
import { triggerStep } from "./triggers";

/** Source: integration/PLATFORM.md §5. */
const LIMIT_MS = 30_000;

/** The handlers by their built names. Source: integration/PLATFORM.md §1.12. */
type Handler = "webhookCreate" | "onInstanceDeploy" | "webhookDelete" | "onInstanceDelete";
export const onDeploy: readonly Handler[] = ["webhookCreate", "onInstanceDeploy"];
export const onUndeploy: readonly Handler[] = ["webhookDelete", "onInstanceDelete"];

export const runHandlers = async (instance: Instance, handlers: readonly Handler[]): Promise<void> => {
  for (const flow of instance.definition.flows) {
    const step = triggerStep(flow);
    const trigger = builtinTrigger(step) ? undefined : instance.component.triggers[step.action.key];
    for (const handler of handlers) if (trigger?.[handler]) await runHandler(instance, flow, handler);
  }
};

const runHandler = async (instance: Instance, flow: Flow, handler: Handler): Promise<void> => {
  const step = triggerStep(flow);
  const copy = instance.takeComponent();
  const trigger: BuiltTrigger | undefined = copy.triggers[step.action.key];
  const session = instance.state.open(flow.name);
  const log = createLog(instance.clock, [], (line) => instance.onLogLine(flow.name, line));
  const origin = {
    flow,
    executionId: instance.nextExecutionId(),
    startedAt: timestamp(instance.clock.now()),
  };
  const context = contextOf(instance, origin, step.name, session.copy(), log, { enabled: false });
  const params = paramsOf(
    step.inputs,
    trigger?.inputs ?? [],
    createStepResults(flow, instance.configVars()).scope,
  );
  const process = createProcess(instance.clock);
  process.setTimeLimit(LIMIT_MS, "30 seconds");
  try {
    const result = throughJson(await process.run(async () => trigger?.[handler]?.(context, params)));
    // Source: integration/PLATFORM.md §1.4, a handler may return states.
    if (isRecord(result)) session.merge(result);
    session.commit();
    instance.returnComponent(copy);
  } catch (error) {
    throw new Error(`${handler} of flow "${flow.name}" failed: ${messageOf(error)}`);
  } finally {
    process.die("The handler is over.");
  }
};
