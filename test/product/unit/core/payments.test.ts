/** Which money has moved, how much of it to book, and where the two systems differ. */

import type { DocumentRow } from "../../../../connector/core/documents/documentRow";
import { money, moneyText, zero } from "../../../../connector/core/money";
import { isStopped } from "../../../../connector/core/outcome";
import { whatToBook } from "../../../../connector/core/payments/bookableAmount";
import {
  allocationsByBill,
  type BookedPayment,
  isPaymentNote,
  unlinkedMatch,
} from "../../../../connector/core/payments/payment";
import { type MoneyState, moneyState } from "../../../../connector/core/payments/paymentStatus";
import { sentence } from "../../../../connector/core/reason";
import {
  csvOf,
  differenceOf,
  isInPeriod,
  isPaidUnclear,
} from "../../../../connector/core/reconciliation/differences";
import { aBill } from "../../arbitraries/records";

/** Every value of both status fields. Source: connector/bill/API.md §9. */
const single: Record<MoneyState, string[]> = {
  moved: ["PROCESSED", "SENT", "DELIVERED", "CLEARED"],
  "not yet": [
    "SCHEDULED",
    "READY_TO_FUND",
    "FUNDING_STARTED",
    "DISBURSEMENT_ON_HOLD",
    "CANCELLATION_IN_PROGRESS",
    "VOID_PENDING",
    "EXPIRING",
    "PARTIALLY_CLAIMED",
  ],
  reversed: [
    "CANCELED",
    "VOIDED",
    "FUNDING_FAILED_VOIDED",
    "FUNDING_FAILED_ACTION_NEEDED",
    "DISBURSEMENT_FAILED_ACTION_NEEDED",
    "DISBURSEMENT_FAILED_VENDOR_BANK_REJECTED",
    "FUNDS_ESCHEATED",
  ],
};
const plain: Record<MoneyState, string[]> = {
  moved: ["PAID"],
  "not yet": ["APPROVING", "SCHEDULED"],
  reversed: ["CANCELLED", "VOID", "ESCHEATED"],
};
const rowsOf = (table: Record<MoneyState, string[]>) =>
  Object.entries(table).flatMap(([state, words]) => words.map((word) => [word, state] as const));

test.each(rowsOf(single))("%s: %s, whatever the other field says", (word, state) => {
  expect(moneyState(word, "PAID")).toBe(state);
  expect(moneyState(word, undefined)).toBe(state);
});

test.each(rowsOf(plain))("%s, where singleStatus says nothing: %s", (word, state) => {
  expect([moneyState(undefined, word), moneyState("UNDEFINED", word)]).toEqual([state, state]);
});

test.each([
  ["SOMETHING_NEW", "PAID"],
  [undefined, "SOMETHING_NEW"],
  ["UNDEFINED", "UNDEFINED"],
  [undefined, undefined],
])("%s and %s are unknown: not yet", (one, other) => expect(moneyState(one, other)).toBe("not yet"));

const invoice = { idn: "1042", status: 2, currency: "USD", total: money("100"), paid: zero };
const book = (amount: string, set: object = {}, currency = "USD") => {
  const allocation = { payment: { id: "stp1" }, amount: money(amount), currency };
  const booked = whatToBook(allocation, { ...invoice, ...set });
  return isStopped(booked) ? booked.reason : moneyText(booked);
};

test.each<[string, string, object, string]>([
  ["40", "a part", {}, "40.00"],
  ["100", "the whole", {}, "100.00"],
  ["99.99", "a cent less", {}, "100.00"],
  ["100.01", "a cent more", {}, "100.00"],
  ["100.02", "two cents more", {}, "payment-too-large"],
  ["60", "what is left", { paid: money("40"), status: 4 }, "60.00"],
  ["60.5", "more than is left", { paid: money("40"), status: 4 }, "payment-too-large"],
  ["60", "of a paid one", { paid: money("100"), status: 5 }, "already-paid-in-precoro"],
  ["60", "of one in revision", { status: 7 }, "invoice-not-open-for-payment"],
  ["60", "of a canceled one", { status: 8 }, "payment-on-canceled-invoice"],
  ["60", "of a rejected one", { status: 3 }, "payment-on-canceled-invoice"],
  ["60", "of one in euros", { currency: "EUR" }, "payment-currency-differs"],
])("%s, %s: %#", (amount, _, set, booked) => expect(book(amount, set)).toBe(booked));

test("several allocations to one bill are one amount; one of credits alone is none", () => {
  const allocations = [
    { billId: "a", amount: money("1.10") },
    { billId: "b", amount: zero },
    { billId: "a", amount: money("2.20") },
  ];
  const payment = {
    id: "p",
    vendorId: "v",
    date: "2026-01-01",
    state: "moved",
    status: "PAID",
    updatedAt: 0,
  } as const;
  expect(
    [...allocationsByBill({ ...payment, allocations })].map(([id, sum]) => [id, moneyText(sum)]),
  ).toEqual([["a", "3.30"]]);
});

test("a booking without its link is found by amount and day; a credit and a linked one do not match", () => {
  const one: BookedPayment = {
    idn: "1",
    amount: money("5"),
    date: "2026-01-01",
    externalId: undefined,
    isCredit: false,
  };
  const match = (booked: BookedPayment) => unlinkedMatch([booked], money("5.00"), "2026-01-01");
  expect(match(one)).toBe(one);
  for (const set of [
    { externalId: "stp2" },
    { isCredit: true },
    { date: "2026-01-02" },
    { amount: money("4") },
  ])
    expect(match({ ...one, ...set })).toBeUndefined();
});

test("an error log about a payment differs from one about the export", () => {
  const facts = { payment: "stp01", amount: "5.00", document: "Invoice #1", status: "VOIDED", rest: "1.00" };
  expect(isPaymentNote(sentence("payment-reversed", facts))).toBe(true);
  expect(isPaymentNote(sentence("due-date-missing", facts))).toBe(false);
});

describe("reconciliation", () => {
  const row: DocumentRow = {
    idn: "1042",
    kind: "invoice",
    status: 2,
    externalId: aBill().id,
    total: aBill().amount,
    paid: zero,
    approvedAt: Date.parse("2026-03-02T08:55:00Z"),
    updatedAt: Date.parse("2026-03-05T08:55:00Z"),
  };
  const rest = (paid: string) => ({
    rest: aBill().amount.minus(paid),
    paidMoney: money(paid),
    hasMoney: true,
  });
  const found = (set: Partial<DocumentRow>, ...vouchers: ReturnType<typeof aBill>[]) =>
    differenceOf({ row: { ...row, ...set }, vouchers })?.stopped.reason;
  const duplicate = aBill({ id: "00n01DUPLICATE000001" });

  test.each<[string | undefined, Partial<DocumentRow>, ReturnType<typeof aBill>[]]>([
    [undefined, {}, [aBill()]],
    ["missing-in-bill", {}, []],
    ["archived-in-bill", {}, [aBill({ archived: true })]],
    ["duplicate-in-bill", {}, [aBill(), duplicate]],
    [undefined, {}, [aBill(), { ...duplicate, archived: true }]],
    ["amount-differs", { total: money("119.91") }, [aBill()]],
    ["paid-only-in-precoro", { paid: money("20"), status: 4 }, [aBill()]],
    ["paid-only-in-bill", {}, [aBill(rest("20"))]],
    [undefined, { paid: money("20.01"), status: 4 }, [aBill(rest("20"))]],
    [undefined, { status: 8 }, []],
    [undefined, { status: 8 }, [aBill({ archived: true })]],
    ["still-active-in-bill", { status: 8 }, [aBill()]],
    ["money-on-canceled", { status: 3 }, [aBill(rest("20"))]],
  ])("%s: %#", (reason, set, vouchers) => expect(found(set, ...vouchers)).toBe(reason));

  test("money that is only on its way is not paid", () => {
    const scheduled = aBill({ rest: zero, scheduled: aBill().amount, hasMoney: true });
    expect(found({}, scheduled)).toBeUndefined();
  });

  test("credits that were not sent are looked up, and are no difference", () => {
    const paid = { ...row, status: 4, paid: money("30") };
    expect(isPaidUnclear({ row: paid, vouchers: [aBill()] })).toBe(true);
    expect(differenceOf({ row: paid, vouchers: [aBill()], moneyInPrecoro: zero })).toBeUndefined();
  });

  test.each<[boolean, Partial<DocumentRow>]>([
    [true, {}],
    [false, { approvedAt: Date.parse("2026-02-28T23:59:59Z") }],
    [true, { approvedAt: Date.parse("2026-02-28T23:59:59Z"), status: 5 }],
    [true, { status: 8 }],
    [false, { status: 8, updatedAt: Date.parse("2026-04-01T00:00:00Z") }],
    [false, { status: 7 }],
  ])("in the period: %s, %#", (isIn, set) =>
    expect(isInPeriod({ ...row, ...set }, { from: "2026-03-01", to: "2026-03-31" })).toBe(isIn),
  );

  test("the table is quoted where it has to be, and nothing in it is a formula", () => {
    expect(csvOf([["a", "b, c", 'say "x"', "=1+1", "-5.00", "two\nlines"]])).toBe(
      `a,"b, c","say ""x""",'=1+1,-5.00,"two\nlines"\r\n`,
    );
  });
});
