/** What people do to a BILL organization in the web app, for the scripts of a world. */
import { type Fields, merged } from "../kit/records";
import type { BillApi } from "./api";
import type { Notice, Organization } from "./organization";
import { type Collection, type Kept, type Payment, shapes } from "./records";
import { entryOf } from "./seed";
import { billOf, checked, paymentOf, type Setting } from "./seedBill";
import { moved, restOf } from "./settlement";
import { withoutNulls } from "./wire";

export interface WebApp {
  archive(id: string, notice?: Notice): void;
  restore(id: string, notice?: Notice): void;
  /** Pays a bill: its rest, unless an `amount` is set; other fields become the payment's (`status: "SCHEDULED"`). */
  pay(id: string, set?: Fields, notice?: Notice): Payment;
  /** Voids a payment, or all payments of a bill. */
  void(id: string, notice?: Notice): void;
  /** Changes a record, whatever the API would say to it. */
  edit(id: string, set: Fields, notice?: Notice): void;
  /** Makes a record; what it leaves out gets the same defaults as in a world file. */
  add(collection: Addable, record: Fields, notice?: Notice): Kept;
}

/** Payments are made by paying. */
type Addable = Exclude<Collection, "payments">;

export const webApp = (organization: Organization, api: BillApi): WebApp => {
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
  const isBill = (id: string) => organization.collectionOf(id) === "bills";

  return {
    archive(id, notice) {
      if (isBill(id)) api.archiveBill(id, notice);
      else shelve(id, true, notice);
    },
    restore(id, notice) {
      if (isBill(id)) api.restoreBill(id, notice);
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
      const paid = organization
        .payments()
        .filter((payment) => payment.status !== "VOID" && (payment.id === id || paysFor(payment, id)));
      if (paid.length === 0) throw new Error(`${id} is no payment that could be voided, nor a bill with one`);
      for (const payment of paid) voidOne(organization, payment, notice);
    },
    edit(id, set, notice) {
      const collection = organization.collectionOf(id);
      const entry = organization.get(collection, id);
      if (!entry) return;
      const next = withoutNulls(merged(collection === "bills" ? outdated(entry, set) : entry, set)) as Kept;
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
  return checked(shapes[collection], record, `edited record of ${collection}`);
};

const newOf = (collection: Addable, record: Fields, setting: Setting): Kept => {
  const place = `new record of ${collection}`;
  return collection === "bills"
    ? billOf(record, place, setting)
    : entryOf(collection, record, place, setting);
};

const paysFor = ({ billPayments }: Payment, billId: string): boolean =>
  billPayments.some((share) => share.billId === billId);

/** contract bill-v3 §9: what a voided payment shows; the bill owes its share again. */
const voidOne = (organization: Organization, payment: Payment, notice: Notice | undefined): void => {
  const bills = organization.bills().filter((bill) => paysFor(payment, bill.id));
  for (const bill of bills) organization.put("bills", moved(bill, payment, -1), "updated", notice);
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

/** The bill without the fields that what is set makes anew: sums follow lines, standing follows `archived`. */
const outdated = (bill: Fields, set: Fields): Fields => {
  const sums = ["amount", "dueAmount", "fundingAmount", "paymentStatus"];
  const paid = ["paidAmount", "scheduledAmount"];
  const names = [
    ...(["amount", "billLineItems", "creditAmount", ...paid].some((name) => name in set) ? sums : []),
    ...("paymentStatus" in set ? [...sums, ...paid] : []),
    ...("archived" in set ? ["recordStatus"] : []),
  ];
  return Object.fromEntries(Object.entries(bill).filter(([name]) => !names.includes(name)));
};
