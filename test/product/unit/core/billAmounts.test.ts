/** What a bill's amounts mean, by both answers of BILL. */
import fc from "fast-check";
import { readBillAmounts, type ShownAmounts } from "../../../../connector/core/documents/billAmounts";
import { type Money, money, moneyText } from "../../../../connector/core/money";
import { size } from "../../kit/long";

const shown = (paid: string, credited: string, due: string, scheduled = "0"): ShownAmounts => ({
  amount: money("100"),
  paid: money(paid),
  credited: money(credited),
  scheduled: money(scheduled),
  due: money(due),
});

const texts = (amounts: { paidMoney: Money; rest: Money; creditable: Money }) =>
  [amounts.paidMoney, amounts.rest, amounts.creditable].map(moneyText);

test("paidAmount with credits: money alone is what is left of it", () => {
  const read = readBillAmounts(shown("70", "30", "30"), undefined);
  expect(texts(read)).toEqual(["40.00", "30.00", "30.00"]);
  expect(read.includesCredits).toBe(true);
});

test("paidAmount without credits is recognized by what is due", () => {
  const read = readBillAmounts(shown("40", "30", "30"), undefined);
  expect(texts(read)).toEqual(["40.00", "30.00", "30.00"]);
  expect(read.includesCredits).toBe(false);
});

test("less paid than credited can only mean money alone", () => {
  expect(readBillAmounts({ ...shown("10", "30", "60"), due: undefined }, undefined).includesCredits).toBe(
    false,
  );
});

test("numbers that fit both: what the connection has shown counts; without it, a credit takes the smallest rest", () => {
  // As much is scheduled as is credited: due is either the rest less the schedule, or the smaller rest.
  const both = shown("50", "20", "30", "20");
  expect(texts(readBillAmounts(both, undefined))).toEqual(["30.00", "50.00", "10.00"]);
  expect(texts(readBillAmounts(both, true))).toEqual(["30.00", "50.00", "30.00"]);
  expect(texts(readBillAmounts(both, false))).toEqual(["50.00", "30.00", "10.00"]);
  expect(readBillAmounts(both, true).includesCredits).toBeUndefined();
});

test("whatever BILL's answer, it is read right, and a credit never takes more than is left", () => {
  const cents = fc.integer({ min: 0, max: 400 });
  fc.assert(
    fc.property(
      fc.record({ paid: cents, credited: cents, scheduled: cents, more: cents }),
      fc.boolean(),
      fc.boolean(),
      ({ paid, credited, scheduled, more }, includes, dueLessScheduled) => {
        const of = (amount: number) => money(String(amount / 100));
        const rest = scheduled + more;
        const read = readBillAmounts(
          {
            amount: of(paid + credited + rest),
            paid: of(includes ? paid + credited : paid),
            credited: of(credited),
            scheduled: of(scheduled),
            due: of(dueLessScheduled ? more : rest),
          },
          undefined,
        );
        expect(read.creditable.lte(of(more))).toBe(true);
        if (read.includesCredits === undefined && credited > 0) return;
        expect(texts(read)).toEqual([paid, rest, more].map((one) => moneyText(of(one))));
      },
    ),
    { numRuns: size("billAmounts", 300, 5_000) },
  );
});
