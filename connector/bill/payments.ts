/** BILL's payments: this product only reads them. Source: connector/bill/API.md §9. */
import * as z from "zod";
import { type CalendarDate, calendarDate, utcMillisecond } from "../core/calendarDate";
import type { Payment } from "../core/payments/payment";
import { moneyState } from "../core/payments/paymentStatus";
import { type Parsed, parseRecord } from "../http/parse";
import { type BillRequests, idFilters } from "./request";
import { amount, text, time } from "./schema";

const PATH = "/connect/v3/payments";

/** Which payments to read. Their list has no filter by bill (connector/bill/API.md §4.1). */
export type PaymentSelection =
  /** Changed since then, ms since 1970 UTC; the oldest change first. */
  | { readonly changedSince: number }
  /** By the day on which the money starts to move; both days included. */
  | { readonly from: CalendarDate; readonly to: CalendarDate }
  | { readonly ids: readonly string[] }
  | { readonly vendorId: string };

export interface BillPayments {
  /** Page by page. Unreadable ones are reported, not dropped. */
  read(selection: PaymentSelection): AsyncGenerator<Parsed<Payment>[]>;
}

const allocationSchema = z.object({ billId: z.string().min(1), amount });

export const paymentSchema = z
  .object({
    id: z.string().min(1),
    vendorId: z.string().min(1),
    billId: text,
    billPayments: z.array(allocationSchema).nullish(),
    amount,
    processDate: z.string(),
    status: text,
    singleStatus: text,
    updatedTime: time,
  })
  .transform((raw, context): Payment => {
    const { id, vendorId, billId, billPayments, status, singleStatus } = raw;
    const date = calendarDate(raw.processDate);
    if (date === undefined) {
      context.addIssue({
        code: "custom",
        message: `"${raw.processDate}" is not a date`,
        path: ["processDate"],
      });
      return z.NEVER;
    }
    // A payment of one bill may name the bill without `billPayments`.
    const single = billId === undefined ? [] : [{ billId, amount: raw.amount }];
    return {
      id,
      vendorId,
      allocations: billPayments && billPayments.length > 0 ? billPayments : single,
      date,
      state: moneyState(singleStatus, status),
      status: singleStatus ?? status ?? "UNDEFINED",
      updatedAt: raw.updatedTime,
    };
  });

/** One query for each list that has to be read. */
const queriesOf = (selection: PaymentSelection): [string, string][][] => {
  if ("changedSince" in selection) {
    return [
      [
        ["filters", `updatedTime:gte:"${utcMillisecond(selection.changedSince)}"`],
        ["sort", "updatedTime:asc"],
      ],
    ];
  }
  if ("from" in selection) {
    const { from, to } = selection;
    return [
      [
        ["filters", `processDate:gte:"${from}",processDate:lte:"${to}"`],
        ["sort", "processDate:asc"],
      ],
    ];
  }
  if ("vendorId" in selection) return [[["filters", `vendorId:eq:${selection.vendorId}`]]];
  return idFilters(selection.ids).map((filter) => [["filters", filter]]);
};

export const paymentsOf = ({ list }: BillRequests): BillPayments => ({
  async *read(selection) {
    for (const query of queriesOf(selection))
      for await (const rows of list(PATH, query)) yield rows.map((row) => parseRecord(paymentSchema, row));
  },
});
