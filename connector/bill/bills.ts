/**
 * BILL's bills: one call each, and the look that finds every bill of a vendor and number. It decides nothing.
 * Source: contract bill-v3, section 6; https://developer.bill.com/docs/ap-bills
 */
import type { Bill, BillContent } from "../core/bill";
import { utcMillisecond } from "../core/calendarDate";
import { readAs } from "../http/contract";
import { failed } from "../http/failure";
import { everyRow } from "../http/pages";
import { SYSTEM } from "./answer";
import type { BillCalls } from "./calls";
import { billBody, billSchema } from "./schema";

const PATH = "/connect/v3/bills";

export interface BillBills {
  /**
   * Every bill of that vendor and number, archived ones included. Where the number cannot be asked for, the vendor's
   * bills created since `since` (ms since 1970 UTC) are read and compared here.
   */
  look(at: { readonly vendorId: string; readonly number: string; readonly since: number }): Promise<Bill[]>;
  get(id: string): Promise<Bill>;
  /** Those of the ids that BILL knows, archived ones included. */
  among(ids: readonly string[]): Promise<Bill[]>;
  /** Never repeated by itself: a lost answer is `unknown`. */
  create(content: BillContent): Promise<Bill>;
  /** PUT: lines that are left out are removed, header fields that are left out are cleared (contract 6.4). */
  replace(id: string, content: BillContent): Promise<Bill>;
  /** PATCH: nothing but what is given changes. */
  update(id: string, change: { readonly description: string }): Promise<Bill>;
  archive(id: string): Promise<Bill>;
  restore(id: string): Promise<Bill>;
}

/** A filter cannot express these, and no escape is documented (contract 4). */
/** Source: contract bill-v3, section 4: a page has a hundred rows at most. */
const IDS_AT_ONCE = 100;

const INEXPRESSIBLE = /[,:"]/;

export const billsOf = ({ send, list }: BillCalls): BillBills => {
  let numberFilterWorks = true;

  const all = async (filters: string): Promise<Bill[]> => {
    const rows = await everyRow(list(PATH, [["filters", filters]]));
    return rows.map((row) => readAs(billSchema, row, { system: SYSTEM, method: "GET", path: PATH }));
  };

  const one = async (
    method: "GET" | "POST" | "PUT" | "PATCH",
    path: string,
    body?: Record<string, unknown>,
    repeatable?: boolean,
  ): Promise<Bill> => {
    const exchange = { method, path, ...(body ? { body: { json: body } } : {}) };
    return readAs(billSchema, await send(exchange, repeatable), { system: SYSTEM, method, path });
  };

  const at = (id: string, deed = "") => `${PATH}/${encodeURIComponent(id)}${deed}`;

  return {
    look: async ({ vendorId, number, since }) => {
      // The filter by number is not in BILL's visible table, so its rows are compared again, and it may be refused.
      if (numberFilterWorks && !INEXPRESSIBLE.test(number)) {
        try {
          const rows = await all(`vendorId:eq:${vendorId},invoice.invoiceNumber:eq:${number}`);
          return rows.filter((bill) => bill.vendorId === vendorId && bill.number === number);
        } catch (error) {
          if (!failed(error, "invalid")) throw error;
          numberFilterWorks = false;
        }
      }
      const rows = await all(`vendorId:eq:${vendorId},createdTime:gte:"${utcMillisecond(since)}"`);
      return rows.filter((bill) => bill.vendorId === vendorId && bill.number === number);
    },
    get: (id) => one("GET", at(id)),
    among: async (ids) => {
      const found: Bill[] = [];
      for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
        const some = ids.slice(start, start + IDS_AT_ONCE).join(",");
        found.push(...(await all(`id:in:"${some}"`)));
      }
      return found;
    },
    create: (content) => one("POST", PATH, billBody(content)),
    replace: (id, content) => one("PUT", at(id), billBody(content)),
    update: (id, change) => one("PATCH", at(id), change, true),
    archive: (id) => one("POST", at(id, "/archive"), undefined, true),
    restore: (id) => one("POST", at(id, "/restore"), undefined, true),
  };
};
