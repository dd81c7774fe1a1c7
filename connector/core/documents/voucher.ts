/**
 * What stands in BILL for one Precoro document: a bill for an invoice, a vendor credit for a credit note. Both are settled,
 * compared and taken back by the same rules. Amounts are in the vendor's currency, dates are calendar dates.
 */
import type { CalendarDate } from "../calendarDate";
import { type Money, moneyText, zero } from "../money";
import type { DocumentRef } from "./documentRef";

export type VoucherKind = "bill" | "vendor credit";

/** What a document of this kind becomes. */
export const voucherOf = ({ kind }: Pick<DocumentRef, "kind">): VoucherKind =>
  kind === "invoice" ? "bill" : "vendor credit";

/** What a line can be coded with; the names are BILL's. Source: connector/bill/API.md §6.2. */
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

interface Header {
  readonly vendorId: string;
  /** The invoice number of a bill, the reference number of a vendor credit. */
  readonly number: string;
  /** The invoice date of a bill, the credit date of a vendor credit. */
  readonly date: CalendarDate;
  /** Of bills alone, as is the purchase order. */
  readonly dueDate?: CalendarDate;
  readonly purchaseOrder?: string;
  readonly lines: readonly VoucherLine[];
}

/** What a document asks its voucher to be. */
export interface VoucherDraft extends Header {
  readonly ref: DocumentRef;
  /** What a new one says in its description beside our line. */
  readonly note?: string;
  readonly total: Money;
}

/** A voucher's content as it is written by a create or a replace. */
export interface VoucherContent extends Header {
  readonly description: string;
  /** Header fields that we do not own and send back as they were read. */
  readonly kept: Readonly<Record<string, unknown>>;
}

export interface Voucher extends VoucherContent {
  readonly id: string;
  readonly amount: Money;
  /** True for one that was archived; a draft of the web app reads as archived, but is not (connector/bill/API.md §6.3). */
  readonly archived: boolean;
  readonly draft: boolean;
  /** Paid, scheduled or applied: nothing of it may be changed any more. */
  readonly hasMoney: boolean;
  /** What money is on it, for people. */
  readonly moneyText: string;
  /** What is left to pay of a bill, or to apply of a vendor credit. */
  readonly rest: Money;
  /** What is on its way to be paid, and what is paid in money, of a bill. */
  readonly scheduled: Money;
  readonly paidMoney: Money;
  /** For a bill: paid or scheduled, so that no credit can be put on it any more. */
  readonly isPaid: boolean;
  /** ms since 1970 UTC. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** The amounts that make up *money on it*, for people: `20.00 paid, 5.00 credited`; BILL's status where there is none. */
export const describeMoney = (status: string, amounts: Readonly<Record<string, Money>>): string => {
  const parts = Object.entries(amounts)
    .filter(([, amount]) => amount.gt(zero))
    .map(([name, amount]) => `${moneyText(amount)} ${name}`);
  return parts.length === 0 ? `status ${status}` : parts.join(", ");
};

/** How a person takes the money off a bill, within a sentence: `void the payment and remove the vendor credit`. */
export const undoMoneyText = ({
  amount,
  rest,
  scheduled,
  paidMoney,
}: Pick<Voucher, "amount" | "rest" | "scheduled" | "paidMoney">): string => {
  const credited = amount.minus(rest).minus(scheduled).minus(paidMoney);
  const steps = [
    ...(paidMoney.gt(zero) ? ["void the payment"] : []),
    ...(scheduled.gt(zero) ? ["cancel the scheduled payment"] : []),
    ...(credited.gt(zero) ? ["remove the vendor credit"] : []),
  ];
  return steps.length === 0 ? "void or cancel the payment" : steps.join(" and ");
};
