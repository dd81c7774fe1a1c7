/** What the platform's documents leave open, or a plan decides: keys, start times, forms of a body, queues, empty selections. */
import type { PlatformOptions } from "..";
import { platformWith } from "../fixture/platform";

type Behavior = NonNullable<PlatformOptions["behavior"]>;

const keyed = `
  - name: Keyed
    endpointSecurityType: customer_required
    steps:
      - { name: Trigger, isTrigger: true, builtin: webhook-triggers.webhook }
      - { name: Echo, own: echo, inputs: { value: { type: configVar, value: Chosen } } }
  - name: Caller
    steps:
      - { name: Trigger, isTrigger: true, builtin: webhook-triggers.webhook }
      - { name: Invoke, builtin: cross-flow.invokeFlow, inputs: { flowName: { type: value, value: Keyed } } }`;

test("keys none: every call of a keyed flow is refused, from another flow, too, until somebody adds a key", async () => {
  const { platform } = platformWith(keyed, { behavior: { keys: "none" } });
  expect(() => platform.keyOf("Keyed")).toThrow('Flow "Keyed" has no API key: nobody has added one.');
  await expect(platform.run("Keyed")).rejects.toThrow("Keyed refused the call: it has no API key.");
  expect(await platform.call("Keyed", {}, { apiKey: "key-of-keyed" })).toMatchObject({ statusCode: 401 });
  expect(await platform.run("Caller")).toMatchObject({
    status: "failed",
    error: 'Flow "Keyed" refused the call: it has no API key.',
  });
  platform.addKey("Keyed");
  expect(await platform.run("Keyed")).toMatchObject({ status: "succeeded" });
  expect(await platform.run("Caller")).toMatchObject({ status: "succeeded" });
  expect(() => platform.addKey("Caller")).toThrow('Flow "Caller" needs no API key.');
});

test("keys by name: only those flows have one; a flow that needs none is a mistake", () => {
  const { platform } = platformWith(keyed, { behavior: { keys: ["Keyed"] } });
  expect(platform.keyOf("Keyed")).toBe("key-of-keyed");
  expect(() => platformWith(keyed, { behavior: { keys: ["Caller"] } })).toThrow(
    'There is no flow "Caller" that needs a key.',
  );
});

const queued = `
  - name: Queued
    queueConfig: { usesFifoQueue: true, dedupeIdField: { type: reference, value: trigger.results.body.data.id } }
    steps:
      - { name: Trigger, isTrigger: true, builtin: webhook-triggers.webhook }
      - { name: Work, own: work, inputs: { seconds: { type: value, value: "60" } } }
      - { name: Echo, own: echo }
  - name: Batched
    steps:
      - { name: Poll, isTrigger: true, own: poll, schedule: { type: configVar, value: Every Hour } }
      - { name: Work, own: work, inputs: { seconds: { type: value, value: "60" } } }
      - { name: Echo, own: echo }`;

const minutesTold = async (flow: string, startedAt: Behavior["startedAt"]) => {
  const { platform, clock } = platformWith(queued, {
    behavior: { startedAt: startedAt ?? "own" },
    configVars: { Pages: JSON.stringify([[1, 2, 3]]) },
  });
  const calls = await Promise.all(
    (flow === "Queued" ? [1, 2] : [1]).map((id) => platform.call(flow, { id })),
  );
  const executions = (await Promise.all(calls.map((call) => call.executions))).flat();
  expect(clock.now()).toBeGreaterThan(0);
  return executions.flatMap(({ steps }) => {
    const { startedAt: told } = (steps["echo"] ?? {}) as { startedAt?: string };
    return told === undefined ? [] : [told.slice(14, 19)];
  });
};

test.each([
  ["own", ["00:00", "01:00"], ["00:00", "01:00"]],
  ["arrival", ["00:00", "00:00"], ["00:00", "00:00"]],
  ["parent", ["00:00", "00:00"], ["00:00", "00:00"]],
] as const)(
  "startedAt %s: what a queued execution and a batch are told",
  async (startedAt, queuedAt, batchAt) => {
    expect(await minutesTold("Queued", startedAt)).toEqual(queuedAt);
    expect(await minutesTold("Batched", startedAt)).toEqual(batchAt);
  },
);

const bodies = `
  - name: Hook
    steps:
      - { name: Trigger, isTrigger: true, builtin: webhook-triggers.webhook }
      - name: Echo
        own: echo
        inputs: { value: { type: reference, value: trigger.results.rawBody.data }, other: { type: reference, value: trigger.results.body.data } }`;

test.each([
  ["text", '{"a":1}'],
  ["buffer", { type: "Buffer", data: [...Buffer.from('{"a":1}')] }],
  ["serialized", { type: "Buffer", data: [...Buffer.from('{"a":1}')] }],
] as const)("body %s: the raw body comes in that form, JSON is parsed in any", async (body, raw) => {
  const { platform } = platformWith(bodies, { behavior: { body } });
  const { steps } = await platform.run("Hook", { a: 1 });
  expect(steps["echo"]).toMatchObject({ value: raw, other: { a: 1 } });
  // Text that is not announced as JSON comes in the raw form in both places.
  const text = (await platform.run("Hook", '{"a":1}')).steps["echo"];
  expect(text).toMatchObject({ value: raw, other: raw });
});

test("queues off: requests run at once, and none is dropped as a duplicate", async () => {
  const { platform } = platformWith(queued, { behavior: { queues: false } });
  const calls = await Promise.all([1, 1, 1].map((id) => platform.call("Queued", { id })));
  const executions = (await Promise.all(calls.map((call) => call.executions))).flat();
  expect(executions.map(({ startedAt }) => startedAt.slice(14, 19))).toEqual(["00:00", "00:00", "00:00"]);
});

const selecting = keyed.replace("value: Chosen", "value: Picked");
test.each([
  ["absent", null],
  ["[]", []],
] as const)("objectSelectionEmpty %s", async (objectSelectionEmpty, value) => {
  const { platform } = platformWith(selecting, { behavior: { objectSelectionEmpty } });
  expect((await platform.run("Keyed")).steps["echo"]).toMatchObject({ value });
});
