/** What is left to pay of an invoice in both systems, and when the two are in step. Amounts are in the invoice's currency. Pure. */
import type { DocumentRow } from "../documents/documentRow";
import type { Voucher } from "../documents/voucher";
import { cent, type Money, moneyText, zero } from "../money";

export interface Rests {
  readonly inPrecoro: Money;
  /** Scheduled payments included, since their money has not moved yet. */
  readonly inBill: Money;
  /** The part of the rest in BILL that is scheduled. */
  readonly scheduled: Money;
}

/** As the two lists show it; undefined where Precoro's list does not show what is paid. */
export const restsByLists = (
  { total, paid }: Pick<DocumentRow, "total" | "paid">,
  { rest, scheduled }: Voucher,
): Rests | undefined =>
  total === undefined || paid === undefined
    ? undefined
    : { inPrecoro: total.minus(paid), inBill: rest, scheduled };

/** Up to a cent is equal, since the last payment may close an invoice by one; where the totals themselves differ, nothing is. */
export const areInStep = ({ inPrecoro, inBill }: Rests, hasSameTotal: boolean): boolean => {
  const gap = inBill.minus(inPrecoro).abs();
  return gap.eq(zero) || (hasSameTotal && gap.lte(cent));
};

/** For people: `Left to pay: 70.00 in Precoro, 100.00 in BILL (40.00 scheduled).` */
export const restsText = ({ inPrecoro, inBill, scheduled }: Rests): string => {
  const part = scheduled.gt(zero) ? ` (${moneyText(scheduled)} scheduled)` : "";
  return `Left to pay: ${moneyText(inPrecoro)} in Precoro, ${moneyText(inBill)} in BILL${part}.`;
};
