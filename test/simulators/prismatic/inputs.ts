/** Resolves the definition's typed inputs to the values that an action is called with. */
import type { BuiltInput } from "./bundle";
import type { Input, InputEntry } from "./definition";
import { parseTemplate } from "./references";

/** What inputs can refer to. */
export interface Scope {
  configVar(name: string): unknown;
  reference(text: string): unknown;
}

/** Source of the five types: integration/PLATFORM.md §2.6. A value is always text. */
const resolveInput = (input: Input, scope: Scope): unknown => {
  switch (input.type) {
    case "value":
      return input.value ?? "";
    case "configVar":
      return scope.configVar(input.value ?? "");
    case "reference":
      return scope.reference(input.value ?? "");
    case "template":
      return fillTemplate(input.value ?? "", scope);
    case "complex":
      return input.value.map((entry) => resolveEntry(entry, scope));
  }
};

/** In exports, an input that was not set refers to a config variable without a name. */
export const isUnset = (input: Input | undefined): boolean =>
  !input || (input.type === "configVar" && input.value === "");

/** A named entry belongs to a key-value list. Nested lists are conditions, whose texts are operators. */
const resolveEntry = (entry: InputEntry, scope: Scope): unknown => {
  if (typeof entry === "string") return entry;
  if (Array.isArray(entry)) return entry.map((inner) => resolveEntry(inner, scope));
  const value = resolveInput(entry, scope);
  // Terms of conditions carry an empty name (integration/PLATFORM.md §2.7).
  if (entry.name === undefined || entry.name === "") return value;
  return { key: typeof entry.name === "string" ? entry.name : resolveInput(entry.name, scope), value };
};

const fillTemplate = (text: string, scope: Scope): string =>
  parseTemplate(text)
    .map((part) => {
      if (typeof part === "string") return part;
      return asText("configVar" in part ? scope.configVar(part.configVar) : scope.reference(part.reference));
    })
    .join("");

/** Assumption: a missing value becomes an empty text, and a value other than text becomes JSON. */
export const asText = (value: unknown): string =>
  typeof value === "string" ? value : value === undefined || value === null ? "" : JSON.stringify(value);

/**
 * The parameters of a call to the built component: an omitted input gets its `default`, which the built `perform` does
 * not apply itself. Source: integration/PLATFORM.md §1.12.
 */
export const paramsOf = (
  inputs: Record<string, Input> | undefined,
  built: readonly BuiltInput[],
  scope: Scope,
): Record<string, unknown> => {
  const params: Record<string, unknown> = {};
  for (const { key, default: value, scope: moment } of built) {
    if (value !== undefined && moment === undefined) params[key] = value;
  }
  for (const [key, input] of Object.entries(inputs ?? {})) {
    if (!isUnset(input)) params[key] = resolveInput(input, scope);
  }
  return params;
};
