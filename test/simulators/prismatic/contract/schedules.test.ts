/** Scheduled flows. */

import { nextTime, parseCron } from "../cron";
import { platformWith } from "../fixture/platform";

const next = (expression: string, after: string, timeZone?: string) =>
  new Date(nextTime(parseCron(expression), Date.parse(after), timeZone)).toISOString().slice(0, 16);

test.each([
  ["*/15 * * * *", "2026-01-05T00:00:00Z", undefined, "2026-01-05T00:15"],
  ["*/15 * * * *", "2026-01-05T00:14:59Z", undefined, "2026-01-05T00:15"],
  ["10 5 * * *", "2026-01-05T05:10:00Z", undefined, "2026-01-06T05:10"],
  ["00 00 */1 * *", "2026-01-05T12:00:00Z", undefined, "2026-01-06T00:00"],
  ["0 9-17/4 * * 1-5", "2026-01-09T17:30:00Z", undefined, "2026-01-12T09:00"],
  ["0 0 * * 7", "2026-01-05T00:00:00Z", undefined, "2026-01-11T00:00"],
  ["0 0 1 * 3", "2026-01-05T00:00:00Z", undefined, "2026-01-07T00:00"],
  ["0 0 29 2 *", "2026-01-05T00:00:00Z", undefined, "2028-02-29T00:00"],
  ["5,35 * * * *", "2026-01-05T00:05:00Z", undefined, "2026-01-05T00:35"],
  ["0 5 * * *", "2026-03-07T12:00:00Z", "America/New_York", "2026-03-08T09:00"],
  ["0 5 * * *", "2026-03-06T12:00:00Z", "America/New_York", "2026-03-07T10:00"],
  ["30 5 * * *", "2026-01-05T00:00:00Z", "Asia/Kolkata", "2026-01-06T00:00"],
])("%s after %s (%s) is %s", (expression, after, timeZone, expected) => {
  expect(next(expression, after, timeZone)).toBe(expected);
});

test.each(["* * * *", "60 * * * *", "* * 0 * *", "a * * * *", "5-1 * * * *", "*/0 * * * *", "* * * * 8"])(
  "%s is not a cron expression",
  (expression) => {
    expect(() => parseCron(expression)).toThrow(/cron/i);
  },
);

test("a date that never comes is an error, not an endless search", () => {
  expect(() => next("0 0 30 2 *", "2026-01-05T00:00:00Z")).toThrow("names no day");
});

const flow = (settings: string, schedule: string, seconds = 1) => `
  - name: Flow
    ${settings}
    steps:
      - { name: Trigger, isTrigger: true, builtin: schedule-triggers.schedule, schedule: ${schedule} }
      - { name: Work, own: work, inputs: { seconds: { type: value, value: "${seconds}" } } }`;

const every = (expression: string) =>
  `{ type: value, value: "${expression}", meta: { scheduleType: custom, timeZone: "" } }`;

const HOUR = 3_600_000;

test("a schedule fires while time advances, and not by itself", async () => {
  const { platform, seconds } = platformWith(flow("", every("*/15 * * * *")));
  await platform.deploy();
  expect(seconds()).toBe(0);
  await platform.advance(HOUR);
  expect(platform.executions.map(({ startedAt }) => startedAt.slice(11, 16))).toEqual([
    "00:15",
    "00:30",
    "00:45",
    "01:00",
  ]);
  await platform.undeploy();
  await platform.advance(HOUR);
  expect(platform.executions).toHaveLength(4);
});

test("a schedule fires while another flow is running", async () => {
  const { platform } = platformWith(`${flow("", every("*/5 * * * *"))}
  - name: Long
    steps:
      - { name: Trigger, isTrigger: true, builtin: webhook-triggers.webhook }
      - { name: Work, own: work, inputs: { seconds: { type: value, value: "700" } } }`);
  await platform.deploy();
  await platform.run("Long");
  expect(platform.executions.map(({ flow: name }) => name)).toEqual(["Long", "Flow", "Flow"]);
});

test("a config variable can hold the schedule, and its selected value counts", async () => {
  const { platform } = platformWith(flow("", "{ type: configVar, value: Every Hour }"), {
    configVars: { "Every Hour": "*/20 * * * *" },
  });
  await platform.deploy();
  await platform.advance(HOUR);
  expect(platform.executions).toHaveLength(3);
});

test("schedules of type none, and empty ones, never fire", async () => {
  const { platform } = platformWith(
    flow("", '{ type: value, value: "*/5 * * * *", meta: { scheduleType: none } }'),
  );
  await platform.deploy();
  await platform.advance(HOUR);
  const empty = platformWith(flow("", "{ type: configVar, value: Every Hour }"), {
    configVars: { "Every Hour": "" },
  });
  await empty.platform.deploy();
  await empty.platform.advance(HOUR);
  expect([...platform.executions, ...empty.platform.executions]).toEqual([]);
});

test("a singleton flow skips runs that would overlap; other flows overlap", async () => {
  const starts = async (settings: string) => {
    const { platform } = platformWith(flow(settings, every("*/5 * * * *"), 700));
    await platform.deploy();
    await platform.advance(20 * 60_000);
    return platform.executions.map(({ startedAt }) => startedAt.slice(14, 16));
  };
  expect(await starts("queueConfig: { usesFifoQueue: false, singletonExecutions: true }")).toEqual([
    "05",
    "20",
  ]);
  expect(await starts("")).toEqual(["05", "10", "15", "20"]);
});

test("a schedule that became due while nothing waited for time to pass fires as soon as something does", async () => {
  const { platform } = platformWith(flow("", every("*/5 * * * *"), 400));
  await platform.deploy();
  await platform.advance(5 * 60_000);
  await platform.advance(60_000);
  expect(platform.executions.map(({ startedAt }) => startedAt.slice(11, 19))).toEqual([
    "00:05:00",
    "00:11:40",
  ]);
});

test("two runs of the same definition are equal", async () => {
  const story = async () => {
    const { platform, lines } = platformWith(flow("", every("*/5 * * * *"), 700));
    await platform.deploy();
    await platform.advance(HOUR);
    return JSON.stringify([platform.executions, lines]);
  };
  expect(await story()).toBe(await story());
});
