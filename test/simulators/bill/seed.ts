/** A BILL organization out of a world file, with sensible defaults for what its records leave out. */
import { idsBeside } from "../kit/ids";
import { byKey, type Fields, isFields, merged, readRecords } from "../kit/records";
import { credited, shareOn } from "./applying";
import { sumOf } from "./bill";
import {
  type Bill,
  type Credit,
  collections,
  type Entry,
  type ListCollection,
  type Payment,
  prefixes,
  shapes,
} from "./records";
import { billOf, checked, type Setting } from "./seedBill";
import { creditOf } from "./seedCredit";
import { paymentOf } from "./seedPayment";
import { moved } from "./settlement";
import { timeOf, withoutNulls } from "./wire";

export interface Tables extends Record<ListCollection, Map<string, Entry>> {
  bills: Map<string, Bill>;
  payments: Map<string, Payment>;
  vendorCredits: Map<string, Credit>;
}

/** Makes ids beside those that the records brought along. */
export const nextIdBeside = (records: Fields): Setting["nextId"] => {
  const given = Object.values(records).flatMap(fieldsIn);
  const lines = given.flatMap(({ billLineItems, vendorCreditLineItems, billPayments }) => [
    ...fieldsIn(billLineItems),
    ...fieldsIn(vendorCreditLineItems),
    ...fieldsIn(billPayments),
  ]);
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
  const vendorCredits = byKey(
    "bill vendorCredits",
    given.vendorCredits.map((record, n) => creditOf({ vendorId, ...record }, `vendorCredits[${n}]`, setting)),
    ({ id }) => id,
  );
  return {
    vendors,
    vendorCredits,
    chartOfAccounts: list("chartOfAccounts"),
    accountingClasses: list("accountingClasses"),
    departments: list("departments"),
    locations: list("locations"),
    customers: list("customers"),
    items: list("items"),
    bills: settled(bills, given.bills, [...payments.values()], [...vendorCredits.values()]),
    payments,
  };
};

/** A bill that says nothing of money, or of credits, has on it what those of its world put there. */
const settled = (
  bills: ReadonlyMap<string, Bill>,
  records: readonly Fields[],
  payments: readonly Payment[],
  credits: readonly Credit[],
): Map<string, Bill> => {
  const sums = ["dueAmount", "paymentStatus"];
  const says = (n: number, ...names: string[]) =>
    [...sums, ...names].some((name) => name in (records[n] ?? {}));
  return new Map(
    [...bills.values()].map((bill, n) => {
      const applied = sumOf(credits.map((credit) => shareOn(credit, bill.id)));
      const reduced = says(n, "creditAmount") ? bill : credited(bill, applied);
      const silent = !says(n, "paidAmount", "scheduledAmount");
      return [
        bill.id,
        silent ? payments.reduce((paid, payment) => moved(paid, payment, 1), reduced) : reduced,
      ];
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

/** connector/bill/API.md §5, §7, §8: what each kind has beside its id and its times. */
const defaults = (name: ListCollection, id: unknown): Fields => {
  switch (name) {
    case "vendors":
      return { name: `Vendor ${id}`, accountType: "BUSINESS", billCurrency: "USD" };
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
