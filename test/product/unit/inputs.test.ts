/** Inputs of actions in every form in which they come, and one sentence for what cannot be understood. */
import { resumeInputs } from "../../../connector/component/importInputs";
import {
  approvedFrom,
  cleanChoice,
  cleanIdn,
  cleanIds,
  defaultExpenseAccountId,
  force,
  requireText,
} from "../../../connector/component/inputs";
import { rawForm, rawInputs } from "../../../connector/component/rawRequest";

test.each<[string, unknown, string[]]>([
  ["a list", ["a", " b ", "a"], ["a", "b"]],
  ["JSON text", '["a", "b"]', ["a", "b"]],
  ["one id as JSON text", '"a"', ["a"]],
  ["text with commas", "a, b,,c", ["a", "b", "c"]],
  ["an object selection", [{ object: { key: "a", label: "A" }, defaultSelected: true }], ["a"]],
  ["an object selection as JSON text", '[{"object":{"key":"a"}}]', ["a"]],
  ["entries of a picklist", [{ key: "a", label: "A" }], ["a"]],
  ["numbers", [1, 2], ["1", "2"]],
  ["all", "*", ["*"]],
  ["nothing", undefined, []],
  ["empty text", "", []],
  ["null", null, []],
])("ids from %s", (_, value, ids) => expect(cleanIds(value)).toEqual(ids));

test("ids that begin like JSON and are not valid JSON are rejected", () => {
  expect(() => cleanIds('["a"')).toThrow(/not valid JSON/);
});

test.each([
  ["true", true],
  ["TRUE", true],
  ["false", false],
  [true, true],
  ["", false],
  [undefined, false],
])("%p as a boolean is %p", (value, expected) => expect(force.clean(value)).toBe(expected));

test("a document number is a document number", () => {
  expect(cleanIdn(1042)).toBe("1042");
  for (const wrong of ["../suppliers", "1 or 2", { idn: 1 }]) expect(() => cleanIdn(wrong)).toThrow(/idn/);
});

test("an empty value passes clean, so that the designer can show examples, and is rejected when the action runs", () => {
  expect(cleanIdn(undefined)).toBe("");
  expect(() => requireText(cleanIdn(""), "The idn")).toThrow("The idn is required.");
});

test.each([
  ["2026-01-31", "2026-01-31"],
  ["2026-01-31T23:30:00-05:00", "2026-01-31"],
  ["01/31/2026", "2026-01-31"],
  ["1/5/2026", "2026-01-05"],
  [new Date(Date.UTC(2026, 0, 31)), "2026-01-31"],
  ["", undefined],
  [null, undefined],
])("the date %p is %p", (value, expected) => expect(approvedFrom.clean(value)).toBe(expected));

test.each([
  "31.01.2026",
  "31/01/2026",
  "2026-02-30",
  "02/30/2026",
  new Date("x"),
  { day: 1 },
  20260131,
  true,
])("%p is not a date, and never means that every document is sent", (value) =>
  expect(() => approvedFrom.clean(value)).toThrow(/is not a date\. Enter it like 2026-01-31\./),
);

test("dates, accounts, budgets and choices", () => {
  expect(approvedFrom.clean("2026-01-31T00:00:00.000Z")).toBe("2026-01-31");
  expect(approvedFrom.clean("")).toBeUndefined();
  expect(defaultExpenseAccountId.clean("none")).toBeUndefined();
  expect(defaultExpenseAccountId.clean({ key: "0ca01OFFICE0000000001" })).toBe("0ca01OFFICE0000000001");
  expect(() => defaultExpenseAccountId.clean("Office")).toThrow(/not the ID of a BILL account/);
  expect(resumeInputs.timeBudgetSeconds.clean(undefined)).toBe(780);
  expect(resumeInputs.timeBudgetSeconds.clean("22")).toBe(22);
  expect(() => resumeInputs.timeBudgetSeconds.clean("1000")).toThrow(/between 1 and 870/);
  expect(() => cleanChoice("The scope", ["selected", "all"])("some")).toThrow(
    'The scope must be one of selected, all, not "some".',
  );
});

describe("raw requests", () => {
  const { path, headers, query } = rawInputs("/x", "");

  test("a path stays on the connection's host", () => {
    expect(path.clean("/connect/v3/vendors")).toBe("/connect/v3/vendors");
    for (const wrong of ["https://evil.test/x", "//evil.test", "vendors", "/a?b=c", "/a b"]) {
      expect(() => path.clean(wrong)).toThrow(/must start with one slash/);
    }
  });

  test("only the connection authenticates", () => {
    expect(
      headers.clean([
        { key: "X-Auth-Token", value: "1" },
        { key: "X-Trace", value: "2" },
      ]),
    ).toEqual({ "X-Trace": "2" });
  });

  test("queries come as pairs or as a record", () => {
    expect(query.clean([{ key: "max", value: 5 }])).toEqual([["max", "5"]]);
    expect(query.clean('{"max": "5"}')).toEqual([["max", "5"]]);
    expect(query.clean(undefined)).toEqual([]);
  });

  test("a record becomes a form, and its lists one field for each entry", () => {
    expect(rawForm({ name: "A", "currencies[]": ["USD", "EUR"] })).toEqual({
      form: [
        ["name", "A"],
        ["currencies[]", "USD"],
        ["currencies[]", "EUR"],
      ],
    });
    expect(rawForm(undefined)).toBeUndefined();
    expect(() => rawForm(["a"])).toThrow(/object of form fields/);
  });
});
