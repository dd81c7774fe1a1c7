/** Several credit notes of one invoice, and bills that have been paid or credited before: under both meanings of BILL's answers. */

import type { Step } from "../../sandbox/worldFile";
import { creditNote, document, VENDOR, vendor } from "../fixtures/acme";
import { approve, notification, play, warningsOf, world } from "./creditNoteWorld";

const notes = [document("1"), creditNote("2", "30"), creditNote("3", "20"), creditNote("4", "10")];
const approveAll = [approve("1"), approve("2"), approve("3"), approve("4")];
const meanings: [string, Record<string, boolean>][] = [
  ["vendorCredits adds", { vendorCreditsReplace: false }],
  ["vendorCredits replaces", { vendorCreditsReplace: true }],
];

test.each(meanings)("%s: three notes of one invoice are all on its bill, each once", async (_, simulator) => {
  const { credits, bills, of, report } = await play(world(notes, approveAll, { simulator }));
  expect(credits.map(({ appliedAmount }) => appliedAmount)).toEqual([30, 20, 10]);
  expect(bills).toMatchObject([{ creditAmount: 60 }]);
  expect(["2", "3", "4"].map((idn) => of(idn)[0])).toEqual(["created", "created", "created"]);
  expect(warningsOf(report)).toEqual([]);
});

test("what PATCH means is asked once: the third note costs no more calls than the first", async () => {
  for (const [, simulator] of meanings) {
    const costs: number[] = [];
    const sent = notes.slice(1).map(({ idn }) => idn);
    for (const last of [1, 2, 3]) {
      const script = [approve("1"), ...sent.slice(0, last).map(approve)];
      const { report } = await play(world(notes, script, { simulator }));
      costs.push(Object.values(report.calls.bill).reduce((sum, { count }) => sum + count, 0));
    }
    const [first = 0, second = 0, third = 0] = costs;
    const list = simulator["vendorCreditsReplace"] ? 1 : 0;
    // The second one reads what is on the bill, and where PATCH replaces, sends all once more.
    expect({ simulator, second: second - first, third: third - second }).toEqual({
      simulator,
      second: 8 + list,
      third: 7 + list,
    });
  }
});

test.each(meanings)("%s: a credit that a person applied stays on the bill", async (_, simulator) => {
  const byHand = { id: "vcr01BYHAND0000000001", vendorId: VENDOR, referenceNumber: "H", amount: 15 };
  const { credits, bills, report } = await play(
    world([document("1"), creditNote("2", "30")], [approve("1"), approve("2")], {
      bill: {
        vendors: [vendor],
        vendorCredits: [{ ...byHand, createdTime: "2024-01-05T07:00:00.000+00:00" }],
      },
      simulator,
    }),
    ({ bill }) => {
      bill.journal.listen(({ method, path, status }) => {
        if (method === "POST" && path === "/v3/bills" && status === 201)
          bill.world.apply(byHand.id, bill.world.bills()[0]?.id ?? "", 15, { notify: false });
      });
    },
  );
  expect(credits.map(({ appliedAmount }) => appliedAmount)).toEqual([15, 30]);
  expect(bills).toMatchObject([{ creditAmount: 45 }]);
  expect(warningsOf(report)).toEqual([]);
});

test.each(meanings)(
  "%s: three notes are sent at the same moment: all are on the bill, or Reconcile names those that are not",
  async (_, options) => {
    const silently = (idn: string): Step => ({ precoro: "approve", idn, notify: false });
    const together = ["2", "3", "4"].map(notification);
    for (const seed of [1, 2, 3]) {
      const { credits, report } = await play(
        world(notes, [approve("1"), ...["2", "3", "4"].map(silently), { together }, { advance: "P1D" }], {
          simulator: { ...options, seed, limits: false, latencyMs: 50 },
        }),
      );
      const missing = credits.filter(({ amount, appliedAmount }) => appliedAmount < amount);
      const named = report.executions
        .filter(({ flow }) => flow === "Reconcile")
        .flatMap(({ results }) => results.filter(({ reason }) => reason === "credit-missing-on-bill"));
      expect({ seed, named: named.length > 0 }).toEqual({ seed, named: missing.length > 0 });
    }
  },
);
