/** A write that may lose its answer: written twice at most, never again once it was found, and never waited for past the deadline. */
import fc from "fast-check";
import { RequestError } from "../../../../connector/http/requestError";
import { confirmWrite } from "../../../../connector/sync/confirmWrite";

const START = Date.UTC(2026, 0, 5);
const WAIT_MS = 35_000;

const failure = (outcome: "refused" | "unknown") =>
  new RequestError({
    kind: outcome === "refused" ? "invalid" : "transport",
    outcome,
    message: "no answer",
    cause: { system: "Precoro", method: "POST", path: "/suppliers" },
  });

let now = START;
beforeAll(() => {
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
    },
    within: (_: number, run: (signal: AbortSignal) => unknown) => run(new AbortController().signal),
    random: () => 0,
  };
  Object.defineProperty(globalThis, Symbol.for("precoro-bill.clock"), {
    get: () => clock,
    configurable: true,
  });
});

/** What becomes of each write: whether the vendor did it, and whether its answer arrives. */
type Fate = { readonly done: boolean; readonly answer: "arrives" | "lost" | "refused" };

const play = async (fates: readonly Fate[], timeMs: number) => {
  now = START;
  const records: number[] = [];
  let writes = 0;
  const calls: string[] = [];
  const outcome = await confirmWrite({
    write: async () => {
      const { done, answer } = fates[writes++] ?? { done: true, answer: "arrives" };
      calls.push("write");
      if (answer === "refused") throw failure("refused");
      if (done || answer === "arrives") records.push(writes);
      if (answer === "lost") throw failure("unknown");
      return writes;
    },
    find: async () => {
      calls.push("find");
      return records.at(-1);
    },
    deadline: START + timeMs,
  }).catch((error: unknown) => (error instanceof RequestError ? error.outcome : "other"));
  return { outcome, records, calls, waited: now - START };
};

const fate: fc.Arbitrary<Fate> = fc.record({
  done: fc.boolean(),
  answer: fc.constantFrom("arrives", "lost", "refused"),
});

test("whatever becomes of the answers: one record at most, two writes at most, no wait past the deadline", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fate, { maxLength: 3 }), fc.nat(120_000), async (fates, timeMs) => {
      const { outcome, records, calls, waited } = await play(fates, timeMs);
      expect(records.length).toBeLessThanOrEqual(1);
      expect(calls.filter((call) => call === "write").length).toBeLessThanOrEqual(2);
      expect(waited).toBeLessThanOrEqual(timeMs);
      // What is reported as written is there; a refusal is never taken for a success.
      if (typeof outcome === "number") expect(records).toEqual([outcome]);
      if (outcome === "refused") expect(calls.at(-1)).toBe("write");
    }),
  );
});

test.each<[string, Fate[], number, unknown, string[]]>([
  ["an answer that arrives needs no lookup", [], 0, 1, ["write"]],
  ["a lost answer is looked for and found", [{ done: true, answer: "lost" }], WAIT_MS, 1, ["write", "find"]],
  [
    "what was not done is written once more",
    [{ done: false, answer: "lost" }],
    WAIT_MS,
    2,
    ["write", "find", "write"],
  ],
  [
    "after two lost answers nobody knows",
    [
      { done: false, answer: "lost" },
      { done: false, answer: "lost" },
    ],
    10 * WAIT_MS,
    undefined,
    ["write", "find", "write", "find"],
  ],
  ["a refusal is passed on at once", [{ done: false, answer: "refused" }], WAIT_MS, "refused", ["write"]],
  [
    "where no time is left to wait, nobody knows either",
    [{ done: true, answer: "lost" }],
    WAIT_MS - 1,
    undefined,
    ["write"],
  ],
])("%s", async (_, fates, timeMs, outcome, calls) => {
  expect(await play(fates, timeMs)).toMatchObject({ outcome, calls });
});
