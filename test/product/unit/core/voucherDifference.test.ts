/** Which fields an update of a bill writes, and which it keeps. */

import type { Voucher, VoucherDraft } from "../../../../connector/core/documents/voucher";
import {
  changedContent,
  differsInLinesAlone,
  newContent,
} from "../../../../connector/core/documents/voucherDifference";
import { money } from "../../../../connector/core/money";
import { aBill } from "../../arbitraries/records";

const REF = { kind: "invoice", idn: "1042", approved: "2026-04-01T10:00:00Z" } as const;

const draft = (set: Partial<VoucherDraft> = {}): VoucherDraft => ({
  ref: REF,
  vendorId: "00901ACMEPAPER0000001",
  number: "INV-7",
  date: "2026-03-01",
  dueDate: "2026-03-31",
  total: money("119.90"),
  lines: [{ amount: money("119.90"), description: "Paper", coding: {} }],
  ...set,
});

const paper = { amount: money("100.00"), description: "Paper", coding: {} };
const freight = { amount: money("19.90"), description: "Freight", coding: {} };
const twoLines = (): Voucher =>
  aBill({
    lines: [
      { ...paper, id: "bli01", coding: { chartOfAccountId: "0ca01PERSON0000000001" } },
      { ...freight, id: "bli02" },
    ],
  });

test("a new bill has the reference line, and no field of BILL to keep", () => {
  expect(newContent(draft())).toMatchObject({
    description: "Precoro invoice #1042 (approved 2026-04-01T10:00:00Z)",
    kept: {},
  });
});

test("equal content is no change, even after a new approval", () => {
  expect(changedContent(aBill(), draft())).toBeUndefined();
});

test.each<[string, Partial<VoucherDraft>]>([
  ["vendor", { vendorId: "00901OTHER00000000001" }],
  ["number", { number: "INV-8" }],
  ["invoice date", { date: "2026-03-02" }],
  ["due date", { dueDate: "2026-04-30" }],
  ["purchase order", { purchaseOrder: "311" }],
  ["an amount", { lines: [{ amount: money("119.91"), description: "Paper", coding: {} }] }],
  ["a description", { lines: [{ amount: money("119.90"), description: "Pens", coding: {} }] }],
  [
    "a coding from Precoro",
    { lines: [{ amount: money("119.90"), description: "Paper", coding: { departmentId: "0de1" } }] },
  ],
  ["one more line", { lines: [paper, freight] }],
])("%s comes from Precoro, and a change of it is written", (_, set) => {
  expect(changedContent(aBill(), draft(set))).toBeDefined();
});

test("what a person wrote beside the reference line stays, and the line names the new approval", () => {
  const bill = aBill({
    description: "Ask Kim first\nPrecoro invoice #1042 (approved 2026-03-02T08:55:00Z)\nUrgent",
  });
  const content = changedContent(bill, draft({ dueDate: "2026-04-30" }));
  expect(content?.description).toBe(
    "Ask Kim first\nPrecoro invoice #1042 (approved 2026-04-01T10:00:00Z)\nUrgent",
  );
});

test("what a person coded stays where Precoro has no coding, and is not a difference", () => {
  expect(changedContent(twoLines(), draft({ lines: [paper, freight] }))).toBeUndefined();
  const content = changedContent(
    twoLines(),
    draft({ lines: [paper, { ...freight, amount: money("20.00") }] }),
  );
  expect(content?.lines).toMatchObject([
    { id: "bli01", coding: { chartOfAccountId: "0ca01PERSON0000000001" } },
    { id: "bli02", amount: expect.objectContaining({}) },
  ]);
});

test("lines keep their ids by description and coding, else by order; new ones have none; extra ones are removed", () => {
  const ids = (lines: VoucherDraft["lines"]) =>
    changedContent(twoLines(), draft({ lines }))?.lines.map(({ id }) => id);
  const pens = { amount: money("5.00"), description: "Pens", coding: {} };
  expect(ids([freight, pens])).toEqual(["bli02", "bli01"]);
  expect(ids([pens, paper, freight])).toEqual([undefined, "bli01", "bli02"]);
  expect(ids([pens])).toEqual(["bli01"]);
});

test("a line that replaces another does not keep its item", () => {
  const bill = aBill({
    lines: [
      {
        id: "bli01",
        amount: money("119.90"),
        description: "Gloves",
        coding: { itemId: "0ii1", departmentId: "0de1" },
      },
    ],
  });
  const [line] = changedContent(bill, draft())?.lines ?? [];
  expect(line?.coding).toEqual({ departmentId: "0de1" });
});

test("header fields that only BILL has are sent back as they were read", () => {
  const bill = aBill({ kept: { payFromChartOfAccountId: "0ca01BANK000000000001" } });
  expect(changedContent(bill, draft({ number: "INV-8" }))?.kept).toEqual({
    payFromChartOfAccountId: "0ca01BANK000000000001",
  });
});

describe("the two forms of a document with a discount", () => {
  const rebate = {
    amount: money("-19.90"),
    description: "Rebate",
    coding: { chartOfAccountId: "0ca01DISCOUNT00000001" },
  };
  const folded = { amount: money("100.00"), description: "Paper (less Rebate 19.90)", coding: {} };
  const discounted = draft({
    total: money("100.00"),
    lines: [{ ...paper, amount: money("119.90") }, rebate],
    folded: [folded],
  });
  const asTheyAre = aBill({
    amount: money("100.00"),
    lines: [
      { ...paper, amount: money("119.90"), id: "bli01" },
      { ...rebate, id: "bli02" },
    ],
  });
  const inOne = aBill({ amount: money("100.00"), lines: [{ ...folded, id: "bli01" }] });

  test("are the same content", () => {
    expect(changedContent(asTheyAre, discounted)).toBeUndefined();
    expect(changedContent(inOne, discounted)).toBeUndefined();
  });

  test("a change of anything else is written, with the lines as they are", () => {
    const content = changedContent(inOne, { ...discounted, dueDate: "2026-04-30" });
    expect(content?.lines.map(({ id, amount }) => [id, amount.toFixed(2)])).toEqual([
      ["bli01", "119.90"],
      [undefined, "-19.90"],
    ]);
    expect(content).not.toHaveProperty("folded");
    expect(newContent(discounted)).not.toHaveProperty("folded");
  });

  test("another discount is a change in either form", () => {
    const more = {
      ...discounted,
      lines: [paper, { ...rebate, amount: money("-20.00") }],
      folded: [{ ...folded, amount: money("99.90") }],
    };
    expect(changedContent(asTheyAre, more)).toBeDefined();
    expect(changedContent(inOne, more)).toBeDefined();
  });
});

test.each<[string, Partial<VoucherDraft>, boolean]>([
  ["nothing", {}, true],
  [
    "the coding",
    { lines: [{ amount: money("119.90"), description: "Paper", coding: { departmentId: "0de1" } }] },
    true,
  ],
  ["the split", { lines: [paper, freight] }, true],
  ["the purchase order", { purchaseOrder: "311" }, true],
  ["the total", { total: money("119.91") }, false],
  ["the number", { number: "INV-8" }, false],
  ["the vendor", { vendorId: "00901OTHER00000000001" }, false],
  ["the date", { date: "2026-03-02" }, false],
  ["the due date", { dueDate: "2026-04-30" }, false],
])("differs in %s: %#", (_, set, linesAlone) => {
  expect(differsInLinesAlone(aBill(), draft(set))).toBe(linesAlone);
});
