/** A Precoro company without HTTP: what its API does, what people do in the web app, and its records. */
import type { Fields } from "../kit/records";
import { type CatalogApi, type CatalogOptions, catalogApi } from "./catalog/catalogApi";
import type { CustomField, Item, Location, Option } from "./catalog/catalogRecords";
import { Company, type Webhook } from "./company";
import { withCurrentReferences } from "./currentReferences";
import { type PaymentApi, type PaymentOptions, paymentApi } from "./payments/paymentApi";
import { shownPayment } from "./payments/payments";
import {
  type Collection,
  collections,
  type FieldKind,
  type Invoice,
  type Payment,
  type Supplier,
} from "./records";
import { type SupplierApi, type SupplierApiOptions, supplierApi } from "./supplierApi";
import { type WebApp, webApp } from "./webApp/webApp";
import { type CatalogApp, catalogApp } from "./webApp/webAppCatalog";
import { invoiceRow, wholeInvoice } from "./wireFormat";

export interface PrecoroWorldOptions extends SupplierApiOptions, CatalogOptions, PaymentOptions {
  readonly now: () => number;
  readonly onWebhook: (webhook: Webhook) => void;
  readonly externalIntegrationLogShown: boolean;
  readonly paymentRowsShown: boolean;
  readonly optionObjectsShown: boolean;
  readonly sumsAsNumbers: boolean;
  readonly itemPriceDecimals: number;
}

export interface PrecoroWorld extends SupplierApi, PaymentApi, WebApp, CatalogApi, CatalogApp {
  supplier(id: number): Supplier;
  suppliers(): Supplier[];
  invoices(): Invoice[];
  /** As GET by idn shows it. */
  invoice(idn: string): Fields;
  shown(invoice: Invoice): Fields;
  /** As a list shows it. */
  row(invoice: Invoice): Fields;
  /** The payments of all invoices in the order of their creation, as the list of payments shows them. */
  payments(): Payment[];
  payment(idn: string): Payment;
  fields(kind: FieldKind): CustomField[];
  options(kind: FieldKind, fieldId: number): Option[];
  locations(): Location[];
  items(): Item[];
  item(id: number): Item;
  /** A copy of all records by collection, as a read of one record shows them. */
  snapshot(): Record<Collection, Fields[]>;
}

export const createPrecoroWorld = (records: Fields, options: PrecoroWorldOptions): PrecoroWorld => {
  const { now, onWebhook, optionObjectsShown, itemPriceDecimals } = options;
  const company = new Company(records, now, onWebhook, itemPriceDecimals);
  const { catalog } = company;
  const supplierOf = (invoice: Invoice) => company.suppliers.get(invoice.supplier.id);
  const presentNow = (document: Fields) => withCurrentReferences(document, catalog, optionObjectsShown);
  const shown = (invoice: Invoice) => presentNow(wholeInvoice(invoice, supplierOf(invoice), options));
  const suppliers = () => [...company.suppliers.values()];
  const invoices = () => [...company.invoices.values()];
  const payments = () => company.payments().map(shownPayment);
  return {
    ...supplierApi(company, options),
    ...paymentApi(company, options),
    ...webApp(company),
    ...catalogApi(catalog, options),
    ...catalogApp(catalog),
    supplier: (id) => company.supplier(id),
    suppliers,
    invoices,
    invoice: (idn) => shown(company.invoice(idn)),
    shown,
    row: (invoice) => presentNow(invoiceRow(invoice, supplierOf(invoice), options)),
    payments,
    payment: (idn) => shownPayment(company.payment(idn)),
    fields: (kind) => catalog.fields(kind).map(({ row }) => row),
    options: (kind, fieldId) => [...catalog.field(kind, fieldId).options.values()],
    locations: () => [...catalog.locations.values()],
    items: () => [...catalog.items.values()],
    item: (id) => catalog.item(id),
    snapshot() {
      const all: Record<Collection, readonly Fields[]> = {
        suppliers: suppliers(),
        invoices: invoices().map(shown),
        payments: payments(),
        ...catalog.lists(),
      };
      const copies = collections.map((collection) => [collection, structuredClone(all[collection])]);
      return Object.fromEntries(copies) as Record<Collection, Fields[]>;
    },
  };
};
