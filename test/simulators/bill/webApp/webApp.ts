/** What people do in BILL's web app, for scripts and tests. */
import { type Fields, mergeFields } from "../../kit/records";
import type { BillApi } from "../bills/billApi";
import type { CreditApi } from "../credits/creditApi";
import type { NotifyOption, Organization } from "../organization";
import { type Collection, type StoredRecord, shapes } from "../records";
import { listRecordOf } from "../seed/seed";
import { billOf, parseRecord, type SeedContext } from "../seed/seedBill";
import { creditOf } from "../seed/seedCredit";
import { withoutNulls } from "../wireFormat";
import { type CreditApp, creditApp } from "./webAppCredits";
import { editPayment, type PaymentApp, paymentApp } from "./webAppPayments";

export interface WebApp extends CreditApp, PaymentApp {
  archive(id: string, notice?: NotifyOption): void;
  restore(id: string, notice?: NotifyOption): void;
  /** Changes a record, even in ways that the API refuses; a payment's new status changes the money on its bills. */
  edit(id: string, set: Fields, notice?: NotifyOption): void;
  /** Copies a bill with its description and its coding, as a new bill of another number: the next one, unless `set` has one. */
  copy(id: string, set?: Fields, notice?: NotifyOption): StoredRecord;
  /** Creates a record, with the same defaults as in a world file. */
  add(collection: Addable, record: Fields, notice?: NotifyOption): StoredRecord;
}

/** Payments are created by `pay`. */
type Addable = Exclude<Collection, "payments">;

export const webApp = (organization: Organization, api: BillApi & CreditApi): WebApp => {
  const shelve = (id: string, archived: boolean, notice: NotifyOption = {}): void => {
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
      if (collection === "bills") api.archiveBill(id, notice, "person");
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
      const next = withoutNulls(mergeFields(outdated(collection, entry, set), set)) as StoredRecord;
      organization.put(collection, editedOf(collection, next, organization.seedContext()), "updated", notice);
    },
    copy(id, set = {}, notice) {
      const { invoice, billLineItems, ...bill } = organization.bill(id);
      const kept = ["vendorId", "dueDate", "description", "purchaseOrderNumber", "payFromChartOfAccountId"];
      const copied = {
        ...Object.fromEntries(Object.entries(bill).filter(([name]) => kept.includes(name))),
        ...(bill.classifications && { classifications: bill.classifications }),
        invoice: { ...invoice, invoiceNumber: copiedNumber(invoice.invoiceNumber) },
        billLineItems: billLineItems.map(({ id: _id, ...line }) => line),
      };
      const made = newOf(
        "bills",
        withoutNulls(mergeFields(copied, set)) as Fields,
        organization.seedContext(),
      );
      return organization.put("bills", made, "created", notice);
    },
    add(collection, record, notice) {
      const made = newOf(collection, withoutNulls(record) as Fields, organization.seedContext());
      if (organization.holds(made.id)) throw new Error(`Another record has the id ${made.id}`);
      return organization.put(collection, made, "created", notice);
    },
  };
};

const editedOf = (collection: Addable, record: StoredRecord, setting: SeedContext): StoredRecord => {
  if (collection === "bills") return billOf(record, "edited bill", setting);
  if (collection === "vendorCredits") return creditOf(record, "edited vendor credit", setting);
  return parseRecord(shapes[collection], record, `edited record of ${collection}`);
};

/** connector/bill/API.md §6.2: at most 21 characters. */
const copiedNumber = (number: string): string => `${number.slice(0, 19)}-2`;

const newOf = (collection: Addable, record: Fields, setting: SeedContext): StoredRecord => {
  const place = `new record of ${collection}`;
  if (collection === "bills") return billOf(record, place, setting);
  if (collection === "vendorCredits") return creditOf(record, place, setting);
  return listRecordOf(collection, record, place, setting);
};

/** The record without the fields that have to be recalculated because of `set`. */
const outdated = (collection: Collection, record: Fields, set: Fields): Fields => {
  if (collection === "bills") return without(outdatedInBill(set), record);
  if (collection === "vendorCredits") return without(outdatedInCredit(set), record);
  return record;
};

const without = (names: readonly string[], record: Fields): Fields =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));

/** The sum follows the lines. Applied amounts cannot be edited, since the bills would not change with them. */
const outdatedInCredit = (set: Fields): string[] => {
  const fixed = ["usage", "appliedAmount", "status"].filter((name) => name in set);
  if (fixed.length > 0) throw new Error(`Credits are applied and unapplied, not edited: ${fixed.join(", ")}`);
  return ["status", ...("vendorCreditLineItems" in set ? ["amount"] : [])];
};

/** Sums follow lines, `recordStatus` follows `archived`. */
const outdatedInBill = (set: Fields): string[] => {
  const sums = ["amount", "dueAmount", "fundingAmount", "paymentStatus"];
  const paid = ["paidAmount", "scheduledAmount"];
  return [
    ...(["amount", "billLineItems", "creditAmount", ...paid].some((name) => name in set) ? sums : []),
    ...("paymentStatus" in set ? [...sums, ...paid] : []),
    ...("archived" in set ? ["recordStatus"] : []),
  ];
};
