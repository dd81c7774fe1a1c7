/** What all executions of a deployed instance share: its identity, its URLs and keys, its config and state. */
import type { VirtualClock } from "../kit/clock";
import type { BuiltComponent } from "./bundle";
import type { ConfigVarValues } from "./configVars";
import type { Definition, Flow } from "./definition";
import type { LogLine } from "./logs";
import type { StateStore } from "./state";
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

export const keyOf = (flow: Flow): string => `key-of-${stepId(flow.name)}`;

/** Source: integration/PLATFORM.md §2.4, `endpointSecurityType`. */
export const needsKey = (flow: Flow): boolean => flow.endpointSecurityType === "customer_required";

export const identityOf = ({ name, flows }: Definition, customer: Customer): Identity => ({
  customer,
  instance: { id: "instance-1", name },
  user: { id: "user-1", email: "user@example.com", name: "User", externalId: "user-1" },
  integration: { id: "integration-1", name, versionSequenceId: "1", externalVersion: "" },
  webhookUrls: Object.fromEntries(flows.map((flow) => [flow.name, urlOf(flow)])),
  webhookApiKeys: Object.fromEntries(flows.map((flow) => [flow.name, needsKey(flow) ? [keyOf(flow)] : []])),
});
