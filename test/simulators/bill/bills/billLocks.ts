/** What locks a bill: its approval, the closed books, and the money or the credits on it. connector/bill/API.md §6.5. */
import { billHasMoney, billIsApproved, booksAreClosed } from "../apiErrors";
import type { BillRules } from "../billRules";
import type { Bill } from "../records";
import { hasMoney } from "./bill";

/** Assumed: a bill that can never be changed once it is approved is locked from its first approval on. */
const lockedApprovals: Readonly<Record<BillRules["billsLocked"], readonly string[]>> = {
  never: [],
  whileApproving: ["APPROVING"],
  onceApproved: ["APPROVING", "APPROVED"],
};

/** Refuses any change of a bill that its approval locks. */
export const refuseIfApproved = ({ approvalStatus }: Bill, { billsLocked }: BillRules): void => {
  if (lockedApprovals[billsLocked].includes(approvalStatus)) throw billIsApproved(approvalStatus);
};

/** Refuses any change of a bill in a closed period, and a new one with such a date. */
export const refuseIfClosed = ({ invoice }: Bill, { booksClosedUntil }: BillRules): void => {
  if (booksClosedUntil !== undefined && invoice.invoiceDate <= booksClosedUntil)
    throw booksAreClosed(invoice.invoiceDate, booksClosedUntil);
};

/** Refuses an archive of a bill with money or credits on it. */
export const refuseIfUsed = (bill: Bill): void => {
  if (hasMoney(bill) || bill.creditAmount > 0) throw billHasMoney(bill.paymentStatus, bill.creditAmount);
};

/** Refuses a change of a bill with money or credits on it, unless only the split and the coding of its lines change. */
export const refuseMoreThanCoding = (before: Bill, after: Bill, { codingOpenWhenPaid }: BillRules): void => {
  if (!codingOpenWhenPaid || lockedPart(before) !== lockedPart(after))
    throw billHasMoney(before.paymentStatus, before.creditAmount);
};

const lockedPart = (bill: Bill): string => {
  const { vendorId, amount, dueDate, description, purchaseOrderNumber, payFromChartOfAccountId } = bill;
  const { invoiceNumber, invoiceDate } = bill.invoice;
  const texts = [description ?? "", purchaseOrderNumber ?? "", payFromChartOfAccountId ?? ""];
  return JSON.stringify([vendorId, amount, invoiceNumber, invoiceDate, dueDate, ...texts]);
};
