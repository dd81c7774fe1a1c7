/** Precoro invoices as its API shows them, as companies really have them: odd quantities, discounts, mixed taxes, three ways of rounding. */
import Big from "big.js";
import fc from "fast-check";

interface WireLine {
  id: number;
  name: string;
  quantity: string;
  price: string;
  taxPercent: string;
  netSum: string;
  taxSum: string;
  sum: string;
  item: unknown;
}

export interface WireInvoice {
  idn: string;
  logicType: number;
  status: number;
  invoiceNumber: string;
  currency: string;
  issueDate: string;
  requiredDate: string;
  approvalDate: string;
  createDate: string;
  sum: string;
  sumPaid: string;
  externalId: null;
  supplier: { id: number; name: string; externalId: string };
  items: { data: WireLine[] };
}

/** A number with that many decimals; `min` and `max` in its smallest units. */
const decimal = (min: number, max: number, decimals: number) =>
  fc.integer({ min, max }).map((units) => new Big(units).div(new Big(10).pow(decimals)));

const roundings = ["lines", "document", "tax per rate"] as const;

const rate = fc.constantFrom("0", "5", "7", "10", "19", "20", "21.5", "8.875");

const lineParts = fc.record({
  quantity: decimal(1, 10_000_000, 4),
  price: decimal(100, 50_000_000, 4),
  discountPercent: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 60 })),
  taxPercent: rate,
  isItem: fc.boolean(),
});

const cents = (amount: Big) => amount.round(2, Big.roundHalfUp);

const totalOf = (
  lines: { net: Big; tax: Big; taxPercent: string }[],
  rounding: (typeof roundings)[number],
): Big => {
  const add = (amounts: Big[]) => amounts.reduce((total, one) => total.plus(one), new Big(0));
  if (rounding !== "tax per rate") return cents(add(lines.map(({ net, tax }) => net.plus(tax))));
  const rates = [...new Set(lines.map(({ taxPercent }) => taxPercent))];
  const taxes = rates.map((one) =>
    cents(add(lines.filter((line) => line.taxPercent === one).map(({ tax }) => tax))),
  );
  return add(lines.map(({ net }) => cents(net))).plus(add(taxes));
};

/** An approved invoice of a linked supplier whose lines add up to its total, apart from rounding. */
export const wireInvoice = (options: { lines?: { minLength: number; maxLength: number } } = {}) =>
  fc
    .record({
      idn: fc.integer({ min: 1, max: 99_999 }).map(String),
      parts: fc.array(lineParts, options.lines ?? { minLength: 1, maxLength: 12 }),
      rounding: fc.constantFrom(...roundings),
    })
    .map(({ idn, parts, rounding }): WireInvoice => {
      const lines = parts.map((part) => {
        const full = part.quantity.times(part.price).times(new Big(100 - part.discountPercent).div(100));
        const net = rounding === "lines" ? cents(full) : full;
        const tax = net.times(part.taxPercent).div(100);
        return { ...part, net, tax: rounding === "lines" ? cents(tax) : tax };
      });
      return {
        idn,
        logicType: 0,
        status: 2,
        invoiceNumber: `INV-${idn}`,
        currency: "USD",
        issueDate: "2026-03-01T00:00:00+0000",
        requiredDate: "2026-03-31T00:00:00+0000",
        approvalDate: "2026-03-02T08:55:00+0000",
        createDate: "2026-03-01T08:00:00+0000",
        sum: totalOf(lines, rounding).toString(),
        sumPaid: "0",
        externalId: null,
        supplier: { id: 55, name: "Acme Paper", externalId: "00901ACMEPAPER0000001" },
        items: {
          data: lines.map((line, at) => ({
            id: at + 1,
            name: `Line ${at + 1}`,
            quantity: line.quantity.toString(),
            price: line.price.toString(),
            taxPercent: line.taxPercent,
            netSum: line.net.toString(),
            taxSum: line.tax.toString(),
            sum: line.net.plus(line.tax).toString(),
            item: line.isItem ? { id: at + 1, externalId: "0ii01ITEM000000000001" } : [],
          })),
        },
      };
    });
