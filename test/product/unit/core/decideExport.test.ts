/** What is decided about the bills that a lookup has found: each rule with its decision. */

import { decideExport } from "../../../../connector/core/documents/decideExport";
import { referenceLine } from "../../../../connector/core/documents/documentRef";
import { APPROVED, aBill, aDocument, USER } from "../../arbitraries/records";

const LATER = "2026-04-01T10:00:00Z";
const line = (idn: string, approved: string | undefined = APPROVED) =>
  referenceLine({ kind: "invoice", idn, approved });
const approvedAgain = aDocument({
  ref: { kind: "invoice", idn: "1042", approved: LATER },
  approvedAt: Date.parse(LATER),
});
const linked = aDocument({ externalId: aBill().id });
const at = (document = aDocument(), force = false) => ({ document, force, users: [USER] });

test("nothing found: create", () => {
  expect(decideExport([], at())).toEqual({ do: "create" });
});

test("the same approval: the bill is kept as it is; a later approval or the button asks for an update", () => {
  const bill = aBill();
  expect(decideExport([bill], at())).toEqual({ do: "keep", voucher: bill, update: false });
  expect(decideExport([bill], at(approvedAgain))).toEqual({ do: "keep", voucher: bill, update: true });
  expect(decideExport([bill], at(aDocument(), true))).toEqual({ do: "keep", voucher: bill, update: true });
});

test("the bill names a later approval than the document that was read: postponed", () => {
  const bill = aBill({ description: line("1042", LATER) });
  expect(decideExport([bill], at())).toMatchObject({
    outcome: "postponed",
    reason: "newer-approval-in-bill",
  });
});

test("a document without an approval date, and a bill without one", () => {
  const none = aDocument({ ref: { kind: "invoice", idn: "1042", approved: undefined } });
  const bill = aBill({ description: "Precoro invoice #1042 (approved -)" });
  expect(decideExport([bill], at(none))).toMatchObject({ do: "keep", update: false });
  expect(decideExport([aBill()], at(none))).toMatchObject({ do: "keep", update: false });
  expect(decideExport([bill], at())).toMatchObject({ do: "keep", update: true });
});

describe("a bill of that number that names no Precoro document", () => {
  const handMade = aBill({ id: "00n01HANDMADE00000001", description: "Paper for March" });

  test("with equal dates and total it gets the reference line", () => {
    expect(decideExport([handMade], at())).toEqual({ do: "addReference", voucher: handMade });
  });

  test.each([
    ["a different total", { amount: aBill().amount.plus("0.01") }, "different total"],
    ["a different due date", { dueDate: "2026-04-01" }, "different due date"],
    ["a draft", { draft: true }, "a draft"],
    ["money on it", { hasMoney: true, moneyText: "119.90 paid" }, "119.90 paid"],
  ])("%s: rejected, and the reason names the difference", (_, set, difference) => {
    expect(decideExport([{ ...handMade, ...set }], at())).toMatchObject({
      reason: "number-in-use",
      facts: { difference },
    });
  });

  test("beside it nothing is restored and nothing adopted", () => {
    const archived = aBill({ archived: true });
    expect(decideExport([handMade, archived], at(linked, true))).toMatchObject({ reason: "number-in-use" });
  });

  test("archived, it does not matter", () => {
    expect(decideExport([{ ...handMade, archived: true }], at())).toEqual({ do: "create" });
  });
});

describe("a bill of that number made for another document", () => {
  const other = aBill({ id: "00n01OTHER00000000001", description: line("7") });

  test("alone: no bill is created", () => {
    expect(decideExport([other], at())).toMatchObject({
      reason: "number-used-by-other-document",
      facts: { other: "invoice #7" },
    });
  });

  test("beside the bill of this document the older one stays", () => {
    const ours = aBill();
    const earlier = { ...other, createdAt: ours.createdAt - 1 };
    const later = { ...other, createdAt: ours.createdAt + 1 };
    expect(decideExport([ours, earlier], at())).toEqual({ do: "archive", vouchers: [ours] });
    expect(decideExport([ours, later], at())).toMatchObject({ do: "keep" });
  });

  test("a bill of this document with money on it is never archived", () => {
    const ours = aBill({ hasMoney: true });
    const earlier = { ...other, createdAt: ours.createdAt - 1 };
    expect(decideExport([ours, earlier], at())).toMatchObject({ reason: "number-used-by-other-document" });
  });

  test("a new number that is taken is not written", () => {
    const renumbered = aDocument({ ...approvedAgain, number: "INV-8" });
    const taken = { ...other, number: "INV-8" };
    expect(decideExport([aBill(), taken], at(renumbered))).toMatchObject({
      reason: "number-used-by-other-document",
    });
  });
});

test("a link that leads to the bill of another document is rejected, with and without the button", () => {
  const wrong = aBill({ description: line("7") });
  for (const force of [false, true]) {
    expect(decideExport([wrong], at(linked, force))).toMatchObject({
      reason: "link-belongs-to-other-document",
    });
  }
});

describe("a linked bill without a reference line", () => {
  test("with equal dates and total it gets the line back", () => {
    const bill = aBill({ description: "" });
    expect(decideExport([bill], at(linked))).toEqual({ do: "addReference", voucher: bill });
  });

  test("otherwise it is updated as after a new approval", () => {
    const bill = aBill({ description: "", amount: aBill().amount.plus("1") });
    expect(decideExport([bill], at(linked))).toEqual({ do: "keep", voucher: bill, update: true });
  });

  test("still counts as the document's beside a duplicate", () => {
    const withoutLine = aBill({ description: "", createdAt: 1 });
    const duplicate = aBill({ id: "00n01DUPLICATE0000001", createdAt: 2 });
    expect(decideExport([duplicate, withoutLine], at(linked))).toEqual({
      do: "archive",
      vouchers: [duplicate],
    });
  });
});

describe("the bill is archived", () => {
  const archived = aBill({ archived: true, updatedAt: Date.parse("2026-03-20T00:00:00Z") });

  test("by a person: the link is cleared, and it is not sent again automatically", () => {
    expect(decideExport([archived], at(linked))).toMatchObject({
      outcome: "unlinked",
      reason: "archived-in-bill",
    });
    expect(decideExport([archived], at())).toMatchObject({ outcome: "skipped", reason: "archived-in-bill" });
  });

  test("the button, or an approval after it was archived, restores it", () => {
    expect(decideExport([archived], at(aDocument(), true))).toEqual({ do: "restore", voucher: archived });
    expect(decideExport([archived], at(approvedAgain))).toEqual({ do: "restore", voucher: archived });
  });

  test("an approval from before it was archived does not", () => {
    const lately = { ...archived, updatedAt: Date.parse("2026-04-02T00:00:00Z") };
    expect(decideExport([lately], at(approvedAgain))).toMatchObject({ reason: "archived-in-bill" });
  });

  test("a draft is not an archived bill", () => {
    expect(decideExport([aBill({ draft: true })], at())).toMatchObject({ do: "keep" });
  });
});

describe("a voucher that names the document, seen elsewhere", () => {
  const elsewhere = (set: object = {}) => aBill({ id: "00n01ELSEWHERE0000001", number: "INV-6", ...set });

  test("made by a user of the connection: the older one stays, and takes over the document's content", () => {
    const older = elsewhere({ createdAt: aBill().createdAt - 1 });
    expect(decideExport([aBill(), older], at(linked))).toEqual({ do: "archive", vouchers: [aBill()] });
    expect(decideExport([older], at())).toEqual({ do: "keep", voucher: older, update: true });
    expect(
      decideExport([elsewhere({ vendorId: "00901OTHER00000000001", number: aBill().number })], at()),
    ).toMatchObject({ do: "keep", update: true });
  });

  test.each([
    ["by another user", "00601PERSON0000000001"],
    ["by nobody knows whom", undefined],
  ])("made %s: it may be a person's copy, and nothing is done about it", (_, createdBy) => {
    const { createdBy: _user, ...bill } = elsewhere();
    const copy = { ...bill, ...(createdBy && { createdBy }) };
    expect(decideExport([copy], at())).toEqual({ do: "create" });
    expect(decideExport([aBill(), copy], at(linked))).toMatchObject({ do: "keep", voucher: aBill() });
  });

  test("the user of the linked bill is known, too", () => {
    const user = "00601FORMER0000000001";
    const [mine, other] = [
      aBill({ createdBy: user }),
      elsewhere({ createdBy: user, createdAt: aBill().createdAt + 1 }),
    ];
    expect(decideExport([mine, other], at(linked))).toEqual({ do: "archive", vouchers: [other] });
  });

  test("a linked one is the document's, whoever made it", () => {
    const bill = elsewhere({ id: aBill().id, createdBy: "00601PERSON0000000001" });
    expect(decideExport([bill], at(linked))).toEqual({ do: "keep", voucher: bill, update: false });
  });
});
