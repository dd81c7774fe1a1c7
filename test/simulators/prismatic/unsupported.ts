/** Refuses a definition that uses what this simulator does not support, and says what and where. */

import { builtinAction, builtinTrigger, isLoop } from "./builtins";
import type { BuiltComponent } from "./bundle";
import type { ConfigVar, Definition, Flow, Step } from "./definition";
import { allSteps } from "./runSteps";

export const refuseUnsupported = (definition: Definition, component: BuiltComponent): void => {
  const [first] = [
    ...topLevel(definition),
    ...(definition.requiredConfigVars ?? []).flatMap((variable) => ofConfigVar(variable, component)),
    ...definition.flows.flatMap((flow) => ofFlow(flow, component)),
  ];
  if (first) throw new Error(`The local runner does not support ${first}.`);
};

const when = (condition: unknown, ...what: string[]): string[] => (condition ? what : []);

const topLevel = ({ endpointType = "flow_specific", preprocessFlowName }: Definition): string[] => [
  ...when(endpointType !== "flow_specific", `the endpoint type "${endpointType}"`),
  ...when(preprocessFlowName, `the preprocess flow "${preprocessFlowName}"`),
];

const ofConfigVar = (
  variable: ConfigVar,
  { key: own, connections, dataSources }: BuiltComponent,
): string[] => {
  const { key, useScopedConfigVar, connection, dataSource } = variable;
  const known = (kind: string, selector: typeof dataSource, has: (key: string) => boolean) =>
    when(
      selector && !(selector.component.key === own && has(selector.key)),
      `${kind} "${selector?.component.key}.${selector?.key}" of config variable "${key}"`,
    );
  return [
    ...when(useScopedConfigVar, `the scoped config variable "${key}"`),
    ...known("connection", connection, (name) => connections.some((one) => one.key === name)),
    ...known("data source", dataSource, (name) => name in dataSources),
  ];
};

const ofFlow = (flow: Flow, component: BuiltComponent): string[] => [
  ...when(flow.endpointSecurityType === "organization", `organization API keys, in flow "${flow.name}"`),
  ...when(flow.retryConfig?.uniqueRequestIdField, `retry cancellation, in flow "${flow.name}"`),
  ...when(flow.triggerResolver?.runInitialSyncOnDeploy, `a first load at deploy, in flow "${flow.name}"`),
  ...allSteps(flow.steps).flatMap((step) =>
    ofStep(step, component).map((what) => `${what}, at step "${step.name}" of flow "${flow.name}"`),
  ),
];

const ofStep = (step: Step, component: BuiltComponent): string[] => {
  const { key, component: of } = step.action;
  const own = of.key === component.key;
  const built = own ? (step.isTrigger ? component.triggers : component.actions)[key] : undefined;
  const known = built ?? (step.isTrigger ? builtinTrigger(step) : builtinAction(step));
  return [
    ...when(!known, `${step.isTrigger ? "the trigger" : "the action"} "${of.key}.${key}"`),
    ...when(
      built?.terminateExecution || built?.breakLoop,
      `an action that ends the flow or a loop ("${key}")`,
    ),
    ...when(built?.dynamicBranchInput, `branches named by an input ("${key}")`),
    ...when(step.steps && !isLoop(step), "steps within a step that is no loop"),
    ...when(step.schedule?.meta?.scheduleType === "once", "a schedule of type once"),
  ];
};
