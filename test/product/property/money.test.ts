/** Money is conserved: a bill's lines add up to the invoice's gross total to the cent, whatever the lines look like. */
import fc from "fast-check";
import { toBill } from "../../../connector/core/documents/toBill";
import type { VoucherDraft } from "../../../connector/core/documents/voucher";
import { isWholeCents, money, readMoney, spread, sum, toNumber, zero } from "../../../connector/core/money";
import { isStopped } from "../../../connector/core/outcome";
import { parseDocument } from "../../../connector/precoro/document";
import { type WireInvoice, wireInvoice } from "../arbitraries/invoice";
import { size } from "../kit/long";

const RUNS = size("MONEY", 1_000, 10_000);
const TAX = "0ca01TAX0000000000001";
const VENDOR = "00901ACMEPAPER0000001";

const draftOf = (wire: WireInvoice, taxAccountId?: string) => {
  const document = parseDocument(wire, wire.idn);
  if (isStopped(document)) return document;
  return toBill(document, VENDOR, taxAccountId === undefined ? {} : { taxAccountId });
};

const mustBeDraft = (draft: ReturnType<typeof draftOf>): VoucherDraft => {
  if (isStopped(draft)) throw new Error(`rejected: ${draft.reason} ${JSON.stringify(draft.facts)}`);
  return draft;
};

test("every line of a bill is above zero and in whole cents, and all add up to the gross total", () => {
  fc.assert(
    fc.property(wireInvoice(), fc.boolean(), (wire, taxOnOwnLine) => {
      const total = money(wire.sum);
      const draft = draftOf(wire, taxOnOwnLine ? TAX : undefined);
      if (total.lte(zero)) return isStopped(draft) && draft.reason === "total-not-positive";
      const { lines } = mustBeDraft(draft);
      const added = sum(lines.map(({ amount }) => money(String(toNumber(amount)))));
      return added.eq(total) && lines.every(({ amount }) => amount.gt(zero) && isWholeCents(amount));
    }),
    { numRuns: RUNS },
  );
});

test("quantity and price are sent only where their product is exactly the line's amount", () => {
  fc.assert(
    fc.property(wireInvoice(), (wire) => {
      const draft = draftOf(wire);
      if (isStopped(draft)) return true;
      return draft.lines.every(
        ({ quantity, price, amount }) => !quantity || !price || quantity.times(price).eq(amount),
      );
    }),
    { numRuns: RUNS },
  );
});

test("a missing line is rejected with both sums, never spread over the others", () => {
  fc.assert(
    fc.property(wireInvoice({ lines: { minLength: 2, maxLength: 12 } }), fc.nat(), (wire, pick) => {
      const lines = wire.items.data;
      const gone = lines[pick % lines.length];
      const left = lines.filter((line) => line !== gone);
      const allowed = money("0.01").times(String(lines.length * 2));
      fc.pre(gone !== undefined && money(gone.sum).gt(allowed) && money(wire.sum).gt(zero));
      const draft = draftOf({ ...wire, items: { data: left } });
      return isStopped(draft) && ["lines-do-not-add-up", "no-lines"].includes(draft.reason);
    }),
    { numRuns: RUNS },
  );
});

test("a discount on a line of its own is subtracted from one other line, and the total stays", () => {
  fc.assert(
    fc.property(wireInvoice(), fc.nat(), fc.integer({ min: 1, max: 99_999 }), (wire, position, off) => {
      const amount = money(String(off)).div("100");
      const total = money(wire.sum).minus(amount);
      const discount = {
        ...{ id: 99, name: "Rebate", quantity: "1", price: `-${amount}`, taxPercent: "0", item: [] },
        ...{ netSum: `-${amount}`, taxSum: "0", sum: `-${amount}` },
      };
      const data = [...wire.items.data];
      data.splice(position % (data.length + 1), 0, discount);
      const draft = draftOf({ ...wire, sum: total.toString(), items: { data } });
      if (total.lte(zero)) return isStopped(draft) && draft.reason === "total-not-positive";
      if (isStopped(draft)) {
        const largest = wire.items.data.every((line) => money(line.sum).lt(amount));
        return draft.reason === "negative-line" && largest;
      }
      return (
        sum(draft.lines.map((line) => line.amount)).eq(total) &&
        draft.lines.every((line) => line.amount.gt(zero))
      );
    }),
    { numRuns: RUNS },
  );
});

test("spreading cents keeps every amount's sign and reaches the total exactly", () => {
  const amount = fc.integer({ min: 1, max: 10_000_000 }).map((units) => money(String(units)).div("1000"));
  fc.assert(
    fc.property(
      fc.array(amount, { minLength: 1, maxLength: 20 }),
      fc.integer({ min: -20, max: 20 }),
      (amounts, off) => {
        const total = sum(amounts)
          .round(2)
          .plus(money("0.01").times(String(off)));
        const cents = spread(amounts, total);
        if (!cents) return true;
        return sum(cents).eq(total) && cents.every((one) => one.gte(zero) && isWholeCents(one));
      },
    ),
  );
});

test("text that is not a decimal is not an amount", () => {
  for (const text of ["", "abc", "1,5", "0x10", "NaN", "Infinity", null, undefined, {}, [], true]) {
    expect(readMoney(text)).toBeUndefined();
  }
  expect(readMoney("1e-7")?.toFixed()).toBe("0.0000001");
  expect(readMoney(119.9)?.toString()).toBe("119.9");
});
