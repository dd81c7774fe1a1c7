/**
 * The form of a document's lines without a negative one, for a BILL that refuses those: a discount is subtracted from another line,
 * whose description names it. Pure.
 */

import { type Money, moneyText, zero } from "../money";
import { isStopped, reject, type Stopped } from "../outcome";
import type { Coding, VoucherDraft } from "./voucher";

/** A line before its amount is rounded to cents. */
export interface Part {
  readonly name: string;
  readonly amount: Money;
  readonly coding: Coding;
  readonly quantity?: Money;
  readonly price?: Money;
}

/**
 * Each negative part is subtracted from the nearest one before it that is large enough, else from one after it. Only the first
 * `targets` parts take one: a discount does not lessen the tax. A rejection where none is large enough.
 */
export const withoutNegatives = (
  parts: readonly Part[],
  targets: number,
  document: string,
): Part[] | Stopped => {
  const folded = [...parts];
  for (const [at, part] of parts.entries()) {
    if (part.amount.gte(zero)) continue;
    const isLargeEnough = (n: number) => folded[n]?.amount.plus(part.amount).gte(zero) ?? false;
    const candidates = [...folded.keys()].slice(0, targets);
    const before = candidates.filter((n) => n < at).reverse();
    const after = candidates.filter((n) => n > at);
    const target = [...before, ...after].find(isLargeEnough);
    const other = target === undefined ? undefined : folded[target];
    if (target === undefined || other === undefined) {
      return reject("negative-line", { document, line: part.name, amount: moneyText(part.amount) });
    }
    folded[target] = {
      name: `${other.name} (less ${part.name} ${moneyText(part.amount.abs())})`,
      amount: other.amount.plus(part.amount),
      coding: other.coding,
    };
    folded[at] = { ...part, amount: zero };
  }
  return folded;
};

/** The draft without negative lines; undefined where it has none, or where they cannot be subtracted from others. */
export const foldedDraft = (draft: VoucherDraft): VoucherDraft | undefined =>
  draft.folded === undefined || isStopped(draft.folded) ? undefined : { ...draft, lines: draft.folded };
