/**
 * BILL's lists, read for the pickers and for what becomes options in Precoro. Vendors and items are read here as list entries
 * only: id and name. Source: connector/bill/API.md §4 and §8.
 */
import type { BillList } from "../core/billList";
import type { ListEntry } from "../core/lists/listEntry";
import type { Page } from "../http/pages";
import { type Parsed, parseRecord } from "../http/parse";
import type { BillRequests } from "./request";
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

const BY_AGE: [string, string][] = [["sort", "createdTime:asc"]];

export interface BillLists {
  /** Every entry, archived ones included, oldest first, page by page. */
  read(list: BillList): AsyncGenerator<Parsed<ListEntry>[]>;
  /** One page of that: the first, or the one that `next` of an earlier page leads to. */
  page(list: BillList, cursor?: string): Promise<Page<Parsed<ListEntry>>>;
}

const entriesOf = (rows: readonly unknown[]): Parsed<ListEntry>[] =>
  rows.map((row) => parseRecord(entrySchema, row));

export const listsOf = ({ list: pages, page }: BillRequests): BillLists => ({
  async *read(list) {
    for await (const rows of pages(paths[list], BY_AGE)) yield entriesOf(rows);
  },
  page: async (list, cursor) => {
    const { rows, next } = await page(paths[list], BY_AGE, cursor);
    return { rows: entriesOf(rows), next };
  },
});
