/** Where the two systems differ as far as their lists show, and the table of differences. */

import type { DocumentRow } from "../../../../connector/core/documents/documentRow";
import type { Voucher } from "../../../../connector/core/documents/voucher";
import { money } from "../../../../connector/core/money";
import {
  type Comparison,
  compareByLists,
  isInPeriod,
} from "../../../../connector/core/reconciliation/differences";
import { csvOf } from "../../../../connector/core/reconciliation/table";
import { aBill } from "../../arbitraries/records";

import { reasonsOf, rest, row } from "../../arbitraries/rests";

describe("what the lists show", () => {
  const found = (set: Partial<DocumentRow>, vouchers: Voucher[], more: Partial<Comparison> = {}) => {
    const it = compareByLists({ row: { ...row, ...set }, vouchers, ...more });
    return it && "unclear" in it ? "unclear" : reasonsOf(it)[0];
  };
  const duplicate = aBill({ id: "00n01DUPLICATE000001" });
  const elsewhere = { ...duplicate, number: "INV-OTHER" };
  const ofAnother = aBill({ description: "Precoro invoice #7 (approved -)" });
  const withoutLine = aBill({ description: "typed by hand" });

  test.each<[string | undefined, Partial<DocumentRow>, Voucher[]]>([
    [undefined, {}, [aBill()]],
    ["missing-in-bill", {}, []],
    ["archived-in-bill", {}, [aBill({ archived: true })]],
    ["duplicate-in-bill", {}, [aBill(), duplicate]],
    ["duplicate-in-bill", {}, [aBill(), elsewhere]],
    ["copied-in-bill", {}, [aBill(), { ...elsewhere, createdBy: "00601PERSON0000000001" }]],
    ["two-with-money", {}, [aBill(rest("20")), { ...duplicate, hasMoney: true }]],
    [undefined, {}, [aBill(), { ...duplicate, archived: true }]],
    ["amount-differs", { total: money("119.91") }, [aBill()]],
    ["amount-differs", { total: money("150") }, [aBill(rest("20"))].map((one) => ({ ...one, ...rest("0") }))],
    ["unclear", { paid: money("20"), status: 4 }, [aBill()]],
    ["unclear", {}, [aBill(rest("20"))]],
    [undefined, { paid: money("20.01"), status: 4 }, [aBill(rest("20"))]],
    // What was paid elsewhere is not on the bill, so as much is left in both.
    [undefined, { total: money("139.90"), paid: money("20"), status: 4 }, [aBill()]],
    [undefined, { status: 8 }, []],
    [undefined, { status: 8 }, [aBill({ archived: true })]],
    ["still-active-in-bill", { status: 8 }, [aBill()]],
    ["money-on-canceled", { status: 3 }, [aBill(rest("20"))]],
    ["link-belongs-to-other-document", {}, [ofAnother]],
    ["link-belongs-to-other-document", {}, [duplicate, ofAnother]],
    ["link-belongs-to-other-document", { status: 8 }, [ofAnother]],
  ])("%s: %#", (reason, set, vouchers) => expect(found(set, vouchers)).toBe(reason));

  test("two documents with one link: the one that the bill names is right; without a line, nobody knows", () => {
    const sharedWith = { ...row, idn: "7" };
    expect(found({}, [aBill()], { sharedWith })).toBeUndefined();
    expect(found({}, [withoutLine])).toBeUndefined();
    expect(found({}, [withoutLine], { sharedWith })).toBe("voucher-linked-twice");
  });

  test("money that is only on its way is left to pay", () => {
    expect(found({}, [aBill({ scheduled: aBill().amount, hasMoney: true })])).toBeUndefined();
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
});

/** An invoice and its bill, in cents. A payment: what moved or is to move on the bill, its state, and what is booked of it. */
test("the table is quoted where it has to be, and nothing in it is a formula", () => {
  expect(csvOf([["a", "b, c", 'say "x"', "=1+1", "-5.00", "two\nlines"]])).toBe(
    `a,"b, c","say ""x""",'=1+1,-5.00,"two\nlines"\r\n`,
  );
});
