/**
 * What Precoro knows about the payments and invoices of one import, looked up 200 at a time and cached while it runs, so that a
 * payment costs little more than its own write. It decides nothing.
 */

import { chunksOf } from "../../core/chunksOf";
import { readReference } from "../../core/documents/documentRef";
import type { DocumentRow } from "../../core/documents/documentRow";
import { type Money, sum, zero } from "../../core/money";
import type { BookedPayment, Payment } from "../../core/payments/payment";
import { clock } from "../../http/clock";
import { readable } from "../../http/parse";
import type { PaymentRow } from "../../precoro/payments";
import { paidOfDocument, paymentsOfDocument } from "../../precoro/payments";
import type { SyncContext } from "../syncContext";

/** As many ids as one lookup in Precoro accepts. */
const AT_ONCE = 200;

/** Precoro answers the same GET once in this time, whoever sends it. */
const SAME_REQUEST_MS = 60_000;
/** Less than that minute, even if the response took its longest: as long, nobody else can have read the invoice since. */
const ALONE_MS = 20_000;

/** An invoice and its known payments. */
export interface InvoicePayments {
  readonly row: DocumentRow;
  /** The known payments; all of them once the invoice itself was read. */
  booked: BookedPayment[];
  /** By payments and credit notes; undefined if the list does not show it. */
  paid: Money | undefined;
  status: number;
  /** True once all payments are known. */
  isWhole: boolean;
  /** When the invoice itself was last read, ms since 1970 UTC. */
  readAt?: number;
}

/** What one bill gets of a payment. */
export interface Allocation {
  readonly payment: Payment;
  /** The bill's invoice in Precoro. */
  readonly invoice: InvoicePayments;
  readonly amount: Money;
  /** The currency of the bill's vendor, which is the bill's. */
  readonly currency: string | undefined;
  /** True if another payment of the same bill is still to be booked. */
  readonly hasMore: boolean;
}

/** Each method throws `RequestError` if a system can't be read. */
export interface PaymentLookups {
  /** Linked invoices, by bill id. Bills without one are left out. */
  invoicesOf(billIds: readonly string[]): Promise<ReadonlyMap<string, InvoicePayments>>;
  /** The Precoro payments that are already linked to these BILL payments. */
  bookedOf(paymentIds: readonly string[]): Promise<PaymentRow[]>;
  /** The invoices (idn) that bills among these were sent for, although no document is linked to them now, by bill id. */
  oursAmong(billIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Reads the invoice itself, which updates its known payments. Returns Precoro's JSON. */
  readInvoice(invoice: InvoicePayments): Promise<unknown>;
  /** By vendor id. */
  currencyOf(vendorIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** True if more is paid than the known payments add up to, so there must be another payment. */
export const hasUnknown = ({ booked, paid, isWhole }: InvoicePayments): boolean =>
  !isWhole && (paid === undefined || paid.gt(sum(booked.map(({ amount }) => amount))));

/**
 * Until when this run may book on an invoice that it has just read, ms since 1970 UTC. Whoever books reads first, so nobody else can book
 * on it meanwhile.
 */
export const aloneUntil = ({ readAt = 0 }: InvoicePayments): number => readAt + ALONE_MS;

/** What is paid on the invoice by payments that nobody has shown. */
export const hiddenPaid = ({ booked, paid = zero }: InvoicePayments): Money => {
  const hidden = paid.minus(sum(booked.map(({ amount }) => amount)));
  return hidden.gt(zero) ? hidden : zero;
};

export const createLookups = ({ bill, precoro }: SyncContext): PaymentLookups => {
  const invoices = new Map<string, InvoicePayments | undefined>();
  const currencies = new Map<string, string>();
  let listed = false;

  const keep = (row: DocumentRow): void => {
    if (row.externalId === undefined || row.kind !== "invoice") return;
    const { status, paid } = row;
    invoices.set(row.externalId, { row, status, paid, booked: [], isWhole: paid?.eq(zero) ?? false });
  };

  /** Reads the whole list, once, if Precoro can't look up BILL's ids. */
  const readAll = async (): Promise<void> => {
    if (listed) return;
    listed = true;
    for (let page: string | undefined = "1"; page !== undefined; ) {
      const { rows, next } = await precoro.invoices.page({ approvedFrom: undefined }, page);
      for (const row of readable(rows)) keep(row);
      page = next;
    }
  };

  return {
    invoicesOf: async (billIds) => {
      const unknown = [...new Set(billIds)].filter((id) => !invoices.has(id));
      for (const ids of chunksOf(unknown, AT_ONCE)) {
        const rows = await precoro.invoices.linkedTo(ids, true);
        if (rows) for (const row of rows) keep(row);
        else await readAll();
      }
      for (const id of unknown) if (!invoices.has(id)) invoices.set(id, undefined);
      return new Map(
        billIds.flatMap((id) => {
          const invoice = invoices.get(id);
          return invoice ? [[id, invoice] as const] : [];
        }),
      );
    },
    bookedOf: async (paymentIds) => {
      const found: PaymentRow[] = [];
      for (const ids of chunksOf(paymentIds, AT_ONCE))
        found.push(...(await precoro.payments.linkedAmong(ids)));
      for (const row of found) {
        const invoice = [...invoices.values()].find((one) => one?.row.id === row.invoiceId);
        if (invoice && !invoice.booked.some(({ idn }) => idn === row.idn))
          invoice.booked.push({ ...row, externalId: row.externalId });
      }
      return found;
    },
    oursAmong: async (billIds) => {
      const bills = billIds.length === 0 ? [] : await bill.bills.getMany(billIds, 0);
      return new Map(
        bills.flatMap(({ id, archived, description }) => {
          const ref = readReference(description);
          return !archived && ref?.kind === "invoice" ? [[id, ref.idn] as const] : [];
        }),
      );
    },
    readInvoice: async (invoice) => {
      const raw = await precoro.invoices.get(invoice.row.idn, true);
      const now = clock().now();
      // Within a minute of the last read, the client has answered from its memory.
      if (invoice.readAt === undefined || now - invoice.readAt >= SAME_REQUEST_MS) invoice.readAt = now;
      const shown = paymentsOfDocument(raw);
      const isShown = ({ idn }: BookedPayment) => shown.some((one) => one.idn === idn);
      // A document may not show its payments; those that the list has shown stay known.
      invoice.booked = [...shown, ...invoice.booked.filter((one) => !isShown(one))];
      invoice.isWhole = true;
      const booked = sum(invoice.booked.map(({ amount }) => amount));
      // Where they disagree, the larger one counts (connector/precoro/API.md §5).
      const paid = paidOfDocument(raw) ?? booked;
      invoice.paid = paid.gt(booked) ? paid : booked;
      return raw;
    },
    currencyOf: async (vendorIds) => {
      const unknown = [...new Set(vendorIds)].filter((id) => !currencies.has(id));
      for (const { id, currency } of await bill.vendors.getMany(unknown)) currencies.set(id, currency);
      return currencies;
    },
  };
};
