/** Queues: what waits, what is dropped as a duplicate, and which calls are accepted. */

import type { CallResult, Execution } from "..";
import { platformWith } from "../fixture/platform";

const flow = (settings: string, seconds = 10) => `
  - name: Flow
    ${settings}
    steps:
      - { name: Trigger, isTrigger: true, builtin: webhook-triggers.webhook }
      - { name: Work, own: work, inputs: { seconds: { type: value, value: "${seconds}" } } }
      - { name: Echo, own: echo, inputs: { other: { type: reference, value: trigger.results.body.data.n } } }`;

const executionsOf = async (calls: CallResult[]): Promise<Execution[]> =>
  (await Promise.all(calls.map((call) => call.executions))).flat();

const starts = (executions: Execution[]): string[] =>
  executions.map(({ startedAt }) => startedAt.slice(17, 19));

const three = async (settings: string, options = {}) => {
  const { platform } = platformWith(flow(settings));
  const calls = await Promise.all([1, 2, 3].map((n) => platform.call("Flow", { n }, options)));
  return { platform, calls, executions: await executionsOf(calls) };
};

test("without a queue, all requests run at the same time", async () => {
  expect(starts((await three("queueConfig: { usesFifoQueue: false }")).executions)).toEqual([
    "00",
    "00",
    "00",
  ]);
});

test("a FIFO flow responds at once and runs its requests one after the other, in order", async () => {
  const { calls, executions } = await three("queueConfig: { usesFifoQueue: true }");
  expect(calls.map(({ statusCode, body }) => ({ statusCode, body }))).toEqual(
    [1, 2, 3].map((n) => ({ statusCode: 200, body: { executionId: `execution-${n}` } })),
  );
  expect(starts(executions)).toEqual(["00", "10", "20"]);
  expect(executions.map(({ steps }) => steps)).toMatchObject([1, 2, 3].map((n) => ({ echo: { other: n } })));
});

test("an execution's start time is when its turn comes, not when it was queued", async () => {
  const { executions } = await three("queueConfig: { usesFifoQueue: true }");
  expect(executions[2]?.steps).toMatchObject({ echo: { startedAt: "2026-01-05T00:00:20.000Z" } });
});

test("time in the queue does not count toward the limit of 15 minutes", async () => {
  const { platform } = platformWith(flow("queueConfig: { usesFifoQueue: true }", 600));
  const executions = await executionsOf(
    await Promise.all([1, 2, 3].map((n) => platform.call("Flow", { n }))),
  );
  expect(executions.map(({ status, startedAt }) => `${startedAt.slice(14, 16)} ${status}`)).toEqual([
    "00 succeeded",
    "10 succeeded",
    "20 succeeded",
  ]);
});

test("an execution that dies in the queue runs no step when its turn comes", async () => {
  const { platform } = platformWith(flow("queueConfig: { usesFifoQueue: true }"));
  const calls = await Promise.all([1, 2].map((n) => platform.call("Flow", { n })));
  platform.running[1]?.die();
  expect(await executionsOf(calls)).toMatchObject([{ status: "succeeded" }, { status: "failed", steps: {} }]);
  expect(platform.executions[1]?.steps).toEqual({});
});

test("a throttled flow runs as many requests at once as its limit allows", async () => {
  expect(
    starts((await three("queueConfig: { usesFifoQueue: true, concurrencyLimit: 2 }")).executions),
  ).toEqual(["00", "00", "10"]);
});

test("without queues in the plan, they run at the same time", async () => {
  const { executions } = await three("queueConfig: { usesFifoQueue: true }", { ignoreQueues: true });
  expect(starts(executions)).toEqual(["00", "00", "00"]);
});

test("a request is dropped if its id is already waiting or running; one without an id never is", async () => {
  const { platform } = platformWith(
    flow(
      "queueConfig: { usesFifoQueue: true, dedupeIdField: { type: reference, value: trigger.results.body.data.id } }",
    ),
  );
  const bodies = [{ id: "a" }, { id: "b" }, { id: "b" }, {}, {}];
  const calls = await Promise.all(bodies.map((body) => platform.call("Flow", body)));
  expect(calls[2]).toMatchObject({ statusCode: 200 });
  const executions = await Promise.all(calls.map((call) => call.executions));
  expect(executions.map((list) => list.length)).toEqual([1, 1, 0, 1, 1]);
  expect(platform.executions).toHaveLength(4);
  // After the run, the id may be used again.
  expect((await platform.run("Flow", { id: "b" })).status).toBe("succeeded");
});

test("a flow with a required key refuses a call without it; other flows need no key", async () => {
  const { platform } = platformWith(flow("endpointSecurityType: customer_required"));
  expect(await platform.call("Flow", {})).toMatchObject({ statusCode: 401 });
  expect(await platform.call("Flow", {}, { apiKey: "wrong" })).toMatchObject({ statusCode: 401 });
  expect(platform.running).toEqual([]);
  expect(await platform.call("Flow", {}, { apiKey: platform.keyOf("Flow") })).toMatchObject({
    statusCode: 200,
  });
  expect(await platform.call("Flow", {}, { headers: { "Api-Key": platform.keyOf("Flow") } })).toMatchObject({
    statusCode: 200,
  });
  expect(platform.running).toHaveLength(2);

  const open = platformWith(flow("endpointSecurityType: unsecured"));
  expect(await open.platform.call("Flow", {})).toMatchObject({ statusCode: 200 });
});

test("idle waits for running and queued executions", async () => {
  const { platform, seconds } = platformWith(flow("queueConfig: { usesFifoQueue: true }"));
  await platform.call("Flow", { n: 1 });
  await platform.call("Flow", { n: 2 });
  await platform.idle();
  expect(seconds()).toBe(20);
  expect(platform.executions).toHaveLength(2);
});

test("headers keep the sender's case; JSON is parsed, and its raw text is kept", async () => {
  const { platform } = platformWith(flow(""));
  await platform.call("Flow", '{"n": 1}', {
    headers: { "X-GitHub-Event": "x", "content-type": "application/json" },
  });
  await platform.idle();
  expect(platform.executions[0]?.steps).toMatchObject({
    trigger: {
      headers: { "X-GitHub-Event": "x" },
      body: { data: { n: 1 }, contentType: "application/json" },
      rawBody: { data: '{"n": 1}' },
      webhookUrls: { Flow: platform.urlOf("Flow") },
    },
  });
  expect(platform.flowAt(platform.urlOf("Flow"))).toBe("Flow");
});

test("a step can invoke another flow of the instance, which has a key", async () => {
  const { platform } = platformWith(`
  - name: Caller
    steps:
      - { name: Trigger, isTrigger: true, builtin: webhook-triggers.webhook }
      - name: Invoke
        builtin: cross-flow.invokeFlow
        inputs: { flowName: { type: value, value: Flow }, data: { type: value, value: '{"n": 5}' } }${flow("endpointSecurityType: customer_required")}`);
  const caller = await platform.run("Caller");
  await platform.idle();
  expect(caller.steps).toMatchObject({ invoke: { executionId: "execution-2" } });
  expect(platform.executions[1]).toMatchObject({ flow: "Flow", steps: { echo: { other: 5 } } });
});
