/** What is decided about the bills of a document that was cancelled or rejected. */
import { cancel } from "../../../../connector/core/documents/cancellation";
import { identityLine } from "../../../../connector/core/documents/documentRef";
import { APPROVED, aBill, aDocument } from "../../arbitraries/records";

const canceled = aDocument({ status: 8 });
const linked = aDocument({ status: 8, externalId: aBill().id });
const archived = aBill({ archived: true });
const other = identityLine({ kind: "invoice", idn: "7", approved: APPROVED });

test("every active one of ours is archived, linked or not", () => {
  const second = aBill({ id: "00n01BILL000000000002" });
  expect(cancel([aBill(), second, archived], canceled)).toEqual({
    do: "archive",
    vouchers: [aBill(), second],
  });
  expect(cancel([aBill()], linked)).toMatchObject({ do: "archive" });
});

test("one that lost our line is ours if it is the linked one, and a stranger's if it is not", () => {
  const bare = aBill({ description: "by hand" });
  expect(cancel([bare], linked)).toEqual({ do: "archive", vouchers: [bare] });
  expect(cancel([bare], canceled)).toMatchObject({ outcome: "skipped", reason: "never-sent" });
});

test("money on one of them: nothing is touched", () => {
  const paid = aBill({ id: "00n01BILL000000000002", hasMoney: true, moneyText: "PAID, 119.90 paid" });
  expect(cancel([aBill(), paid], canceled)).toMatchObject({
    outcome: "rejected",
    reason: "money-on-canceled",
    facts: { status: "canceled", amounts: "PAID, 119.90 paid" },
  });
  expect(cancel([{ ...paid, archived: true }], canceled)).toMatchObject({ do: "done" });
});

test("another document's bill is never touched, even where the link leads to it", () => {
  expect(cancel([aBill({ description: other })], canceled)).toMatchObject({ reason: "never-sent" });
  expect(cancel([aBill({ description: other })], linked)).toMatchObject({
    reason: "link-names-another-document",
  });
});

test("archived already: done", () => {
  expect(cancel([archived], linked)).toEqual({ do: "done", voucher: archived });
});
