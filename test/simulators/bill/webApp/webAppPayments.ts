/** What people do with payments in BILL's web app: one pays bills, and may come to another end later. connector/bill/API.md §9, §15. */
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
   * Pays a bill: its rest, unless an `amount` is set; other fields become the payment's (`status: "SCHEDULED"`).
   * `billPayments` splits it over bills of one vendor, this one among them; `vendorCredits` of a share are applied beside it.
   */
  pay(id: string, set?: Fields, notice?: NotifyOption): Payment;
  /** Voids a payment, or all payments of a bill. */
  void(id: string, notice?: NotifyOption): void;
  /** A payment, or all payments of a bill, come to nothing: the money was not there. */
  fail(id: string, notice?: NotifyOption): void;
}

export const paymentApp = (organization: Organization): PaymentApp => ({
  pay(id, set = {}, notice) {
    const given = parseRecord(partialPayment, set, "payment");
    const { id: paymentId = organization.nextId(prefixes.payments) } = given;
    const { shares, bills, credits } = splitPayment(organization, id, given, paymentId);
    const amount = given.amount ?? sumOf(shares.map((share) => share.amount));
    refuseWrongSum(amount, shares);
    if (amount <= 0) throw new Error(`Bill ${id} is not paid with ${amount}`);
    const vendorName = organization.vendorName(organization.bill(id));
    const record = { ...set, id: paymentId, amount, billPayments: shares, vendorName };
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
  readonly shares: readonly (PartialAllocation & { amount: number })[];
  /** As they are with the credits, but before the money. */
  readonly bills: ReadonlyMap<string, Bill>;
  readonly credits: readonly Credit[];
}

/** Who gets what of a payment; it throws before anything has been paid. */
const splitPayment = (
  organization: Organization,
  id: string,
  { amount, billPayments = [{ billId: id }] }: PartialPayment,
  paymentId: string,
): SplitPayment => {
  const ids = billPayments.map(({ billId }) => billId);
  const { vendorId } = organization.bill(id);
  if (!ids.includes(id)) throw new Error(`Bill ${id} has no share of its payment`);
  // Assumed: one share says all that a bill gets.
  if (new Set(ids).size < ids.length)
    throw new Error(`A bill has two allocations in a payment: ${ids.join(", ")}`);
  const whole = billPayments.length === 1 ? amount : undefined;
  const bills = new Map<string, Bill>();
  const credits = new Map<string, Credit>();
  const shares = billPayments.map((share) => {
    const bill = organization.bill(share.billId);
    if (bill.archived) throw new Error(`Bill ${bill.id} is archived and cannot be paid`);
    if (bill.vendorId !== vendorId) throw new Error(`Bill ${bill.id} is another vendor's than bill ${id}`);
    const beside = share.vendorCredits ?? [];
    const find = (one: string) => credits.get(one) ?? organization.credit(one);
    const applied = applyCredits(bill, beside, find, paymentId);
    bills.set(bill.id, applied.bill);
    for (const credit of applied.credits) credits.set(credit.id, credit);
    const rest = openAmount(applied.bill);
    const money = share.amount ?? whole ?? rest;
    // A share of credits alone has no money beside them.
    const isNothing = money === 0 && beside.length === 0;
    if (money < 0 || money > rest || isNothing)
      throw new Error(`Bill ${bill.id} has ${rest} left to pay, not ${money}`);
    return { ...share, amount: money };
  });
  return { shares, bills, credits: [...credits.values()] };
};

const refuseWrongSum = (amount: number, shares: readonly { readonly amount: number }[]): void => {
  const sum = sumOf(shares.map((share) => share.amount));
  if (amount !== sum) throw new Error(`${amount} is not the sum of the payment's shares, which is ${sum}`);
};

/** connector/bill/API.md §9: the ends that a payment does not recover from by itself. */
const failures: readonly string[] = [
  "FUNDING_FAILED_VOIDED",
  "FUNDING_FAILED_ACTION_NEEDED",
  "DISBURSEMENT_FAILED_ACTION_NEEDED",
  "DISBURSEMENT_FAILED_VENDOR_BANK_REJECTED",
];

/** Changes a payment, whatever was left to pay; its bills hear of it where its status or its shares change. */
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
  const isSplitAnew = "amount" in set || "billPayments" in set;
  if (isSplitAnew) refuseWrongSum(after.amount, after.billPayments);
  if ("billPayments" in set) refuseCredits([...before.billPayments, ...after.billPayments]);
  if (isSplitAnew || after.status !== before.status) moveMoney(organization, before, after, notice);
  const isFailure = after.singleStatus !== before.singleStatus && failures.includes(after.singleStatus);
  organization.put("payments", after, isFailure ? "failed" : "updated", notice);
};

/** The credits and their bills would not know of it. */
const refuseCredits = (shares: Payment["billPayments"]): void => {
  if (shares.some(({ vendorCredits = [] }) => vendorCredits.length > 0))
    throw new Error("Credits are applied and unapplied, not edited: billPayments");
};

/** The payment without the fields that what is set makes anew. */
const outdated = (payment: Payment, set: Fields): Fields => {
  const names = [
    ...("status" in set && set["status"] !== payment.status ? ["singleStatus"] : []),
    ...("onlinePayment" in set ? ["disbursementType"] : []),
    ...("billPayments" in set ? ["amount"] : []),
    ...("amount" in set || "billPayments" in set ? ["fundingAmount"] : []),
  ];
  const kept = Object.fromEntries(Object.entries(payment).filter(([name]) => !names.includes(name)));
  const isOnlyShare = "amount" in set && payment.billPayments.length === 1;
  return isOnlyShare ? { ...kept, billPayments: payment.billPayments.map(withoutAmount) } : kept;
};

const withoutAmount = ({ amount: _amount, ...share }: Payment["billPayments"][number]): Fields => share;

const paysFor = ({ billPayments }: Payment, billId: string): boolean =>
  billPayments.some((share) => share.billId === billId);

/** The payments that an id means and that have not come to nothing already. */
const paymentsOf = (organization: Organization, id: string): Payment[] => {
  const paid = organization
    .payments()
    .filter(({ status }) => status !== "VOID" && status !== "CANCELLED")
    .filter((payment) => payment.id === id || paysFor(payment, id));
  if (paid.length === 0) throw new Error(`${id} is no payment that could be voided, nor a bill with one`);
  return paid;
};

/** The bills have on them what the payment puts there now. Assumed: credits beside it stay applied. */
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
