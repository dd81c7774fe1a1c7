/** A Precoro company as a state machine without HTTP: what its API does, what its people do, what it holds. */
import type { Fields } from "../kit/records";
import { type ApiOptions, type PrecoroApi, precoroApi } from "./api";
import { Company, type Webhook } from "./company";
import { type Collection, collections, type Invoice, type Supplier } from "./records";
import { type WebApp, webApp } from "./webApp";
import { invoiceRow, wholeInvoice } from "./wire";

export interface PrecoroWorldOptions extends ApiOptions {
  readonly now: () => number;
  readonly onWebhook: (webhook: Webhook) => void;
  readonly externalIntegrationLogShown: boolean;
}

export interface PrecoroWorld extends PrecoroApi, WebApp {
  supplier(id: number): Supplier;
  suppliers(): Supplier[];
  invoices(): Invoice[];
  /** As GET by idn shows it. */
  invoice(idn: string): Fields;
  shown(invoice: Invoice): Fields;
  /** As a list shows it. */
  row(invoice: Invoice): Fields;
  /** A copy of everything, by collection, as a read of one record shows it. */
  snapshot(): Record<Collection, Fields[]>;
}

export const createPrecoroWorld = (records: Fields, options: PrecoroWorldOptions): PrecoroWorld => {
  const company = new Company(records, options.now, options.onWebhook);
  const supplierOf = (invoice: Invoice) => company.suppliers.get(invoice.supplier.id);
  const shown = (invoice: Invoice) =>
    wholeInvoice(invoice, supplierOf(invoice), options.externalIntegrationLogShown);
  const suppliers = () => [...company.suppliers.values()];
  const invoices = () => [...company.invoices.values()];
  const all = (collection: Collection): Fields[] => {
    if (collection === "suppliers") return suppliers();
    return collection === "invoices" ? invoices().map(shown) : (company.held.get(collection) ?? []);
  };
  return {
    ...precoroApi(company, options),
    ...webApp(company),
    supplier: (id) => company.supplier(id),
    suppliers,
    invoices,
    invoice: (idn) => shown(company.invoice(idn)),
    shown,
    row: (invoice) => invoiceRow(invoice, supplierOf(invoice)),
    snapshot() {
      const copies = collections.map((collection) => [collection, structuredClone(all(collection))]);
      return Object.fromEntries(copies) as Record<Collection, Fields[]>;
    },
  };
};
