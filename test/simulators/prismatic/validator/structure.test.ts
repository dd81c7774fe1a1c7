/** Mistakes in the text itself: syntax, keys, types, enumerations, ranges. Each row causes exactly one finding. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { edited, expectOnly, findingsOf, type Mistake, sound } from "../fixture/validation";

test("the valid definition has no mistakes", () => {
  expect(findingsOf(sound)).toEqual([]);
});

test.each<Mistake>([
  ["syntax", ["category: Accounting", "category: [Accounting"], "the YAML text", "Flow sequence"],
  [
    "a key twice",
    ["category: Accounting", "category: a\ncategory: b"],
    "the YAML text",
    "Map keys must be unique",
  ],
  ["another version", ["definitionVersion: 7", "definitionVersion: 6"], "definitionVersion", "expected 7"],
  ["no version", ["definitionVersion: 7\n", ""], "definitionVersion", "expected 7"],
  ["unknown key at the top", ["category: Accounting", "color: red"], "color", "unknown key"],
  ["no name", ["name: Fixture\n", ""], "name", "is missing"],
  ["name of another type", ["name: Fixture\n", "name: 7\n"], "name", "expected string, received number"],
  ["unknown endpointType", ["flow_specific", "flow_special"], "endpointType", "expected one of"],
  [
    "unknown dataType",
    ["dataType: timestamp", "dataType: moment"],
    'requiredConfigVars[8] "Since" > dataType',
    "expected one of",
  ],
  [
    "unknown scheduleType of a variable",
    ["scheduleType: custom, defaultValue", "scheduleType: often, defaultValue"],
    'requiredConfigVars[12] "Every Hour" > scheduleType',
    "expected one of",
  ],
  [
    "default that is not text",
    ['dataType: number, defaultValue: "12"', "dataType: number, defaultValue: 12"],
    'requiredConfigVars[6] "Count" > defaultValue',
    "expected string, received number",
  ],
  [
    "unknown key of a variable",
    ["orgOnly: false\n    onPremise", "orgonly: false\n    onPremise"],
    'requiredConfigVars[0] "Fixture Connection" > orgonly',
    "unknown key",
  ],
  [
    "unknown reset mode",
    ["dataSourceReset: prompt", "dataSourceReset: never"],
    'requiredConfigVars[3] "Live Name" > meta.dataSourceReset',
    "expected one of",
  ],
  [
    "unknown element type",
    ["type: htmlElement", "type: html"],
    'configPages[1] "Choose" > elements[0].type',
    "expected one of",
  ],
  [
    "unknown key of a page",
    ["tagline: First of all", "tagLine: First of all"],
    'configPages[0] "Connect" > tagLine',
    "unknown key",
  ],
  [
    "unknown endpointSecurityType",
    ["unsecured", "open"],
    'flows[0] "Listen" > endpointSecurityType',
    "expected one of",
  ],
  [
    "isSynchronous as text",
    ["isSynchronous: true", 'isSynchronous: "true"'],
    'flows[2] "Ask" > isSynchronous',
    "expected boolean, received string",
  ],
  [
    "too many flow retries",
    ["maxAttempts: 3", "maxAttempts: 11"],
    'flows[0] "Listen" > retryConfig.maxAttempts',
    "<=10",
  ],
  [
    "too long a flow delay",
    ["delayMinutes: 5", "delayMinutes: 61"],
    'flows[0] "Listen" > retryConfig.delayMinutes',
    "<=60",
  ],
  [
    "incomplete retryConfig",
    [", usesExponentialBackoff: true }", " }"],
    'flows[0] "Listen" > retryConfig.usesExponentialBackoff',
    "is missing",
  ],
  [
    "too little concurrency",
    ["concurrencyLimit: 2", "concurrencyLimit: 1"],
    'flows[0] "Listen" > queueConfig.concurrencyLimit',
    ">=2",
  ],
  [
    "too much concurrency",
    ["concurrencyLimit: 2", "concurrencyLimit: 16"],
    'flows[0] "Listen" > queueConfig.concurrencyLimit',
    "<=15",
  ],
  [
    "dedupe field that is not a reference",
    ["dedupeIdField: { type: reference", "dedupeIdField: { type: value"],
    'flows[0] "Listen" > queueConfig.dedupeIdField.type',
    "reference",
  ],
  [
    "unknown key of the resolver",
    ["batchSize: 50", "batchSise: 50"],
    'flows[1] "Poll" > triggerResolver.batchSise',
    "unknown key",
  ],
  [
    "too many step retries",
    ["maxAttempts: 2", "maxAttempts: 6"],
    'flows[0] "Listen" > step "Decide" > errorConfig.maxAttempts',
    "<=5",
  ],
  [
    "too long a step delay",
    ["delaySeconds: 10", "delaySeconds: 61"],
    'flows[0] "Listen" > step "Decide" > errorConfig.delaySeconds',
    "<=60",
  ],
  [
    "unknown error handling",
    ["errorHandlerType: retry", "errorHandlerType: hope"],
    'flows[0] "Listen" > step "Decide" > errorConfig.errorHandlerType',
    "expected one of",
  ],
  [
    "unknown key of a step",
    ["name: Decide\n", "name: Decide\n        actions: {}\n"],
    'flows[0] "Listen" > step "Decide" > actions',
    "unknown key",
  ],
  [
    "component without isPublic",
    [
      "key: fixture, isPublic: false, version: LATEST } }\n        inputs:\n          answer",
      "key: fixture, version: LATEST } }\n        inputs:\n          answer",
    ],
    'flows[0] "Listen" > step "Decide" > action.component.isPublic',
    "is missing",
  ],
  [
    "version as text",
    ["version: 12", 'version: "12"'],
    'requiredConfigVars[1] "Foreign Connection" > connection.component.version',
    "expected LATEST or a whole number",
  ],
  [
    "branch without steps",
    ["- { name: Seven, steps: [] }", "- { name: Seven }"],
    'flows[0] "Listen" > step "By value" > branch "Seven" > steps',
    "is missing",
  ],
  [
    "unknown input type",
    ["secret: { type: configVar", "secret: { type: variable"],
    'flows[0] "Listen" > step "Hook" > inputs.secret.type',
    "expected one of value, reference",
  ],
  [
    "number as value",
    ['seconds: { type: value, value: "1" }', "seconds: { type: value, value: 1 }"],
    'flows[1] "Poll" > step "Work" > inputs.seconds.value',
    "expected string, received number",
  ],
  [
    "unknown key of an input",
    ['seconds: { type: value, value: "1" }', 'seconds: { type: value, value: "1", unit: s }'],
    'flows[1] "Poll" > step "Work" > inputs.seconds.unit',
    "unknown key",
  ],
  [
    "mistake deep in a complex value",
    ['name: "", type: configVar, value: Switch', 'name: "", type: configVar, valeu: Switch, value: Switch'],
    'flows[0] "Listen" > step "By expression" > inputs.conditions.value[0].value[1][1].valeu',
    "unknown key",
  ],
  [
    "number in a complex value",
    ['name: Seven, type: value, value: "7"', "name: Seven, type: value, value: 7"],
    'flows[0] "Listen" > step "By value" > inputs.branchValueMappings.value[0].value',
    "expected string, received number",
  ],
  [
    "unknown scheduleType of a step",
    ['"10 5 * * *", meta: { scheduleType: custom', '"10 5 * * *", meta: { scheduleType: often'],
    'flows[4] "Nightly" > step "Clock" > schedule.meta.scheduleType',
    "expected one of",
  ],
])("%s", expectOnly);

test("findings point to the line and column of the key, or of the part that lacks it", () => {
  const lineOf = (text: string, needle: string) =>
    text.split("\n").findIndex((line) => line.includes(needle)) + 1;
  const unknown = edited(["tagline: First of all", "tagLine: First of all"]);
  expect(findingsOf(unknown)).toMatchObject([{ line: lineOf(unknown, "tagLine"), column: 5 }]);
  const missing = edited(["- { name: Seven, steps: [] }", "- { name: Seven }"]);
  expect(findingsOf(missing)).toMatchObject([{ line: lineOf(missing, "- { name: Seven }"), column: 13 }]);
  const broken = edited(["category: Accounting", "category: [Accounting"]);
  expect(findingsOf(broken)[0]?.line).toBeGreaterThanOrEqual(lineOf(broken, "category"));
});

test("every mistake is reported, not only the first", () => {
  const findings = findingsOf(
    edited(["category: Accounting", "color: red"], ["batchSize: 50", "batchSise: 50"]),
  );
  expect(findings.map(({ place }) => place).sort()).toEqual([
    "color",
    'flows[1] "Poll" > triggerResolver.batchSise',
  ]);
});

test("the complete definition in integration/PLATFORM.md has no mistakes", () => {
  const sheet = readFileSync(join(__dirname, "../../../../integration/PLATFORM.md"), "utf8");
  const [, example = ""] = /```yaml\n(.*?)```/s.exec(sheet) ?? [];
  expect(example).toContain("definitionVersion: 7");
  expect(findingsOf(example)).toEqual([]);
});
