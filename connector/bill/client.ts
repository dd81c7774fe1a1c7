/** Everything this product asks of BILL, record by record. Every method that calls BILL throws `RequestError`. */
import type { DocumentRef } from "../core/documents/documentRef";
import { type Voucher, voucherOf } from "../core/documents/voucher";
import type { HttpRequest } from "../http/client";
import { type BillBills, billsOf } from "./bills";
import { creditsOf } from "./credits";
import { type BillItems, itemsOf } from "./items";
import { type BillLists, listsOf } from "./lists";
import { createObserved, type Observed, type StoredObservations } from "./observed";
import { type BillPayments, paymentsOf } from "./payments";
import { type BillOptions, createBillRequests } from "./request";
import type { StoredSession } from "./session";
import { type BillSubscriptions, subscriptionsOf } from "./subscriptions";
import { type BillVendors, vendorsOf } from "./vendors";
import type { Vouchers } from "./vouchers";

export interface BillClient {
  readonly vendors: BillVendors;
  readonly lists: BillLists;
  readonly items: BillItems;
  readonly bills: BillBills;
  readonly credits: Vouchers;
  /** Bills for invoices, vendor credits for credit notes. */
  vouchersFor(document: Pick<DocumentRef, "kind">): Vouchers;
  readonly payments: BillPayments;
  readonly subscriptions: BillSubscriptions;
  /**
   * Any other request, authenticated. Returns the body of its response.
   *
   * @throws {RequestError} as every method here; `auth` where the session or the rights do not suffice.
   */
  raw(request: HttpRequest): Promise<unknown>;
  /** The web page of a bill or vendor credit ("Show Document"). Source: connector/bill/API.md §15. */
  linkTo(document: Pick<DocumentRef, "kind">, voucher: Pick<Voucher, "id">): string;
  /** What BILL's answers have shown about this connection. */
  readonly observed: Observed;
  /** The session to keep for the next run; undefined where this client did not log in. */
  freshSession(): StoredSession | undefined;
}

/** The page of a vendor credit is assumed, by analogy. */
const webPages = { bill: "Bill", "vendor credit": "VendorCredit" } as const;

interface ClientOptions extends BillOptions {
  /** What earlier runs have seen. */
  readonly observations?: StoredObservations | undefined;
}

export const createBillClient = (options: ClientOptions): BillClient => {
  const requests = createBillRequests(options);
  const observed = createObserved(options.access, options.observations);
  const [bills, credits] = [billsOf(requests, observed), creditsOf(requests)];
  return {
    vendors: vendorsOf(requests),
    lists: listsOf(requests),
    items: itemsOf(requests),
    bills,
    credits,
    vouchersFor: ({ kind }) => (kind === "invoice" ? bills : credits),
    payments: paymentsOf(requests),
    subscriptions: subscriptionsOf(requests),
    raw: (request) => requests.send(request),
    linkTo: (document, { id }) =>
      `${options.access.webUrl}/${webPages[voucherOf(document)]}?id=${encodeURIComponent(id)}`,
    observed,
    freshSession: requests.freshSession,
  };
};
