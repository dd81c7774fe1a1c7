/** Which documents the sweep processes, and how often it retries the rejected ones. */

import {
  type Decision,
  dueForRetry,
  isDecided,
  needsProcessing,
  unblockedBy,
  voucherIdToCheck,
  withDecision,
} from "../../../../connector/core/changes/documentSweep";
import { referenceLine } from "../../../../connector/core/documents/documentRef";
import type { DocumentRow } from "../../../../connector/core/documents/documentRow";
import { APPROVED, aBill } from "../../arbitraries/records";

const HOUR_MS = 3_600_000;
const LATER = "2026-04-01T10:00:00Z";
const row = (set: Partial<DocumentRow> = {}): DocumentRow => ({
  idn: "1042",
  kind: "invoice",
  status: 2,
  approved: APPROVED,
  approvedAt: Date.parse(APPROVED),
  updatedAt: Date.parse(APPROVED),
  ...set,
});
const linked = { externalId: aBill().id };
const archived = aBill({ archived: true });

const note = (set: Partial<DocumentRow> = {}) => row({ kind: "credit note", parent: "7", ...set });
const creditId = "vcr01CREDIT0000000001";
const credit = aBill({
  id: creditId,
  description: referenceLine({ kind: "credit note", idn: "1042", approved: APPROVED }),
});

const cases: [string, boolean, DocumentRow, ReturnType<typeof aBill> | undefined, string?][] = [
  ["approved, without a link", true, row(), undefined],
  ["the same, paid already", true, row({ status: 5 }), undefined],
  ["approved before the start", false, row(), undefined, "2026-03-03"],
  ["approved on the day of the start", true, row(), undefined, "2026-03-02"],
  ["linked, its bill names this approval", false, row(linked), aBill()],
  ["linked, approved again since", true, row({ ...linked, approved: LATER }), aBill()],
  ["linked to a bill that a person archived", true, row(linked), archived],
  ["linked to what BILL does not know", true, row(linked), undefined],
  ["linked to a bill without a reference line", true, row(linked), aBill({ description: "" })],
  ["in revision", false, row({ ...linked, status: 7 }), aBill()],
  ["canceled, its bill is active", true, row({ ...linked, status: 8 }), aBill()],
  ["canceled, its bill is archived", false, row({ ...linked, status: 8 }), archived],
  ["rejected, without a link: one may have been made all the same", true, row({ status: 3 }), undefined],
  ["a part of a split invoice", false, row({ parent: "7" }), undefined],
];

/** With *Send Credit Notes* off, and on. */
const notes: [string, boolean, boolean, DocumentRow, ReturnType<typeof aBill> | undefined][] = [
  ["approved, without a link", false, true, note(), undefined],
  ["linked, its credit names this approval", false, false, note({ externalId: creditId }), credit],
  ["linked, approved again since", false, true, note({ externalId: creditId, approved: LATER }), credit],
  ["canceled, without a link", false, true, note({ status: 8 }), undefined],
  ["canceled, its credit is active", true, true, note({ externalId: creditId, status: 8 }), credit],
];

test.each(cases.map(([name, expected, document, bill, from]) => ({ name, expected, document, bill, from })))(
  "$name: $expected",
  ({ expected, document, bill, from }) =>
    expect(needsProcessing(document, bill, { approvedFrom: from, sendCreditNotes: false })).toBe(expected),
);

test.each(notes.map(([name, off, on, document, voucher]) => ({ name, off, on, document, voucher })))(
  "a credit note, $name: $off, $on if credit notes are sent",
  ({ off, on, document, voucher }) => {
    const isProcessed = (sendCreditNotes: boolean) =>
      needsProcessing(document, voucher, { approvedFrom: undefined, sendCreditNotes });
    expect([isProcessed(false), isProcessed(true)]).toEqual([off, on]);
  },
);

test("a bill is read only where it decides", () => {
  expect(voucherIdToCheck(row(linked))).toBe(aBill().id);
  expect(voucherIdToCheck(note({ externalId: creditId }))).toBe(creditId);
  for (const none of [
    row(),
    row({ ...linked, status: 7 }),
    row({ externalId: "QBO-1" }),
    row({ ...linked, parent: "7" }),
    note(linked),
  ])
    expect(voucherIdToCheck(none)).toBeUndefined();
  expect(referenceLine({ kind: "invoice", idn: "1042", approved: APPROVED })).toBe(aBill().description);
});

describe("a document that was rejected", () => {
  const now = Date.parse(LATER);
  const decided = (idn: string, hoursAgo: number): Decision => ({
    idn,
    reason: "due-date-missing",
    at: now - hoursAgo * HOUR_MS,
  });
  const known = (...decisions: Decision[]) => new Map(decisions.map((one) => [one.idn, one]));
  const none = new Set<string>();

  test("is left alone until it changes or is due for a retry", () => {
    const changedBefore = row({ updatedAt: now - 3 * HOUR_MS });
    expect(isDecided(changedBefore, known(decided("1042", 2)), none)).toBe(true);
    expect(isDecided(changedBefore, known(decided("1042", 4)), none)).toBe(false);
    expect(isDecided(changedBefore, known(decided("1042", 2)), new Set(["1042"]))).toBe(false);
    expect(isDecided(changedBefore, known(decided("7", 2)), none)).toBe(false);
  });

  test("is retried after a day, the oldest first, a hundred a day", () => {
    const old = Array.from({ length: 150 }, (_, n) => decided(String(n), 30 + n));
    const due = dueForRetry(old, now);
    expect(due.size).toBe(100);
    expect([due.has("149"), due.has("50"), due.has("49")]).toEqual([true, true, false]);
    const today = Array.from({ length: 60 }, (_, n) => decided(`today ${n}`, 1));
    expect(dueForRetry([...old, ...today], now).size).toBe(40);
    expect(dueForRetry([decided("1", 22)], now).size).toBe(0);
  });

  test("waits for another document until that is linked", () => {
    const waiting = { ...decided("8", 2), waitsFor: "1042" };
    const linkedSince = row({ ...linked, updatedAt: now - HOUR_MS });
    expect(unblockedBy([linkedSince], [waiting, decided("9", 2)])).toEqual(["8"]);
    expect(unblockedBy([row({ updatedAt: now - HOUR_MS })], [waiting])).toEqual([]);
    expect(unblockedBy([row({ ...linked, updatedAt: now - 3 * HOUR_MS })], [waiting])).toEqual([]);
  });

  test("one that needed no change is not retried", () => {
    expect(dueForRetry([{ ...decided("1", 30), reason: "" }], now).size).toBe(0);
  });

  test("has one decision, which goes when it is exported; the oldest go when there are too many", () => {
    const one = withDecision([], "1", decided("1", 5));
    expect(withDecision(one, "1", decided("1", 1))).toEqual([decided("1", 1)]);
    expect(withDecision(one, "1", undefined)).toEqual([]);
    const many = Array.from({ length: 5_000 }, (_, n) => decided(String(n), 1));
    const more = withDecision(many, "new", decided("new", 0));
    expect([more.length, more[0]?.idn, more.at(-1)?.idn]).toEqual([5_000, "1", "new"]);
  });
});
