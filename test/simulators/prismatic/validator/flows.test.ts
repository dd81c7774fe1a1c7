/** Settings of flows that contradict their trigger or each other. Each row causes exactly one finding. */
import { type Edit, edited, expectOnly, findingsOf, type Mistake } from "../fixture/validation";

const secondTrigger = ["- name: Decide\n", "- name: Decide\n        isTrigger: true\n"] as const;
const hookSchedule = [
  "- name: Hook\n",
  '- name: Hook\n        schedule: { type: value, value: "0 0 * * *" }\n',
] as const;

describe("triggers", () => {
  test.each<Mistake>([
    [
      "none",
      [["      - name: Deployed\n        isTrigger: true\n", "      - name: Deployed\n"]],
      'flows[3] "Start" > steps',
      "no step is the trigger",
    ],
    [
      "two",
      [
        ["      - name: Answer\n", "      - name: Answer\n        isTrigger: true\n"],
        [
          "key: echo, component: { key: fixture, isPublic: false, version: LATEST } }\n  - name: Start",
          "key: hook, component: { key: elsewhere, isPublic: false, version: LATEST } }\n  - name: Start",
        ],
      ],
      'flows[2] "Ask" > step "Answer" > isTrigger',
      "another trigger",
    ],
    [
      "not the first",
      [
        ["      - name: Trigger\n        isTrigger: true\n", "      - name: Trigger\n"],
        ["      - name: Answer\n", "      - name: Answer\n        isTrigger: true\n"],
        [
          "key: echo, component: { key: fixture, isPublic: false, version: LATEST } }\n  - name: Start",
          "key: hook, component: { key: elsewhere, isPublic: false, version: LATEST } }\n  - name: Start",
        ],
      ],
      'flows[2] "Ask" > step "Answer" > isTrigger',
      "not the first step",
    ],
    [
      "a schedule left out",
      [
        [
          '        schedule: { type: configVar, value: Every Hour, meta: { scheduleType: custom, timeZone: "" } }\n',
          "",
        ],
        [
          "queueConfig: { usesFifoQueue: false, singletonExecutions: true }",
          "queueConfig: { usesFifoQueue: false }",
        ],
      ],
      'flows[1] "Poll" > step "Poll"',
      "needs a schedule",
    ],
    [
      "the platform's schedule without one",
      [
        [
          '        schedule: { type: value, value: "10 5 * * *", meta: { scheduleType: custom, timeZone: "" } }\n',
          "",
        ],
      ],
      'flows[4] "Nightly" > step "Clock"',
      "needs a schedule",
    ],
    [
      "a schedule too many",
      [hookSchedule, ["usesFifoQueue: true\n      concurrencyLimit: 2", "usesFifoQueue: false"]],
      'flows[0] "Listen" > step "Hook" > schedule',
      "takes no schedule",
    ],
    [
      "a schedule at an action",
      [
        [
          "      - name: Work\n",
          '      - name: Work\n        schedule: { type: value, value: "0 0 * * *" }\n',
        ],
      ],
      'flows[1] "Poll" > step "Work" > schedule',
      "only a trigger",
    ],
    [
      "a cron expression of four fields",
      [['"10 5 * * *"', '"10 5 * *"']],
      'flows[4] "Nightly" > step "Clock" > schedule.value',
      "five fields",
    ],
    [
      "batches of a trigger without",
      [["retryConfig: {", "triggerResolver: { batchSize: 1 }\n    retryConfig: {"]],
      'flows[0] "Listen" > triggerResolver',
      "no batches",
    ],
    [
      "an answer from a trigger that gives none",
      [["  - name: Nightly\n", "  - name: Nightly\n    isSynchronous: true\n"]],
      'flows[4] "Nightly" > isSynchronous',
      "cannot answer",
    ],
    [
      "an answer from the component's batched trigger",
      [
        [
          "  - name: Poll\n    queueConfig: { usesFifoQueue: false, singletonExecutions: true }\n",
          "  - name: Poll\n    isSynchronous: true\n",
        ],
      ],
      'flows[1] "Poll" > isSynchronous',
      "cannot answer",
    ],
  ])("%s", expectOnly);

  test("a second trigger of the component is not accepted as an action", () => {
    expect(findingsOf(edited(secondTrigger)).map(({ message }) => message)).toEqual([
      "there is another trigger already",
      '"decide" is an action, not a trigger',
    ]);
  });
});

describe("queues and retries", () => {
  const ask = ["    isSynchronous: true\n    endpointSecurityType: customer_required\n", ""] as const;
  const set = (settings: string): Edit => [ask[0], `${ask[0]}    ${settings}\n`];
  const poll = (settings: string): Edit => [
    "queueConfig: { usesFifoQueue: false, singletonExecutions: true }",
    `queueConfig: { ${settings} }`,
  ];
  test.each<Mistake>([
    [
      "retries of a synchronous flow",
      [set("retryConfig: { maxAttempts: 1, delayMinutes: 1, usesExponentialBackoff: false }")],
      'flows[2] "Ask" > retryConfig',
      "not tried again",
    ],
    [
      "FIFO of a synchronous flow",
      [set("queueConfig: { usesFifoQueue: true }")],
      'flows[2] "Ask" > queueConfig',
      "synchronous flow has no queue",
    ],
    [
      "a queue of a deploy flow",
      [["  - name: Start\n", "  - name: Start\n    queueConfig: { usesFifoQueue: false }\n"]],
      'flows[3] "Start" > queueConfig',
      "deploy flow has no queue",
    ],
    [
      "FIFO of a scheduled flow",
      [poll("usesFifoQueue: true")],
      'flows[1] "Poll" > queueConfig.usesFifoQueue',
      "no FIFO queue",
    ],
    [
      "a singleton without a schedule",
      [["usesFifoQueue: true\n      concurrencyLimit: 2", "singletonExecutions: true"]],
      'flows[0] "Listen" > queueConfig.singletonExecutions',
      "only a flow with a schedule",
    ],
    [
      "a singleton with FIFO",
      [poll("usesFifoQueue: true, singletonExecutions: true")],
      'flows[1] "Poll" > queueConfig.singletonExecutions',
      "not both",
    ],
    [
      "a limit without FIFO",
      [["usesFifoQueue: true\n      concurrencyLimit: 2", "usesFifoQueue: false\n      concurrencyLimit: 2"]],
      'flows[0] "Listen" > queueConfig.concurrencyLimit',
      "usesFifoQueue",
    ],
  ])("%s", expectOnly);
});
