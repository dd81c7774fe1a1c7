/**
 * Which of BILL's payments have really moved money: one table for each of its two status fields. An unknown value counts as
 * not yet, so that nothing is booked because of it. Source: connector/bill/API.md §9.
 */

/** `reversed`: canceled, voided, or failed after it was sent; the payee has none of its money. */
export type MoneyState = "moved" | "not yet" | "reversed";

/** `singleStatus`, the more detailed one: it decides unless it is empty or UNDEFINED. */
const singleStatuses: Readonly<Record<string, MoneyState>> = {
  SCHEDULED: "not yet",
  READY_TO_FUND: "not yet",
  FUNDING_STARTED: "not yet",
  PROCESSED: "moved",
  SENT: "moved",
  DELIVERED: "moved",
  CLEARED: "moved",
  DISBURSEMENT_ON_HOLD: "not yet",
  CANCELLATION_IN_PROGRESS: "not yet",
  CANCELED: "reversed",
  VOID_PENDING: "not yet",
  VOIDED: "reversed",
  FUNDING_FAILED_VOIDED: "reversed",
  FUNDING_FAILED_ACTION_NEEDED: "reversed",
  DISBURSEMENT_FAILED_ACTION_NEEDED: "reversed",
  DISBURSEMENT_FAILED_VENDOR_BANK_REJECTED: "reversed",
  // A card that was not used yet, or only in part: BILL does not say how much has moved.
  EXPIRING: "not yet",
  PARTIALLY_CLAIMED: "not yet",
  FUNDS_ESCHEATED: "reversed",
};

/** `status`. */
const statuses: Readonly<Record<string, MoneyState>> = {
  APPROVING: "not yet",
  SCHEDULED: "not yet",
  PAID: "moved",
  CANCELLED: "reversed",
  VOID: "reversed",
  ESCHEATED: "reversed",
};

const says = (status: string | undefined): status is string => status !== undefined && status !== "UNDEFINED";

export const moneyState = (singleStatus: string | undefined, status: string | undefined): MoneyState => {
  if (says(singleStatus)) return singleStatuses[singleStatus] ?? "not yet";
  return says(status) ? (statuses[status] ?? "not yet") : "not yet";
};
