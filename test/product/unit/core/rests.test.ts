/** Why less is left to pay in one system than in the other: what could make BILL pay too much comes first. */

import { moneyText } from "../../../../connector/core/money";
import type { Payment } from "../../../../connector/core/payments/payment";
import {
  examine,
  noteDifference,
  restDifference,
} from "../../../../connector/core/reconciliation/restCauses";
import {
  BILL,
  type Both,
  billOf,
  bookedOf,
  differenceOf,
  notesOf,
  nothing,
  of,
  paymentId,
  reasonsOf,
  row,
} from "../../arbitraries/rests";

describe("why the rests differ", () => {
  const aNote = { total: 3_000, isSent: true };
  test.each<[string, Partial<Both>, string[]]>([
    [
      "credit not applied",
      { notes: [aNote], credits: [{ note: 0, inPrecoro: 3_000, inBill: 0 }] },
      ["credit-missing-on-bill"],
    ],
    [
      "the second of two credits not applied",
      {
        notes: [aNote, aNote],
        credits: [
          { note: 0, inPrecoro: 3_000, inBill: 3_000 },
          { note: 1, inPrecoro: 3_000, inBill: 0 },
        ],
      },
      ["credit-missing-on-bill"],
    ],
    [
      "credit note not sent",
      { notes: [{ ...aNote, isSent: false }], credits: [{ note: 0, inPrecoro: 3_000, inBill: 0 }] },
      ["credit-not-sent"],
    ],
    ["credit from another invoice", { credits: [{ inPrecoro: 3_000, inBill: 0 }] }, ["credit-from-balance"]],
    ["credit that only BILL has", { credits: [{ inPrecoro: 0, inBill: 3_000 }] }, ["credit-only-in-bill"]],
    [
      "payment not booked yet",
      { payments: [{ amount: 4_000, state: "moved", booked: 0 }] },
      ["paid-only-in-bill"],
    ],
    [
      "booked with another amount",
      { payments: [{ amount: 4_000, state: "moved", booked: 3_000 }] },
      ["payment-amount-differs"],
    ],
    [
      "booked twice",
      { payments: [{ amount: 4_000, state: "moved", booked: 8_000 }] },
      ["payment-amount-differs"],
    ],
    ["paid by hand", { byHand: 2_000 }, ["paid-only-in-precoro"]],
    ["paid by hand, without a payment", { unexplained: 2_000 }, ["paid-only-in-precoro"]],
    ["credited, without a payment", { unexplained: 3_000, notes: [aNote] }, ["credit-missing-on-bill"]],
    [
      "voided, but booked",
      { payments: [{ amount: 4_000, state: "reversed", booked: 4_000 }] },
      ["payment-reversed"],
    ],
    ["in doubt since it was booked", { payments: [{ amount: 4_000, state: "not yet", booked: 4_000 }] }, []],
    [
      "overpaid in BILL",
      { payments: [{ amount: 12_000, state: "moved", booked: 10_000 }] },
      ["overpaid", "payment-amount-differs"],
    ],
    [
      "overpaid in Precoro after a revision",
      { total: 8_000, payments: [{ amount: 10_000, state: "moved", booked: 10_000 }] },
      ["amount-differs"],
    ],
    [
      "too large to be booked",
      { byHand: 8_000, payments: [{ amount: 5_000, state: "moved", booked: 0 }] },
      ["paid-only-in-precoro", "payment-too-large"],
    ],
    [
      "a payment by hand behind one that is not booked yet",
      { byHand: 2_000, payments: [{ amount: 5_000, state: "moved", booked: 0 }] },
      ["paid-only-in-precoro", "paid-only-in-bill"],
    ],
    [
      "a credit not applied, and another amount",
      { total: 9_000, notes: [aNote], credits: [{ note: 0, inPrecoro: 3_000, inBill: 0 }] },
      ["credit-missing-on-bill", "amount-differs"],
    ],
  ])("%s", (_, set, reasons) => expect(reasonsOf(differenceOf({ ...nothing, ...set }))).toEqual(reasons));

  test("a payment in Precoro of the same day and amount is the one that the next import links", () => {
    const both: Both = { ...nothing, payments: [{ amount: 4_000, state: "moved", booked: 0 }] };
    const bill = billOf(both);
    const payment: Payment = {
      id: paymentId(0),
      vendorId: bill.vendorId,
      allocations: [{ billId: BILL, amount: of(4_000) }],
      date: "2026-03-09",
      state: "moved",
      status: "SENT",
      updatedAt: 0,
    };
    const byHand = bookedOf({ ...nothing, byHand: 4_000 });
    const read = { payments: [payment], unreadable: [], currency: undefined };
    const invoice = { ...row, total: of(9_000), paid: of(4_000) };
    const found = restDifference(examine(invoice, bill, { ...read, booked: byHand }), {
      notes: [],
      credits: [],
      sendCreditNotes: true,
    });
    expect(reasonsOf(found)).toEqual(["amount-differs"]);
  });

  test("a payment that can't be read counts as it is booked; one that pays another bill does not", () => {
    const booked = bookedOf({ ...nothing, payments: [{ amount: 4_000, state: "moved", booked: 4_000 }] });
    const invoice = { ...row, total: of(10_000), paid: of(4_000) };
    const found = (unreadable: string[]) => {
      const read = { booked, payments: [], unreadable, currency: undefined };
      const bill = billOf(nothing);
      return reasonsOf(
        restDifference(examine(invoice, bill, read), { notes: [], credits: [], sendCreditNotes: true }),
      );
    };
    expect(found([paymentId(0)])).toEqual([]);
    expect(found([])).toEqual(["payment-on-other-bill"]);
  });

  test("money on the bill that no payment explains has to be entered by hand", () => {
    const bill = { ...billOf(nothing), paidMoney: of(4_000), rest: of(6_000) };
    const read = { booked: [], payments: [], unreadable: [], currency: undefined };
    const invoice = { ...row, total: of(10_000) };
    const found = restDifference(examine(invoice, bill, read), {
      notes: [],
      credits: [],
      sendCreditNotes: true,
    });
    expect(reasonsOf(found)).toEqual(["payment-not-listed"]);
  });

  test("the credit note says so, too, with what is to be applied", () => {
    const both = { ...nothing, notes: [aNote], credits: [{ note: 0, inPrecoro: 2_000, inBill: 0 }] };
    const ofInvoice = differenceOf(both);
    const [note] = notesOf(both);
    const found = note && noteDifference(note.row, ofInvoice);
    expect(reasonsOf(found)).toEqual(["credit-missing-on-bill"]);
    expect(found?.rests && [found.rests.inPrecoro, found.rests.inBill].map(moneyText)).toEqual([
      "10.00",
      "30.00",
    ]);
    expect(note && noteDifference({ ...note.row, idn: "CN9" }, ofInvoice)).toBeUndefined();
  });
});

/** In steps of five cents, so that a part is never a difference by rounding. */
