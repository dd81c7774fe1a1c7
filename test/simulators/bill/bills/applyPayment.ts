/** What a payment does to the bills it pays, when it is made and when it is voided. It changes no payment. */
import Big from "big.js";
import type { Bill, Payment } from "../records";
import { sumOf, totals } from "./bill";

/** connector/bill/API.md §9: the statuses of money that has gone out, and of money that is going to. */
const amountField = (status: string): "paidAmount" | "scheduledAmount" | undefined => {
  if (status === "PAID") return "paidAmount";
  return status === "SCHEDULED" || status === "APPROVING" ? "scheduledAmount" : undefined;
};

/** The bill with its share of the payment put on it (1) or taken off it again (-1). */
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

/** What is neither paid nor credited nor on its way. */
export const openAmount = ({ dueAmount, scheduledAmount }: Bill): number =>
  new Big(dueAmount).minus(scheduledAmount).toNumber();
