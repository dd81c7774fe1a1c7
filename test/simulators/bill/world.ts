/** A BILL organization without HTTP: what its API does, what people do in the web app, and its records. */
import type { Fields } from "../kit/records";
import { unknownId } from "./apiErrors";
import type { BillRules, BillView } from "./billRules";
import { type BillApi, billApi } from "./bills/billApi";
import { type CreditApi, creditApi } from "./credits/creditApi";
import { Organization, type OrganizationOptions } from "./organization";
import { type PaymentApi, paymentApi } from "./paymentApi";
import {
  type Bill,
  type Collection,
  type Credit,
  collections,
  type Payment,
  type StoredRecord,
} from "./records";
import { type VendorApi, vendorApi } from "./vendorApi";
import { type WebApp, webApp } from "./webApp/webApp";

export type BillWorldOptions = OrganizationOptions & BillRules;

export interface BillWorld extends BillApi, CreditApi, VendorApi, PaymentApi, WebApp {
  /** A collection's records in the order of their creation, as a list shows them. */
  rows(collection: Collection): readonly Fields[];
  row(collection: Collection, id: string): Fields;
  /** With money, credits and schedule each on its own, whatever the API shows. */
  bills(): Bill[];
  vendors(): StoredRecord[];
  payments(): Payment[];
  credits(): Credit[];
  /** From now on, BILL answers otherwise: a role loses a right, or a setting is changed. */
  changeRules(change: Partial<Omit<BillRules, keyof BillView>>): void;
  /** A copy of all records by collection, as lists show them. */
  snapshot(): Record<Collection, Fields[]>;
}

export const createBillWorld = (records: Fields, options: BillWorldOptions): BillWorld => {
  const organization = new Organization(records, options);
  const rules: BillRules = { ...options };
  const api = {
    ...billApi(organization, rules),
    ...creditApi(organization, rules),
  };
  const app = webApp(organization, api);
  const rows = (collection: Collection) => organization.rows(collection);
  return {
    ...api,
    ...app,
    ...vendorApi(organization),
    ...paymentApi(organization, app),
    rows,
    row(collection, id) {
      const record = organization.get(collection, id);
      if (!record) throw unknownId(id);
      return organization.shown(collection, record);
    },
    bills: () => organization.bills(),
    vendors: () => organization.all("vendors"),
    payments: () => organization.payments(),
    credits: () => organization.credits(),
    changeRules: (change) => Object.assign(rules, change),
    snapshot() {
      const copies = collections.map((collection) => [collection, structuredClone(rows(collection))]);
      return Object.fromEntries(copies) as Record<Collection, Fields[]>;
    },
  };
};
