/** BILL's vendors, read as lists and one by one. Source: connector/bill/API.md §5. */
import * as z from "zod";
import type { Vendor } from "../core/vendors/vendor";
import { collectPages, type Page } from "../http/pages";
import { type Parsed, parseRecord, parseResponse, readable } from "../http/parse";
import { SYSTEM } from "./errorResponse";
import { type BillRequests, changedSince, idFilters } from "./request";
import { time, vendorSchema } from "./schema";

const PATH = "/connect/v3/vendors";

export interface BillVendors {
  /** Every vendor, archived ones included, oldest first, page by page. Unreadable ones are reported, not dropped. */
  list(): AsyncGenerator<Parsed<Vendor>[]>;
  /** The vendors whose name begins with the text, which must be free of `,` `:` and `"`. */
  startingWith(text: string): AsyncGenerator<Parsed<Vendor>[]>;
  /** One page of what changed since then (ms since 1970 UTC), the oldest change first: ids, and BILL's time of the change. */
  changedSince(moment: number, cursor?: string): Promise<Page<{ id: string; updatedAt: number }>>;
  get(id: string): Promise<Vendor>;
  /** Those of the ids that BILL knows. */
  getMany(ids: readonly string[]): Promise<Vendor[]>;
}

const changeSchema = z
  .object({ id: z.string().min(1), updatedTime: time })
  .transform(({ id, updatedTime }) => ({ id, updatedAt: updatedTime }));

export const vendorsOf = ({ send, list, page }: BillRequests): BillVendors => {
  async function* read(query: [string, string][]) {
    for await (const rows of list(PATH, query)) yield rows.map((row) => parseRecord(vendorSchema, row));
  }
  return {
    list: () => read([["sort", "createdTime:asc"]]),
    startingWith: (text) => read([["filters", `name:sw:"${text}"`]]),
    getMany: async (ids) => {
      const rows: Parsed<Vendor>[] = [];
      for (const filter of idFilters(ids)) rows.push(...(await collectPages(read([["filters", filter]]))));
      return readable(rows);
    },
    changedSince: async (moment, cursor) => {
      const { rows, next } = await page(PATH, changedSince(moment), cursor);
      return {
        rows: rows.map((row) =>
          parseResponse(changeSchema, row, { system: SYSTEM, method: "GET", path: PATH }),
        ),
        next,
      };
    },
    get: async (id) => {
      const path = `${PATH}/${encodeURIComponent(id)}`;
      return parseResponse(vendorSchema, await send({ method: "GET", path }), {
        system: SYSTEM,
        method: "GET",
        path,
      });
    },
  };
};
