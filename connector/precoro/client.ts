/** Everything this product asks of Precoro, record by record. Every method that calls Precoro throws `RequestError`. */
import type { HttpRequest } from "../http/client";
import { fieldsOf, type PrecoroFields } from "./fields";
import { invoicesOf, type PrecoroInvoices } from "./invoices";
import { itemsOf, type PrecoroItems } from "./items";
import { optionsAt, type PrecoroOptionList } from "./options";
import { type PrecoroPayments, paymentsOf } from "./payments";
import type { RateLimiterState } from "./rateLimiter";
import { createPrecoroRequests, type PrecoroOptions } from "./request";
import { type PrecoroSuppliers, suppliersOf } from "./suppliers";

export interface PrecoroClient {
  readonly suppliers: PrecoroSuppliers;
  readonly invoices: PrecoroInvoices;
  readonly payments: PrecoroPayments;
  readonly fields: PrecoroFields;
  /** Precoro's own Locations: options without a custom field. */
  readonly locations: PrecoroOptionList;
  readonly items: PrecoroItems;
  /** The web page of an invoice. Source: connector/precoro/API.md §13, assumed. */
  linkTo(idn: string): string;
  /**
   * Any other request, authenticated and within Precoro's limits. Returns the body of its response.
   *
   * @throws {RequestError} as every method here.
   */
  raw(request: HttpRequest): Promise<unknown>;
  /** The time on Precoro's clock at its last response, ms since 1970 UTC; undefined before the first. */
  serverTime(): number | undefined;
  /** What the next step of this execution needs to know. */
  rateLimiterState(): RateLimiterState;
}

export const createPrecoroClient = (options: PrecoroOptions): PrecoroClient => {
  const requests = createPrecoroRequests(options);
  return {
    suppliers: suppliersOf(requests),
    invoices: invoicesOf(requests),
    payments: paymentsOf(requests),
    fields: fieldsOf(requests),
    locations: optionsAt(requests, "/locations"),
    items: itemsOf(requests),
    linkTo: (idn) => `${options.access.webUrl}/invoices/${encodeURIComponent(idn)}`,
    raw: (request) => requests.send(request),
    serverTime: requests.serverTime,
    rateLimiterState: requests.rateLimiterState,
  };
};
