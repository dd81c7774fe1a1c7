/** The sums of an invoice to the cent: of its lines, and what is left to pay. */
import Big from "big.js";
import type { LooseNumber } from "./records";

export interface LineParts {
  readonly quantity?: LooseNumber | undefined;
  readonly price?: LooseNumber | undefined;
  readonly discount?: LooseNumber | undefined;
  readonly taxPercent?: LooseNumber | undefined;
  readonly netSum?: LooseNumber | undefined;
  readonly taxSum?: LooseNumber | undefined;
  readonly sum?: LooseNumber | undefined;
}

const cents = (amount: Big): Big => amount.round(2, Big.roundHalfUp);

/** connector/precoro/API.md §13: gross is net after discount, plus tax. Assumed: the discount is an amount of money off the line. */
export const lineSums = (line: LineParts) => {
  const { quantity = 1, discount = 0, taxPercent = 0 } = line;
  const rate = new Big(taxPercent).div(100);
  // The price of a line that has only its sum follows from the sum.
  const { price = line.netSum ?? cents(new Big(line.sum ?? 0).div(rate.plus(1))).toString() } = line;
  const net = new Big(line.netSum ?? cents(new Big(quantity).times(price).minus(discount)));
  const tax = new Big(line.taxSum ?? cents(net.times(rate)));
  return {
    quantity,
    price,
    discount,
    taxPercent,
    netSum: line.netSum ?? net.toFixed(2),
    taxSum: line.taxSum ?? tax.toFixed(2),
    sum: line.sum ?? net.plus(tax).toFixed(2),
  };
};

export const total = (amounts: readonly LooseNumber[]): string =>
  amounts.reduce<Big>((sum, amount) => sum.plus(amount), new Big(0)).toFixed(2);

/** What is left to pay. */
export const amountLeft = (sum: LooseNumber, paid: LooseNumber): string =>
  new Big(sum).minus(paid).toFixed(2);
