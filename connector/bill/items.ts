/** BILL's items, with what Precoro's catalog shows of them. Source: connector/bill/API.md §8. */
import type { Item } from "../core/items/item";
import { type Parsed, parseRecord } from "../http/parse";
import type { BillRequests } from "./request";
import { itemSchema } from "./schema";

export interface BillItems {
  /** Every item, archived ones included, oldest first, page by page. Unreadable ones are reported, not dropped. */
  list(): AsyncGenerator<Parsed<Item>[]>;
}

export const itemsOf = ({ list }: BillRequests): BillItems => ({
  async *list() {
    const query: [string, string][] = [["sort", "createdTime:asc"]];
    for await (const rows of list("/connect/v3/classifications/items", query)) {
      yield rows.map((row) => parseRecord(itemSchema, row));
    }
  },
});
