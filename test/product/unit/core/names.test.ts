/** Names, dates, reference lines and ids: what matching rests on. */

import fc from "fast-check";
import { calendarDate, moment, utcDay, utcSecond } from "../../../../connector/core/calendarDate";
import {
  compareApprovals,
  type DocumentRef,
  readReference,
  referenceLine,
  withReference,
} from "../../../../connector/core/documents/documentRef";
import { nameKey, nearestNames, sameName, searchWords } from "../../../../connector/core/name";
import { reasons, sentence } from "../../../../connector/core/reason";
import { isBillId } from "../../../../connector/core/recordId";

describe("names", () => {
  test.each([
    ["Acme Paper", "  acme   PAPER "],
    ["Müller & Söhne", "MU\u0308LLER & SO\u0308HNE"],
    ["Ａcme", "acme"],
    ["Straße", "STRASSE"],
    ["STRA\u1E9EE", "Straße"],
    ["A\u00a0B", "a b"],
  ])("%s is the same name as %s", (a, b) => expect(sameName(a, b)).toBe(true));

  test.each([
    ["Acme Paper", "Acme Papers"],
    ["Acme", "Ácme"],
    ["Acme-Paper", "Acme Paper"],
  ])("%s is a different name from %s", (a, b) => expect(sameName(a, b)).toBe(false));

  test("the key of a key is the key", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) => nameKey(nameKey(name)) === nameKey(name)),
    );
  });

  test.each<[string, string[]]>([
    ["acme paper", ["acme", "ACME", "Acme"]],
    ["O'Neil, Inc.", ["O'Neil", "O'NEIL", "o'neil", "O'neil"]],
    ["o'neil", ["O'Neil", "O'NEIL", "o'neil", "O'neil"]],
    ['"Best" Goods', []],
    ["3M", ["3M", "3m"]],
  ])("%s is searched for by its first word in every case", (name, words) => {
    expect([...searchWords(name)].sort()).toEqual([...words].sort());
  });

  test("no search word contains what a filter cannot", () => {
    fc.assert(fc.property(fc.string(), (name) => searchWords(name).every((word) => !/[,:"\s]/.test(word))));
  });

  test("the nearest names have the longest common beginning", () => {
    expect(nearestNames("Acme Paper", ["Beta", "Acme Pens", "ACME PAPERS", "Acme Pens"], 2)).toEqual([
      "ACME PAPERS",
      "Acme Pens",
    ]);
  });
});

describe("dates", () => {
  test.each([
    ["2026-03-01T00:00:00+0000", "2026-03-01"],
    ["2026-03-01T23:59:59-0800", "2026-03-01"],
    ["2026-03-01", "2026-03-01"],
    ["2026-03-01 10:00:00", "2026-03-01"],
    ["2026-02-30", undefined],
    ["01.03.2026", undefined],
    ["2026-03-011", undefined],
    [null, undefined],
  ])("%s is the day %s, whatever its zone", (text, day) => expect(calendarDate(text)).toBe(day));

  test.each([
    ["2026-03-02T08:55:00+0000", "2026-03-02T08:55:00Z"],
    ["2026-03-02T08:55:00.123+00:00", "2026-03-02T08:55:00Z"],
    ["2026-03-02T08:55:00+0200", "2026-03-02T06:55:00Z"],
    ["2026-03-02T08:55:00", "2026-03-02T08:55:00Z"],
    ["2026-01-31 10:15:30Z", "2026-01-31T10:15:30Z"],
  ])("%s is the moment %s", (text, utc) => expect(utcSecond(moment(text) ?? 0)).toBe(utc));

  test("the day of a moment is its UTC day", () => {
    expect(utcDay(Date.parse("2026-03-01T23:30:00-02:00"))).toBe("2026-03-02");
  });
});

describe("the reference line", () => {
  const ref: fc.Arbitrary<DocumentRef> = fc.record({
    kind: fc.constantFrom("invoice" as const, "credit note" as const),
    idn: fc.integer({ min: 1, max: 1e6 }).map(String),
    approved: fc.option(fc.integer({ min: 0, max: 2e12 }).map(utcSecond), { nil: undefined }),
  });

  test("what is written is read back, among whatever people write around it", () => {
    const text = fc.string().filter((line) => !line.includes("Precoro"));
    fc.assert(
      fc.property(ref, text, (written, around) => {
        expect(readReference(withReference(around, written))).toEqual(written);
        expect(withReference(around, written)).toContain(around.trim());
      }),
    );
  });

  test("writing twice is writing once, and a new approval replaces the old one", () => {
    fc.assert(
      fc.property(ref, fc.string(), (first, around) => {
        const once = withReference(around, first);
        expect(withReference(once, first)).toBe(once);
        const next = { ...first, approved: "2030-01-01T00:00:00Z" };
        expect(readReference(withReference(once, next))).toEqual(next);
        expect(withReference(once, next).split("\n")).toHaveLength(once.split("\n").length);
      }),
    );
  });

  test("the line is as documented", () => {
    expect(referenceLine({ kind: "invoice", idn: "381", approved: undefined })).toBe(
      "Precoro invoice #381 (approved -)",
    );
  });

  test.each([
    ["Precoro invoice 381 (approved -)"],
    ["see Precoro invoice #381 (approved -)"],
    ["Precoro purchase order #381 (approved -)"],
  ])("%s names no document", (text) => expect(readReference(text)).toBeUndefined());

  test("approvals compare as text", () => {
    expect(compareApprovals("2026-03-02T08:55:00Z", "2026-03-02T08:55:00Z")).toBe("same");
    expect(compareApprovals("2026-03-02T08:55:01Z", "2026-03-02T08:55:00Z")).toBe("later");
    expect(compareApprovals("2026-03-02T08:54:59Z", "2026-03-02T08:55:00Z")).toBe("earlier");
  });

  test("the first characters of an id give its kind", () => {
    expect(isBillId("vendor", "00901ABCDEFGHIJKLMNO")).toBe(true);
    expect(isBillId("vendor", "00n01ABCDEFGHIJKLMNO")).toBe(false);
    expect(isBillId("vendor", "009")).toBe(false);
    expect(isBillId("vendor", "00901ABC/../bills")).toBe(false);
  });
});

test("every reason ends with a period, and a missing fact never shows as a brace", () => {
  for (const reason of reasons) {
    const text = sentence(reason);
    expect(text).toMatch(/[.]$/);
    expect(text).not.toMatch(/[{}]/);
  }
});
