/** Performs a step or fires a trigger: the platform's own, or the component's. */

import { builtinAction, builtinTrigger, type SideEffects, type StepOutcome } from "./builtins";
import type { BuiltComponent, BuiltTrigger } from "./bundle";
import type { Step } from "./definition";
import { paramsOf, type Scope } from "./inputs";
import { isRecord, throughJson } from "./json";
import type { Session, States } from "./state";
import type { Fired } from "./triggers";

/** What the calls of one execution share. */
export interface CallContext {
  component: BuiltComponent;
  session: Session;
  scope: Scope;
  context: (step: Step) => States & object;
  sideEffects: SideEffects;
}

export const performStep = async (calls: CallContext, step: Step): Promise<StepOutcome> => {
  const builtin = builtinAction(step);
  if (builtin) return builtin(paramsOf(step.inputs, [], calls.scope), calls.sideEffects);
  const action = calls.component.actions[step.action.key];
  if (!action) throw new Error(`The component has no action "${step.action.key}".`);
  const params = paramsOf(step.inputs, action.inputs, calls.scope);
  // Source: step results are stored between steps (integration/PLATFORM.md §5).
  const result = throughJson(await action.perform(calls.context(step), params));
  if (!isRecord(result)) return {};
  calls.session.merge(result);
  return result as StepOutcome;
};

/** State that a trigger changes in place is stored, as is state in its result (integration/PLATFORM.md §11, §1.4). */
export const performTrigger = async (
  { session, scope }: CallContext,
  step: Step,
  trigger: BuiltTrigger,
  context: States & object,
  payload: object,
): Promise<unknown> => {
  const result = await trigger.perform(context, payload, paramsOf(step.inputs, trigger.inputs, scope));
  const { crossFlowState, instanceState, integrationState, executionState } = context;
  session.replace({ crossFlowState, instanceState, integrationState, executionState });
  if (isRecord(result)) session.merge(result);
  return result;
};

export const fireBuiltinTrigger = (step: Step, payload: object, scope: Scope): Fired => {
  const response = builtinTrigger(step)?.response?.(paramsOf(step.inputs, [], scope));
  return { payload: throughJson(payload), noChanges: false, ...(response ? { response } : {}) };
};
