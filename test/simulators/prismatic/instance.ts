/** What all executions of a deployed instance share: its identity, its URLs and keys, its config and state. */
import type { VirtualClock } from "../kit/clock";
import { type PlatformBehavior, type PlatformBehaviorInput, platformBehavior } from "./behavior";
import type { BuiltComponent, Bundle } from "./bundle";
import { type ConfigVarValues, configVarsOf } from "./configVars";
import type { Definition, Flow } from "./definition";
import { type Keys, keysOf } from "./keys";
import type { LogLine } from "./logs";
import { createStateStore, type StateStore } from "./state";
import { stepId } from "./stepId";

export interface Customer {
  id: string;
  externalId: string;
  name: string;
}

export interface Instance {
  readonly clock: VirtualClock;
  readonly definition: Definition;
  readonly component: BuiltComponent;
  /** A copy of the component that has never run. */
  readonly fresh: () => BuiltComponent;
  /** Takes the component copy for one execution, and returns it when that has ended by itself. */
  readonly takeComponent: () => BuiltComponent;
  readonly returnComponent: (copy: BuiltComponent) => void;
  readonly configVars: () => ConfigVarValues;
  /** Replaces what was selected for these config variables. */
  readonly configure: (selections: ConfigVarValues) => void;
  readonly state: StateStore;
  readonly identity: Identity;
  readonly behavior: PlatformBehavior;
  readonly keys: Keys;
  readonly nextExecutionId: () => string;
  readonly onLogLine: (flow: string, line: LogLine) => void;
}

/** Source of the members: integration/PLATFORM.md §1.9. */
interface Identity {
  customer: Customer;
  instance: { id: string; name: string };
  user: { id: string; email: string; name: string; externalId: string };
  integration: { id: string; name: string; versionSequenceId: string; externalVersion: string };
  webhookUrls: Record<string, string>;
  webhookApiKeys: Record<string, string[]>;
}

/** A reserved domain, so that nobody calls it by mistake (RFC 2606). */
const HOOKS = "https://hooks.prismatic.example/trigger";

export const urlOf = (flow: Flow): string => `${HOOKS}/${stepId(flow.name)}`;

const identityOf = ({ name, flows }: Definition, customer: Customer, keys: Keys): Identity => ({
  customer,
  instance: { id: "instance-1", name },
  user: { id: "user-1", email: "user@example.com", name: "User", externalId: "user-1" },
  integration: { id: "integration-1", name, versionSequenceId: "1", externalVersion: "" },
  webhookUrls: Object.fromEntries(flows.map((flow) => [flow.name, urlOf(flow)])),
  get webhookApiKeys() {
    return keys.byFlow();
  },
});

interface InstanceOptions {
  readonly clock: VirtualClock;
  readonly definition: Definition;
  readonly configVars?: ConfigVarValues;
  readonly customer?: Customer;
  readonly warm?: boolean;
  readonly onLog?: (flow: string, line: LogLine) => void;
  readonly behavior?: PlatformBehaviorInput;
}

/** The instance of a definition. `clock`, `customer`, `configVars`, `behavior`, `warm` and `onLog` are the platform's options. */
export const createInstance = (
  options: InstanceOptions,
  { fresh, ended, described: component }: Bundle,
): Instance => {
  const { clock, definition, onLog = () => {}, customer = defaultCustomer } = options;
  const behavior = platformBehavior.parse(options.behavior ?? {});
  const keys = keysOf(definition, behavior);
  let executionCount = 0;
  let selections = options.configVars ?? {};
  const readValues = () => configVarsOf(definition, component, selections, behavior);
  let valuesOf = readValues();
  return {
    clock,
    definition,
    component,
    fresh,
    takeComponent: () => (options.warm ? ended.pop() : undefined) ?? fresh(),
    returnComponent: (copy) => void (options.warm && ended.push(copy)),
    configVars: () => valuesOf(),
    configure: (changed) => {
      selections = { ...selections, ...changed };
      valuesOf = readValues();
    },
    state: createStateStore(),
    behavior,
    keys,
    identity: identityOf(definition, customer, keys),
    nextExecutionId: () => `execution-${++executionCount}`,
    onLogLine: onLog,
  };
};

const defaultCustomer: Customer = { id: "customer-1", externalId: "customer-1", name: "Customer" };
