/** What is on a bill in credits, what went off it by a write, and when a credit may be taken off. */

import {
  afterAddition,
  appliedTo,
  explains,
  mayTakeOff,
} from "../../../../connector/core/documents/creditUses";
import { referenceLine } from "../../../../connector/core/documents/documentRef";
import type { Voucher } from "../../../../connector/core/documents/voucher";
import { money, moneyText, zero } from "../../../../connector/core/money";
import { APPROVED, aBill } from "../../arbitraries/records";

const BILL = aBill().id;
const credit = (id: string, uses: [string, string][], set: Partial<Voucher> = {}): Voucher =>
  aBill({
    id,
    description: referenceLine({ kind: "credit note", idn: id.slice(-1), approved: APPROVED }),
    amount: money("30"),
    uses: uses.map(([billId, amount]) => ({ billId, amount: money(amount) })),
    rest: money("30").minus(uses.reduce((total, [, amount]) => total.plus(amount), zero)),
    ...set,
  });

test("what is applied to a bill: one entry for each credit, whatever the number of its usages", () => {
  const credits = [
    credit("vcr1", [
      [BILL, "10"],
      ["00nother", "5"],
      [BILL, "2.50"],
    ]),
    credit("vcr2", [["00nother", "5"]]),
    credit("vcr3", []),
  ];
  const parts = appliedTo(BILL, credits);
  expect(parts.map(({ id, amount }) => [id, moneyText(amount)])).toEqual([["vcr1", "12.50"]]);
  expect(explains(parts, { credited: money("12.5") })).toBe(true);
  expect(explains(parts, { credited: money("12.51") })).toBe(false);
});

test.each([
  ["no earlier credit", "0", "5", "0.00", undefined],
  ["it was added", "20", "25", "0.00", false],
  ["the earlier ones went off", "20", "5", "20.00", true],
  ["another run added one meanwhile", "20", "40", "0.00", false],
  ["a person took a part off meanwhile", "20", "15", "10.00", undefined],
  ["the new one is not there either", "20", "0", "25.00", undefined],
])("%s", (_, before, after, lost, replaced) => {
  const part = { id: "vcr9", amount: money("5") };
  const seen = afterAddition({
    before: { credited: money(before) },
    after: { credited: money(after) },
    part,
  });
  expect([moneyText(seen.lost), seen.replaced]).toEqual([lost, replaced]);
});

describe("a credit of 10.00 on a bill of 119.90 that has another note's 20.00", () => {
  const itself = credit("vcr1", [[BILL, "10"]]);
  const bill = aBill({
    credited: money("30"),
    rest: money("89.90"),
    creditable: money("89.90"),
    hasMoney: true,
  });
  const own = [
    { id: "vcr1", amount: money("10") },
    { id: "vcr2", amount: money("20") },
  ];
  const at = { credit: itself, bill, invoice: "1042", own };

  test("may be taken off", () => {
    expect(mayTakeOff(at)).toBe(true);
  });

  test.each<[string, Partial<typeof at>]>([
    ["a cent of money", { bill: { ...bill, paidMoney: money("0.01"), rest: money("89.89") } }],
    ["something scheduled", { bill: { ...bill, scheduled: money("5"), creditable: money("84.90") } }],
    ["an open meaning of paidAmount", { bill: { ...bill, creditable: money("59.90") } }],
    ["a credit that is not of this invoice's notes", { own: own.slice(0, 1) }],
    ["an archived bill", { bill: { ...bill, archived: true } }],
    ["another invoice's bill", { invoice: "7" }],
    ["a bill without a reference line", { bill: { ...bill, description: "by hand" } }],
    [
      "a use on another bill, too",
      {
        credit: credit("vcr1", [
          [BILL, "10"],
          ["00nother", "5"],
        ]),
      },
    ],
    ["more applied than its uses show", { credit: credit("vcr1", [[BILL, "10"]], { rest: money("19") }) }],
  ])("not with %s", (_, set) => {
    expect(mayTakeOff({ ...at, ...set })).toBe(false);
  });
});
