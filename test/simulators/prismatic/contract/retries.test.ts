/** What is retried, when, and how often. */
import { messages, platformWith } from "../fixture/platform";
import { batchRetries, flowRetries, stepRetries } from "../retries";

const failUntil = (until: string, more = "") =>
  `{ name: Fail, own: failUntil, inputs: { until: { type: value, value: "${until}" } }${more} }`;

const flow = (settings: string, ...steps: string[]) => `
  - name: Flow
    ${settings}
    steps:
      - { name: Trigger, isTrigger: true, builtin: webhook-triggers.webhook }${steps.map((step) => `\n      - ${step}`).join("")}`;

test("a failed flow runs again as a whole, with the same payload, after its delay", async () => {
  const { platform, seconds } = platformWith(
    flow(
      "retryConfig: { maxAttempts: 3, delayMinutes: 5, usesExponentialBackoff: true }",
      "{ name: Echo, own: echo, inputs: { other: { type: reference, value: trigger.results.body.data.n } } }",
      failUntil("2026-01-05T00:10:00Z"),
    ),
  );
  const last = await platform.run("Flow", { n: 7 });
  expect(last).toMatchObject({ status: "succeeded", attempt: 3, steps: { echo: { other: 7 } } });
  expect(seconds()).toBe(15 * 60);
  expect(platform.executions.map(({ attempt, status }) => `${attempt} ${status}`)).toEqual([
    "1 failed",
    "2 failed",
    "3 succeeded",
  ]);
});

test("a flow gives up after its last retry", async () => {
  const { platform, seconds } = platformWith(
    flow(
      "retryConfig: { maxAttempts: 2, delayMinutes: 5, usesExponentialBackoff: false }",
      failUntil("2099-01-01"),
    ),
  );
  expect(await platform.run("Flow")).toMatchObject({ status: "failed", attempt: 3, error: "Not yet." });
  expect(seconds()).toBe(600);
});

test("a failed flow without retryConfig runs once", async () => {
  const { platform } = platformWith(flow("", failUntil("2099-01-01")));
  await platform.run("Flow");
  expect(platform.executions).toHaveLength(1);
});

test("a step is retried with growing pauses, and each failure is logged with its name", async () => {
  const retry =
    ", errorConfig: { errorHandlerType: retry, maxAttempts: 3, delaySeconds: 10, usesExponentialBackoff: true }";
  const { platform } = platformWith(flow("", failUntil("2026-01-05T00:00:20Z", retry)));
  const execution = await platform.run("Flow");
  expect(execution.steps).toMatchObject({ fail: { done: "2026-01-05T00:00:30.000Z" } });
  expect(messages(execution).filter((line) => line.startsWith("error"))).toEqual(
    Array(2).fill('error: Step "Fail" failed: Not yet.'),
  );
});

test.each([
  ["ignore", ", errorConfig: { errorHandlerType: ignore }", 0],
  [
    "retry, then ignore",
    ", errorConfig: { errorHandlerType: retry, maxAttempts: 2, delaySeconds: 10, ignoreFinalError: true }",
    20,
  ],
])("a step's error can be ignored: %s", async (_how, errorConfig, waited) => {
  const { platform, seconds } = platformWith(
    flow(
      "",
      failUntil("2099-01-01", errorConfig),
      "{ name: Echo, own: echo, inputs: { other: { type: reference, value: fail.results.done } } }",
    ),
  );
  const execution = await platform.run("Flow");
  expect(execution).toMatchObject({ status: "succeeded", steps: { echo: { calls: 1 } } });
  expect(execution.steps).not.toHaveProperty("echo.other");
  expect(seconds()).toBe(waited);
});

test.each([
  ["fail", ""],
  ["retry without ignoring", ", errorConfig: { errorHandlerType: retry, maxAttempts: 1, delaySeconds: 0 }"],
])("a step's error fails the execution: %s", async (_how, errorConfig) => {
  const { platform } = platformWith(
    flow("", failUntil("2099-01-01", errorConfig), "{ name: Echo, own: echo }"),
  );
  const execution = await platform.run("Flow");
  expect(execution).toMatchObject({ status: "failed", error: "Not yet." });
  expect(execution.steps).not.toHaveProperty("echo");
});

test("delays have upper limits", () => {
  const retryConfig = { maxAttempts: 10, delayMinutes: 60, usesExponentialBackoff: true };
  const minutes = (delay: number | undefined) => delay && delay / 60_000;
  const flowDelays = flowRetries({ name: "F", steps: [], retryConfig });
  expect([1, 2, 3, 6, 10, 11].map((failed) => minutes(flowDelays(failed)))).toEqual([
    60,
    120,
    240,
    1440,
    1440,
    undefined,
  ]);
  const batchDelays = batchRetries({
    name: "F",
    steps: [],
    retryConfig: { ...retryConfig, delayMinutes: 5 },
  });
  expect([1, 2, 3, 4].map((failed) => minutes(batchDelays(failed)))).toEqual([5, 10, 15, undefined]);
  expect(flowRetries({ name: "F", steps: [], isSynchronous: true, retryConfig })(1)).toBeUndefined();
  const action = { key: "a", component: { key: "c", isPublic: false } };
  expect(
    stepRetries({ name: "S", action, errorConfig: { errorHandlerType: "fail", maxAttempts: 5 } })(1),
  ).toBeUndefined();
});
