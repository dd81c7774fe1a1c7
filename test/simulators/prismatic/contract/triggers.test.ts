/** Webhook triggers with branches and lifecycle handlers, batched triggers, deploy flows. */
import { platformWith } from "../fixture/platform";

const hook = `
  - name: Hook
    steps:
      - name: Hook
        isTrigger: true
        own: hook
        inputs: { secret: { type: value, value: s } }
        branches:
          - { name: Accepted, steps: [{ name: In Accepted, own: echo }] }
          - { name: Refused, steps: [] }`;

test("a trigger can answer the request itself and choose the branch", async () => {
  const { platform } = platformWith(hook);
  expect(await platform.call("Hook", {}, { headers: { "X-Secret": "wrong" } })).toMatchObject({
    statusCode: 401,
    contentType: "text/plain",
    body: "no",
  });
  expect(await platform.call("Hook", {}, { headers: { "X-Secret": "s" } })).toMatchObject({
    statusCode: 200,
  });
  await platform.idle();
  expect(platform.executions.map(({ steps }) => Object.keys(steps))).toEqual([
    ["hook"],
    ["hook", "inAccepted"],
  ]);
});

test("the platform's webhook trigger answers as configured", async () => {
  const { platform } = platformWith(`
  - name: Flow
    steps:
      - name: Trigger
        isTrigger: true
        builtin: webhook-triggers.webhook
        inputs: { body: { type: value, value: thanks }, statusCode: { type: value, value: "202" }, contentType: { type: value, value: text/plain }, headers: { type: complex, value: [{ name: X-Kind, type: value, value: short }] } }`);
  expect(await platform.call("Flow", {})).toMatchObject({
    statusCode: 202,
    contentType: "text/plain",
    headers: { "X-Kind": "short" },
    body: "thanks",
  });
});

test("lifecycle handlers run at deployment and removal, get the flow's URL, and can return state", async () => {
  const { platform } = platformWith(hook);
  await platform.deploy();
  expect(platform.state.crossFlow).toEqual({ subscribed: platform.urlOf("Hook") });
  await platform.undeploy();
  expect(platform.state.crossFlow).toMatchObject({ removed: platform.urlOf("Hook") });
});

test("a lifecycle handler has 30 seconds", async () => {
  const { platform } = platformWith(hook, { configVars: { "Deploy Seconds": "31" } });
  await expect(platform.deploy()).rejects.toThrow(
    'webhookCreate of flow "Hook" failed: Cut off after 30 seconds.',
  );
  expect(platform.state.crossFlow).toEqual({});
});

test("a deploy flow runs at each deployment", async () => {
  const { platform } = platformWith(`
  - name: Initial
    steps:
      - { name: Trigger, isTrigger: true, builtin: management-triggers.instanceDeploy }
      - { name: Echo, own: echo }`);
  await platform.deploy();
  await platform.deploy();
  await platform.idle();
  expect(platform.executions).toMatchObject([
    { flow: "Initial", status: "succeeded" },
    { steps: { echo: { calls: 1 } } },
  ]);
});

const polling = (
  settings: string,
  step = "{ name: Work, own: work, inputs: { seconds: { type: value, value: '60' } } }",
) => `
  - name: Poll
    ${settings}
    steps:
      - { name: Poll, isTrigger: true, own: poll, schedule: { type: configVar, value: Every Hour } }
      - { name: Echo, own: echo, inputs: { other: { type: reference, value: poll.results.body.data } } }
      - ${step}`;

const pages = (list: unknown) => ({ configVars: { Pages: JSON.stringify(list) } });

test("items are cut into batches per page; each batch is an execution, one at a time by the trigger's limit", async () => {
  const { platform, seconds } = platformWith(polling(""), pages([[1, 2, 3], [4]]));
  const { executions } = await platform.call("Poll", {});
  const [trigger, ...batches] = await executions;
  expect(trigger).toMatchObject({ status: "succeeded", steps: {} });
  expect(platform.executions).toEqual([trigger, ...batches]);
  expect(batches.map(({ batch, steps }) => ({ batch, steps }))).toMatchObject([
    { batch: 1, steps: { echo: { other: [1, 2], calls: 1 } } },
    { batch: 2, steps: { echo: { other: [3], calls: 1 } } },
    { batch: 3, steps: { echo: { other: [4], calls: 1 } } },
  ]);
  expect(seconds()).toBe(180);
  expect(platform.state.instance).toEqual({
    Poll: { __prismaticInternal: { polling: { read: 2, before: 1 } } },
  });
  expect(platform.state.crossFlow).toEqual({ pages: 2 });
});

test("the flow's resolver settings override the trigger's; at size 1, a batch is the item itself", async () => {
  const { platform, seconds } = platformWith(
    polling("triggerResolver: { batchSize: 1, concurrentBatchLimit: 2, enabled: true }"),
    pages([[1, 2, 3]]),
  );
  await platform.run("Poll");
  expect(platform.executions.slice(1).map(({ steps }) => steps)).toMatchObject(
    [1, 2, 3].map((other) => ({ echo: { other } })),
  );
  expect(seconds()).toBe(120);
});

test("a singleton's second run fires its trigger only after the first run's batches have ended", async () => {
  const settings = "queueConfig: { usesFifoQueue: false, singletonExecutions: true }";
  const { platform } = platformWith(polling(settings), pages([[1, 2, 3]]));
  const triggers = await Promise.all([platform.run("Poll"), platform.run("Poll")]);
  expect(triggers.map(({ startedAt }) => startedAt.slice(14, 16))).toEqual(["00", "02"]);
});

test("polled_no_changes runs no steps, but stores the state", async () => {
  const { platform } = platformWith(polling(""), pages([]));
  expect(await platform.run("Poll")).toMatchObject({
    status: "succeeded",
    reason: "polled_no_changes",
    steps: {},
  });
  expect(platform.executions).toHaveLength(1);
  expect(platform.state.crossFlow).toEqual({ pages: 1 });
});

test("if a page fails, the state stays as it was; batches that were cut before still run", async () => {
  const { platform } = platformWith(
    polling("retryConfig: { maxAttempts: 3, delayMinutes: 5, usesExponentialBackoff: false }"),
    pages([[1, 2], "broken"]),
  );
  expect(await platform.run("Poll")).toMatchObject({ status: "failed", error: "broken" });
  expect(platform.executions).toMatchObject([{ status: "failed" }, { status: "succeeded", batch: 1 }]);
  expect(platform.state.crossFlow).toEqual({});
});

test("only the failed batch is retried, at most three times", async () => {
  const fail =
    "{ name: Fail, own: decide, inputs: { answer: { type: reference, value: poll.results.body.data.0 } }, branches: [{ name: fine, steps: [] }] }";
  const settings = "retryConfig: { maxAttempts: 9, delayMinutes: 10, usesExponentialBackoff: true }";
  const { platform, seconds } = platformWith(polling(settings, fail), pages([["fine"], ["bad"], ["fine"]]));
  await platform.run("Poll");
  expect(platform.executions.map(({ batch, attempt, status }) => `${batch}.${attempt} ${status}`)).toEqual([
    "undefined.1 succeeded",
    "1.1 succeeded",
    "2.1 failed",
    "3.1 succeeded",
    "2.2 failed",
    "2.3 failed",
    "2.4 failed",
  ]);
  expect(seconds()).toBe((10 + 15 + 15) * 60);
});
