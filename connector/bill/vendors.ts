/** BILL's vendors: lists and single ones. Source: contract bill-v3, section 5; https://developer.bill.com/reference/listvendors */
import type { Vendor } from "../core/vendor";
import { type Read, readAs, readRecord } from "../http/contract";
import { SYSTEM } from "./answer";
import type { BillCalls } from "./calls";
import { vendorSchema } from "./schema";

const PATH = "/connect/v3/vendors";

export interface BillVendors {
  /** Every vendor, archived ones included, oldest first, page by page. One that cannot be read is said, not dropped. */
  list(): AsyncGenerator<Read<Vendor>[]>;
  /** The vendors whose name begins with the text, which must be free of `,` `:` and `"`. */
  startingWith(text: string): AsyncGenerator<Read<Vendor>[]>;
  get(id: string): Promise<Vendor>;
}

export const vendorsOf = ({ send, list }: BillCalls): BillVendors => {
  async function* read(query: [string, string][]) {
    for await (const rows of list(PATH, query)) yield rows.map((row) => readRecord(vendorSchema, row));
  }
  return {
    list: () => read([["sort", "createdTime:asc"]]),
    startingWith: (text) => read([["filters", `name:sw:"${text}"`]]),
    get: async (id) => {
      const path = `${PATH}/${encodeURIComponent(id)}`;
      return readAs(vendorSchema, await send({ method: "GET", path }), {
        system: SYSTEM,
        method: "GET",
        path,
      });
    },
  };
};
