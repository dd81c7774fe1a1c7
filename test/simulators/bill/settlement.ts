/** What a payment does to the bills it pays, when it is made and when it is voided. It changes no payment. */
import Big from "big.js";
import { sumOf, totals } from "./bill";
import type { Bill, Payment } from "./records";

/** connector/bill/API.md §9: the statuses of money that has gone out, and of money that is going to. */
const target = (status: string): "paidAmount" | "scheduledAmount" | undefined => {
  if (status === "PAID") return "paidAmount";
  return status === "SCHEDULED" || status === "APPROVING" ? "scheduledAmount" : undefined;
};

/** The bill with its share of the payment put on it (1) or taken off it again (-1). */
export const moved = (bill: Bill, { billPayments, status }: Payment, direction: 1 | -1): Bill => {
  const share = sumOf(billPayments.filter(({ billId }) => billId === bill.id).map(({ amount }) => amount));
  const amount = target(status);
  if (share === 0 || !amount) return bill;
  const next = { ...bill, [amount]: new Big(bill[amount]).plus(new Big(share).times(direction)).toNumber() };
  return { ...next, ...totals(next) };
};

/** What is neither paid nor credited nor on its way. */
export const restOf = ({ dueAmount, scheduledAmount }: Bill): number =>
  new Big(dueAmount).minus(scheduledAmount).toNumber();
