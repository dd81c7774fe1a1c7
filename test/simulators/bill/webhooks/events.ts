/** The events that exist, which changes raise them, and their content. connector/bill/API.md §10. */
import { type Fields, isFields } from "../../kit/records";
import type { Change } from "../organization";

/** Events whose names are not documented are missing. Not all of these can be raised: worlds do not hold all kinds of records. */
export const eventTypes = [
  "vendor.created",
  "vendor.updated",
  "vendor.archived",
  "vendor.restored",
  "autopay.failed",
  "bill.created",
  "bill.updated",
  "bill.archived",
  "bill.restored",
  "payment.updated",
  "payment.failed",
  "risk-verification.updated",
] as const;

export type EventType = (typeof eventTypes)[number];

export const catalog = eventTypes.map((type) => ({ type, versions: ["1"] }));

export interface RaisedEvent {
  readonly type: EventType;
  /** The payload without its metadata. */
  readonly content: Fields;
}

/** The event that a change raises; changes of credits and classifications raise none. `vendorOf` finds a record's vendor. */
export const eventOf = (
  { collection, action }: Change,
  record: Fields,
  vendorOf: (record: Fields) => Fields,
): RaisedEvent | undefined => {
  switch (collection) {
    case "vendors":
      return raised(`vendor.${action}`, { vendor: picked(record, vendorFields) });
    case "bills":
      return raised(`bill.${action}`, { bill: billPart(record, action) });
    case "payments": {
      const type = action === "failed" ? "payment.failed" : "payment.updated";
      return raised(type, { payment: paymentPart(record, vendorOf(record)) });
    }
    default:
      return undefined;
  }
};

const raised = (name: string, content: Fields): RaisedEvent | undefined => {
  const type = eventTypes.find((one) => one === name);
  return type && { type, content };
};

const picked = (record: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(names.filter((name) => name in record).map((name) => [name, record[name]]));

/** A vendor as lists show it, without payment details. Assumed, except for `shortName` (§12). */
const vendorFields = [
  "id",
  "name",
  "shortName",
  "archived",
  "accountNumber",
  "accountType",
  "email",
  "phone",
  "address",
  "billCurrency",
  "createdTime",
  "updatedTime",
];

/** Without lines and approvalStatus. */
const billFields = [
  "id",
  "vendorId",
  "vendorName",
  "invoice",
  "amount",
  "createdTime",
  "updatedTime",
  "createdBy",
  "archived",
  "description",
  "dueDate",
  "paymentStatus",
  "payFromChartOfAccountId",
  "classifications",
  "purchaseOrderNumber",
];

/** `created` lacks the vendor's name; the invoice's date is a full date-time. */
const billPart = (bill: Fields, action: Change["action"]): Fields => {
  const { invoice } = bill;
  const { invoiceNumber, invoiceDate }: Fields = isFields(invoice) ? invoice : {};
  const names = action === "created" ? billFields.filter((name) => name !== "vendorName") : billFields;
  const time = `${invoiceDate}T00:00:00.000+00:00`;
  return { ...picked(bill, names), invoice: { invoiceNumber, invoiceDate: time } };
};

/** The status is the payment's `singleStatus`. Assumed: the content of `funding` and `disbursement`. */
const paymentPart = (payment: Fields, vendor: Fields): Fields => {
  const { billPayments, singleStatus, fundingAmount, disbursementType, disbursementStatus, amount } = payment;
  const allocations = Array.isArray(billPayments) ? billPayments.filter(isFields) : [];
  return {
    ...picked(payment, ["id", "transactionNumber", "createdBy", "createdTime", "updatedTime", "processDate"]),
    billIds: allocations.map(({ billId }) => billId),
    status: singleStatus,
    funding: { amount: fundingAmount },
    disbursement: { amount, type: disbursementType, status: disbursementStatus },
    vendor: picked(vendor, ["id", "name"]),
  };
};
