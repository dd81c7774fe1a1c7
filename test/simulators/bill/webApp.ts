/** What people do to a BILL organization in the web app, for the scripts of a world. */
import { type Fields, merged } from "../kit/records";
import type { BillApi } from "./api";
import type { CreditApi } from "./creditApi";
import type { Notice, Organization } from "./organization";
import { type Collection, type Kept, shapes } from "./records";
import { entryOf } from "./seed";
import { billOf, checked, type Setting } from "./seedBill";
import { creditOf } from "./seedCredit";
import { type CreditApp, creditApp } from "./webAppCredits";
import { editPayment, type PaymentApp, paymentApp } from "./webAppPayments";
import { withoutNulls } from "./wire";

export interface WebApp extends CreditApp, PaymentApp {
  archive(id: string, notice?: Notice): void;
  restore(id: string, notice?: Notice): void;
  /** Changes a record, whatever the API would say to it; a payment's new status moves the money on its bills. */
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
    // connector/bill/API.md §7: archiving a vendor credit is final.
    if (collection === "vendorCredits" && !archived)
      throw new Error(`Vendor credit ${id} cannot be restored`);
    const { archived: before }: Fields = record ?? {};
    if (!record || before === archived) return;
    organization.put(collection, { ...record, archived }, archived ? "archived" : "restored", notice);
  };

  return {
    ...creditApp(organization),
    ...paymentApp(organization),
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
    edit(id, set, notice) {
      const collection = organization.collectionOf(id);
      const entry = organization.get(collection, id);
      if (!entry) return;
      if (collection === "payments") return editPayment(organization, id, set, notice);
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

const editedOf = (collection: Addable, record: Kept, setting: Setting): Kept => {
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
