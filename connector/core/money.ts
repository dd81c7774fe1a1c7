/**
 * Amounts of money as exact decimals. Nothing here, and nothing that uses it, adds floats.
 * Amounts are in the document's own currency; a cent is 0.01 of it.
 */
import Big from "big.js";

/** A constructor of its own, so that its strictness is nobody else's. Strict: no JS number gets in by accident. */
const Exact = Big();
Exact.strict = true;

export type Money = Big;

export const zero: Money = new Exact("0");
export const cent: Money = new Exact("0.01");

/** Reads an amount as a vendor writes it: text, or a JSON number of up to 15 digits. Undefined if it is no decimal. */
export const readMoney = (value: unknown): Money | undefined => {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  try {
    return new Exact(String(value).trim());
  } catch {
    return undefined;
  }
};

export const money = (text: string): Money => new Exact(text);

export const sum = (amounts: readonly Money[]): Money =>
  amounts.reduce((total, one) => total.plus(one), zero);

/** To whole cents, half away from zero. */
const toCents = (amount: Money): Money => amount.round(2, Exact.roundHalfUp);

export const isWholeCents = (amount: Money): boolean => toCents(amount).eq(amount);

/** For JSON bodies. Exact for whole cents below 10^13. */
export const toNumber = (amount: Money): number => Number(amount.toString());

/** For people: two decimals, or more where the amount has more. */
export const moneyText = (amount: Money): string =>
  isWholeCents(amount) ? amount.toFixed(2) : amount.toString();

/**
 * Rounds amounts to cents so that they add up to `total`: each is rounded, and the cents left over go to those whose
 * rounding moved them furthest the other way, each in turn. None changes its sign or becomes zero by it.
 * Undefined if the cents left over cannot be placed so. `total` is in whole cents.
 */
export const spread = (amounts: readonly Money[], total: Money): Money[] | undefined => {
  const rounded = amounts.map(toCents);
  let left = total.minus(sum(rounded));
  const step = left.lt(zero) ? cent.times("-1") : cent;
  const order = amounts
    .map((exact, at) => ({ at, pull: exact.minus(rounded[at] ?? zero).times(left.lt(zero) ? "-1" : "1") }))
    .sort((a, b) => b.pull.cmp(a.pull) || a.at - b.at)
    .map(({ at }) => at);
  while (!left.eq(zero)) {
    const before = left;
    for (const at of order) {
      if (left.eq(zero)) break;
      const now = rounded[at] ?? zero;
      const then = now.plus(step);
      if (now.eq(zero) || then.eq(zero) || then.lt(zero) !== now.lt(zero)) continue;
      rounded[at] = then;
      left = left.minus(step);
    }
    if (left.eq(before)) return undefined;
  }
  return rounded;
};
