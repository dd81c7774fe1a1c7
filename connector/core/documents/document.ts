/** A Precoro invoice or credit note as it was read and checked, and the rules on whether it is sent at all. */

import { type CalendarDate, utcDay } from "../calendarDate";
import { type Money, moneyText, zero } from "../money";
import { reject, type Stopped, skip } from "../outcome";
import { isBillId } from "../recordId";
import type { Vendor } from "../vendors/vendor";
import type { DocumentRef } from "./documentRef";
import { isSplitChild } from "./documentRow";
import { voucherOf } from "./voucher";

/** A custom field's value, on a line or on the document. */
export interface FieldValue {
  readonly field: string;
  readonly value: string;
  /** The option's `externalId`: the BILL id where it was imported from BILL. */
  readonly optionId?: string;
  /** True for Precoro's own Locations, which are no custom field. */
  readonly isLocation?: true;
  /** The custom field in whose options to look the value up by name, where the record does not show the option itself. */
  readonly lookIn?: { readonly level: "document" | "item"; readonly fieldId: string };
}

export interface InvoiceLine {
  readonly name: string;
  readonly quantity?: Money;
  readonly price?: Money;
  /** The tax rate as written; it only tells different rates apart. */
  readonly taxRate: string;
  /** After discount, before tax. */
  readonly net: Money;
  readonly tax: Money;
  /** After discount, with tax. */
  readonly gross: Money;
  /** The linked item's `externalId`. */
  readonly itemId?: string;
  readonly fields: readonly FieldValue[];
}

export interface Document {
  /** Precoro's number of the document, which people see and the API uses as its key. */
  readonly idn: string;
  readonly kind: DocumentRef["kind"];
  readonly status: number;
  readonly ref: DocumentRef;
  /** ms since 1970 UTC. */
  readonly approvedAt?: number;
  readonly createdAt?: number;
  /** The supplier's own number, else the document's. */
  readonly number: string;
  readonly currency: string;
  readonly issueDate?: CalendarDate;
  readonly dueDate?: CalendarDate;
  /** Gross. */
  readonly total: Money;
  /** Paid in Precoro, without credit notes and without payments that came from BILL. */
  readonly paid: Money;
  readonly supplier: {
    readonly id: string;
    readonly name: string;
    /** The link; left out where there is none, or where the document does not show it. */
    readonly externalId?: string;
    /** False where the document does not show whether there is a link. */
    readonly linkShown: boolean;
  };
  readonly purchaseOrder?: string;
  /** The `idn` of an invoice: the one that a split invoice's part belongs to, or the one that a credit note is for. */
  readonly parent?: string;
  /** The parent's internal id, where the document shows it. */
  readonly parentId?: string;
  /** The link; left out where there is none. */
  readonly externalId?: string;
  /** Precoro's per-record error log; left out where the API does not show it. */
  readonly errorLog?: string;
  readonly fields: readonly FieldValue[];
  readonly lines: readonly InvoiceLine[];
}

export const documentText = ({ kind, idn }: Pick<Document, "kind" | "idn">): string =>
  `${kind === "invoice" ? "Invoice" : "Credit note"} #${idn}`;

/** Source: connector/precoro/API.md §3.1. */
const statusNames: Readonly<Record<number, string>> = {
  0: "Draft",
  1: "Pending",
  2: "Approved",
  3: "Rejected",
  4: "Partly Paid",
  5: "Paid",
  6: "Pending Confirmation",
  7: "In Revision",
  8: "Canceled",
  9: "Pending Receipt",
  10: "Approval Review",
  11: "Closed",
};

export const statusName = (status: number): string => statusNames[status] ?? `status ${status}`;

/** Approved, and what an approved document becomes by payments. */
export const isApproved = (status: number): boolean => status === 2 || status === 4 || status === 5;

/** Canceled, or rejected for good. */
export const isCanceled = (status: number): boolean => status === 8 || status === 3;

export interface SendRules {
  /** *Send Documents Approved From*; undefined sets no bound. */
  readonly approvedFrom?: CalendarDate;
  /** True for the button *Send to Bill*: a person wants this document sent. */
  readonly force: boolean;
}

/**
 * Why a document is not sent, as far as its own record shows; undefined if it may be.
 * `toBill` and `toVendorCredit` say what is wrong with its content.
 */
export const whyNotSent = (document: Document, rules: SendRules): Stopped | undefined => {
  const name = documentText(document);
  if (!isApproved(document.status)) {
    return skip("not-approved", { document: name, status: statusName(document.status) });
  }
  if (isSplitChild(document))
    return skip("split-invoice-part", { document: name, parent: document.parent ?? "" });
  const start = rules.approvedFrom;
  if (start !== undefined && !rules.force && !approvedOnOrAfter(document, start)) {
    return skip("approved-before-start", { document: name, start });
  }
  const { name: supplier, externalId: vendorId } = document.supplier;
  if (vendorId === undefined) return skip("supplier-not-linked", { document: name, supplier });
  if (!isBillId("vendor", vendorId)) {
    return reject("external-id-not-from-bill", { record: `Supplier ${supplier}`, externalId: vendorId });
  }
  if (document.externalId !== undefined && !isBillId(voucherOf(document), document.externalId)) {
    return reject("external-id-not-from-bill", { record: name, externalId: document.externalId });
  }
  return undefined;
};

/** Without an approval date, the creation date decides: what was created since the start was approved since then. */
const approvedOnOrAfter = ({ approvedAt, createdAt }: Document, start: CalendarDate): boolean => {
  const when = approvedAt ?? createdAt;
  return when !== undefined && utcDay(when) >= start;
};

/** Why no new bill is created for an invoice that has payments in Precoro already; undefined if it may be. */
export const whyNothingNew = (
  document: Document,
  { force }: Pick<SendRules, "force">,
): Stopped | undefined => {
  const { kind, paid, total } = document;
  if (kind === "credit note" || paid.lte(zero) || (force && paid.lt(total))) return undefined;
  return reject("paid-outside-bill", { document: documentText(document), paid: moneyText(paid) });
};

/** Why nothing can be created or changed for this vendor; undefined if it can. */
export const whyNotForVendor = (document: Document, vendor: Vendor): Stopped | undefined => {
  if (vendor.archived) return reject("vendor-archived", { name: vendor.name });
  if (vendor.currency !== document.currency) {
    return reject("currency-differs", {
      document: documentText(document),
      currency: document.currency,
      vendor: vendor.name,
      vendorCurrency: vendor.currency,
    });
  }
  return undefined;
};
