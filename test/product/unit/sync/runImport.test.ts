/** What the runs of one import tell each other: what is left alone, what is reported again, and what is waited for. */
import type { ImportRequest } from "../../../../connector/core/imports/importRequest";
import { postpone, type RecordResult, reject, stoppedResult } from "../../../../connector/core/outcome";
import { RequestError } from "../../../../connector/http/requestError";
import {
  importProgressSchema,
  progressOf,
  withProgress,
} from "../../../../connector/sync/imports/importProgress";
import type { Plan } from "../../../../connector/sync/imports/importTask";
import { type Resume, runImport } from "../../../../connector/sync/imports/runImport";
import type { SyncContext } from "../../../../connector/sync/syncContext";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let now = Date.UTC(2026, 0, 5, 8);
const place = Symbol.for("precoro-bill.clock");
beforeAll(() => Object.defineProperty(globalThis, place, { value: { now: () => now }, configurable: true }));
afterAll(() => Reflect.deleteProperty(globalThis, place));

const request: ImportRequest = { list: "vendors", scope: "all", onlyNew: false, vendorIds: [] };

/** What becomes of each record; a limit ends the run. */
type Fates = Readonly<Record<string, RecordResult["outcome"] | "refused" | "unconfirmed" | "limit">>;

const resultOf = (id: string, fate: Fates[string]): RecordResult => {
  if (fate === "unconfirmed")
    return stoppedResult({ id }, postpone("not-confirmed", { system: "Precoro", record: id }));
  if (fate === "refused")
    return stoppedResult({ id }, reject("refused-by-precoro", { record: id, words: "No." }));
  if (fate === "limit")
    throw new RequestError({
      kind: "rate-limit",
      outcome: "refused",
      message: "Too many.",
      until: now + HOUR_MS,
      cause: { system: "Precoro", method: "POST", path: "/suppliers" },
    });
  return fate === "rejected"
    ? stoppedResult({ id }, reject("vendor-archived", { name: id }))
    : { id, outcome: fate as "created" };
};

const play = async (
  fates: Fates,
  resume: Resume = {},
  more: Partial<Plan<{ id: string; version?: number }>> = {},
) => {
  const calls: string[] = [];
  const log = { debug: () => {}, info: () => {}, warn: () => {} };
  const sync = { log, deadline: now + 13 * MINUTE_MS } as unknown as SyncContext;
  const { data, progress } = await runImport(sync, {
    request,
    resume,
    title: "Vendors",
    noun: "Vendor",
    plan: async () => ({
      tasks: Object.keys(fates).map((id) => ({ id, about: { id } })),
      handle: async ({ id }) => {
        calls.push(id);
        return resultOf(id, fates[id] ?? "created");
      },
      contentOf: ({ id }) => id,
      linked: () => ({ count: 0 }),
      ...more,
    }),
  });
  return {
    calls: calls.join(" "),
    results: data.results.map(({ id, outcome, reason }) => [id, reason ?? outcome].join(" ")),
    next: data.next,
    remaining: data.remaining,
    resume: { ...data.next, ...(progress && { progress }) } satisfies Resume,
  };
};

test("what has cost a call is left alone, what costs none is looked at again, and nothing is reported twice", async () => {
  const fates: Fates = {
    a: "unchanged",
    b: "updated",
    c: "refused",
    d: "rejected",
    e: "created",
    f: "limit",
  };
  const first = await play(fates);
  expect(first.next).toEqual({ request, place: "f", notBefore: "2026-01-05T09:00:00Z" });
  now += HOUR_MS;
  // The order has changed, and there are a new record and one that has changed since.
  const second = await play(
    { g: "created", f: "created", e: "unchanged", d: "rejected", c: "updated", b: "updated", a: "unchanged" },
    first.resume,
    { contentOf: ({ id }) => (id === "b" ? "another name" : id) },
  );
  expect(second.calls).toBe("g f e d b a");
  expect(second.results).toEqual(["g created", "f created", "e unchanged", "b updated", "a unchanged"]);
  expect(second.next).toBeUndefined();
});

test("a record that Precoro's list does not show whole is read once", async () => {
  const fates: Fates = { a: "unchanged", b: "unchanged", c: "limit" };
  const costsRead = () => true;
  const first = await play(fates, {}, { costsRead });
  now += HOUR_MS;
  const second = await play({ ...fates, c: "created" }, first.resume, { costsRead });
  expect([first.calls, second.calls]).toEqual(["a b c", "c"]);
});

test("what is not confirmed is tried last, ever less often, and given up after a day", async () => {
  const fates: Fates = { a: "unconfirmed", b: "unchanged", c: "created" };
  let played = await play(fates);
  expect(played).toMatchObject({ calls: "a b c", remaining: 1, next: { place: "a" } });
  const waits: number[] = [];
  while (played.next) {
    const wait = Date.parse(played.next.notBefore ?? "") - now;
    waits.push(wait / MINUTE_MS);
    expect((await play(fates, played.resume)).calls).toBe("");
    now += wait;
    played = await play({ ...fates, c: "unchanged" }, played.resume);
    expect(played.calls).toBe("b c a");
  }
  expect(waits).toEqual([10, 20, 60, 180, 240, 240, 240, 240, 240]);
  expect(played.results).toEqual(["a never-confirmed"]);
});

test("a record that BILL no longer has is not waited for", async () => {
  const first = await play({ a: "unconfirmed", b: "created" });
  now += HOUR_MS;
  expect((await play({ b: "unchanged" }, first.resume)).next).toBeUndefined();
});

test("a place without what was remembered, as older versions have stored it, skips nothing", async () => {
  const { calls, results } = await play({ a: "unchanged", b: "rejected", c: "created" }, { place: "c" });
  expect(calls).toBe("a b c");
  expect(results).toEqual(["b vendor-archived", "c created"]);
});

test("each pending import has a progress of its own; started again, it keeps only what has no link yet", async () => {
  const items: ImportRequest = { list: "items", scope: "all", onlyNew: false, itemIds: [] };
  const { resume } = await play({ a: "refused", b: "unconfirmed" });
  const progress = resume.progress && { ...resume.progress, unlinked: { b: "55" } };
  const one = withProgress({}, request, progress, []);
  const two = withProgress(one, items, progress, [request]);
  expect(progressOf(importProgressSchema.parse(JSON.parse(JSON.stringify(two))), request, true)).toEqual(
    progress,
  );
  expect(progressOf(two, request, false)).toEqual({
    seen: [],
    postponedSince: {},
    unlinked: { b: "55" },
    onlyPostponed: false,
  });
  expect(withProgress(two, request, undefined, [items])).toEqual(withProgress({}, items, progress, []));
  expect(withProgress(two, items, undefined, [])).toEqual({});
  expect([importProgressSchema.parse(undefined), importProgressSchema.parse(7)]).toEqual([{}, {}]);
});
