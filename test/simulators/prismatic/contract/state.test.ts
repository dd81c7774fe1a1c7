/** State between executions: merged by key and stored on success; the last writer wins. */
import { platformWith } from "../fixture/platform";

const write = (name: string, store: string, key: string, seconds = 0) => `
      - name: ${name}
        own: write
        inputs:
          store: { type: value, value: ${store} }
          key: { type: value, value: ${key} }
          value: { type: reference, value: trigger.results.body.data.value }
          seconds: { type: value, value: "${seconds}" }`;

const flow = (name: string, ...steps: string[]) => `
  - name: ${name}
    steps:
      - { name: Trigger, isTrigger: true, builtin: webhook-triggers.webhook }${steps.join("")}`;

const fail = `
      - { name: Fail, own: failUntil, inputs: { until: { type: value, value: "2099-01-01" } } }`;

test("the state in results is merged by key; an action's change in place is not stored", async () => {
  const { platform } = platformWith(
    flow("A", write("One", "crossFlowState", "a"), write("Two", "crossFlowState", "b")),
  );
  await platform.run("A", { value: 1 });
  expect(platform.state.crossFlow).toEqual({ a: 1, b: 1 });
  const again = await platform.run("A", { value: 2 });
  expect(again.steps).toMatchObject({ one: { before: 1 }, two: { all: { a: 2, b: 1 } } });
});

test("a flow's own state is not shared with other flows, the cross-flow state is", async () => {
  const { platform } = platformWith(
    flow("A", write("Own", "instanceState", "k"), write("Shared", "crossFlowState", "k")) +
      flow("B", write("Own", "instanceState", "k"), write("Shared", "crossFlowState", "k")),
  );
  await platform.run("A", { value: 1 });
  expect((await platform.run("B", { value: 2 })).steps).toMatchObject({
    own: { before: null },
    shared: { before: 1 },
  });
  expect(platform.state.instance).toEqual({ A: { k: 1 }, B: { k: 2 } });
});

test("the execution state is shared only by the steps of one execution", async () => {
  const { platform } = platformWith(
    flow("A", write("One", "executionState", "k"), write("Two", "executionState", "k")),
  );
  await platform.run("A", { value: 1 });
  expect((await platform.run("A", { value: 2 })).steps).toMatchObject({
    one: { before: null },
    two: { before: 2 },
  });
});

test("an execution that fails stores nothing", async () => {
  const { platform } = platformWith(flow("A", write("One", "crossFlowState", "a"), fail));
  expect((await platform.run("A", { value: 1 })).status).toBe("failed");
  expect(platform.state.crossFlow).toEqual({});
});

test("the state is written as a whole: the last writer wins, even for keys that it did not change", async () => {
  const { platform } = platformWith(
    flow("Slow", write("One", "crossFlowState", "slow", 10)) +
      flow("Quick", write("One", "crossFlowState", "quick", 5)),
  );
  await Promise.all([platform.run("Slow", { value: 1 }), platform.run("Quick", { value: 2 })]);
  expect(platform.state.crossFlow).toEqual({ slow: 1 });
});

test("an execution that changed nothing overwrites nothing", async () => {
  const { platform } = platformWith(
    flow("Idle", "\n      - { name: Work, own: work, inputs: { seconds: { type: value, value: '10' } } }") +
      flow("Quick", write("One", "crossFlowState", "quick", 5)),
  );
  await Promise.all([platform.run("Idle"), platform.run("Quick", { value: 2 })]);
  expect(platform.state.crossFlow).toEqual({ quick: 2 });
});

test("a trigger's change in place is stored with the execution, in addition to what others stored while it waited", async () => {
  const { platform } = platformWith(`
  - name: Hook
    queueConfig: { usesFifoQueue: true }
    steps:
      - { name: Hook, isTrigger: true, own: hook, branches: [{ name: Accepted, steps: [] }, { name: Refused, steps: [] }] }
      - name: One
        own: write
        inputs:
          store: { type: value, value: crossFlowState }
          key: { type: reference, value: hook.results.body.data.key }
          value: { type: value, value: "1" }
          seconds: { type: value, value: "10" }`);
  const { executions } = await platform.call("Hook", { key: "a" });
  await platform.run("Hook", { key: "b" });
  await executions;
  // Both triggers saw a state without "seen".
  expect(platform.state.crossFlow).toEqual({ seen: 1, a: "1", b: "1" });
});

test("more than 64 MB of state fails the execution and is not stored", async () => {
  const { platform } = platformWith(flow("A", write("One", "crossFlowState", "a")));
  const execution = await platform.run("A", { value: "é".repeat(32 * 1024 * 1024) });
  expect(execution.error).toMatch(/^The state has \d+ bytes, more than 67108864\.$/);
  expect(platform.state.crossFlow).toEqual({});
});

test("tests can remove the state or replace it with an older one", async () => {
  const { platform } = platformWith(
    flow("A", write("One", "crossFlowState", "a"), write("Two", "instanceState", "a")),
  );
  await platform.run("A", { value: 1 });
  platform.state.crossFlow = { a: 0 };
  platform.state.instance = {};
  expect((await platform.run("A", { value: 2 })).steps).toMatchObject({
    one: { before: 0 },
    two: { before: null },
  });
});
