/** Money is conserved: a bill's lines add up to the invoice's gross total to the cent, whatever the lines look like. */
import fc from "fast-check";
import { toBill } from "../../../connector/core/documents/toBill";
import type { VoucherDraft } from "../../../connector/core/documents/voucher";
import { changedContent, newContent } from "../../../connector/core/documents/voucherDifference";
import {
  isWholeCents,
  type Money,
  money,
  readMoney,
  spread,
  sum,
  toNumber,
  zero,
} from "../../../connector/core/money";
import { isStopped } from "../../../connector/core/outcome";
import { parseDocument } from "../../../connector/precoro/document";
import { type WireInvoice, wireInvoice } from "../arbitraries/invoice";
import { aBill } from "../arbitraries/records";
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

/** An invoice with one to three negative lines, with and without tax, in tenths of a cent. */
const withDiscounts = (least = 1) =>
  fc
    .record({
      wire: wireInvoice(),
      discounts: fc.array(
        fc.record({
          position: fc.nat(),
          off: fc.integer({ min: 1, max: 999_999 }),
          rate: fc.constantFrom(0, 8.875, 20, 500),
        }),
        { minLength: least, maxLength: 3 },
      ),
    })
    .map(({ wire, discounts }) => {
      const data = [...wire.items.data];
      let total = money(wire.sum);
      for (const [at, { position, off, rate }] of discounts.entries()) {
        const net = money(String(-off)).div("1000");
        const tax = net.times(String(rate)).div("100");
        total = total.plus(net).plus(tax);
        data.splice(position % (data.length + 1), 0, {
          ...{ id: 90 + at, name: `Rebate ${at}`, quantity: "1", price: net.toString(), item: [] },
          ...{
            taxPercent: `${rate}`,
            netSum: net.toString(),
            taxSum: tax.toString(),
            sum: net.plus(tax).toString(),
          },
        });
      }
      return { ...wire, sum: total.round(2).toString(), items: { data } };
    });

test("negative lines stay as they are, and both forms of the lines add up to the gross total to the cent", () => {
  let folds = 0;
  fc.assert(
    fc.property(withDiscounts(), fc.boolean(), (wire, taxOnOwnLine) => {
      const total = money(wire.sum);
      const draft = draftOf(wire, taxOnOwnLine ? TAX : undefined);
      if (total.lte(zero)) return isStopped(draft) && draft.reason === "total-not-positive";
      const { lines, folded } = mustBeDraft(draft);
      const addsUp = (form: VoucherDraft["lines"]) =>
        sum(form.map(({ amount }) => money(String(toNumber(amount))))).eq(total) &&
        form.every(({ amount }) => !amount.eq(zero) && isWholeCents(amount));
      const signs = new Map(wire.items.data.map(({ name, sum: gross }) => [name, money(gross).lt(zero)]));
      const signsKept = lines.every(
        ({ amount, description }) => (signs.get(description) ?? amount.lt(zero)) === amount.lt(zero),
      );
      if (!addsUp(lines) || !signsKept) return false;
      if (folded === undefined) return lines.every(({ amount }) => amount.gt(zero));
      if (isStopped(folded)) return folded.reason === "negative-line";
      folds++;
      return addsUp(folded) && folded.every(({ amount }) => amount.gt(zero));
    }),
    { numRuns: RUNS },
  );
  expect(folds).toBeGreaterThan(RUNS / 10);
});

test("a bill in either form is left as it is, and one in the other kind of content is not", () => {
  fc.assert(
    fc.property(withDiscounts(), (wire) => {
      fc.pre(money(wire.sum).gt(zero));
      const draft = mustBeDraft(draftOf(wire));
      const madeOf = (lines: VoucherDraft["lines"]) =>
        aBill({
          ...newContent({ ...draft, lines }),
          amount: draft.total,
          lines: lines.map((line, n) => ({ ...line, id: `bli${n}` })),
        });
      const forms = [draft.lines, ...(draft.folded && !isStopped(draft.folded) ? [draft.folded] : [])];
      const isLeft = forms.every((lines) => changedContent(madeOf(lines), draft) === undefined);
      const [first, ...others] = draft.lines;
      if (!first) return false;
      const other = madeOf([{ ...first, amount: first.amount.plus("0.01") }, ...others]);
      return isLeft && changedContent(other, draft) !== undefined;
    }),
    { numRuns: RUNS },
  );
});

test("a discount that another line covers has a form without it", () => {
  fc.assert(
    fc.property(withDiscounts(), (wire) => {
      const lines = wire.items.data.map((line) => money(line.sum));
      const off = sum(lines.filter((amount) => amount.lt(zero))).abs();
      fc.pre(money(wire.sum).gt(zero) && lines.some((amount) => amount.gte(off)));
      const { folded } = mustBeDraft(draftOf(wire));
      return folded === undefined || !isStopped(folded);
    }),
    { numRuns: RUNS },
  );
});

test("spreading cents keeps every amount's sign and reaches the total exactly", () => {
  const amount = fc
    .integer({ min: -1_000_000, max: 10_000_000 })
    .map((units) => money(String(units)).div("1000"));
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
        const signKept = (one: Money, at: number) => one.eq(zero) || one.lt(zero) === amounts[at]?.lt(zero);
        return sum(cents).eq(total) && cents.every((one, at) => signKept(one, at) && isWholeCents(one));
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
