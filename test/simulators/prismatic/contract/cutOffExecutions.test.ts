/** Executions end where they are: at their time limit, and when their process dies. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { platformWith } from "../fixture/platform";

/** A server on the run's clock; `onCall` is called with each request before the response. */
const withServer = async (
  steps: string,
  onCall: (path: string, platform: Running["platform"]) => void,
  body: (running: Running) => Promise<void>,
) => {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const path = request.url ?? "";
    paths.push(path);
    void running.clock.park(400, path, gone.signal).then((answered) => {
      if (!answered) return;
      onCall(path, running.platform);
      response.end();
    });
  });
  await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
  const { port } = server.address() as AddressInfo;
  const running: Running = {
    paths,
    ...platformWith(flow(steps), {
      configVars: { "Fixture Connection": { url: `http://127.0.0.1:${port}` } },
    }),
  };
  await body(running);
  await new Promise((down) => server.close(down));
};
type Running = ReturnType<typeof platformWith> & { paths: string[] };

const flow = (steps: string) => `
  - name: Flow
    steps:
      - { name: Trigger, isTrigger: true, builtin: webhook-triggers.webhook }
${steps}`;

const calls = (times: number) => `
      - { name: First, own: write, inputs: { store: { type: value, value: crossFlowState }, key: { type: value, value: kept }, value: { type: value, value: "1" } } }
      - { name: Call, own: call, inputs: { connection: { type: configVar, value: Fixture Connection }, times: { type: value, value: "${times}" } } }`;

const quiet = () => {};

test("after 15 minutes, an execution makes no further call and stores nothing", async () => {
  await withServer(calls(2000), quiet, async ({ platform, paths, seconds }) => {
    const execution = await platform.run("Flow");
    expect(execution).toMatchObject({ status: "failed", error: "Cut off after 15 minutes." });
    expect(seconds()).toBe(900);
    // One call every 1.4 s of virtual time.
    expect(paths).toHaveLength(Math.ceil(900 / 1.4));
    await platform.advance(60_000);
    expect(paths).toHaveLength(Math.ceil(900 / 1.4));
    expect(platform.state.crossFlow).toEqual({});
  });
});

test("an execution that ends in time stores its state and clears its time limit", async () => {
  await withServer(calls(3), quiet, async ({ platform, seconds }) => {
    expect((await platform.run("Flow")).status).toBe("succeeded");
    expect(platform.state.crossFlow).toEqual({ kept: "1", called: "3" });
    expect(seconds()).toBeCloseTo(4.2);
  });
});

test("a process that dies right after a call gets no response, and makes no further call", async () => {
  const killAtTwo = (path: string, platform: Running["platform"]) => {
    if (path === "/2") for (const run of platform.running) run.die();
  };
  await withServer(calls(5), killAtTwo, async ({ platform, paths }) => {
    expect(await platform.run("Flow")).toMatchObject({ status: "failed", error: "The process died." });
    await platform.advance(60_000);
    expect(paths).toEqual(["/1", "/2"]);
    expect(platform.state.crossFlow).toEqual({});
    expect(platform.running).toEqual([]);
  });
});

test("the remaining calls of a request with several calls are not made", async () => {
  const step =
    "      - { name: Twice, own: callTwiceInOne, inputs: { connection: { type: configVar, value: Fixture Connection } } }";
  const kill = (_path: string, platform: Running["platform"]) => {
    for (const run of platform.running) run.die();
  };
  await withServer(step, kill, async ({ platform, paths }) => {
    expect((await platform.run("Flow")).error).toBe("The process died.");
    await platform.advance(60_000);
    expect(paths).toEqual(["/1"]);
  });
});

const late = (waits: boolean) => `
      - { name: Late, own: sleepThenCall, inputs: { connection: { type: configVar, value: Fixture Connection }, waits: { type: value, value: "${waits}" } } }`;

test("code that sleeps when the process dies never wakes up", async () => {
  await withServer(late(true), quiet, async ({ platform, paths, clock }) => {
    const ended = platform.run("Flow");
    await clock.sleep(1000);
    for (const run of platform.running) run.die();
    expect((await ended).error).toBe("The process died.");
    await platform.advance(60_000);
    expect(paths).toEqual([]);
  });
});

test("work that an action does not wait for ends with the process", async () => {
  await withServer(late(false), quiet, async ({ platform, paths }) => {
    expect((await platform.run("Flow")).status).toBe("succeeded");
    await platform.advance(60_000);
    expect(paths).toEqual([]);
  });
});

const synchronous = (seconds: number, last: string) => `
  - name: Flow
    isSynchronous: true
    retryConfig: { maxAttempts: 3, delayMinutes: 1, usesExponentialBackoff: false }
    steps:
      - { name: Trigger, isTrigger: true, builtin: webhook-triggers.webhook }
      - { name: Work, own: work, inputs: { seconds: { type: value, value: "${seconds}" } } }
      - { name: Last, own: ${last} }`;

test("a synchronous flow returns the result of its last step", async () => {
  const { platform, seconds } = platformWith(synchronous(29, "odd"));
  expect(await platform.call("Flow", {})).toMatchObject({
    statusCode: 422,
    contentType: "text/odd",
    body: { at: "1970-01-01T00:00:00.000Z" },
  });
  expect(seconds()).toBe(29);
});

test("a synchronous flow is killed after 30 seconds and not retried", async () => {
  const { platform, seconds } = platformWith(synchronous(31, "odd"));
  const answer = await platform.call("Flow", {});
  expect(answer).toMatchObject({ statusCode: 500, body: { error: "Cut off after 30 seconds." } });
  expect(await answer.executions).toHaveLength(1);
  expect(seconds()).toBe(30);
});

test("a data source gets no state and no more than 30 seconds", async () => {
  const { platform } = platformWith(flow(""));
  expect(await platform.dataSource("Names")).toEqual([
    ...["configVars", "customer", "debug", "instance", "invokeFlow", "logger", "user"],
    "https://default.example",
  ]);
  const slow = platformWith(flow(""), { configVars: { Slow: "31" } });
  await expect(slow.platform.dataSource("Names")).rejects.toThrow("Cut off after 30 seconds.");
});
