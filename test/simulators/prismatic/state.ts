/**
 * What the platform keeps between executions. A session is one execution's view of it: loaded when it starts, written
 * as a whole when it ends well, last writer wins. It knows not what the stores hold.
 */
import { isRecord } from "./json";

type Values = Record<string, unknown>;

/** The names under which contexts and results carry the stores. Source: integration/PLATFORM.md §1.9. */
const kept = ["crossFlowState", "instanceState", "integrationState"] as const;
export type States = Record<(typeof kept)[number] | "executionState", Values>;

/** Source: integration/PLATFORM.md §5. */
const LIMIT_BYTES = 64 * 1024 * 1024;

export interface StateStore {
  /** What is kept now, to be read, and to be replaced by tests (any value may come back older, or be gone). */
  crossFlow: Values;
  integration: Values;
  /** By flow: the platform's "instance state" belongs to one flow of an instance (integration/PLATFORM.md §1.9). */
  instance: Record<string, Values>;
  open(flow: string): Session;
}

export interface Session {
  /** A copy for a context. */
  copy(): States;
  /** Takes over the states a result carries, key by key. Source: integration/PLATFORM.md §1.3, one of both answers. */
  merge(result: Values): void;
  /** Takes over changes made in place. Source: integration/PLATFORM.md §11, `batchTrigger`. */
  replace(states: States): void;
  /** Loads anew, and puts what this execution has changed so far on top: its turn came later than its trigger. */
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
        for (const name of [...kept, "executionState"] as const) {
          if (isRecord(result[name])) Object.assign(states[name], parse(JSON.stringify(result[name])));
        }
      },
      replace,
      reload() {
        const before = loaded;
        loaded = load();
        for (const name of kept)
          states[name] = rebase(parse(before[name]), states[name], parse(loaded[name]));
      },
      commit() {
        const changed = kept.filter((name) => JSON.stringify(states[name]) !== loaded[name]);
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

/** The newer values, with those keys on top that were changed between `before` and `mine`. */
const rebase = (before: Values, mine: Values, newer: Values): Values => {
  const result = { ...newer };
  for (const key of new Set([...Object.keys(before), ...Object.keys(mine)])) {
    if (JSON.stringify(before[key]) === JSON.stringify(mine[key])) continue;
    if (key in mine) result[key] = mine[key];
    else delete result[key];
  }
  return result;
};
