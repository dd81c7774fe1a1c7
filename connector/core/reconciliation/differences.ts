/** Where a document in Precoro and its bill or vendor credit in BILL differ. Pure: rows and vouchers come in as arguments. */

import { type CalendarDate, utcDay } from "../calendarDate";
import { documentText, isApproved, isCanceled, statusName } from "../documents/document";
import type { DocumentRow } from "../documents/documentRow";
import { undoMoneyText, type Voucher, voucherOf } from "../documents/voucher";
import { cent, type Money, moneyText } from "../money";
import { postpone, reject, type Stopped } from "../outcome";

/** Days in UTC, both included. */
export interface Period {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** True if the document was approved in the period; or is paid, canceled or rejected, and changed in it. */
export const isInPeriod = ({ status, approvedAt, updatedAt }: DocumentRow, { from, to }: Period): boolean => {
  const isIn = (moment: number | undefined) =>
    moment !== undefined && utcDay(moment) >= from && utcDay(moment) <= to;
  if (isCanceled(status)) return isIn(updatedAt);
  return isApproved(status) && (isIn(approvedAt) || (status !== 2 && isIn(updatedAt)));
};

/** What resolves a difference: the next sweep processes the document, the bill's payments are imported, or a person acts. */
type Remedy = "recheck" | "payments" | "person";

export interface Difference {
  readonly stopped: Stopped;
  readonly remedy: Remedy;
  /** The bill or vendor credit concerned; undefined where there is none. */
  readonly voucher: Voucher | undefined;
}

/** What is paid of a bill in BILL, with money and with credits. */
const paidInBill = ({ paidMoney, credited }: Voucher): Money => paidMoney.plus(credited);

interface Comparison {
  readonly row: DocumentRow;
  /** All that refer to the document, and the linked one; archived ones included. */
  readonly vouchers: readonly Voucher[];
  /** How much of the payments in Precoro is money, where the invoice itself was read. */
  readonly moneyInPrecoro?: Money;
}

/** The most serious difference; undefined where both agree. */
export const differenceOf = ({ row, vouchers, moneyInPrecoro }: Comparison): Difference | undefined => {
  const facts = {
    document: documentText(row),
    voucher: voucherOf(row),
    status: statusName(row.status).toLowerCase(),
  };
  const active = vouchers.filter(({ archived }) => !archived);
  const [one, ...doubles] = active;
  if (isCanceled(row.status)) {
    if (!one) return undefined;
    const paid = active.find(({ hasMoney }) => hasMoney);
    return paid
      ? {
          stopped: reject(row.kind === "invoice" ? "money-on-canceled" : "credit-applied-canceled", {
            ...facts,
            amounts: paid.moneyText,
            undo: undoMoneyText(paid),
          }),
          remedy: "person",
          voucher: paid,
        }
      : { stopped: postpone("still-active-in-bill", facts), remedy: "recheck", voucher: one };
  }
  if (!one) {
    const [archived] = vouchers;
    return archived
      ? {
          stopped: reject(row.kind === "invoice" ? "archived-in-bill" : "credit-archived", facts),
          remedy: "person",
          voucher: archived,
        }
      : { stopped: postpone("missing-in-bill", facts), remedy: "recheck", voucher: undefined };
  }
  if (doubles.length > 0) {
    const ids = active.map(({ id }) => id).join(", ");
    return { stopped: postpone("duplicate-in-bill", { ...facts, ids }), remedy: "recheck", voucher: one };
  }
  if (row.total !== undefined && !one.amount.eq(row.total)) {
    const amounts = { inPrecoro: moneyText(row.total), inBill: moneyText(one.amount) };
    return { stopped: reject("amount-differs", { ...facts, ...amounts }), remedy: "person", voucher: one };
  }
  return row.kind === "invoice" ? paidDifference(row, one, moneyInPrecoro) : undefined;
};

/** Both sums include credits; money alone is compared where the invoice itself was read because they differ. */
const paidDifference = (
  row: DocumentRow,
  bill: Voucher,
  moneyInPrecoro: Money | undefined,
): Difference | undefined => {
  if (row.paid === undefined) return undefined;
  const [inPrecoro, inBill] =
    moneyInPrecoro === undefined ? [row.paid, paidInBill(bill)] : [moneyInPrecoro, bill.paidMoney];
  if (inPrecoro.minus(inBill).abs().lte(cent)) return undefined;
  const facts = {
    document: documentText(row),
    inPrecoro: moneyText(inPrecoro),
    inBill: moneyText(inBill),
  };
  return inPrecoro.gt(inBill)
    ? { stopped: reject("paid-only-in-precoro", facts), remedy: "person", voucher: bill }
    : { stopped: postpone("paid-only-in-bill", facts), remedy: "payments", voucher: bill };
};

/** True where the invoice itself has to be read to know how much of its payments is money: the list includes credits. */
export const isPaidUnclear = ({ row, vouchers }: Comparison): boolean => {
  const [one, ...doubles] = vouchers.filter(({ archived }) => !archived);
  if (!one || doubles.length > 0 || row.kind !== "invoice" || row.paid === undefined) return false;
  return isApproved(row.status) && row.paid.minus(paidInBill(one)).gt(cent);
};

/** A table for spreadsheets: RFC 4180, without anything that a spreadsheet would run as a formula. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");

const cell = (text: string): string => {
  const plain = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

/** Empty for an unknown amount. */
export const amountCell = (amount: Money | undefined): string =>
  amount === undefined ? "" : moneyText(amount);
