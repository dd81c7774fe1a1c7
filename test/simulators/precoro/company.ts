/** The records of one Precoro company. It sends a webhook for each change, and does not know which changes are allowed. */
import { type Fields, indexByKey } from "../kit/records";
import { notFound } from "./apiErrors";
import { Catalog } from "./catalog/catalog";
import { type BookedPayment, paymentsOf } from "./payments/payments";
import type { Invoice, Supplier } from "./records";
import { nextNumbers, recordsOf, type SeedContext, supplierOf } from "./seed/seed";
import { invoiceOf } from "./seed/seedInvoice";
import { withPaymentRecords } from "./seed/seedPayments";
import { stampOf } from "./wireFormat";

/** connector/precoro/API.md §8.2. */
export interface Webhook {
  readonly id: number;
  /** 3 an invoice or credit note, 7 a supplier. */
  readonly type: 3 | 7;
  /** 0 created, 1 updated. */
  readonly action: 0 | 1;
  readonly idn?: number;
}

/** Whether a webhook is sent for this change, by default true. */
export interface NotifyOption {
  readonly notify?: boolean;
}

type Action = "created" | "updated";

export class Company {
  readonly suppliers: Map<number, Supplier>;
  readonly invoices: Map<string, Invoice>;
  readonly catalog: Catalog;
  private readonly numbers: Pick<SeedContext, "nextId" | "nextIdn">;

  constructor(
    records: Fields,
    private readonly now: () => number,
    private readonly onWebhook: (webhook: Webhook) => void,
    itemPriceDecimals: number,
  ) {
    this.numbers = nextNumbers(records);
    const collections = recordsOf(records);
    const setting = this.seedContext();
    this.suppliers = indexByKey(
      "precoro suppliers",
      collections.suppliers.map((record, n) => supplierOf(record, `suppliers[${n}]`, setting)),
      ({ id }) => id,
    );
    const invoices = withPaymentRecords(collections.invoices, collections.payments).map((record, n) =>
      invoiceOf(record, `invoices[${n}]`, this.suppliers, setting),
    );
    indexByKey("precoro invoices", invoices, ({ id }) => id);
    this.invoices = indexByKey("precoro invoices", invoices, ({ idn }) => idn);
    indexByKey("precoro payments", this.payments(), ({ payment }) => payment.id);
    indexByKey("precoro payments", this.payments(), ({ payment }) => payment.idn);
    this.catalog = new Catalog(collections, () => this.seedContext(), itemPriceDecimals);
  }

  /** What defaults of a new record are made from. */
  seedContext(): SeedContext {
    return { ...this.numbers, now: this.now() };
  }

  supplier(id: number): Supplier {
    const supplier = this.suppliers.get(id);
    if (!supplier) throw notFound();
    return supplier;
  }

  invoice(idn: string): Invoice {
    const invoice = this.invoices.get(idn);
    if (!invoice) throw notFound();
    return invoice;
  }

  /** The payments of all invoices in the order of their creation, which is that of their ids. */
  payments(): BookedPayment[] {
    const booked = [...this.invoices.values()].flatMap((invoice) =>
      paymentsOf(invoice).map((payment) => ({ payment, invoice })),
    );
    return booked.sort((one, other) => one.payment.id - other.payment.id);
  }

  payment(idn: string): BookedPayment {
    const booked = this.payments().find(({ payment }) => payment.idn === idn);
    if (!booked) throw notFound();
    return booked;
  }

  putSupplier(supplier: Supplier, action: Action, notice: NotifyOption = {}): Supplier {
    const kept = { ...supplier, updateDate: stampOf(this.now()) };
    this.suppliers.set(kept.id, kept);
    this.notify({ id: kept.id, type: 7, action: action === "created" ? 0 : 1 }, notice);
    return kept;
  }

  /** connector/precoro/API.md §8.2: credit notes come as type 3; §8.3: an approval is an update like any other. */
  putInvoice(invoice: Invoice, action: Action, notice: NotifyOption = {}): Invoice {
    const kept = { ...invoice, updateDate: stampOf(this.now()) };
    this.invoices.set(kept.idn, kept);
    const idn = Number(kept.idn);
    this.notify({ id: kept.id, type: 3, action: action === "created" ? 0 : 1, idn }, notice);
    return kept;
  }

  /** Changes a part that does not count as a change of the document: no new `updateDate`, no webhook. */
  amendInvoice(invoice: Invoice): void {
    this.invoices.set(invoice.idn, invoice);
  }

  private notify(webhook: Webhook, { notify = true }: NotifyOption): void {
    if (notify) this.onWebhook(webhook);
  }
}
