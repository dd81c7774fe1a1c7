/** What an invoice becomes in BILL, field by field, and why some are not sent. */

import { paidOutsideBill } from "../../../../connector/core/documents/paidInPrecoro";
import { whyNotPayable, whyNotSent } from "../../../../connector/core/documents/sendRules";
import { toBill } from "../../../../connector/core/documents/toBill";
import type { VoucherDraft } from "../../../../connector/core/documents/voucher";
import { isStopped, type Stopped } from "../../../../connector/core/outcome";
import { parseDocument } from "../../../../connector/precoro/document";
import { draft, read, VENDOR } from "../../arbitraries/drafts";
import { documentField, itemField, wireDocument, wireLine } from "../../arbitraries/wireDocument";

const OFFICE = "0ca01OFFICE0000000001";
const SALES = "0de01SALES00000000001";
const ITEM = "0ii01PAPER00000000001";

const why = (set: Record<string, unknown>): Stopped | undefined => {
  const bill = toBill(read(set), VENDOR, {});
  return isStopped(bill) ? bill : undefined;
};
const plain = ({ lines }: VoucherDraft) =>
  lines.map(({ amount, quantity, price, description, coding }) => ({
    amount: amount.toFixed(2),
    ...(quantity && price ? { times: `${quantity} x ${price}` } : {}),
    description,
    coding,
  }));

test("the header of the bill", () => {
  expect(draft()).toMatchObject({
    vendorId: VENDOR,
    number: "INV-7",
    date: "2026-03-01",
    dueDate: "2026-03-31",
    purchaseOrder: "311",
    ref: { kind: "invoice", idn: "1042", approved: "2026-03-02T08:55:00Z" },
  });
  expect(draft({ invoiceNumber: null }).number).toBe("1042");
  expect(draft({ purchaseOrder: [] })).not.toHaveProperty("purchaseOrder");
});

test("tax is part of each line, or a line of its own where there is an account for it", () => {
  expect(plain(draft())).toEqual([{ amount: "108.90", description: "Paper A4", coding: {} }]);
  expect(plain(draft({}, { taxAccountId: "0ca01TAX0000000000001" }))).toEqual([
    { amount: "99.00", times: "10 x 9.9", description: "Paper A4", coding: {} },
    { amount: "9.90", description: "Tax", coding: { chartOfAccountId: "0ca01TAX0000000000001" } },
  ]);
});

describe("coding", () => {
  const account = itemField("Bill Chart of Accounts", "Office", OFFICE);
  const line = (set: Record<string, unknown>) => ({ items: { data: [wireLine(set)] } });

  test("a linked item makes an item line, without an account", () => {
    const set = line({ item: { id: 31, externalId: ITEM }, dataItemCustomFields: { data: [account] } });
    expect(plain(draft(set, { defaultExpenseAccountId: "0ca01DEFAULT000000001" }))[0]?.coding).toEqual({
      itemId: ITEM,
    });
  });

  test("an item of another integration is no item of BILL", () => {
    expect(plain(draft(line({ item: { id: 31, externalId: "QBO-9" } })))[0]?.coding).toEqual({});
  });

  test("an expense line: its own account, else the default one, else none", () => {
    const own = line({ dataItemCustomFields: { data: [account] } });
    const fallback = { defaultExpenseAccountId: "0ca01DEFAULT000000001" };
    expect(plain(draft(own, fallback))[0]?.coding).toEqual({ chartOfAccountId: OFFICE });
    expect(plain(draft(line({}), fallback))[0]?.coding).toEqual({
      chartOfAccountId: "0ca01DEFAULT000000001",
    });
    expect(plain(draft(line({})))[0]?.coding).toEqual({});
  });

  test("class, department, customer and location come from the line, else from the document", () => {
    const set = {
      ...line({ dataItemCustomFields: { data: [itemField("Bill Departments", "Sales", SALES)] } }),
      dataDocumentCustomFields: {
        data: [
          documentField("Renamed by somebody", "Ops", "0de01OPS00000000000001"),
          documentField("Bill Classes", "A", "cls01A0000000000000001"),
        ],
      },
      location: { id: 3, name: "Austin", externalId: "loc01AUSTIN0000000001" },
    };
    expect(plain(draft(set))[0]?.coding).toEqual({
      departmentId: SALES,
      accountingClassId: "cls01A0000000000000001",
      locationId: "loc01AUSTIN0000000001",
    });
  });

  test("a value of an imported field whose option does not come from BILL is rejected, not guessed", () => {
    const set = line({ dataItemCustomFields: { data: [itemField("Bill Chart of Accounts", "Office")] } });
    expect(why(set)).toMatchObject({ reason: "option-not-linked", facts: { value: "Office" } });
    const foreign = line({ dataItemCustomFields: { data: [itemField("Project", "X")] } });
    expect(why(foreign)).toBeUndefined();
  });
});

describe("empty lines and rounding", () => {
  test("lines of zero are left out", () => {
    const free = wireLine({ id: 2, name: "Sample", netSum: "0", taxSum: "0", sum: "0" });
    expect(plain(draft({ items: { data: [free, wireLine()] } }))).toHaveLength(1);
    expect(why({ items: { data: [free] } })).toMatchObject({ reason: "no-lines" });
    expect(why({ items: [] })).toMatchObject({ reason: "no-lines" });
  });

  test("a cent of rounding is spread, a missing line is not", () => {
    expect(plain(draft({ sum: "108.91" }))[0]?.amount).toBe("108.91");
    expect(plain(draft({ sum: "108.92" }))[0]?.amount).toBe("108.92");
    expect(why({ sum: "108.93" })).toMatchObject({
      reason: "lines-do-not-add-up",
      facts: { lines: "108.90", total: "108.93" },
    });
  });
});

test.each<[string, Record<string, unknown>, string]>([
  ["22 characters", { invoiceNumber: "1234567890123456789012" }, "number-too-long"],
  ["no due date", { requiredDate: null }, "due-date-missing"],
  ["no issue date", { issueDate: "" }, "issue-date-missing"],
  ["a total of zero", { sum: "0" }, "total-not-positive"],
  ["a total below zero", { sum: "-5" }, "total-not-positive"],
  ["a total of tenths of cents", { sum: "108.905" }, "too-many-decimals"],
])("%s: rejected", (_, set, reason) => expect(why(set)).toMatchObject({ outcome: "rejected", reason }));

describe("whether it is sent at all", () => {
  const rules = { force: false, approvedFrom: "2026-03-01" };
  test.each<[string, Record<string, unknown>, string | undefined]>([
    ["an approved invoice of a linked supplier", {}, undefined],
    ["partly paid", { status: 4 }, undefined],
    ["paid", { status: 5 }, undefined],
    ["pending", { status: 1 }, "not-approved"],
    ["in revision", { status: 7 }, "not-approved"],
    ["canceled", { status: 8 }, "not-approved"],
    ["a part of a split invoice", { parentData: { idn: "1000" } }, "split-invoice-part"],
    ["approved the day before", { approvalDate: "2026-02-28T23:59:59+0000" }, "approved-before-start"],
    ["no approval date, created since", { approvalDate: null }, undefined],
    [
      "no approval date, created before",
      { approvalDate: null, createDate: "2026-02-01T00:00:00+0000" },
      "approved-before-start",
    ],
    [
      "a supplier without a link",
      { supplier: { id: 55, name: "Acme", externalId: null } },
      "supplier-not-linked",
    ],
    [
      "a supplier of another integration",
      { supplier: { id: 55, name: "Acme", externalId: "QBO-1" } },
      "external-id-not-from-bill",
    ],
    ["a document of another integration", { externalId: "QBO-2" }, "external-id-not-from-bill"],
  ])("%s: %#", (_, set, reason) => expect(whyNotSent(read(set), rules)?.reason).toBe(reason));

  test("the button lifts the start date, and neither status nor links", () => {
    const forced = { ...rules, force: true };
    expect(whyNotSent(read({ approvalDate: "2026-01-01T00:00:00+0000" }), forced)).toBeUndefined();
    expect(whyNotSent(read({ status: 1 }), forced)?.reason).toBe("not-approved");
    expect(whyNotSent(read({ externalId: "QBO-2" }), forced)?.reason).toBe("external-id-not-from-bill");
  });

  const payment = (set: Record<string, unknown>) => ({
    payments: { data: [{ id: 5, sumPaid: "20.00", ...set }] },
  });
  test.each<[string, Record<string, unknown>, boolean, string | undefined]>([
    ["unpaid", {}, false, undefined],
    ["partly paid by hand", payment({}), false, "paid-outside-bill"],
    ["partly paid by hand, with the button", payment({}), true, undefined],
    ["wholly paid by hand, with the button", payment({ sumPaid: "108.90" }), true, "paid-outside-bill"],
    ["paid by a credit note", payment({ logicType: 1 }), false, undefined],
    [
      "paid by a payment that came from BILL",
      payment({ externalId: "stp01PAYMENT000000001" }),
      false,
      undefined,
    ],
    ["paid, with an empty list", { status: 5, sumPaid: "108.90", payments: [] }, false, "paid-outside-bill"],
    ["paid, with nothing else shown", { status: 5, payments: [] }, true, "paid-outside-bill"],
    [
      "more in the header than in the rows",
      { ...payment({ logicType: 1 }), sumPaid: "25.00" },
      false,
      "paid-outside-bill",
    ],
    ["paid, no payments shown", { payments: undefined, sumPaid: "20.00" }, false, "paid-outside-bill"],
  ])("%s: %#", (_, set, force, reason) =>
    expect(whyNotPayable(read(set), paidOutsideBill(read(set).paid), { force })?.reason).toBe(reason),
  );
});

describe("loose shapes are read, broken ones are reported", () => {
  test.each<[string, Record<string, unknown>]>([
    ["numbers as numbers", { sum: 108.9, idn: 1042, status: "2", logicType: "0" }],
    ["lines as a plain list", { items: [wireLine()] }],
    ["lines keyed by id", { items: { data: { 1: wireLine() } } }],
    ["nulls for empty relations", { parentData: null, purchaseOrder: null, payments: null }],
    ["a line without its sum", { items: { data: [wireLine({ sum: null })] } }],
    ["a line with nothing but its sum", { items: { data: [wireLine({ netSum: null, taxSum: null })] } }],
  ])("%s", (_, set) => expect(plain(draft(set))).toMatchObject([{ amount: "108.90" }]));

  test.each<[string, Record<string, unknown>, string]>([
    ["an amount that is not a number", { sum: "a lot" }, "sum"],
    ["no total", { sum: null }, "gross total"],
    ["a date that does not exist", { requiredDate: "2026-02-30" }, "requiredDate"],
    ["no supplier", { supplier: [] }, "supplier"],
    ["a line without any sum", { items: { data: [wireLine({ sum: null, netSum: null })] } }, "Paper A4"],
  ])("%s", (_, set, problem) => {
    const document = parseDocument(wireDocument(set), "1042");
    expect(document).toMatchObject({ reason: "document-unreadable" });
    expect(JSON.stringify(document)).toContain(problem);
  });
});
