/**
 * BILL's lists, read for the pickers and for what becomes options in Precoro. Vendors and items are read here as entries
 * only, by id and name. Source: contract bill-v3, sections 4 and 8; https://developer.bill.com/docs/classifications
 */
import { utcMillisecond } from "../core/calendarDate";
import type { BillList, Entry } from "../core/entry";
import { type Read, readRecord } from "../http/contract";
import type { BillCalls } from "./calls";
import { entrySchema } from "./schema";

const paths: Readonly<Record<BillList, string>> = {
  chartOfAccounts: "/connect/v3/classifications/chart-of-accounts",
  classes: "/connect/v3/classifications/accounting-classes",
  departments: "/connect/v3/classifications/departments",
  locations: "/connect/v3/classifications/locations",
  customers: "/connect/v3/customers",
  items: "/connect/v3/classifications/items",
  vendors: "/connect/v3/vendors",
};

export interface BillLists {
  /** Every entry, archived ones included, oldest first, page by page. `since`: only those made at that moment or later, ms since 1970 UTC. */
  read(list: BillList, since?: number): AsyncGenerator<Read<Entry>[]>;
}

export const listsOf = ({ list: pages }: BillCalls): BillLists => ({
  async *read(list, since) {
    const query: [string, string][] = [["sort", "createdTime:asc"]];
    if (since !== undefined) query.push(["filters", `createdTime:gte:"${utcMillisecond(since)}"`]);
    for await (const rows of pages(paths[list], query)) {
      yield rows.map((row) => readRecord(entrySchema, row));
    }
  },
});
