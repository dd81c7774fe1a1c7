/** The API keys of an instance's flows. A flow that needs a key has none until somebody adds one. Source: integration/PLATFORM.md §2.4. */
import type { PlatformBehavior } from "./behavior";
import type { Definition, Flow } from "./definition";
import { stepId } from "./stepId";

export interface Keys {
  /** Throws if the flow has none. */
  of(flow: Flow): string;
  add(flow: Flow): void;
  /** Whether a call with this key may start the flow. */
  accept(flow: Flow, key: string | undefined): boolean;
  /** The keys of each flow, as the platform shows them. */
  byFlow(): Record<string, string[]>;
}

const needsKey = (flow: Flow): boolean => flow.endpointSecurityType === "customer_required";

export const keysOf = ({ flows }: Definition, { keys }: PlatformBehavior): Keys => {
  const named = Array.isArray(keys) ? keys : [];
  const unknown = named.find((name) => !flows.some((flow) => flow.name === name && needsKey(flow)));
  if (unknown !== undefined) throw new Error(`There is no flow "${unknown}" that needs a key.`);
  const all = new Map<string, string>();
  const add = ({ name }: Flow) => all.set(name, `key-of-${stepId(name)}`);
  for (const flow of flows.filter(needsKey)) if (keys === "all" || named.includes(flow.name)) add(flow);
  return {
    of({ name }) {
      const key = all.get(name);
      if (key === undefined) throw new Error(`Flow "${name}" has no API key: nobody has added one.`);
      return key;
    },
    add(flow) {
      if (!needsKey(flow)) throw new Error(`Flow "${flow.name}" needs no API key.`);
      add(flow);
    },
    accept: (flow, key) => !needsKey(flow) || (key !== undefined && key === all.get(flow.name)),
    byFlow: () =>
      Object.fromEntries(
        flows.map(({ name }) => {
          const key = all.get(name);
          return [name, key === undefined ? [] : [key]];
        }),
      ),
  };
};
