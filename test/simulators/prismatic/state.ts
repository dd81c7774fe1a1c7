/**
 * The state that the platform keeps between executions. A session is one execution's view of it: loaded at its start, written
 * as a whole when it succeeds. The last writer wins.
 */
import { isRecord } from "./json";

type Values = Record<string, unknown>;

/** The names of the stores in contexts and results. Source: integration/PLATFORM.md §1.9. */
const stores = ["crossFlowState", "instanceState", "integrationState"] as const;
export type States = Record<(typeof stores)[number] | "executionState", Values>;

/** Source: integration/PLATFORM.md §5. */
const LIMIT_BYTES = 64 * 1024 * 1024;

export interface StateStore {
  /** The current state. Tests may replace it (on the platform, any value may come back older, or be gone). */
  crossFlow: Values;
  integration: Values;
  /** By flow: the platform's "instance state" is per flow of an instance (integration/PLATFORM.md §1.9). */
  instance: Record<string, Values>;
  open(flow: string): Session;
}

export interface Session {
  /** A copy for a context. */
  copy(): States;
  /** Merges a result's state, key by key. Source: integration/PLATFORM.md §1.3, one of the two possible answers. */
  merge(result: Values): void;
  /** Takes over state that was changed in place. Source: integration/PLATFORM.md §11, `batchTrigger`. */
  replace(states: States): void;
  /** Reloads the state and reapplies this execution's changes, since it waited between its trigger and its steps. */
  reload(): void;
  commit(): void;
}

const parse = (text: string): Values => JSON.parse(text) as Values;

export const createStateStore = (): StateStore => {
  const texts = new Map<string, string>();
  const read = (place: string): string => texts.get(place) ?? "{}";
  const flowPlace = (flow: string) => `flow ${flow}`;

  const open = (flow: string): Session => {
    const places = {
      crossFlowState: "crossFlow",
      instanceState: flowPlace(flow),
      integrationState: "integration",
    };
    const load = () => ({
      crossFlowState: read(places.crossFlowState),
      instanceState: read(places.instanceState),
      integrationState: read(places.integrationState),
    });
    let loaded = load();
    const states: States = {
      crossFlowState: parse(loaded.crossFlowState),
      instanceState: parse(loaded.instanceState),
      integrationState: parse(loaded.integrationState),
      executionState: {},
    };
    const replace = (from: States) => Object.assign(states, parse(JSON.stringify(from)));

    return {
      copy: () => parse(JSON.stringify(states)) as States,
      merge(result) {
        for (const name of [...stores, "executionState"] as const) {
          if (isRecord(result[name])) Object.assign(states[name], parse(JSON.stringify(result[name])));
        }
      },
      replace,
      reload() {
        const before = loaded;
        loaded = load();
        for (const name of stores)
          states[name] = rebase(parse(before[name]), states[name], parse(loaded[name]));
      },
      commit() {
        const changed = stores.filter((name) => JSON.stringify(states[name]) !== loaded[name]);
        if (changed.length === 0) return;
        const after = new Map(texts);
        for (const name of changed) after.set(places[name], JSON.stringify(states[name]));
        let bytes = 0;
        for (const text of after.values()) bytes += Buffer.byteLength(text);
        if (bytes > LIMIT_BYTES) throw new Error(`The state has ${bytes} bytes, more than ${LIMIT_BYTES}.`);
        for (const name of changed) texts.set(places[name], JSON.stringify(states[name]));
      },
    };
  };

  return {
    open,
    get crossFlow() {
      return parse(read("crossFlow"));
    },
    set crossFlow(values) {
      texts.set("crossFlow", JSON.stringify(values));
    },
    get integration() {
      return parse(read("integration"));
    },
    set integration(values) {
      texts.set("integration", JSON.stringify(values));
    },
    get instance() {
      const flows = [...texts].filter(([place]) => place.startsWith(flowPlace("")));
      return Object.fromEntries(
        flows.map(([place, text]) => [place.slice(flowPlace("").length), parse(text)]),
      );
    },
    set instance(flows) {
      for (const place of texts.keys()) if (place.startsWith(flowPlace(""))) texts.delete(place);
      for (const [flow, values] of Object.entries(flows)) texts.set(flowPlace(flow), JSON.stringify(values));
    },
  };
};

/** The newer values with the changes between `before` and `mine` applied. */
const rebase = (before: Values, mine: Values, newer: Values): Values => {
  const result = { ...newer };
  for (const key of new Set([...Object.keys(before), ...Object.keys(mine)])) {
    if (JSON.stringify(before[key]) === JSON.stringify(mine[key])) continue;
    if (key in mine) result[key] = mine[key];
    else delete result[key];
  }
  return result;
};
