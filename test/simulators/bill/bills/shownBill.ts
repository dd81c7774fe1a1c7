/** A bill's money as BILL's API shows it. Stored are money, credits and schedule, each on its own. connector/bill/API.md §6.3. */
import Big from "big.js";
import type { BillView } from "../billRules";
import type { Bill } from "../records";

export const shownBill = (bill: Bill, view: BillView): Bill => {
  const { paidAmount, creditAmount, dueAmount, scheduledAmount, paymentStatus } = bill;
  const isPartlyCredited = paymentStatus === "UNPAID" && creditAmount > 0;
  return {
    ...bill,
    ...(view.paidAmountIncludesCredits && { paidAmount: new Big(paidAmount).plus(creditAmount).toNumber() }),
    ...(view.dueAmountLessScheduled && { dueAmount: new Big(dueAmount).minus(scheduledAmount).toNumber() }),
    ...(view.creditsAlonePartlyPaid && isPartlyCredited && { paymentStatus: "PARTIALLY_PAID" }),
  };
};
