/** Creates a BILL organization's records from a world file, with defaults for omitted fields. */
import { idsExcept } from "../../kit/ids";
import { type Fields, indexByKey, isFields, mergeFields, readRecords } from "../../kit/records";
import { amountAppliedTo, withCreditAmount } from "../bills/applyCredits";
import { applyPayment } from "../bills/applyPayment";
import { sumOf } from "../bills/bill";
import {
  type Bill,
  type Credit,
  collections,
  type ListCollection,
  type ListRecord,
  type Payment,
  prefixes,
  shapes,
} from "../records";
import { timeOf, withoutNulls } from "../wireFormat";
import { billOf, parseRecord, type SeedContext } from "./seedBill";
import { creditOf } from "./seedCredit";
import { paymentOf } from "./seedPayment";

export interface Tables extends Record<ListCollection, Map<string, ListRecord>> {
  bills: Map<string, Bill>;
  payments: Map<string, Payment>;
  vendorCredits: Map<string, Credit>;
}

/** Generates ids that no record of the world has. */
export const newIds = (world: Fields): SeedContext["nextId"] => {
  const records = Object.values(world).flatMap(fieldsIn);
  const lines = records.flatMap(({ billLineItems, vendorCreditLineItems, billPayments }) => [
    ...fieldsIn(billLineItems),
    ...fieldsIn(vendorCreditLineItems),
    ...fieldsIn(billPayments),
  ]);
  return idsExcept(new Set([...records, ...lines].map(({ id }) => id)));
};

const fieldsIn = (list: unknown): Fields[] => (Array.isArray(list) ? list.filter(isFields) : []);

export const seed = (world: Fields, setting: SeedContext): Tables => {
  const records = readRecords("bill", collections, withoutNulls(world) as Fields);
  const list = (name: ListCollection) =>
    indexByKey(
      `bill ${name}`,
      records[name].map((record, n) => listRecordOf(name, record, `${name}[${n}]`, setting)),
      ({ id }) => id,
    );
  const vendors = list("vendors");
  const [vendorId] = vendors.keys();
  const bills = indexByKey(
    "bill bills",
    records.bills.map((record, n) => billOf({ vendorId, ...record }, `bills[${n}]`, setting)),
    ({ id }) => id,
  );
  const payments = indexByKey(
    "bill payments",
    records.payments.map((record, n) => paymentOf(record, bills, `payments[${n}]`, setting)),
    ({ id }) => id,
  );
  const vendorCredits = indexByKey(
    "bill vendorCredits",
    records.vendorCredits.map((record, n) =>
      creditOf({ vendorId, ...record }, `vendorCredits[${n}]`, setting),
    ),
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
    bills: withMoney(bills, records.bills, [...payments.values()], [...vendorCredits.values()]),
    payments,
  };
};

/** Puts the world's payments and credits on its bills, unless a bill states its amounts itself. */
const withMoney = (
  bills: ReadonlyMap<string, Bill>,
  records: readonly Fields[],
  payments: readonly Payment[],
  credits: readonly Credit[],
): Map<string, Bill> => {
  const sums = ["dueAmount", "paymentStatus"];
  const states = (n: number, ...names: string[]) =>
    [...sums, ...names].some((name) => name in (records[n] ?? {}));
  return new Map(
    [...bills.values()].map((bill, n) => {
      const applied = sumOf(credits.map((credit) => amountAppliedTo(credit, bill.id)));
      const withCredits = states(n, "creditAmount") ? bill : withCreditAmount(bill, applied);
      const statesNoMoney = !states(n, "paidAmount", "scheduledAmount");
      return [
        bill.id,
        statesNoMoney
          ? payments.reduce((paid, payment) => applyPayment(paid, payment, 1), withCredits)
          : withCredits,
      ];
    }),
  );
};

export const listRecordOf = (
  name: ListCollection,
  record: Fields,
  place: string,
  { now, nextId }: SeedContext,
): ListRecord => {
  const { id = nextId(prefixes[name]), createdTime = timeOf(now) } = record;
  const times = { createdTime, updatedTime: createdTime };
  const entry = mergeFields({ id, archived: false, ...times, ...defaults(name, id) }, record);
  return parseRecord(shapes[name], entry, place);
};

/** connector/bill/API.md §5, §7, §8: defaults of each collection beside id and times. */
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
