/** Changes the money on bills when a payment is made or voided. */
import Big from "big.js";
import type { Bill, Payment } from "../records";
import { sumOf, totals } from "./bill";

/** connector/bill/API.md §9: the field that a payment's status changes, for money that was sent or will be. */
const amountField = (status: string): "paidAmount" | "scheduledAmount" | undefined => {
  if (status === "PAID") return "paidAmount";
  return status === "SCHEDULED" || status === "APPROVING" ? "scheduledAmount" : undefined;
};

/** The bill with its part of the payment added (1) or taken off again (-1). */
export const applyPayment = (bill: Bill, { billPayments, status }: Payment, direction: 1 | -1): Bill => {
  const allocated = sumOf(
    billPayments.filter(({ billId }) => billId === bill.id).map(({ amount }) => amount),
  );
  const amount = amountField(status);
  if (allocated === 0 || !amount) return bill;
  const next = {
    ...bill,
    [amount]: new Big(bill[amount]).plus(new Big(allocated).times(direction)).toNumber(),
  };
  return { ...next, ...totals(next) };
};

/** What is neither paid nor credited nor scheduled. */
export const openAmount = ({ dueAmount, scheduledAmount }: Bill): number =>
  new Big(dueAmount).minus(scheduledAmount).toNumber();
