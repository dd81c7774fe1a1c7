/**
 * A voucher is a bill or a vendor credit: what a Precoro document becomes in BILL. An invoice becomes a bill, a credit note a vendor
 * credit; the same rules export, compare and cancel both. Amounts are in the vendor's currency, dates are calendar dates.
 */
import type { CalendarDate } from "../calendarDate";
import { type Money, moneyText, zero } from "../money";
import type { Stopped } from "../outcome";
import type { DocumentRef } from "./documentRef";

export type VoucherKind = "bill" | "vendor credit";

/** What a document of this kind becomes. */
export const voucherOf = ({ kind }: Pick<DocumentRef, "kind">): VoucherKind =>
  kind === "invoice" ? "bill" : "vendor credit";

/** The kind of document that a voucher of this kind stands for. */
export const documentKindOf = (kind: VoucherKind): DocumentRef["kind"] =>
  kind === "bill" ? "invoice" : "credit note";

/** What a line can be coded to; the names are BILL's. Source: connector/bill/API.md §6.2. */
export const classifications = [
  "chartOfAccountId",
  "accountingClassId",
  "departmentId",
  "locationId",
  "customerId",
  "itemId",
  "jobId",
  "employeeId",
] as const;

export type Classification = (typeof classifications)[number];
export type Coding = Readonly<Partial<Record<Classification, string>>>;

export interface VoucherLine {
  /** BILL's id of the line; left out for a new one. */
  readonly id?: string;
  readonly amount: Money;
  readonly quantity?: Money;
  readonly price?: Money;
  readonly description: string;
  readonly coding: Coding;
}

/** The two forms of a document's lines. Each adds up to its total, to the cent. */
export interface DraftLines {
  /** As they are, negative ones included. */
  readonly lines: readonly VoucherLine[];
  /** Without a negative line, for a BILL that refuses those, or why that cannot be; left out where there is none. */
  readonly folded?: readonly VoucherLine[] | Stopped;
}

interface Header {
  readonly vendorId: string;
  /** The invoice number of a bill, the reference number of a vendor credit. */
  readonly number: string;
  /** The invoice date of a bill, the credit date of a vendor credit. */
  readonly date: CalendarDate;
  /** For bills only, as the purchase order. */
  readonly dueDate?: CalendarDate;
  readonly purchaseOrder?: string;
  readonly lines: readonly VoucherLine[];
}

/** What a document's voucher is to be. */
export interface VoucherDraft extends Header, DraftLines {
  readonly ref: DocumentRef;
  /** What the description of a new one says above the reference line. */
  readonly note?: string;
  readonly total: Money;
}

/** A voucher's content as a create or a replace writes it. */
export interface VoucherContent extends Header {
  readonly description: string;
  /** Header fields that this product does not set: they are sent back as they were read. */
  readonly kept: Readonly<Record<string, unknown>>;
}

export interface Voucher extends VoucherContent {
  readonly id: string;
  readonly amount: Money;
  /** False for a draft, although BILL shows a draft of its web app as archived (connector/bill/API.md §6.3). */
  readonly archived: boolean;
  readonly draft: boolean;
  /** True if it is paid, scheduled or applied, if only in part: then it must not be changed. */
  readonly hasMoney: boolean;
  /** The amounts behind `hasMoney`, for people. */
  readonly moneyText: string;
  /** What is left to pay on a bill, scheduled payments included; what is left to apply of a vendor credit. */
  readonly rest: Money;
  /** Scheduled payments of a bill. */
  readonly scheduled: Money;
  /** What is paid of a bill in money, without credits. */
  readonly paidMoney: Money;
  /** What is applied to a bill in vendor credits. */
  readonly credited: Money;
  /** How much of another credit a bill takes for certain. */
  readonly creditable: Money;
  /** The bills that a vendor credit is applied to. A create and an update do not show them. */
  readonly uses: readonly CreditUse[];
  /** BILL's approval status, as in `APPROVED`; undefined where BILL does not show one. */
  readonly approvalStatus?: string;
  /** The id of the BILL user who created it; undefined where BILL does not show it. */
  readonly createdBy?: string;
  /** ms since 1970 UTC. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** How much of a vendor credit is applied to a bill. */
interface CreditUse {
  readonly billId: string;
  readonly amount: Money;
}

/** The amounts above zero, for people: `20.00 paid, 5.00 credited`; BILL's status where there are none. */
export const describeMoney = (status: string, amounts: Readonly<Record<string, Money>>): string => {
  const parts = Object.entries(amounts)
    .filter(([, amount]) => amount.gt(zero))
    .map(([name, amount]) => `${moneyText(amount)} ${name}`);
  return parts.length === 0 ? `status ${status}` : parts.join(", ");
};

/** How far BILL's approvals have come, for people; undefined where no approver has acted, so that they lock nothing. */
export const approvalText = ({ approvalStatus }: Pick<Voucher, "approvalStatus">): string | undefined =>
  ({ APPROVING: "being approved", APPROVED: "approved" })[approvalStatus ?? ""];

/** How a person takes the money off a bill, within a sentence: `void the payment and remove the vendor credit`. */
export const undoMoneyText = ({
  scheduled,
  paidMoney,
  credited,
}: Pick<Voucher, "scheduled" | "paidMoney" | "credited">): string => {
  const steps = [
    ...(paidMoney.gt(zero) ? ["void the payment"] : []),
    ...(scheduled.gt(zero) ? ["cancel the scheduled payment"] : []),
    ...(credited.gt(zero) ? ["remove the vendor credit"] : []),
  ];
  return steps.length === 0 ? "void or cancel the payment" : steps.join(" and ");
};
