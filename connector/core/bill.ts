/** A bill in BILL, and one that is to be. Amounts are in the vendor's currency, dates are calendar dates. */
import type { CalendarDate } from "./calendarDate";
import type { DocumentMark } from "./identity";
import { type Money, moneyText } from "./money";

/** What a line can be coded with; the names are BILL's. Source: contract bill-v3, section 6.2. */
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

export interface BillLine {
  /** BILL's id of the line; left out for a new one. */
  readonly id?: string;
  readonly amount: Money;
  readonly quantity?: Money;
  readonly price?: Money;
  readonly description: string;
  readonly coding: Coding;
}

/** What a document asks a bill to be. */
export interface BillDraft {
  readonly mark: DocumentMark;
  readonly vendorId: string;
  readonly number: string;
  readonly invoiceDate: CalendarDate;
  readonly dueDate: CalendarDate;
  readonly purchaseOrder?: string;
  readonly total: Money;
  readonly lines: readonly BillLine[];
}

/** A bill's content as it is written by a create or a replace. */
export interface BillContent extends Omit<BillDraft, "mark" | "total"> {
  readonly description: string;
  /** Header fields that we do not own and send back as they were read. */
  readonly kept: Readonly<Record<string, unknown>>;
}

export interface Bill extends BillContent {
  readonly id: string;
  readonly amount: Money;
  /** True for a bill that was archived; a draft of the web app reads as archived, but is not (contract bill-v3, 6.3). */
  readonly archived: boolean;
  readonly draft: boolean;
  /** Paid, scheduled or applied: nothing of it may be changed any more. */
  readonly hasMoney: boolean;
  /** What money is on it, for people. */
  readonly moneyText: string;
  /** ms since 1970 UTC. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** The amounts that make up *money on it*, for people: `PAID: 20.00 paid`. */
export const describeMoney = (
  paymentStatus: string,
  amounts: Readonly<Record<"paid" | "scheduled" | "credited", Money>>,
): string => {
  const parts = Object.entries(amounts)
    .filter(([, amount]) => amount.gt("0"))
    .map(([name, amount]) => `${moneyText(amount)} ${name}`);
  return [paymentStatus, ...parts].join(", ");
};
