/** Fires a flow's trigger: once, or page by page if its items are cut into batches. It runs no steps. */
import type { TriggerResponse } from "./builtins";
import type { BuiltTrigger } from "./bundle";
import type { Flow, Step } from "./definition";
import { isRecord, throughJson } from "./json";

/** What the trigger gives to the flow: the payload that its steps see, and the branch. */
export interface Fired {
  payload: unknown;
  branch?: string;
  response?: TriggerResponse;
  /** Nothing new was found: the flow ends here. */
  noChanges: boolean;
}

export interface Batching {
  size: number;
  atOnce: number;
}

export const triggerStep = (flow: Flow): Step => {
  const [first] = flow.steps;
  if (!first?.isTrigger) throw new Error(`Flow "${flow.name}" does not begin with a trigger.`);
  return first;
};

/** Source: integration/PLATFORM.md §2.4, `triggerResolver`. */
export const batchingOf = (flow: Flow, trigger: BuiltTrigger): Batching | undefined => {
  const support = trigger.triggerResolverSupport ?? "invalid";
  const { enabled, batchSize, concurrentBatchLimit } = flow.triggerResolver ?? {};
  if (support === "invalid" || (support === "valid" && !enabled)) return undefined;
  return {
    size: batchSize ?? trigger.triggerResolverDefaultBatchSize ?? 1,
    // Undefined is unlimited (integration/PLATFORM.md §1.12).
    atOnce:
      concurrentBatchLimit ?? trigger.triggerResolverDefaultConcurrentBatchLimit ?? Number.POSITIVE_INFINITY,
  };
};

/** Reads the result of the component's `perform`. Source: integration/PLATFORM.md §1.4, §1.5. */
export const readFired = (result: unknown): Fired => {
  if (!isRecord(result)) return { payload: undefined, noChanges: false };
  const { payload, branch, response, resultType } = result;
  return {
    payload: throughJson(payload),
    ...(typeof branch === "string" ? { branch } : {}),
    ...(isRecord(response) ? { response: response as unknown as TriggerResponse } : {}),
    noChanges: resultType === "polled_no_changes",
  };
};

/**
 * Calls the trigger until there is no further page. A batch never contains items of two pages.
 * Source: integration/PLATFORM.md §1.5.
 */
export const cutIntoBatches = async (
  trigger: BuiltTrigger,
  context: object,
  size: number,
  perform: (paginationState: object | undefined) => Promise<unknown>,
  take: (batch: Fired) => void,
): Promise<{ noChanges: boolean }> => {
  for (let cursor: object | undefined; ; ) {
    const result = await perform(cursor);
    const fired = readFired(result);
    if (!cursor && fired.noChanges) return { noChanges: true };
    for (const data of cut(trigger.resolveTriggerItems?.(context, result) ?? [], size)) {
      take({ ...fired, payload: withData(fired.payload, data) });
    }
    cursor = trigger.getNextPaginationState?.(context, result) ?? undefined;
    if (!cursor) return { noChanges: false };
  }
};

const cut = (items: readonly unknown[], size: number): unknown[] => {
  if (size === 1) return [...items];
  const batches: unknown[] = [];
  for (let start = 0; start < items.length; start += size) batches.push(items.slice(start, start + size));
  return batches;
};

const withData = (payload: unknown, data: unknown): unknown => ({
  ...(isRecord(payload) ? payload : {}),
  body: { data: throughJson(data), contentType: "application/json" },
});
