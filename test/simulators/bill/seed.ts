/** A BILL organization out of a world file, with sensible defaults for what its records leave out. */
import { idsBeside } from "../kit/ids";
import { byKey, type Fields, isFields, merged, readRecords } from "../kit/records";
import {
  type Bill,
  collections,
  type Entry,
  type ListCollection,
  type Payment,
  prefixes,
  shapes,
} from "./records";
import { billOf, checked, paymentOf, type Setting } from "./seedBill";
import { moved } from "./settlement";
import { timeOf, withoutNulls } from "./wire";

export interface Tables extends Record<ListCollection, Map<string, Entry>> {
  bills: Map<string, Bill>;
  payments: Map<string, Payment>;
}

/** Makes ids beside those that the records brought along. */
export const nextIdBeside = (records: Fields): Setting["nextId"] => {
  const given = Object.values(records).flatMap(fieldsIn);
  const lines = given.flatMap(({ billLineItems }) => fieldsIn(billLineItems));
  return idsBeside(new Set([...given, ...lines].map(({ id }) => id)));
};

const fieldsIn = (list: unknown): Fields[] => (Array.isArray(list) ? list.filter(isFields) : []);

export const seed = (records: Fields, setting: Setting): Tables => {
  const given = readRecords("bill", collections, withoutNulls(records) as Fields);
  const list = (name: ListCollection) =>
    byKey(
      `bill ${name}`,
      given[name].map((record, n) => entryOf(name, record, `${name}[${n}]`, setting)),
      ({ id }) => id,
    );
  const vendors = list("vendors");
  const [vendorId] = vendors.keys();
  const bills = byKey(
    "bill bills",
    given.bills.map((record, n) => billOf({ vendorId, ...record }, `bills[${n}]`, setting)),
    ({ id }) => id,
  );
  const payments = byKey(
    "bill payments",
    given.payments.map((record, n) => paymentOf(record, bills, `payments[${n}]`, setting)),
    ({ id }) => id,
  );
  return {
    vendors,
    vendorCredits: list("vendorCredits"),
    chartOfAccounts: list("chartOfAccounts"),
    accountingClasses: list("accountingClasses"),
    departments: list("departments"),
    locations: list("locations"),
    customers: list("customers"),
    items: list("items"),
    bills: settled(bills, given.bills, [...payments.values()]),
    payments,
  };
};

/** A bill that says nothing of money has on it what the payments of its world put there. */
const settled = (
  bills: ReadonlyMap<string, Bill>,
  records: readonly Fields[],
  payments: readonly Payment[],
): Map<string, Bill> => {
  const money = ["paidAmount", "scheduledAmount", "dueAmount", "paymentStatus"];
  return new Map(
    [...bills.values()].map((bill, n) => {
      const silent = !money.some((name) => name in (records[n] ?? {}));
      return [bill.id, silent ? payments.reduce((paid, payment) => moved(paid, payment, 1), bill) : bill];
    }),
  );
};

export const entryOf = (
  name: ListCollection,
  record: Fields,
  place: string,
  { now, nextId }: Setting,
): Entry => {
  const { id = nextId(prefixes[name]), createdTime = timeOf(now) } = record;
  const times = { createdTime, updatedTime: createdTime };
  const entry = merged({ id, archived: false, ...times, ...defaults(name, id) }, record);
  return checked(shapes[name], entry, place);
};

/** contract bill-v3 §5, §7, §8: what each kind has beside its id and its times. */
const defaults = (name: ListCollection, id: unknown): Fields => {
  switch (name) {
    case "vendors":
      return { name: `Vendor ${id}`, accountType: "BUSINESS", billCurrency: "USD" };
    case "vendorCredits":
      return { status: "NOT_APPLIED", appliedAmount: 0 };
    case "chartOfAccounts":
      return { name: `Account ${id}`, account: { type: "EXPENSE" } };
    case "accountingClasses":
      return { name: `Class ${id}` };
    case "departments":
      return { name: `Department ${id}` };
    case "locations":
      return { name: `Location ${id}` };
    case "customers":
      return { name: `Customer ${id}`, accountType: "BUSINESS" };
    case "items":
      return { name: `Item ${id}`, type: "NON_INVENTORY" };
  }
};
