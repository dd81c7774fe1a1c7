/** How a refusal by BILL's approvals or closed books is told from any other: by the voucher's own approval, by the words, never against BILL's code. */

import { readResponse } from "../../../../connector/bill/errorResponse";
import type { Voucher } from "../../../../connector/core/documents/voucher";
import { sentence } from "../../../../connector/core/reason";
import {
  type Lock,
  lockedCancellation,
  lockedExport,
  lockOf,
} from "../../../../connector/sync/documents/lockedVoucher";
import { aBill, aDocument } from "../../arbitraries/records";

const refusal = (
  status: number,
  message: string,
  code?: string,
  path = `/connect/v3/bills/${aBill().id}`,
) => {
  try {
    readResponse({ status, headers: {}, body: [{ code, message }] }, { method: "PUT", path });
  } catch (error) {
    return error;
  }
  throw new Error("It was not refused.");
};
const lock = (error: unknown, set: Partial<Voucher> = {}) => lockOf(error, [aBill(set)])?.by;
const approved = { approvalStatus: "APPROVED" };

test.each([400, 403, 409, 422])("%d for an approved bill: its approvals lock it", (status) => {
  expect(lock(refusal(status, "Not allowed."), approved)).toBe("approvals");
  expect(lock(refusal(status, "Not allowed.", "BDC_9999"), { approvalStatus: "APPROVING" })).toBe(
    "approvals",
  );
});

test.each(["UNASSIGNED", "ASSIGNED", "DENIED", undefined])(
  "%s: no approver has acted, so nothing is locked",
  (approvalStatus) => {
    expect(
      lock(refusal(422, "Not allowed."), approvalStatus === undefined ? {} : { approvalStatus }),
    ).toBeUndefined();
  },
);

test("words about approvals tell, too: a vendor credit shows no approval status", () => {
  expect(lock(refusal(422, "The credit has been approved."))).toBe("approvals");
});

test("words about closed books tell, approved or not, also of a create", () => {
  const words = "The date is on or before the books closed date.";
  expect(lock(refusal(422, words), approved)).toBe("closed books");
  expect(lock(refusal(400, words))).toBe("closed books");
  expect(lockOf(refusal(400, words, undefined, "/connect/v3/bills"), [])?.by).toBe("closed books");
  expect(lock(refusal(422, "The vendor's account is closed."))).toBeUndefined();
});

test.each([
  ["a second number", 422, "BDC_1171"],
  ["a right that the user lacks", 403, "BDC_1145"],
  ["a limit", 422, "BDC_1144"],
])("%s is never taken for a lock: the code tells", (_, status, code) => {
  expect(lock(refusal(status, "Books closed for approved bills by date.", code), approved)).toBeUndefined();
});

test("only the bill that the refused write was about counts", () => {
  const other = aBill({ id: "00n01OTHER00000000001", ...approved });
  expect(lockOf(refusal(422, "Not allowed."), [aBill(), other])).toBeUndefined();
  expect(lockOf(refusal(422, "Not allowed."), [aBill(approved), other])?.voucher?.id).toBe(aBill().id);
});

test("an outage is no lock", () => {
  expect(lock(refusal(503, "Closed for the period."), approved)).toBeUndefined();
});

test.each<[Lock["by"], Parameters<typeof lockedExport>[2], string, RegExp]>([
  [
    "approvals",
    "change",
    "locked-by-approvals",
    /refused to change bill 00n.*It is approved.*remove its approvers or allow edits/,
  ],
  ["approvals", "restore", "locked-by-approvals", /refused to restore bill 00n/],
  [
    "approvals",
    "archive",
    "duplicate-locked",
    /refused to archive 00n\w+, which is approved: Words\. In BILL, remove its approvers/,
  ],
  [
    "closed books",
    "archive",
    "duplicate-locked",
    /which is in a closed period: Words\. In BILL, change the Books Closed Date/,
  ],
  [
    "closed books",
    "change",
    "books-closed",
    /refused to change the bill.*; or record the difference by hand in an open period\.$/,
  ],
  [
    "closed books",
    "create",
    "books-closed",
    /refused to create the bill.*; or give Invoice #1042 a later date in Precoro\.$/,
  ],
])("%s, %s: %s", (by, change, reason, text) => {
  const stopped = lockedExport(
    { by, voucher: aBill(), approval: "approved", words: "Words." },
    aDocument(),
    change,
  );
  expect(stopped).toMatchObject({ outcome: "rejected", reason });
  expect(sentence(stopped.reason, stopped.facts)).toMatch(text);
  expect(sentence(stopped.reason, stopped.facts)).not.toContain("?");
});

test.each<[Lock["by"], string]>([
  ["approvals", "locked-by-approvals-canceled"],
  ["closed books", "books-closed-canceled"],
])("%s, a cancellation: %s", (by, reason) => {
  const lock = { by, voucher: aBill(), approval: "approved", words: "Words." };
  const stopped = lockedCancellation(lock, aDocument({ status: 8 }));
  expect(stopped.reason).toBe(reason);
  expect(sentence(stopped.reason, stopped.facts)).toMatch(
    /^Invoice #1042 is canceled in Precoro, but BILL refused to archive bill 00n[^?]+$/,
  );
});
