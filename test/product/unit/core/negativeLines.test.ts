/** A document's negative lines: as they are, and subtracted from others for a BILL that refuses them. */

import { toVendorCredit } from "../../../../connector/core/documents/toVendorCredit";
import type { VoucherDraft, VoucherLine } from "../../../../connector/core/documents/voucher";
import { isStopped } from "../../../../connector/core/outcome";
import { draft, read, VENDOR } from "../../arbitraries/drafts";
import { itemField, wireLine } from "../../arbitraries/wireDocument";

const OFFICE = "0ca01OFFICE0000000001";

const plain = ({ lines }: { readonly lines: readonly VoucherLine[] }) =>
  lines.map(({ amount, description, coding }) => ({ amount: amount.toFixed(2), description, coding }));

const rebate = wireLine({
  id: 2,
  name: "Rebate",
  netSum: "-20.00",
  taxSum: "0",
  sum: "-20.00",
  taxPercent: 0,
});

const ten = (id: number) => wireLine({ id, netSum: "15.00", taxSum: "0", sum: "15.00", taxPercent: 0 });
const ofForm = (bill: VoucherDraft) => {
  if (bill.folded === undefined || isStopped(bill.folded)) return bill.folded;
  return plain({ lines: bill.folded });
};

test("a discount line stays a line with its own account", () => {
  const account = itemField("Bill Chart of Accounts", "Discounts", OFFICE);
  const own = { ...rebate, dataItemCustomFields: { data: [account] } };
  const bill = draft(
    { sum: "88.90", items: { data: [wireLine(), own] } },
    { defaultExpenseAccountId: "0ca01DEFAULT000000001" },
  );
  expect(plain(bill)).toEqual([
    { amount: "108.90", description: "Paper A4", coding: { chartOfAccountId: "0ca01DEFAULT000000001" } },
    { amount: "-20.00", description: "Rebate", coding: { chartOfAccountId: OFFICE } },
  ]);
  expect(draft()).not.toHaveProperty("folded");
});

test("for a BILL that refuses it, it is subtracted from the line before it, else from one after it", () => {
  const big = wireLine({
    id: 3,
    name: "Chairs",
    netSum: "200.00",
    taxSum: "0",
    sum: "200.00",
    taxPercent: 0,
  });
  expect(ofForm(draft({ sum: "88.90", items: { data: [wireLine(), rebate] } }))).toEqual([
    { amount: "88.90", description: "Paper A4 (less Rebate 20.00)", coding: {} },
  ]);
  expect(ofForm(draft({ sum: "180.00", items: { data: [rebate, big] } }))).toMatchObject([
    { amount: "180.00", description: "Chairs (less Rebate 20.00)" },
  ]);
});

test("a discount larger than every line has no other form, and says why", () => {
  const bill = draft({ sum: "10.00", items: { data: [ten(1), ten(3), rebate] } });
  expect(plain(bill).map(({ amount }) => amount)).toEqual(["15.00", "15.00", "-20.00"]);
  expect(bill.folded).toMatchObject({
    reason: "negative-line",
    facts: { line: "Rebate", amount: "-20.00" },
  });
});

test("a negative tax is a line on the tax account; otherwise it is subtracted like a discount", () => {
  const back = { ...rebate, name: "Returned", netSum: "-1.00", taxSum: "-12.00", sum: "-13.00" };
  const bill = draft(
    { sum: "95.90", items: { data: [wireLine(), back] } },
    { taxAccountId: "0ca01TAX0000000000001" },
  );
  expect(plain(bill).map(({ amount, description }) => `${description} ${amount}`)).toEqual([
    "Paper A4 99.00",
    "Returned -1.00",
    "Tax -2.10",
  ]);
  expect(plain(bill)[2]?.coding).toEqual({ chartOfAccountId: "0ca01TAX0000000000001" });
  expect(ofForm(bill)).toMatchObject([
    { amount: "95.90", description: "Paper A4 (less Returned 1.00) (less Tax 2.10)" },
  ]);
});

test("a discount does not lessen the tax line", () => {
  const bill = draft(
    { sum: "8.90", items: { data: [{ ...rebate, netSum: "-100.00", sum: "-100.00" }, wireLine()] } },
    { taxAccountId: "0ca01TAX0000000000001" },
  );
  expect(bill.folded).toMatchObject({ reason: "negative-line", facts: { amount: "-100.00" } });
});

test("a vendor credit has both forms, too, without items and prices", () => {
  const item = { item: { id: 31, externalId: "0ii01PAPER00000000001" } };
  const credit = toVendorCredit(
    read({ logicType: 1, sum: "88.90", items: { data: [wireLine(item), rebate] } }),
    VENDOR,
    {},
    undefined,
  );
  if (isStopped(credit)) throw new Error("It was rejected.");
  expect(plain(credit)).toEqual([
    { amount: "108.90", description: "Paper A4", coding: {} },
    { amount: "-20.00", description: "Rebate", coding: {} },
  ]);
  expect(credit.folded).toMatchObject([{ description: "Paper A4 (less Rebate 20.00)", coding: {} }]);
  expect(JSON.stringify(credit.folded)).not.toMatch(/quantity|price/);
});
