/**
 * `decideExport` in every interleaving: two or three runs export one invoice at the same moment, any of them may die after any
 * request, somebody pays any active bill at any moment, and the invoice gets another number or supplier at any moment. Some runs
 * know the bills that name the invoice, some only what a lookup finds. All cases are searched, not sampled.
 */

import { decideExport } from "../../../connector/core/documents/decideExport";
import { aBill, aDocument, USER } from "../arbitraries/records";
import { isLong } from "../kit/long";
import { type Rules, search, type World } from "./exportRuns";

const stamps: Record<string, Rules["stamp"]> = {
  "later ids are larger": (nth) => ({ id: `00n0000000000${nth}`, createdAt: nth }),
  "all in one millisecond": (nth) => ({ id: `00n0000000000${nth}`, createdAt: 1 }),
  "all in one millisecond, later ids are smaller": (nth) => ({ id: `00n0000000000${9 - nth}`, createdAt: 1 }),
};

const start = (runs: number, payments: number, revisions: number): World => ({
  bills: [],
  link: undefined,
  version: 0,
  payments,
  revisions,
  // Every other run was handed the ids.
  runners: Array.from({ length: runs }, (_, nth) => ({
    next: "read",
    link: undefined,
    version: 0,
    knows: nth % 2 === 1,
  })),
});

/** Where later ids are smaller, the bill that stays is often not the one that was made first. */
const HARDEST = 2;

describe.each(Object.entries(stamps).map(([name, stamp], nth) => [name, stamp, nth] as const))(
  "%s",
  (_, stamp, nth) => {
    test.each([
      { runs: 2, payments: 0, refuseDuplicates: false, revisions: 0, changes: "number" as const },
      { runs: 2, payments: 1, refuseDuplicates: false, revisions: 0, changes: "number" as const },
      { runs: 2, payments: 1, refuseDuplicates: true, revisions: 0, changes: "number" as const },
      { runs: 3, payments: 0, refuseDuplicates: false, revisions: 0, changes: "number" as const },
      { runs: 3, payments: 1, refuseDuplicates: false, revisions: 0, changes: "number" as const },
      { runs: 3, payments: 1, refuseDuplicates: true, revisions: 0, changes: "number" as const },
      { runs: 2, payments: 1, refuseDuplicates: false, revisions: 1, changes: "number" as const },
      { runs: 2, payments: 1, refuseDuplicates: true, revisions: 1, changes: "supplier" as const },
      ...(isLong || nth === HARDEST
        ? [
            { runs: 3, payments: 0, refuseDuplicates: false, revisions: 1, changes: "number" as const },
            { runs: 3, payments: 0, refuseDuplicates: false, revisions: 1, changes: "supplier" as const },
          ]
        : []),
    ])(
      "$runs runs, $payments payer, $revisions revision of the $changes, duplicates refused: $refuseDuplicates → one active bill, linked",
      ({ runs, payments, revisions, refuseDuplicates, changes }) => {
        const rules = { refuseDuplicates, stamp, changes };
        const wrong: World[] = [];
        let ends = 0;
        const worlds = search(start(runs, payments, revisions), rules, (end) => {
          ends++;
          const active = end.bills.filter(({ archived }) => !archived);
          const paid = end.bills.filter(({ hasMoney }) => hasMoney);
          const [one] = active;
          const isCurrent = one?.version === end.version || one?.hasMoney === true;
          const fine =
            active.length === 1 &&
            end.link === one?.id &&
            isCurrent &&
            paid.every((bill) => active.includes(bill));
          if (!fine && wrong.length < 3) wrong.push(end);
        });
        expect(wrong).toEqual([]);
        expect(ends).toBeGreaterThan(10);
        expect(worlds).toBeGreaterThan(ends);
      },
    );
  },
);

test("two bills with money on both are left as they are, and rejected", () => {
  const bills = ["1", "2"].map((n) => aBill({ id: `00n0000000000${n}`, hasMoney: true }));
  expect(decideExport(bills, { document: aDocument(), force: true, users: [USER] })).toMatchObject({
    outcome: "rejected",
    reason: "two-with-money",
  });
});
