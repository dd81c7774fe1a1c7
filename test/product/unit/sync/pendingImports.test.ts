/** Which imports are left to do, and how much of Precoro they may still use. */
import type { ImportRequest } from "../../../../connector/core/imports/importRequest";
import { createImportQuota } from "../../../../connector/precoro/importQuota";
import { canContinue, pendingAfter, readPending } from "../../../../connector/sync/imports/pendingImports";

const vendors: ImportRequest = { list: "vendors", scope: "all", onlyNew: false, vendorIds: [] };
const list = (
  importAs: "documentCustomField" | "itemCustomField",
  optionIds: string[] = [],
): ImportRequest => ({
  list: "classes",
  importAs,
  scope: "selected",
  onlyNew: true,
  optionIds,
});

test("an import that stops is kept once; when it ends it is forgotten, and only it", () => {
  const items: ImportRequest = { list: "items", scope: "all", onlyNew: false, itemIds: [] };
  const one = pendingAfter([], { request: vendors, next: { request: vendors, place: "a" } });
  const two = pendingAfter(one, { request: items, next: { request: items } });
  expect(pendingAfter(two, { request: vendors, next: { request: vendors, place: "b" } })).toEqual([
    { request: items },
    { request: vendors, place: "b" },
  ]);
  expect(pendingAfter(two, { request: vendors })).toEqual([{ request: items }]);
});

test("another choice of Import As takes over what is left of the same list; other entries of it stay", () => {
  const kept = [{ request: list("documentCustomField", ["a"]) }, { request: vendors }];
  expect(pendingAfter(kept, { request: list("itemCustomField") })).toEqual([{ request: vendors }]);
  expect(pendingAfter(kept, { request: list("documentCustomField", ["b"]) })).toEqual(kept);
});

test("a deploy whose wizard says Do not import forgets what the wizard had chosen, not what was asked for since", () => {
  const { importAs: _, ...rest } = list("documentCustomField") as Extract<
    ImportRequest,
    { importAs: string }
  >;
  const none: ImportRequest = { ...rest, importAs: "none", optionIds: [] };
  const asked: ImportRequest = { ...list("documentCustomField"), onlyNew: false };
  const kept = [{ request: list("documentCustomField", ["a"]) }, { request: asked, place: "b" }];
  expect(pendingAfter(kept, { request: none })).toEqual([{ request: asked, place: "b" }]);
});

test("what nobody understands in the store is as good as lost", () => {
  expect(readPending(undefined)).toEqual([]);
  expect(readPending("text")).toEqual([]);
  expect(
    readPending([7, { request: { list: "shoes" } }, { request: vendors, notBefore: "2026-01-05T10:00:00Z" }]),
  ).toEqual([{ request: vendors, notBefore: "2026-01-05T10:00:00Z" }]);
});

describe("time", () => {
  let now = Date.UTC(2026, 0, 5, 8);
  const place = Symbol.for("precoro-bill.clock");
  beforeAll(() =>
    Object.defineProperty(globalThis, place, { value: { now: () => now }, configurable: true }),
  );
  afterAll(() => Reflect.deleteProperty(globalThis, place));

  test("an import goes on at its moment, or at once where it has none", () => {
    expect(canContinue({ request: vendors })).toBe(true);
    expect(canContinue({ request: vendors, notBefore: "2026-01-05T08:00:01Z" })).toBe(false);
    expect(canContinue({ request: vendors, notBefore: "2026-01-05T08:00:00Z" })).toBe(true);
  });

  test("a thousand calls in any hour, two thousand in any day, counted over runs; then a wait that is worth it", () => {
    let share = createImportQuota([]);
    const take = (count: number) => {
      for (let n = 0; n < count; n++) share.take("GET", "/suppliers");
    };
    const until = (count: number) => {
      try {
        take(count);
      } catch (error) {
        return new Date((error as { until: number }).until).toISOString();
      }
      return undefined;
    };
    take(600);
    now += 30 * 60_000;
    share = createImportQuota(share.usage());
    take(400);
    // The six hundred of 08:00 to 08:10 count until the last of them is an hour old.
    expect(until(1)).toBe("2026-01-05T09:10:00.000Z");
    now = Date.UTC(2026, 0, 5, 9, 45);
    expect(until(1_000)).toBeUndefined();
    // The day's share is used up: the six hundred are more than the quarter that is waited for.
    expect(until(1)).toBe("2026-01-05T10:50:00.000Z");
    now = Date.UTC(2026, 0, 5, 11);
    expect(until(1)).toBe("2026-01-06T08:10:00.000Z");
    now = Date.UTC(2026, 0, 6, 8, 10);
    expect(until(600)).toBeUndefined();
    // Four hundred of 08:30 are not worth it, with those of 09:40 they are.
    expect(until(1)).toBe("2026-01-06T09:50:00.000Z");
  });
});
