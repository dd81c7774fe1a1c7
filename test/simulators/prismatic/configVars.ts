/** The values of an instance's config variables: what was selected, or else the definition's defaults. */
import type { PlatformBehavior } from "./behavior";
import type { BuiltComponent } from "./bundle";
import type { ConfigVar, Definition } from "./definition";
import { paramsOf, type Scope } from "./inputs";
import { isRecord, throughJson } from "./json";

export type ConfigVarValues = Record<string, unknown>;

/** Each execution gets its own copy, so that none can change another's. */
export const configVarsOf = (
  definition: Definition,
  component: BuiltComponent,
  chosen: ConfigVarValues,
  { objectSelectionEmpty }: Pick<PlatformBehavior, "objectSelectionEmpty">,
): (() => ConfigVarValues) => {
  const variables = definition.requiredConfigVars ?? [];
  for (const name of Object.keys(chosen)) {
    if (!variables.some(({ key }) => key === name)) throw new Error(`There is no config variable "${name}".`);
  }
  const values: ConfigVarValues = {};
  const scope: Scope = {
    configVar: (name) => values[name],
    reference: (text) => {
      throw new Error(`A connection cannot refer to a step: ${text}`);
    },
  };
  const emptyOf = ({ dataType }: ConfigVar) =>
    dataType === "objectSelection" && objectSelectionEmpty === "[]" ? [] : null;
  // A variable without a selection and a default has an empty value.
  for (const variable of variables) {
    const selected = chosen[variable.key];
    values[variable.key] = variable.connection
      ? connectionValue(variable, component, selected, scope)
      : (typed(variable, selected ?? variable.defaultValue) ?? emptyOf(variable));
  }
  return () => throughJson(values) as ConfigVarValues;
};

/** Source: integration/PLATFORM.md §1.7. Selected fields replace those of the definition. */
const connectionValue = (
  { key, connection, inputs }: ConfigVar,
  component: BuiltComponent,
  selected: unknown,
  scope: Scope,
): unknown => {
  const built = component.connections.find((one) => one.key === connection?.key);
  const fields = paramsOf(inputs, built?.inputs ?? [], scope);
  return {
    key: connection?.key,
    configVarKey: key,
    fields: { ...fields, ...(isRecord(selected) ? selected : {}) },
  };
};

/** Data types whose values are JSON; their defaults are text in the definition (integration/PLATFORM.md §2.2). */
const structured = new Set<ConfigVar["dataType"]>(["objectSelection", "objectFieldMap", "jsonForm"]);

/** Source: booleans arrive as booleans and selections as lists (integration/PLATFORM.md §1.8); all else is text. */
const typed = ({ key, dataType, collectionType }: ConfigVar, value: unknown): unknown => {
  if (typeof value !== "string") return value;
  if (dataType === "boolean") {
    if (!["true", "false", ""].includes(value))
      throw new Error(`${key} must be true or false, not "${value}".`);
    return value === "true";
  }
  if (structured.has(dataType) || collectionType) return value === "" ? undefined : JSON.parse(value);
  return value;
};
