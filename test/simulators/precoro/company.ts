/** What one Precoro company holds, and who is notified when it changes. It refuses to know what may change. */
import { byKey, type Fields } from "../kit/records";
import { Catalog } from "./catalog";
import { type Booked, paymentsOf } from "./payments";
import type { Invoice, Supplier } from "./records";
import { notFound } from "./refusal";
import { numbersAbove, recordsOf, type Setting, supplierOf } from "./seed";
import { invoiceOf } from "./seedInvoice";
import { withTheirPayments } from "./seedPayments";
import { stampOf } from "./wire";

/** connector/precoro/API.md §8.2. */
export interface Webhook {
  readonly id: number;
  /** 3 an invoice or credit note, 7 a supplier. */
  readonly type: 3 | 7;
  /** 0 created, 1 updated. */
  readonly action: 0 | 1;
  readonly idn?: number;
}

/** Whether a webhook tells of this change; one does unless said. */
export interface Notice {
  readonly notify?: boolean;
}

type Action = "created" | "updated";

export class Company {
  readonly suppliers: Map<number, Supplier>;
  readonly invoices: Map<string, Invoice>;
  readonly catalog: Catalog;
  private readonly numbers: Pick<Setting, "nextId" | "nextIdn">;

  constructor(
    records: Fields,
    private readonly now: () => number,
    private readonly onWebhook: (webhook: Webhook) => void,
    itemPriceDecimals: number,
  ) {
    this.numbers = numbersAbove(records);
    const given = recordsOf(records);
    const setting = this.setting();
    this.suppliers = byKey(
      "precoro suppliers",
      given.suppliers.map((record, n) => supplierOf(record, `suppliers[${n}]`, setting)),
      ({ id }) => id,
    );
    const invoices = withTheirPayments(given.invoices, given.payments).map((record, n) =>
      invoiceOf(record, `invoices[${n}]`, this.suppliers, setting),
    );
    byKey("precoro invoices", invoices, ({ id }) => id);
    this.invoices = byKey("precoro invoices", invoices, ({ idn }) => idn);
    byKey("precoro payments", this.payments(), ({ payment }) => payment.id);
    byKey("precoro payments", this.payments(), ({ payment }) => payment.idn);
    this.catalog = new Catalog(given, () => this.setting(), itemPriceDecimals);
  }

  /** What a record that is made now takes its defaults from. */
  setting(): Setting {
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

  /** The payments of all invoices in the order in which they were made, which their ids tell. */
  payments(): Booked[] {
    const booked = [...this.invoices.values()].flatMap((invoice) =>
      paymentsOf(invoice).map((payment) => ({ payment, invoice })),
    );
    return booked.sort((one, other) => one.payment.id - other.payment.id);
  }

  payment(idn: string): Booked {
    const booked = this.payments().find(({ payment }) => payment.idn === idn);
    if (!booked) throw notFound();
    return booked;
  }

  putSupplier(supplier: Supplier, action: Action, notice: Notice = {}): Supplier {
    const kept = { ...supplier, updateDate: stampOf(this.now()) };
    this.suppliers.set(kept.id, kept);
    this.tell({ id: kept.id, type: 7, action: action === "created" ? 0 : 1 }, notice);
    return kept;
  }

  /** connector/precoro/API.md §8.3: credit notes come as type 3; an approval is an update like any other. */
  putInvoice(invoice: Invoice, action: Action, notice: Notice = {}): Invoice {
    const kept = { ...invoice, updateDate: stampOf(this.now()) };
    this.invoices.set(kept.idn, kept);
    const idn = Number(kept.idn);
    this.tell({ id: kept.id, type: 3, action: action === "created" ? 0 : 1, idn }, notice);
    return kept;
  }

  /** Changes a part that the document itself shows no change of: no new `updateDate`, and nobody is notified. */
  amendInvoice(invoice: Invoice): void {
    this.invoices.set(invoice.idn, invoice);
  }

  private tell(webhook: Webhook, { notify = true }: Notice): void {
    if (notify) this.onWebhook(webhook);
  }
}
