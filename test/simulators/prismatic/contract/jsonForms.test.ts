/** The runner draws a JSON Form as strictly as the wizard: integration/PLATFORM.md §8. */
import { formProblem } from "../jsonForm";

const choices = [
  { const: "1", title: "One" },
  { const: "2", title: "Two" },
];
const form = (oneOf: object[], scope = "#/properties/rows", inner = "#/properties/left") => ({
  schema: {
    type: "object",
    properties: {
      rows: { type: "array", items: { type: "object", properties: { left: { type: "string", oneOf } } } },
    },
  },
  uiSchema: {
    type: "Group",
    label: "Rows",
    elements: [
      {
        type: "Control",
        scope,
        options: { detail: { type: "HorizontalLayout", elements: [{ type: "Control", scope: inner }] } },
      },
    ],
  },
});

test.each<[string, unknown, string | undefined]>([
  ["a form of rows", form(choices), undefined],
  ["an empty list of choices", form([]), "a list of choices is empty"],
  ["a choice twice", form([...choices, ...choices]), "a list of choices has one twice"],
  [
    "a control about nothing",
    form(choices, "#/properties/no"),
    "a control is about nothing: #/properties/no",
  ],
  [
    "a column about nothing",
    form(choices, undefined, "#/properties/no"),
    "a control is about nothing: #/properties/no",
  ],
  [
    "a schema of a list",
    { schema: { type: "array" }, uiSchema: {} },
    'the schema must have the type "object"',
  ],
  ["no uiSchema", { schema: { type: "object" } }, "the form has no uiSchema"],
  ["a text", "form", "a form is an object with schema and uiSchema"],
])("%s", (_, given, expected) => {
  expect(formProblem(given)).toBe(expected);
});
