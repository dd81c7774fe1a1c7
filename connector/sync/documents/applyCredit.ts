/**
 * Applies a vendor credit to the bill of its invoice, up to the bill's open balance, at most once. BILL enforces both limits, the
 * credit's balance and the bill's, so concurrent runs can't apply it twice.
 */

import type { BillClient } from "../../bill/client";
import type { Voucher } from "../../core/documents/voucher";
import { type Money, moneyText, zero } from "../../core/money";
import { isRequestError, undefinedIfNotFound } from "../../http/requestError";
import { confirmWrite } from "../confirmWrite";

interface Application {
  readonly credit: Voucher;
  readonly billId: string;
  /** Does not wait past this moment, ms since 1970 UTC. */
  readonly deadline: number;
}

/**
 * Applies the credit, or leaves it unapplied. Returns what happened, in one or two sentences for the user.
 *
 * @throws {RequestError} if BILL can't be reached, or refuses for a reason other than the record's data or state.
 */
export const applyCredit = async (
  { bills, credits }: BillClient,
  { credit, billId, deadline }: Application,
): Promise<string> => {
  const findApplied = async (): Promise<string | undefined> => {
    const found = await credits.get(credit.id);
    return found.hasMoney ? applied(found) : undefined;
  };
  const readBill = () => undefinedIfNotFound(bills.get(billId));

  if (credit.hasMoney) return applied(credit);
  let bill = await readBill();

  const apply = async (): Promise<string> => {
    const why = whyNotApplied(credit, bill, billId);
    if (why !== undefined || !bill) return `It was not applied: ${why}`;
    const amount = smaller(credit.rest, bill.creditable);
    try {
      await bills.applyCredit(billId, { id: credit.id, amount });
      return applied({ ...credit, rest: credit.rest.minus(amount) });
    } catch (error) {
      if (!isRequestError(error, "conflict", "invalid") || error.outcome !== "refused") throw error;
      // Another run may have applied it in the meantime.
      return (await findApplied()) ?? `It was not applied: BILL refused. ${error.words}`;
    }
  };
  const find = async (): Promise<string | undefined> => {
    const found = await findApplied();
    if (found === undefined) bill = await readBill();
    return found;
  };

  return (
    (await confirmWrite({ write: apply, find, deadline })) ??
    "BILL did not confirm that it was applied; check it in BILL."
  );
};

const whyNotApplied = (credit: Voucher, bill: Voucher | undefined, billId: string): string | undefined => {
  if (!bill) return `BILL no longer has the invoice's bill, ${billId}.`;
  if (bill.archived) return `the invoice's bill, ${billId}, is archived.`;
  if (bill.vendorId !== credit.vendorId) return "the invoice's bill is from another vendor.";
  if (bill.creditable.lte(zero)) return `the invoice's bill has no balance left (${bill.moneyText}).`;
  return undefined;
};

const smaller = (a: Money, b: Money): Money => (a.lt(b) ? a : b);

const applied = ({ amount, rest }: Pick<Voucher, "amount" | "rest">): string => {
  const sum = `${moneyText(amount.minus(rest))} of it was applied to the invoice's bill`;
  return rest.lte(zero)
    ? `${sum}.`
    : `${sum}. ${moneyText(rest)} is still unapplied, because no more was due.`;
};
