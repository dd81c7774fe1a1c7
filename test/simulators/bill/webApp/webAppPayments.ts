/** What people do with payments in BILL's web app: pay bills, void and edit payments, or see them fail. connector/bill/API.md §9, §15. */
import { type Fields, mergeFields } from "../../kit/records";
import { applyCredits } from "../bills/applyCredits";
import { applyPayment, openAmount } from "../bills/applyPayment";
import { sumOf } from "../bills/bill";
import type { NotifyOption, Organization } from "../organization";
import { type Bill, type Credit, type Payment, prefixes } from "../records";
import { parseRecord } from "../seed/seedBill";
import { type PartialAllocation, type PartialPayment, partialPayment, paymentOf } from "../seed/seedPayment";
import { withoutNulls } from "../wireFormat";

export interface PaymentApp {
  /**
   * Pays a bill: what is open, unless an `amount` is set. Other fields become the payment's, such as `status: "SCHEDULED"`.
   * `billPayments` splits it among bills of one vendor, including this one; their `vendorCredits` are applied along with the money.
   */
  pay(id: string, set?: Fields, notice?: NotifyOption): Payment;
  /** Voids a payment, or all payments of a bill. */
  void(id: string, notice?: NotifyOption): void;
  /** A payment, or all payments of a bill, fail for lack of funds. */
  fail(id: string, notice?: NotifyOption): void;
}

export const paymentApp = (organization: Organization): PaymentApp => ({
  pay(id, set = {}, notice) {
    const fields = parseRecord(partialPayment, set, "payment");
    const { id: paymentId = organization.nextId(prefixes.payments) } = fields;
    const { allocations, bills, credits } = splitPayment(organization, id, fields, paymentId);
    const amount = fields.amount ?? sumOf(allocations.map((one) => one.amount));
    refuseWrongSum(amount, allocations);
    if (amount <= 0) throw new Error(`Bill ${id} is not paid with ${amount}`);
    const vendorName = organization.vendorName(organization.bill(id));
    const record = { ...set, id: paymentId, amount, billPayments: allocations, vendorName };
    const payment = paymentOf(record, bills, "payment", organization.seedContext());
    const made = organization.put("payments", payment, "created", notice);
    for (const credit of credits) organization.put("vendorCredits", credit, "updated", notice);
    for (const bill of bills.values())
      organization.put("bills", applyPayment(bill, made, 1), "updated", notice);
    return made;
  },
  void(id, notice) {
    for (const payment of paymentsOf(organization, id)) voidOne(organization, payment, notice);
  },
  fail(id, notice) {
    for (const payment of paymentsOf(organization, id)) failOne(organization, payment, notice);
  },
});

interface SplitPayment {
  readonly allocations: readonly (PartialAllocation & { amount: number })[];
  /** With the credits, but not yet with the money. */
  readonly bills: ReadonlyMap<string, Bill>;
  readonly credits: readonly Credit[];
}

/** Splits a payment among bills; throws before anything has been paid. */
const splitPayment = (
  organization: Organization,
  id: string,
  { amount, billPayments = [{ billId: id }] }: PartialPayment,
  paymentId: string,
): SplitPayment => {
  const ids = billPayments.map(({ billId }) => billId);
  const { vendorId } = organization.bill(id);
  if (!ids.includes(id)) throw new Error(`The payment has no allocation for bill ${id}`);
  // Assumed: a payment has at most one allocation for each bill.
  if (new Set(ids).size < ids.length)
    throw new Error(`A bill has two allocations in a payment: ${ids.join(", ")}`);
  const whole = billPayments.length === 1 ? amount : undefined;
  const bills = new Map<string, Bill>();
  const credits = new Map<string, Credit>();
  const allocations = billPayments.map((allocation) => {
    const bill = organization.bill(allocation.billId);
    if (bill.archived) throw new Error(`Bill ${bill.id} is archived and cannot be paid`);
    if (bill.vendorId !== vendorId) throw new Error(`Bill ${bill.id} is another vendor's than bill ${id}`);
    const creditAllocations = allocation.vendorCredits ?? [];
    const find = (one: string) => credits.get(one) ?? organization.credit(one);
    const applied = applyCredits(bill, creditAllocations, find, paymentId);
    bills.set(bill.id, applied.bill);
    for (const credit of applied.credits) credits.set(credit.id, credit);
    const open = openAmount(applied.bill);
    const money = allocation.amount ?? whole ?? open;
    // An allocation may consist of credits alone, without money.
    const isEmpty = money === 0 && creditAllocations.length === 0;
    if (money < 0 || money > open || isEmpty)
      throw new Error(`Bill ${bill.id} has ${open} left to pay, not ${money}`);
    return { ...allocation, amount: money };
  });
  return { allocations, bills, credits: [...credits.values()] };
};

const refuseWrongSum = (amount: number, allocations: readonly { readonly amount: number }[]): void => {
  const sum = sumOf(allocations.map((one) => one.amount));
  if (amount !== sum)
    throw new Error(`${amount} is not the sum of the payment's allocations, which is ${sum}`);
};

/** connector/bill/API.md §9: the statuses from which a payment does not recover by itself. */
const failures: readonly string[] = [
  "FUNDING_FAILED_VOIDED",
  "FUNDING_FAILED_ACTION_NEEDED",
  "DISBURSEMENT_FAILED_ACTION_NEEDED",
  "DISBURSEMENT_FAILED_VENDOR_BANK_REJECTED",
];

/** Changes a payment, whatever was left to pay. Its bills follow if its status or allocations change. */
export const editPayment = (
  organization: Organization,
  id: string,
  set: Fields,
  notice: NotifyOption | undefined,
): void => {
  const before = organization.payment(id);
  const record = withoutNulls(mergeFields(outdated(before, set), set)) as Fields;
  const bills = new Map(organization.bills().map((bill) => [bill.id, bill]));
  const after = paymentOf(record, bills, "edited payment", organization.seedContext());
  const isReallocated = "amount" in set || "billPayments" in set;
  if (isReallocated) refuseWrongSum(after.amount, after.billPayments);
  if ("billPayments" in set) refuseCredits([...before.billPayments, ...after.billPayments]);
  if (isReallocated || after.status !== before.status) moveMoney(organization, before, after, notice);
  const isFailure = after.singleStatus !== before.singleStatus && failures.includes(after.singleStatus);
  organization.put("payments", after, isFailure ? "failed" : "updated", notice);
};

/** Credits cannot be edited here, since the credits and their bills would not change with them. */
const refuseCredits = (allocations: Payment["billPayments"]): void => {
  if (allocations.some(({ vendorCredits = [] }) => vendorCredits.length > 0))
    throw new Error("Credits are applied and unapplied, not edited: billPayments");
};

/** The payment without the fields that have to be recalculated because of `set`. */
const outdated = (payment: Payment, set: Fields): Fields => {
  const names = [
    ...("status" in set && set["status"] !== payment.status ? ["singleStatus"] : []),
    ...("onlinePayment" in set ? ["disbursementType"] : []),
    ...("billPayments" in set ? ["amount"] : []),
    ...("amount" in set || "billPayments" in set ? ["fundingAmount"] : []),
  ];
  const kept = Object.fromEntries(Object.entries(payment).filter(([name]) => !names.includes(name)));
  const isOnlyAllocation = "amount" in set && payment.billPayments.length === 1;
  return isOnlyAllocation ? { ...kept, billPayments: payment.billPayments.map(withoutAmount) } : kept;
};

const withoutAmount = ({ amount: _amount, ...allocation }: Payment["billPayments"][number]): Fields =>
  allocation;

const paysFor = ({ billPayments }: Payment, billId: string): boolean =>
  billPayments.some((one) => one.billId === billId);

/** The payment or the bill's payments that the id means, except voided and canceled ones. */
const paymentsOf = (organization: Organization, id: string): Payment[] => {
  const paid = organization
    .payments()
    .filter(({ status }) => status !== "VOID" && status !== "CANCELLED")
    .filter((payment) => payment.id === id || paysFor(payment, id));
  if (paid.length === 0) throw new Error(`${id} is neither a payment that can be voided nor a bill with one`);
  return paid;
};

/** Replaces the payment's money on its bills. Assumed: credits that came with it stay applied. */
const moveMoney = (
  organization: Organization,
  before: Payment,
  after: Payment,
  notice: NotifyOption | undefined,
): void => {
  const bills = organization.bills().filter(({ id }) => paysFor(before, id) || paysFor(after, id));
  for (const bill of bills)
    organization.put("bills", applyPayment(applyPayment(bill, before, -1), after, 1), "updated", notice);
};

/** connector/bill/API.md §9; assumed: a payment whose funding failed is void. */
const failOne = (organization: Organization, payment: Payment, notice: NotifyOption | undefined): void => {
  const failed = { status: "VOID", singleStatus: "FUNDING_FAILED_VOIDED", disbursementStatus: "FAILED" };
  const next = { ...payment, ...failed };
  moveMoney(organization, payment, next, notice);
  organization.put("payments", next, "failed", notice);
};

/** connector/bill/API.md §9: what a voided payment shows. */
const voidOne = (organization: Organization, payment: Payment, notice: NotifyOption | undefined): void => {
  const time = organization.time();
  const voided = {
    id: organization.nextId("vdi"),
    requestedBy: organization.seedContext().userId,
    type: "VOID_ONLY",
    status: "ACCEPTED",
    createdTime: time,
    updatedTime: time,
  };
  const next = { ...payment, status: "VOID", singleStatus: "VOIDED", voidInfo: [voided] };
  moveMoney(organization, payment, next, notice);
  organization.put("payments", next, "updated", notice);
};
