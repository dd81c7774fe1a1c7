/** What the wizard needs to draw a JSON Form. Source: integration/PLATFORM.md §8. */
import { isRecord } from "./json";

/** Why the wizard could not draw the form; undefined if it could. */
export const formProblem = (form: unknown): string | undefined => {
  if (!isRecord(form)) return "a form is an object with schema and uiSchema";
  const { schema, uiSchema } = form;
  if (!isRecord(schema) || schema["type"] !== "object") return 'the schema must have the type "object"';
  if (!isRecord(uiSchema)) return "the form has no uiSchema";
  return choiceProblem(schema) ?? elementProblem(uiSchema, schema);
};

/** Lists of choices are never empty, and no two choices are the same. */
const choiceProblem = (schema: unknown): string | undefined => {
  if (Array.isArray(schema)) return firstOf(schema.map(choiceProblem));
  if (!isRecord(schema)) return undefined;
  const { oneOf } = schema;
  if (Array.isArray(oneOf)) {
    if (oneOf.length === 0) return "a list of choices is empty";
    const values = new Set(oneOf.map((one) => (isRecord(one) ? one["const"] : undefined)));
    if (values.size < oneOf.length) return "a list of choices has one twice";
  }
  return firstOf(Object.values(schema).map(choiceProblem));
};

/** Every control is about a part of its schema; those of an array's detail are about its items. */
const elementProblem = (element: unknown, schema: unknown): string | undefined => {
  if (!isRecord(element) || typeof element["type"] !== "string") return "an element has no type";
  const { type, scope, options, elements } = element;
  if (type === "Control") {
    const about = typeof scope === "string" ? partOf(schema, scope) : undefined;
    if (!isRecord(about)) return `a control is about nothing: ${String(scope)}`;
    const detail = isRecord(options) ? options["detail"] : undefined;
    return isRecord(detail) ? elementProblem(detail, about["items"]) : undefined;
  }
  return Array.isArray(elements)
    ? firstOf(elements.map((one) => elementProblem(one, schema)))
    : `an element of type ${type} has no elements`;
};

const partOf = (schema: unknown, scope: string): unknown =>
  scope
    .split("/")
    .slice(1)
    .reduce<unknown>((part, key) => (isRecord(part) ? part[key] : undefined), schema);

const firstOf = (problems: readonly (string | undefined)[]): string | undefined =>
  problems.find((one) => one !== undefined);
