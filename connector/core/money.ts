/**
 * Amounts of money as exact decimals: nothing adds floats. Amounts are in the document's own currency; a cent is 0.01 of it.
 */
import Big from "big.js";

/** A constructor of our own, since its settings are global. Strict: it takes no JS number by accident. */
const Exact = Big();
Exact.strict = true;

export type Money = Big;

export const zero: Money = new Exact("0");
export const cent: Money = new Exact("0.01");

/** More than any amount or price has; a JSON number can carry noise of the vendor's own arithmetic beyond it (`20.680000000000003`). */
const NUMBER_DECIMALS = 8;

/**
 * An amount as a vendor writes it: text, or a JSON number of up to 15 digits. A number is rounded to 8 decimals; text never is.
 * Undefined if it is not a decimal. Source: connector/precoro/API.md §3.
 */
export const readMoney = (value: unknown): Money | undefined => {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  try {
    const read = new Exact(String(value).trim());
    return typeof value === "number" ? read.round(NUMBER_DECIMALS, Exact.roundHalfUp) : read;
  } catch {
    return undefined;
  }
};

/** For text that is a decimal; throws if it is not. */
export const money = (text: string): Money => new Exact(text);

export const sum = (amounts: readonly Money[]): Money =>
  amounts.reduce((total, one) => total.plus(one), zero);

/** To whole cents, half away from zero. */
const toCents = (amount: Money): Money => amount.round(2, Exact.roundHalfUp);

export const isWholeCents = (amount: Money): boolean => toCents(amount).eq(amount);

/** For JSON bodies: exact for whole cents below 10^13. */
export const toNumber = (amount: Money): number => Number(amount.toString());

/** For people: two decimals, or more where the amount has more. */
export const moneyText = (amount: Money): string =>
  isWholeCents(amount) ? amount.toFixed(2) : amount.toString();

/**
 * Rounds amounts to cents so that they add up to `total`, which is in whole cents. Each is rounded; the cents left over go one
 * by one to the amounts that rounding moved furthest the other way. None changes its sign or becomes zero by it.
 * Undefined where the cents left over cannot be spread like that.
 */
export const spread = (amounts: readonly Money[], total: Money): Money[] | undefined => {
  const rounded = amounts.map(toCents);
  let left = total.minus(sum(rounded));
  const unit = left.lt(zero) ? cent.times("-1") : cent;
  const byRoundingError = amounts
    .map((exact, at) => ({ at, error: exact.minus(rounded[at] ?? zero).times(left.lt(zero) ? "-1" : "1") }))
    .sort((a, b) => b.error.cmp(a.error) || a.at - b.at)
    .map(({ at }) => at);
  while (!left.eq(zero)) {
    const before = left;
    for (const at of byRoundingError) {
      if (left.eq(zero)) break;
      const now = rounded[at] ?? zero;
      const then = now.plus(unit);
      if (now.eq(zero) || then.eq(zero) || then.lt(zero) !== now.lt(zero)) continue;
      rounded[at] = then;
      left = left.minus(unit);
    }
    if (left.eq(before)) return undefined;
  }
  return rounded;
};
