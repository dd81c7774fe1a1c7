/** Everything this product asks of BILL, noun by noun. */
import type { Exchange } from "../http/client";
import { type BillBills, billsOf } from "./bills";
import { type BillOptions, createCalls } from "./calls";
import { type BillItems, itemsOf } from "./items";
import { type BillLists, listsOf } from "./lists";
import type { StoredSession } from "./session";
import { type BillVendors, vendorsOf } from "./vendors";

export interface BillClient {
  readonly vendors: BillVendors;
  readonly lists: BillLists;
  readonly items: BillItems;
  readonly bills: BillBills;
  /** Any other call, authenticated. Throws where the session or the rights do not suffice. */
  raw(exchange: Exchange): Promise<unknown>;
  /** The web page of a bill ("Show Document"). Source: contract bill-v3, section 15. */
  billLink(id: string): string;
  /** The session to keep for the next run; undefined if no login was made. */
  freshSession(): StoredSession | undefined;
}

export const createBill = (options: BillOptions): BillClient => {
  const calls = createCalls(options);
  return {
    vendors: vendorsOf(calls),
    lists: listsOf(calls),
    items: itemsOf(calls),
    bills: billsOf(calls),
    raw: (exchange) => calls.send(exchange),
    billLink: (id) => `${options.access.webUrl}/Bill?id=${encodeURIComponent(id)}`,
    freshSession: calls.freshSession,
  };
};
