/** A Precoro invoice or credit note as it was read and checked, and what its status means. */

import type { CalendarDate } from "../calendarDate";
import type { Money } from "../money";
import type { DocumentRef } from "./documentRef";
import type { PaidInPrecoro } from "./paidInPrecoro";

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
  readonly paid: PaidInPrecoro;
  readonly supplier: {
    readonly id: string;
    readonly name: string;
    /** The link; left out where there is none, or where the document does not show it. */
    readonly externalId?: string;
    /** False where the document does not show whether there is a link. */
    readonly linkShown: boolean;
  };
  /** The `idn` of its purchase order; of several, the first. */
  readonly purchaseOrder?: string;
  /** The others, where it has several. */
  readonly otherPurchaseOrders?: readonly string[];
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
