/** What is decided about the bills of a document that was canceled or rejected. */
import { decideCancel } from "../../../../connector/core/documents/cancellation";
import { referenceLine } from "../../../../connector/core/documents/documentRef";
import type { Voucher } from "../../../../connector/core/documents/voucher";
import { money, zero } from "../../../../connector/core/money";
import { APPROVED, aBill, aDocument, USER } from "../../arbitraries/records";

const canceled = aDocument({ status: 8 });
const linked = aDocument({ status: 8, externalId: aBill().id });
const archived = aBill({ archived: true });
const other = referenceLine({ kind: "invoice", idn: "7", approved: APPROVED });

const decide = (found: readonly Voucher[], document = canceled) => decideCancel(found, document, [USER]);

test("every active one of the document is archived, linked or not", () => {
  const second = aBill({ id: "00n01BILL000000000002" });
  expect(decide([aBill(), second, archived], canceled)).toEqual({
    do: "archive",
    vouchers: [aBill(), second],
  });
  expect(decide([aBill()], linked)).toMatchObject({ do: "archive" });
});

test("one without a reference line is the document's if it is the linked one, and nobody's if it is not", () => {
  const bare = aBill({ description: "by hand" });
  expect(decide([bare], linked)).toEqual({ do: "archive", vouchers: [bare] });
  expect(decide([bare], canceled)).toMatchObject({ outcome: "skipped", reason: "never-sent" });
});

test("money on one of them: nothing is changed", () => {
  const paid = aBill({ id: "00n01BILL000000000002", hasMoney: true, moneyText: "119.90 paid" });
  expect(decide([aBill(), paid], canceled)).toMatchObject({
    outcome: "rejected",
    reason: "money-on-canceled",
    facts: { status: "canceled", amounts: "119.90 paid" },
  });
  expect(decide([{ ...paid, archived: true }], canceled)).toMatchObject({ do: "done" });
});

test.each([
  ["paid", { paidMoney: money("119.90"), rest: zero }, "void the payment"],
  ["scheduled", { scheduled: money("119.90") }, "cancel the scheduled payment"],
  ["a credit alone", { credited: money("19.90"), rest: money("100.00") }, "remove the vendor credit"],
  [
    "paid in part, the rest a credit",
    { paidMoney: money("100.00"), credited: money("19.90"), rest: zero },
    "void the payment and remove the vendor credit",
  ],
  ["a status that names no amount", {}, "void or cancel the payment"],
])("%s: the advice names what is on the bill", (_, set, undo) => {
  const bill = aBill({ hasMoney: true, ...set });
  expect(decide([bill], canceled)).toMatchObject({ reason: "money-on-canceled", facts: { undo } });
});

test("another document's bill is never archived, even where the link leads to it", () => {
  expect(decide([aBill({ description: other })], canceled)).toMatchObject({ reason: "never-sent" });
  expect(decide([aBill({ description: other })], linked)).toMatchObject({
    reason: "link-belongs-to-other-document",
  });
});

test("archived already: done", () => {
  expect(decide([archived], linked)).toEqual({ do: "done", voucher: archived });
});
