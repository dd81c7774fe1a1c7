/** Whole payments out of the parts that a world file gives of them. connector/bill/API.md §9. */
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

/** How a payment goes that says no more than its status. */
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
  const { billId, ...given } = parseRecord(partialPayment, record, place);
  const { id = nextId(prefixes.payments), createdTime = timeOf(now), status = "PAID" } = given;
  const { onlinePayment = true } = given;
  const shares: PartialAllocation[] = given.billPayments ?? (billId === undefined ? [] : [{ billId }]);
  const whole = shares.length === 1 ? given.amount : undefined;
  const billPayments = shares.map((share) => ({
    ...share,
    id: share.id ?? nextId("blp"),
    amount: share.amount ?? whole ?? bills.get(share.billId)?.amount ?? 0,
  }));
  const amount = given.amount ?? sumOf(billPayments.map((share) => share.amount));
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
    ...given,
    id,
    amount,
    status,
    onlinePayment,
    // connector/bill/API.md §9: filled for one-bill payments.
    ...(first && billPayments.length === 1 && { billId: first.billId }),
    billPayments,
  };
  return parseRecord(paymentShape, payment, place);
};
