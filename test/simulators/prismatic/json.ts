/** The one way by which values leave an execution's step, trigger or state: as JSON. */

/** Undefined members drop, dates become text. Source: step results are stored between steps (integration/PLATFORM.md §5). */
export const throughJson = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value) ?? "null");

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
