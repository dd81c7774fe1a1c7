/** What steps can see, and which of them run. */
import { messages, platformWith } from "../fixture/platform";

const flow = (steps: string) => `
  - name: Flow
    steps:
      - { name: Trigger, isTrigger: true, builtin: webhook-triggers.webhook }
${steps}`;

test("inputs of all five types reach an action, and an omitted one gets its default", async () => {
  const { platform } = platformWith(
    flow(`
      - { name: "First step: GraphQL", own: echo, inputs: { other: { type: value, value: "17" } } }
      - name: Second
        own: echo
        inputs:
          value: { type: template, value: "{{#Switch}}, {{$firstStepGraphql.results.other}}{{$firstStepGraphql.results.no.where}}" }
          other:
            type: complex
            value:
              - { type: reference, value: firstStepGraphql.results.value }
              - { name: switch, type: configVar, value: Switch }
              - { name: { type: value, value: computed }, type: reference, value: "trigger.results.body.data.list[1].id" }`),
  );
  const { steps } = await platform.run("Flow", { list: [{ id: 1 }, { id: 2 }] });
  expect(steps).toMatchObject({
    firstStepGraphql: { value: "by default", other: "17" },
    second: {
      value: "true, 17",
      other: ["by default", { key: "switch", value: true }, { key: "computed", value: 2 }],
    },
  });
});

test("config variables arrive with their types, a connection with its selected fields", async () => {
  const { platform } = platformWith(
    flow(`
      - name: Echo
        own: echo
        inputs:
          other:
            type: complex
            value: [{ type: configVar, value: Fixture Connection }, { type: configVar, value: Switch }, { type: configVar, value: Chosen }, { type: configVar, value: From }]`),
    { configVars: { "Fixture Connection": { url: "http://here" }, Switch: "false", From: "2026-01-05" } },
  );
  const { steps } = await platform.run("Flow");
  expect(steps).toMatchObject({
    echo: {
      other: [
        {
          key: "key",
          configVarKey: "Fixture Connection",
          fields: { url: "http://here", token: "from the definition" },
        },
        false,
        [],
        "2026-01-05",
      ],
    },
  });
  expect(() => platformWith(flow(""), { configVars: { Nobody: "1" } })).toThrow(
    'no config variable "Nobody"',
  );
});

test("an execution gets a fresh copy of the bundle, which its steps share", async () => {
  const { platform } = platformWith(
    flow("      - { name: One, own: echo }\n      - { name: Two, own: echo }"),
  );
  for (let time = 1; time <= 2; time++) {
    expect((await platform.run("Flow")).steps).toMatchObject({ one: { calls: 1 }, two: { calls: 2 } });
  }
});

test("results are converted to JSON and back", async () => {
  const { platform } = platformWith(flow("      - { name: Odd, own: odd }"));
  expect((await platform.run("Flow")).steps).toMatchObject({ odd: { at: "1970-01-01T00:00:00.000Z" } });
  expect((await platform.run("Flow")).steps).not.toHaveProperty("odd.nothing");
});

test("an action's branch runs, steps after it run, and steps of the other branch have no results", async () => {
  const { platform } = platformWith(
    flow(`
      - name: Decide
        own: decide
        inputs: { answer: { type: reference, value: trigger.results.body.data.answer } }
        branches:
          - { name: "Yes", steps: [{ name: In Yes, own: echo }] }
          - { name: "No", steps: [] }
      - { name: After, own: echo, inputs: { other: { type: reference, value: inYes.results.calls } } }`),
  );
  expect(Object.keys((await platform.run("Flow", { answer: "Yes" })).steps)).toEqual([
    "trigger",
    "decide",
    "inYes",
    "after",
  ]);
  const no = await platform.run("Flow", { answer: "No" });
  expect(no.steps).toHaveProperty("after.value");
  expect(no.steps).not.toHaveProperty("after.other");
  expect(await platform.run("Flow", { answer: "Maybe" })).toMatchObject({
    status: "failed",
    error: 'Step "Decide" took the branch "Maybe", which the definition does not have.',
  });
});

test("the platform's own branches: by value, by expression, and Else", async () => {
  const { platform } = platformWith(
    flow(`
      - name: By Value
        builtin: branch.branchOnValue
        inputs:
          inputValue: { type: reference, value: trigger.results.body.data.n }
          branchValueMappings: { type: complex, value: [{ name: Seven, type: value, value: "7" }] }
        branches:
          - { name: Seven, steps: [{ name: In Seven, own: echo }] }
          - { name: Else, steps: [{ name: In Else, own: echo }] }
      - name: By Expression
        builtin: branch.branchOnExpression
        inputs:
          conditions:
            type: complex
            value:
              - name: Big
                type: complex
                value: [and, [greaterThan, { name: "", type: reference, value: trigger.results.body.data.n }, { name: "", type: value, value: "10" }]]
        branches:
          - { name: Big, steps: [{ name: In Big, own: echo }] }
          - { name: Else, steps: [] }`),
  );
  const ran = async (n: number) =>
    Object.keys((await platform.run("Flow", { n })).steps).filter((id) => id.startsWith("in"));
  expect(await ran(7)).toEqual(["inSeven"]);
  expect(await ran(11)).toEqual(["inElse", "inBig"]);
});

test("a loop returns the last result of each iteration, and an iteration does not see the previous one", async () => {
  const { platform } = platformWith(
    flow(`
      - name: Loop
        builtin: loop.loopOverItems
        inputs: { items: { type: reference, value: trigger.results.body.data } }
        steps:
          - name: Decide
            own: decide
            inputs: { answer: { type: reference, value: loop.currentItem.answer } }
            branches:
              - { name: "Yes", steps: [{ name: Inner, own: echo }] }
              - { name: "No", steps: [] }
          - { name: Last, own: outcome, inputs: { data: { type: complex, value: [{ type: reference, value: inner.results.stepId }] } } }`),
  );
  const { steps } = await platform.run("Flow", [{ answer: "Yes" }, { answer: "No" }]);
  expect(steps).toMatchObject({ loop: [["inner"], [null]] });
});

test("a reference to an unknown step fails the execution, and the error names it", async () => {
  const { platform } = platformWith(
    flow("      - { name: Bad, own: echo, inputs: { other: { type: reference, value: nobody.results.x } } }"),
  );
  expect((await platform.run("Flow")).error).toBe(
    '"nobody.results.x" refers to a step that flow "Flow" does not have.',
  );
});

test("results with an outcome are listed in order: single ones, lists and those of loop iterations", async () => {
  const { platform } = platformWith(
    flow(`
      - name: Loop
        builtin: loop.loopOverItems
        inputs: { items: { type: reference, value: trigger.results.body.data } }
        steps: [{ name: Give, own: outcome, inputs: { data: { type: reference, value: loop.currentItem } } }]`),
  );
  const given = [
    { id: 1, outcome: "created" },
    { results: [{ id: 2, outcome: "rejected" }, { id: 3 }] },
    { none: 1 },
  ];
  expect((await platform.run("Flow", given)).results).toEqual([
    { id: 1, outcome: "created" },
    { id: 2, outcome: "rejected" },
  ]);
});

test("the log has the platform's first and last line, with the component's and the log steps' lines in between", async () => {
  const { platform, lines } = platformWith(
    flow(`
      - { name: Fail Until, own: failUntil, inputs: { until: { type: value, value: "2000-01-01" } } }
      - { name: Write, builtin: log.writeLog, inputs: { level: { type: value, value: warn }, message: { type: template, value: "{{$failUntil.results}}" } } }`),
  );
  const execution = await platform.run("Flow");
  expect(messages(execution)).toEqual([
    "info: Execution started.",
    'warn: trying {"until":"2000-01-01"}',
    'warn: {"done":"2026-01-05T00:00:00.000Z"}',
    "info: Execution succeeded.",
  ]);
  expect(execution.logs[0]?.timestamp).toBe("2026-01-05T00:00:00.000Z");
  expect(lines[0]).toBe("Flow info: Execution started.");
});

test.each([
  [
    "an action",
    "      - { name: Bad, builtin: sleep.sleep }",
    'the action "sleep.sleep", at step "Bad" of flow "Flow"',
  ],
  [
    "an action of the component",
    "      - { name: Bad, own: nobody }",
    'the action "fixture.nobody", at step "Bad"',
  ],
  ["a trigger as action", "      - { name: Bad, own: hook }", 'the action "fixture.hook"'],
])("what the simulator does not support is refused by name: %s", (_what, steps, message) => {
  expect(() => platformWith(flow(steps))).toThrow(message);
});
