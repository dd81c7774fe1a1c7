/** Values leave a step, a trigger or the state only as JSON. */

/** Drops undefined members and turns dates into text. Source: step results are stored between steps (integration/PLATFORM.md §5). */
export const throughJson = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value) ?? "null");

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
