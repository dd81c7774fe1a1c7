/** When a request is tried again, and after what wait: the pure decision, case by case. */
import { type FailureFacts, RequestError } from "../../../../connector/http/requestError";
import { type Attempt, waitBeforeRetry } from "../../../../connector/http/retry";

const NOW = Date.UTC(2026, 0, 5);
const cause = { system: "BILL", method: "GET", path: "/x" };

const wait = (facts: Partial<FailureFacts>, at: Partial<Attempt> = {}) =>
  waitBeforeRetry({
    attempt: 1,
    repeatable: true,
    now: NOW,
    deadline: NOW + 600_000,
    chance: 0,
    failure: new RequestError({ kind: "transport", outcome: "unknown", message: "", cause, ...facts }),
    ...at,
  });

const limited = { kind: "rate-limit", outcome: "refused" } as const;

test("the server's time is kept, to the millisecond, with a random part on top", () => {
  expect(wait({ ...limited, until: NOW + 7_000 })).toBe(7_000);
  expect(wait({ ...limited, until: NOW + 7_000 }, { chance: 0.5 })).toBe(9_500);
  expect(wait({ ...limited, until: NOW - 7_000 })).toBe(0);
});

test("a rate limit is waited out for writes too: nothing was done", () => {
  expect(wait({ ...limited, until: NOW + 1_000 }, { repeatable: false })).toBe(1_000);
});

test("a refusal without a time backs off by powers of two", () => {
  expect([1, 2, 3, 4].map((attempt) => wait(limited, { attempt }))).toEqual([1_000, 2_000, 4_000, 8_000]);
  expect(wait(limited, { attempt: 7 })).toBe(32_000);
  expect(wait(limited, { attempt: 8 })).toBeUndefined();
});

test("a write whose outcome is unknown is never repeated", () => {
  expect(wait({}, { repeatable: false })).toBeUndefined();
  expect(wait({ kind: "unavailable" }, { repeatable: false })).toBeUndefined();
});

test("a write that was never sent is", () => {
  expect(wait({ outcome: "refused" }, { repeatable: false })).toBe(1_000);
});

test("a read that failed is repeated three times", () => {
  expect([1, 2, 3, 4].map((attempt) => wait({}, { attempt }))).toEqual([1_000, 2_000, 4_000, undefined]);
});

test("what a person has to correct is not tried again", () => {
  for (const kind of ["auth", "invalid", "not-found", "conflict", "contract"] as const) {
    expect(wait({ kind, outcome: "refused" })).toBeUndefined();
  }
});

test("no wait ends after the deadline", () => {
  expect(wait({ ...limited, until: NOW + 600_001 })).toBeUndefined();
  expect(wait({}, { deadline: NOW + 999 })).toBeUndefined();
  expect(wait({}, { deadline: NOW + 1_000 })).toBe(1_000);
});
