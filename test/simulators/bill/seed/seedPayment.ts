/** Completes the payments of a world file. connector/bill/API.md §9. */
import { z } from "zod";
import type { Fields } from "../../kit/records";
import { sumOf } from "../bills/bill";
import { allocationShape, type Bill, type Payment, paymentShape, prefixes } from "../records";
import { dateOf, timeOf } from "../wireFormat";
import { parseRecord, type SeedContext } from "./seedBill";

const partialAllocation = allocationShape.partial().extend({ billId: z.string() });

export type PartialAllocation = z.output<typeof partialAllocation>;

export const partialPayment = paymentShape
  .partial()
  .extend({ billPayments: z.array(partialAllocation).optional() });

export type PartialPayment = z.output<typeof partialPayment>;

/** The default `singleStatus` of each status. */
const singleStatuses: Readonly<Record<string, string>> = {
  PAID: "CLEARED",
  APPROVING: "SCHEDULED",
  SCHEDULED: "SCHEDULED",
  CANCELLED: "CANCELED",
  VOID: "VOIDED",
  ESCHEATED: "FUNDS_ESCHEATED",
};

export const paymentOf = (
  record: Fields,
  bills: ReadonlyMap<string, Bill>,
  place: string,
  { now, userId, nextId }: SeedContext,
): Payment => {
  const { billId, ...fields } = parseRecord(partialPayment, record, place);
  const { id = nextId(prefixes.payments), createdTime = timeOf(now), status = "PAID" } = fields;
  const { onlinePayment = true } = fields;
  const allocations: PartialAllocation[] = fields.billPayments ?? (billId === undefined ? [] : [{ billId }]);
  const whole = allocations.length === 1 ? fields.amount : undefined;
  const billPayments = allocations.map((allocation) => ({
    ...allocation,
    id: allocation.id ?? nextId("blp"),
    amount: allocation.amount ?? whole ?? bills.get(allocation.billId)?.amount ?? 0,
  }));
  const amount = fields.amount ?? sumOf(billPayments.map((allocation) => allocation.amount));
  const [first] = billPayments;
  const payment = {
    vendorId: bills.get(first?.billId ?? "")?.vendorId,
    fundingAmount: amount,
    exchangeRate: 1,
    processDate: dateOf(now),
    singleStatus: singleStatuses[status] ?? "UNDEFINED",
    disbursementStatus: "DONE",
    disbursementType: onlinePayment ? "ACH" : "OFFLINE",
    createdBy: userId,
    createdTime,
    updatedTime: createdTime,
    ...fields,
    id,
    amount,
    status,
    onlinePayment,
    // connector/bill/API.md §9: filled if the payment is for one bill.
    ...(first && billPayments.length === 1 && { billId: first.billId }),
    billPayments,
  };
  return parseRecord(paymentShape, payment, place);
};
