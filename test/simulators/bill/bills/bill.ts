/** The rules of one bill: its sums, how PUT and PATCH change it, and the money on it. */
import Big from "big.js";
import type { Bill, Line, PaymentStatus, RecordStatus } from "../records";
import type { BillBody, BillLineBody, BillPatch } from "./billRequest";
import { changedLines, refuseUnknownLines } from "./lineChanges";

export const sumOf = (amounts: readonly number[]): number =>
  amounts.reduce((sum, amount) => sum.plus(amount), new Big(0)).toNumber();

/** connector/bill/API.md §6.2: 2 × 79.99 → 159.98. Assumed: rounded to the cent. */
export const product = (quantity: number, price: number): number =>
  new Big(quantity).times(price).round(2, Big.roundHalfUp).toNumber();

interface Money extends Pick<Bill, "paidAmount" | "scheduledAmount" | "creditAmount" | "exchangeRate"> {
  readonly billLineItems: readonly Pick<Line, "amount">[];
}

/** The fields that follow from a bill's lines and from the money on it. */
export const totals = (bill: Money) => {
  const amount = sumOf(bill.billLineItems.map((line) => line.amount));
  const dueAmount = new Big(amount).minus(bill.paidAmount).minus(bill.creditAmount).toNumber();
  return {
    amount,
    dueAmount,
    fundingAmount: product(amount, bill.exchangeRate),
    paymentStatus: paymentStatusOf({ ...bill, dueAmount }),
  };
};

/** connector/bill/API.md §6.3. Credits alone are UNPAID here until nothing is due anymore; `shownBill` shows the other answer. */
const paymentStatusOf = (bill: Money & Pick<Bill, "dueAmount">): PaymentStatus => {
  const hasAmounts = bill.paidAmount > 0 || bill.creditAmount > 0;
  if (hasAmounts && bill.dueAmount <= 0) return "PAID";
  if (bill.scheduledAmount > 0) return "SCHEDULED";
  return bill.paidAmount > 0 ? "PARTIALLY_PAID" : "UNPAID";
};

/** connector/bill/API.md §6.3: `archived` is false only for ACTIVE, so a draft reads as archived. */
export const recordState = (recordStatus: RecordStatus) => ({
  recordStatus,
  archived: recordStatus !== "ACTIVE",
});

/** connector/bill/API.md §15: paid, partly paid or scheduled; credits alone are no money. */
export const hasMoney = ({ paymentStatus, paidAmount, scheduledAmount, creditAmount }: Bill): boolean =>
  paidAmount > 0 ||
  scheduledAmount > 0 ||
  !(paymentStatus === "UNPAID" || (paymentStatus === "PAID" && creditAmount > 0));

/** connector/bill/API.md §6.2: if amount, quantity and price are all given, the amount wins. */
const lineOf = ({ amount, ...given }: BillLineBody, id: string): Line => ({
  ...given,
  id,
  amount: amount ?? product(given.quantity ?? 0, given.price ?? 0),
});

/** The header of a POST or PUT; connector/bill/API.md §15: what is left out of a PUT is cleared. */
const headerOf = ({ billLineItems: _lines, vendorCredits: _credits, ...header }: BillBody) => header;

export const createdBill = (
  request: BillBody,
  fixed: Pick<Bill, "id" | "createdTime" | "updatedTime" | "createdBy">,
  lineId: () => string,
): Bill => {
  const bill = {
    ...headerOf(request),
    ...fixed,
    billLineItems: request.billLineItems.map((line) => lineOf(line, lineId())),
    paidAmount: 0,
    scheduledAmount: 0,
    creditAmount: 0,
    exchangeRate: 1,
    approvalStatus: "UNASSIGNED" as const,
    ...recordState("ACTIVE"),
  };
  return { ...bill, ...totals(bill) };
};

/** connector/bill/API.md §6.4, PUT: lines with an id keep it, lines without one are added, omitted lines are removed. */
export const replacedBill = (bill: Bill, request: BillBody, lineId: () => string): Bill => {
  refuseUnknownLines("billLineItems", bill.billLineItems, request.billLineItems);
  const {
    description: _description,
    purchaseOrderNumber: _number,
    payFromChartOfAccountId: _account,
    classifications: _classifications,
    ...kept
  } = bill;
  const next = {
    ...kept,
    ...headerOf(request),
    billLineItems: request.billLineItems.map((line) => lineOf(line, line.id ?? lineId())),
  };
  return { ...next, ...totals(next) };
};

/** connector/bill/API.md §6.4, PATCH: lines are changed by id, neither added nor removed; omitted fields stay. */
export const changedBill = (bill: Bill, request: BillPatch): Bill => {
  const { billLineItems = [], invoice, classifications, vendorCredits: _credits, ...header } = request;
  const next = {
    ...bill,
    ...header,
    invoice: { ...bill.invoice, ...invoice },
    ...(classifications && { classifications: { ...bill.classifications, ...classifications } }),
    billLineItems: changedLines("billLineItems", bill.billLineItems, billLineItems, changedLine),
  };
  return { ...next, ...totals(next) };
};

const changedLine = (line: Line, { id: _id, ...given }: BillLineBody): Line => {
  const next = {
    ...line,
    ...given,
    ...(given.classifications && { classifications: { ...line.classifications, ...given.classifications } }),
  };
  const { quantity, price, ...plain } = next;
  const multiplied = quantity !== undefined && price !== undefined ? product(quantity, price) : undefined;
  if (given.amount === undefined && (given.quantity ?? given.price) !== undefined)
    return { ...next, amount: multiplied ?? line.amount };
  // Assumed: a new amount that does not match the old quantity and price drops them.
  const stale = given.quantity === undefined && given.price === undefined && multiplied !== next.amount;
  return stale ? plain : next;
};
