/** What people do to a BILL organization in the web app, for the scripts of a world. */
import { type Fields, merged } from "../kit/records";
import type { BillApi } from "./api";
import type { CreditApi } from "./creditApi";
import type { Notice, Organization } from "./organization";
import { type Collection, type Kept, type Payment, shapes } from "./records";
import { entryOf } from "./seed";
import { billOf, checked, paymentOf, type Setting } from "./seedBill";
import { creditOf } from "./seedCredit";
import { moved, restOf } from "./settlement";
import { type CreditApp, creditApp } from "./webAppCredits";
import { withoutNulls } from "./wire";

export interface WebApp extends CreditApp {
  archive(id: string, notice?: Notice): void;
  restore(id: string, notice?: Notice): void;
  /** Pays a bill: its rest, unless an `amount` is set; other fields become the payment's (`status: "SCHEDULED"`). */
  pay(id: string, set?: Fields, notice?: Notice): Payment;
  /** Voids a payment, or all payments of a bill. */
  void(id: string, notice?: Notice): void;
  /** A payment, or all payments of a bill, come to nothing: the money was not there. */
  fail(id: string, notice?: Notice): void;
  /** Changes a record, whatever the API would say to it. */
  edit(id: string, set: Fields, notice?: Notice): void;
  /** Makes a record; what it leaves out gets the same defaults as in a world file. */
  add(collection: Addable, record: Fields, notice?: Notice): Kept;
}

/** Payments are made by paying. */
type Addable = Exclude<Collection, "payments">;

export const webApp = (organization: Organization, api: BillApi & CreditApi): WebApp => {
  const shelve = (id: string, archived: boolean, notice: Notice = {}): void => {
    const collection = organization.collectionOf(id);
    const record = organization.get(collection, id);
    // contract bill-v3 §7: archiving a vendor credit is final.
    if (collection === "vendorCredits" && !archived)
      throw new Error(`Vendor credit ${id} cannot be restored`);
    const { archived: before }: Fields = record ?? {};
    if (!record || before === archived) return;
    organization.put(collection, { ...record, archived }, archived ? "archived" : "restored", notice);
  };

  return {
    ...creditApp(organization),
    archive(id, notice) {
      const collection = organization.collectionOf(id);
      if (collection === "bills") api.archiveBill(id, notice);
      else if (collection === "vendorCredits") api.archiveCredit(id, notice);
      else shelve(id, true, notice);
    },
    restore(id, notice) {
      if (organization.collectionOf(id) === "bills") api.restoreBill(id, notice);
      else shelve(id, false, notice);
    },
    pay(id, set = {}, notice) {
      const bill = organization.bill(id);
      const rest = restOf(bill);
      const record = { amount: rest, ...set, billId: id, vendorName: organization.vendorName(bill) };
      const payment = paymentOf(record, new Map([[id, bill]]), "payment", organization.setting());
      if (bill.archived) throw new Error(`Bill ${id} is archived and cannot be paid`);
      if (payment.amount <= 0 || payment.amount > rest)
        throw new Error(`Bill ${id} has ${rest} left to pay, not ${payment.amount}`);
      const made = organization.put("payments", payment, "created", notice);
      organization.put("bills", moved(bill, made, 1), "updated", notice);
      return made;
    },
    void(id, notice) {
      for (const payment of paymentsOf(organization, id)) voidOne(organization, payment, notice);
    },
    fail(id, notice) {
      for (const payment of paymentsOf(organization, id)) failOne(organization, payment, notice);
    },
    edit(id, set, notice) {
      const collection = organization.collectionOf(id);
      const entry = organization.get(collection, id);
      if (!entry) return;
      const next = withoutNulls(merged(outdated(collection, entry, set), set)) as Kept;
      organization.put(collection, editedOf(collection, next, organization.setting()), "updated", notice);
    },
    add(collection, record, notice) {
      const made = newOf(collection, withoutNulls(record) as Fields, organization.setting());
      if (organization.holds(made.id)) throw new Error(`Another record has the id ${made.id}`);
      return organization.put(collection, made, "created", notice);
    },
  };
};

const editedOf = (collection: Collection, record: Kept, setting: Setting): Kept => {
  if (collection === "payments") return record;
  if (collection === "bills") return billOf(record, "edited bill", setting);
  if (collection === "vendorCredits") return creditOf(record, "edited vendor credit", setting);
  return checked(shapes[collection], record, `edited record of ${collection}`);
};

const newOf = (collection: Addable, record: Fields, setting: Setting): Kept => {
  const place = `new record of ${collection}`;
  if (collection === "bills") return billOf(record, place, setting);
  if (collection === "vendorCredits") return creditOf(record, place, setting);
  return entryOf(collection, record, place, setting);
};

const paysFor = ({ billPayments }: Payment, billId: string): boolean =>
  billPayments.some((share) => share.billId === billId);

/** The payments that an id means and that have not come to nothing already. */
const paymentsOf = (organization: Organization, id: string): Payment[] => {
  const paid = organization
    .payments()
    .filter((payment) => payment.status !== "VOID" && (payment.id === id || paysFor(payment, id)));
  if (paid.length === 0) throw new Error(`${id} is no payment that could be voided, nor a bill with one`);
  return paid;
};

/** The bills owe their shares again. */
const owedAgain = (organization: Organization, payment: Payment, notice: Notice | undefined): void => {
  const bills = organization.bills().filter((bill) => paysFor(payment, bill.id));
  for (const bill of bills) organization.put("bills", moved(bill, payment, -1), "updated", notice);
};

/** contract bill-v3 §9; assumed: a payment whose funding failed is void. */
const failOne = (organization: Organization, payment: Payment, notice: Notice | undefined): void => {
  owedAgain(organization, payment, notice);
  const failed = { status: "VOID", singleStatus: "FUNDING_FAILED_VOIDED", disbursementStatus: "FAILED" };
  organization.put("payments", { ...payment, ...failed }, "failed", notice);
};

/** contract bill-v3 §9: what a voided payment shows. */
const voidOne = (organization: Organization, payment: Payment, notice: Notice | undefined): void => {
  owedAgain(organization, payment, notice);
  const time = organization.time();
  const voided = {
    id: organization.nextId("vdi"),
    requestedBy: organization.setting().userId,
    type: "VOID_ONLY",
    status: "ACCEPTED",
    createdTime: time,
    updatedTime: time,
  };
  const next = { ...payment, status: "VOID", singleStatus: "VOIDED", voidInfo: [voided] };
  organization.put("payments", next, "updated", notice);
};

/** The record without the fields that what is set makes anew. */
const outdated = (collection: Collection, record: Fields, set: Fields): Fields => {
  if (collection === "bills") return without(outdatedInBill(set), record);
  if (collection === "vendorCredits") return without(outdatedInCredit(set), record);
  return record;
};

const without = (names: readonly string[], record: Fields): Fields =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));

/** The sum follows the lines. What was applied does not change here: the bills would not know of it. */
const outdatedInCredit = (set: Fields): string[] => {
  const fixed = ["usage", "appliedAmount", "status"].filter((name) => name in set);
  if (fixed.length > 0) throw new Error(`Credits are applied and unapplied, not edited: ${fixed.join(", ")}`);
  return ["status", ...("vendorCreditLineItems" in set ? ["amount"] : [])];
};

/** Sums follow lines, standing follows `archived`. */
const outdatedInBill = (set: Fields): string[] => {
  const sums = ["amount", "dueAmount", "fundingAmount", "paymentStatus"];
  const paid = ["paidAmount", "scheduledAmount"];
  return [
    ...(["amount", "billLineItems", "creditAmount", ...paid].some((name) => name in set) ? sums : []),
    ...("paymentStatus" in set ? [...sums, ...paid] : []),
    ...("archived" in set ? ["recordStatus"] : []),
  ];
};
