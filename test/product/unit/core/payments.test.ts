/** Which money has moved, and how much of it to book. */

import { money, moneyText, zero } from "../../../../connector/core/money";
import { isStopped } from "../../../../connector/core/outcome";
import { fitsTwice, whatToBook } from "../../../../connector/core/payments/bookableAmount";
import {
  allocationsByBill,
  type BookedPayment,
  unlinkedMatch,
} from "../../../../connector/core/payments/payment";
import { type MoneyState, moneyState } from "../../../../connector/core/payments/paymentStatus";

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
  const match = (booked: BookedPayment, rest = "7") =>
    unlinkedMatch([booked], money("5.00"), "2026-01-01", money(rest));
  expect(match(one)).toBe(one);
  // It closed the invoice: what was left was booked, a cent more or less.
  for (const amount of ["4.99", "5.01"]) {
    const closing = { ...one, amount: money(amount) };
    expect(match(closing, "0")).toBe(closing);
    expect(match(closing, "0.01")).toBeUndefined();
    expect(unlinkedMatch([closing, one], money("5"), "2026-01-01", zero)).toBe(one);
  }
  for (const amount of ["4.98", "5.02"])
    expect(match({ ...one, amount: money(amount) }, "0")).toBeUndefined();
  for (const set of [
    { externalId: "stp2" },
    { isCredit: true },
    { date: "2026-01-02" },
    { amount: money("4") },
  ])
    expect(match({ ...one, ...set })).toBeUndefined();
});

test.each<[string, string, string, boolean]>([
  ["100", "0", "100", false],
  ["100", "40", "60", false],
  // It does not close the invoice.
  ["100", "0", "60", true],
  ["100", "0", "40", true],
  // It closes the invoice, but if what was paid before is canceled meanwhile, two fit.
  ["100", "50", "50", true],
  ["100", "49.99", "50.01", false],
])("of %s with %s paid, %s more fits twice: %s", (total, paid, amount, fits) => {
  expect(fitsTwice(money(amount), { total: money(total), paid: money(paid) })).toBe(fits);
});
