/** How a refusal by BILL's approvals or closed books is told from any other: by the voucher's own approval, by the words, never against BILL's code. */

import { readResponse } from "../../../../connector/bill/errorResponse";
import type { Voucher } from "../../../../connector/core/documents/voucher";
import { lockOf } from "../../../../connector/sync/documents/lockedVoucher";
import { aBill } from "../../arbitraries/records";

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
