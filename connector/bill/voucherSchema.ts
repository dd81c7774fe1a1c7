/** How BILL's bills and vendor credits are read and written. Unused fields are ignored, as in `schema`. Source: connector/bill/API.md §6 and §7. */
import * as z from "zod";
import { calendarDate } from "../core/calendarDate";
import { type BillAmounts, readBillAmounts } from "../core/documents/billAmounts";
import {
  type Coding,
  classifications,
  describeMoney,
  type Voucher,
  type VoucherContent,
  type VoucherLine,
} from "../core/documents/voucher";
import { toNumber, zero } from "../core/money";
import { omitUndefined } from "../core/omitUndefined";
import type { Observed } from "./observed";
import { amount, optionalAmount, text, time } from "./schema";

const codingSchema = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((coding): Coding => {
    const known = classifications.map((name) => [name, coding?.[name]] as const);
    return Object.fromEntries(known.filter(([, id]) => typeof id === "string" && id !== ""));
  });

const lineSchema = z
  .object({
    id: z.string().optional(),
    amount,
    quantity: optionalAmount,
    price: optionalAmount,
    description: z.string().nullish(),
    classifications: codingSchema,
  })
  .transform(
    ({ id, quantity, price, description, classifications: coding, ...line }): VoucherLine => ({
      ...line,
      ...omitUndefined({ id, quantity, price }),
      description: description ?? "",
      coding,
    }),
  );

/** `observed` tells what `paidAmount` means where a bill's numbers leave it open, and learns it from the others. */
export const billSchema = (observed: Observed) =>
  billShape.transform((bill): Voucher => {
    const { includesCredits, ...amounts } = readBillAmounts(
      {
        amount: bill.amount,
        paid: bill.paidAmount,
        scheduled: bill.scheduledAmount,
        credited: bill.creditAmount,
        due: bill.dueAmount,
      },
      observed.seen().paidIncludesCredits,
    );
    if (includesCredits !== undefined) observed.note({ paidIncludesCredits: includesCredits });
    return billOf(bill, amounts);
  });

const billShape = z.object({
  id: z.string().min(1),
  vendorId: z.string().min(1),
  archived: z.boolean().nullish(),
  recordStatus: z.string().nullish(),
  invoice: z.object({ invoiceNumber: z.string().nullish(), invoiceDate: z.string().nullish() }).nullish(),
  dueDate: z.string().nullish(),
  description: z.string().nullish(),
  purchaseOrderNumber: text,
  payFromChartOfAccountId: text,
  classifications: z.record(z.string(), z.unknown()).nullish(),
  billLineItems: z.array(lineSchema).nullish(),
  amount,
  paidAmount: amount,
  scheduledAmount: amount,
  creditAmount: amount,
  dueAmount: optionalAmount,
  createdBy: text,
  approvalStatus: text,
  paymentStatus: z.string().nullish(),
  createdTime: time,
  updatedTime: time,
});

const billOf = (bill: z.infer<typeof billShape>, amounts: BillAmounts): Voucher => {
  const draft = bill.recordStatus === "DRAFT";
  const paymentStatus = bill.paymentStatus ?? "UNPAID";
  const { paidMoney: paid, scheduled, credited } = amounts;
  return {
    id: bill.id,
    vendorId: bill.vendorId,
    number: bill.invoice?.invoiceNumber?.trim() ?? "",
    date: calendarDate(bill.invoice?.invoiceDate) ?? "",
    dueDate: calendarDate(bill.dueDate) ?? "",
    description: bill.description ?? "",
    lines: bill.billLineItems ?? [],
    amount: bill.amount,
    draft,
    archived: bill.archived === true && !draft,
    hasMoney: paymentStatus !== "UNPAID" || [paid, scheduled, credited].some((one) => one.gt(zero)),
    moneyText: describeMoney(paymentStatus, { paid, scheduled, credited }),
    ...amounts,
    uses: [],
    createdAt: bill.createdTime,
    updatedAt: bill.updatedTime,
    ...omitUndefined({
      purchaseOrder: bill.purchaseOrderNumber,
      createdBy: bill.createdBy,
      approvalStatus: bill.approvalStatus,
    }),
    kept: omitUndefined({
      payFromChartOfAccountId: bill.payFromChartOfAccountId,
      classifications: bill.classifications ?? undefined,
    }),
  };
};

const lineBody = (line: VoucherLine): Record<string, unknown> => ({
  ...omitUndefined({ id: line.id }),
  amount: toNumber(line.amount),
  ...(line.quantity && line.price ? { quantity: toNumber(line.quantity), price: toNumber(line.price) } : {}),
  ...(line.description === "" ? {} : { description: line.description }),
  ...(Object.keys(line.coding).length === 0 ? {} : { classifications: line.coding }),
});

/** A bill's content, as the body of POST and PUT. */
export const billBody = (content: VoucherContent): Record<string, unknown> => ({
  ...content.kept,
  vendorId: content.vendorId,
  dueDate: content.dueDate,
  invoice: { invoiceNumber: content.number, invoiceDate: content.date },
  description: content.description,
  ...omitUndefined({ purchaseOrderNumber: content.purchaseOrder }),
  billLineItems: content.lines.map(lineBody),
});

export const creditSchema = z
  .object({
    id: z.string().min(1),
    vendorId: z.string().min(1),
    archived: z.boolean().nullish(),
    referenceNumber: text,
    creditDate: z.string().nullish(),
    description: z.string().nullish(),
    applyToChartOfAccountId: text,
    applyToBankAccountId: text,
    vendorCreditLineItems: z.array(lineSchema).nullish(),
    amount,
    appliedAmount: amount,
    /** In GET and lists only. */
    usage: z.array(z.object({ billId: z.string(), amount })).nullish(),
    status: z.string().nullish(),
    createdTime: time,
    updatedTime: time,
  })
  .transform((credit): Voucher => {
    const { appliedAmount: applied, applyToChartOfAccountId, applyToBankAccountId } = credit;
    const status = credit.status ?? "NOT_APPLIED";
    return {
      id: credit.id,
      vendorId: credit.vendorId,
      number: credit.referenceNumber ?? "",
      date: calendarDate(credit.creditDate) ?? "",
      description: credit.description ?? "",
      lines: credit.vendorCreditLineItems ?? [],
      amount: credit.amount,
      draft: false,
      archived: credit.archived ?? false,
      hasMoney: status !== "NOT_APPLIED" || applied.gt(zero) || (credit.usage ?? []).length > 0,
      moneyText: describeMoney(status, { applied }),
      rest: credit.amount.minus(applied),
      scheduled: zero,
      paidMoney: zero,
      credited: zero,
      creditable: zero,
      uses: credit.usage ?? [],
      createdAt: credit.createdTime,
      updatedAt: credit.updatedTime,
      kept: omitUndefined({ applyToChartOfAccountId, applyToBankAccountId }),
    };
  });

/** A vendor credit's content, as the body of POST and PUT. */
export const creditBody = (content: VoucherContent): Record<string, unknown> => ({
  ...content.kept,
  vendorId: content.vendorId,
  referenceNumber: content.number,
  creditDate: content.date,
  description: content.description,
  vendorCreditLineItems: content.lines.map(lineBody),
});
