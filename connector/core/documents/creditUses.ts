/**
 * Which vendor credits are on a bill, what went off it by a write, and whether one may be taken off. Pure; bills and credits come in
 * as they were read. Amounts are in the bill's currency.
 */

import { type Money, moneyText, sum, zero } from "../money";
import { readReference } from "./documentRef";
import type { Voucher } from "./voucher";

/** So much of one vendor credit. */
export interface CreditPart {
  readonly id: string;
  readonly amount: Money;
}

/** What of these credits is applied to the bill, one entry for each credit. */
export const appliedTo = (billId: string, credits: readonly Voucher[]): CreditPart[] =>
  credits
    .map(({ id, uses }) => ({
      id,
      amount: sum(uses.filter((use) => use.billId === billId).map(({ amount }) => amount)),
    }))
    .filter(({ amount }) => amount.gt(zero));

export const totalOf = (parts: readonly CreditPart[]): Money => sum(parts.map(({ amount }) => amount));

/** True if these are all credits that the bill shows. */
export const explains = (parts: readonly CreditPart[], bill: Pick<Voucher, "credited">): boolean =>
  totalOf(parts).eq(bill.credited);

/** The parts for people: `vcr01…0003 (20.00)`. */
export const partsText = (parts: readonly CreditPart[]): string =>
  parts.map(({ id, amount }) => `${id} (${moneyText(amount)})`).join(", ");

interface Addition {
  /** As it was read before the write. */
  readonly before: Pick<Voucher, "credited">;
  /** As the write's answer, or a later read, shows it. */
  readonly after: Pick<Voucher, "credited">;
  readonly part: CreditPart;
}

interface AfterAddition {
  /** How much of the earlier credits went off; zero where all are still on the bill. */
  readonly lost: Money;
  /** Whether `vendorCredits` replaced what was on the bill; undefined where the amounts do not tell. */
  readonly replaced: boolean | undefined;
}

/** What became of the credits that were on a bill when one more was sent alone. */
export const afterAddition = ({ before, after, part }: Addition): AfterAddition => {
  const missing = before.credited.plus(part.amount).minus(after.credited);
  const lost = missing.gt(zero) ? missing : zero;
  if (before.credited.lte(zero)) return { lost, replaced: undefined };
  if (missing.lte(zero)) return { lost, replaced: false };
  return { lost, replaced: after.credited.eq(part.amount) ? true : undefined };
};

interface TakeOff {
  readonly credit: Voucher;
  readonly bill: Voucher;
  /** The `idn` of the invoice that the credit's note is for. */
  readonly invoice: string;
  /** What is on the bill of the credits of this invoice's own notes, this one included. */
  readonly own: readonly CreditPart[];
}

/**
 * True if the credit may be taken off: it is on its own invoice's bill alone, and that bill has no money, nothing scheduled, and no
 * credits but those of this invoice's own notes. Amounts decide, not BILL's status.
 */
export const mayTakeOff = ({ credit, bill, invoice, own }: TakeOff): boolean => {
  const ref = readReference(bill.description);
  const isItsBill = ref?.kind === "invoice" && ref.idn === invoice && !bill.archived && !bill.draft;
  const isNowhereElse =
    credit.uses.every(({ billId }) => billId === bill.id) &&
    sum(credit.uses.map(({ amount }) => amount)).eq(credit.amount.minus(credit.rest));
  // What is surely creditable is less than the rest where money is scheduled, and where it is open what `paidAmount` means.
  const hasNoMoney = bill.paidMoney.eq(zero) && bill.scheduled.eq(zero) && bill.creditable.eq(bill.rest);
  return isItsBill && isNowhereElse && hasNoMoney && explains(own, bill);
};
