/** A credit note that is revised or canceled after its credit was applied: what is taken off, applied again, and left alone. */

import type { Simulation } from "../../sandbox/simulation";
import type { SingleStep, Step } from "../../sandbox/worldFile";
import { creditNote, document, VENDOR, vendor } from "../fixtures/acme";
import { approve, messageOf, notification, play, sendToBill, warningsOf, world } from "./creditNoteWorld";

const documents = [document("1"), creditNote("2", "30"), creditNote("3", "20")];
const approveAll: Step[] = [approve("1"), approve("2"), approve("3")];
const revise = (price: string): SingleStep => ({
  precoro: "revise",
  idn: "2",
  set: { items: [{ name: "Paper returned", price }] },
});
const cancel: SingleStep = { precoro: "cancel", idn: "2" };
const pay = (set: Record<string, unknown>): SingleStep => ({ bill: "pay", id: { of: "1" }, set });

/** Each of BILL's answers turned alone, and both meanings of a PATCH with both readings of `paidAmount`. */
const answers: Record<string, boolean>[] = [
  {},
  { vendorCreditsReplace: true },
  { paidAmountIncludesCredits: false },
  { paidAmountIncludesCredits: false, vendorCreditsReplace: true },
  { creditsAlonePartlyPaid: false },
  { dueAmountLessScheduled: true },
];

test.each(answers)(
  "%j: revised, it is taken off, changed and applied again; the other note's stays",
  async (simulator) => {
    const { credits, bills, of, report } = await play(
      world(documents, [...approveAll, revise("25")], { simulator }),
    );
    expect(of("2")).toEqual(["created", "updated"]);
    expect(messageOf(report, "2", "updated")).toMatch(/^25\.00 of it was applied to the invoice's bill\./);
    expect(credits).toMatchObject([
      { amount: 25, appliedAmount: 25, archived: false },
      { amount: 20, appliedAmount: 20, archived: false },
    ]);
    expect(bills).toMatchObject([{ creditAmount: 45 }]);
    expect(warningsOf(report)).toEqual([]);
  },
);

test.each(answers)(
  "%j: canceled, it is taken off and archived; the other note's stays",
  async (simulator) => {
    const { credits, bills, of, report } = await play(
      world(documents, [...approveAll, cancel], { simulator }),
    );
    expect(of("2")).toEqual(["created", "archived"]);
    expect(messageOf(report, "2", "archived")).toBe(
      "It was canceled in Precoro, so its vendor credit was taken off its bill and archived.",
    );
    expect(credits).toMatchObject([
      { amount: 30, appliedAmount: 0, archived: true },
      { amount: 20, appliedAmount: 20, archived: false },
    ]);
    expect(bills).toMatchObject([{ creditAmount: 20 }]);
    expect(warningsOf(report)).toEqual([]);
  },
);

test("revised to more than is due: applied up to that", async () => {
  const { credits, bills, report } = await play(world(documents, [...approveAll, revise("90")]));
  expect(credits.map(({ appliedAmount }) => appliedAmount)).toEqual([80, 20]);
  expect(bills).toMatchObject([{ creditAmount: 100 }]);
  expect(messageOf(report, "2", "updated")).toMatch(/80\.00 of it was applied .* 10\.00 is still unapplied/);
});

test("revised twice, approved again unchanged, and sent by hand: applied once, as approved last", async () => {
  const again: SingleStep = { precoro: "revise", idn: "2", set: {} };
  const { credits, of } = await play(
    world(documents, [...approveAll, revise("25"), revise("28"), again, sendToBill("2")]),
  );
  expect(of("2")).toEqual(["created", "updated", "updated", "unchanged", "unchanged"]);
  expect(credits.map(({ appliedAmount }) => appliedAmount)).toEqual([28, 20]);
});

test.each([{ vendorCreditsReplace: false }, { vendorCreditsReplace: true }])(
  "%j: three runs of the revised note at the same moment: applied once",
  async (options) => {
    const silently: SingleStep = { ...revise("25"), notify: false } as SingleStep;
    for (const seed of [1, 2, 3]) {
      const together = [notification("2"), notification("2"), sendToBill("2")];
      const { credits, bills, report } = await play(
        world(documents, [...approveAll, silently, { together }, notification("2")], {
          simulator: { ...options, seed, limits: false, latencyMs: 20 },
        }),
      );
      expect(credits.map(({ amount, appliedAmount }) => [amount, appliedAmount])).toEqual([
        [25, 25],
        [20, 20],
      ]);
      expect(bills).toMatchObject([{ creditAmount: 45 }]);
      expect(warningsOf(report)).toEqual([]);
    }
  },
);

describe("left as it is, with today's rejection", () => {
  const byHand = {
    id: "vcr01BYHAND0000000001",
    vendorId: VENDOR,
    referenceNumber: "H",
    amount: 15,
    createdTime: "2026-01-04T07:00:00.000+00:00",
  };
  const applyByHand = ({ bill }: Simulation) =>
    bill.journal.listen(({ method, path }) => {
      const [one] = bill.world.bills();
      const isApplied = bill.world
        .credits()
        .some(({ id, appliedAmount }) => id === byHand.id && appliedAmount > 0);
      if (method === "PATCH" && path === "/v3/bills/{id}" && one && !isApplied)
        bill.world.apply(byHand.id, one.id, 15, { notify: false });
    });
  interface Case {
    readonly before?: Step[];
    readonly simulator?: Record<string, unknown>;
    readonly watch?: (simulation: Simulation) => void;
  }
  const cases: [string, Case][] = [
    ["BILL takes nothing off", { simulator: { creditTakenOffByPut: false } }],
    ["a payment on the bill", { before: [pay({ amount: 10 })] }],
    ["a scheduled payment", { before: [pay({ amount: 10, status: "SCHEDULED" })] }],
    ["a credit that is not of this invoice's notes", { watch: applyByHand }],
    [
      "a payment, where paidAmount leaves credits out",
      { before: [pay({ amount: 30 })], simulator: { paidAmountIncludesCredits: false } },
    ],
  ];
  const ends: [SingleStep, string][] = [
    [revise("25"), "credit-applied"],
    [cancel, "credit-applied-canceled"],
  ];

  test.each(cases)("%s", async (_, { before = [], simulator = {}, watch }) => {
    for (const [step, reason] of ends) {
      const { credits, of } = await play(
        world([document("1"), creditNote("2", "30")], [approve("1"), approve("2"), ...before, step], {
          bill: { vendors: [vendor], vendorCredits: [byHand] },
          simulator,
        }),
        watch,
      );
      expect([...new Set(of("2"))]).toEqual(["created", `rejected ${reason}`]);
      expect(credits.find(({ id }) => id !== byHand.id)).toMatchObject({
        appliedAmount: 30,
        archived: false,
      });
    }
  });

  test("a connection that has never applied a credit: it may not be able to put it back", async () => {
    const bill = {
      id: "00n01BILLOFINVOICE0001",
      vendorId: VENDOR,
      invoice: { invoiceNumber: "1", invoiceDate: "2026-01-02" },
      dueDate: "2026-02-01",
      billLineItems: [{ amount: 100 }],
      description: "Precoro invoice #1 (approved 2026-01-03T08:00:00Z)",
    };
    const credit = {
      id: "vcr01CREDITOFNOTE00001",
      vendorId: VENDOR,
      referenceNumber: "CN-2",
      amount: 30,
      description: "Precoro credit note #2 (approved 2026-01-03T08:00:00Z)",
      usage: [{ billId: bill.id, amount: 30 }],
    };
    const approved = { status: 2, approvalDate: "2026-01-03T08:00:00+0000" };
    const { credits, of } = await play(
      world(
        [
          document("1", { ...approved, externalId: bill.id }),
          creditNote("2", "30", { ...approved, externalId: credit.id }),
        ],
        [revise("25")],
        { bill: { vendors: [vendor], bills: [bill], vendorCredits: [credit] } },
      ),
    );
    expect(of("2")).toEqual(["rejected credit-applied"]);
    expect(credits).toMatchObject([{ amount: 30, appliedAmount: 30 }]);
  });
});
