/** What BILL leaves open about bills and vendor credits: the answers that a world chooses. connector/bill/API.md §6, §7, §15. */
import { z } from "zod";

/** How a bill's money is shown; connector/bill/API.md §6.3. */
const view = {
  /** Whether `paidAmount` has the applied credits in it. */
  paidAmountIncludesCredits: z.boolean().default(true),
  /** Whether `dueAmount` leaves out what is scheduled. */
  dueAmountLessScheduled: z.boolean().default(false),
  /** Whether a bill that credits alone cover in part is PARTIALLY_PAID; otherwise it is UNPAID. */
  creditsAlonePartlyPaid: z.boolean().default(true),
};

/** connector/bill/API.md §1.4, §6.2, §6.5, §6.6, §7. */
export const billRules = z.object({
  ...view,
  refuseDuplicateInvoiceNumbers: z.boolean().default(false),
  /** Whether a bill with money on it takes another credit. */
  partPaidBillTakesCredit: z.boolean().default(true),
  /** Whether the `vendorCredits` of a PATCH replace what is applied; otherwise they add to it. */
  vendorCreditsReplace: z.boolean().default(false),
  /** Whether a PUT takes off the credits that it does not name; otherwise a bill with credits refuses it. */
  creditTakenOffByPut: z.boolean().default(true),
  /** Whether an applied credit can be archived. */
  appliedCreditArchives: z.boolean().default(true),
  /** Whether the user may apply credits. */
  mayApplyCredits: z.boolean().default(true),
  /** Whether lines may be negative while their total is positive. */
  negativeLinesAccepted: z.boolean().default(true),
  /** The approvals from which on a bill is locked. */
  billsLocked: z.enum(["never", "whileApproving", "onceApproved"]).default("never"),
  /** The last day of the closed period. */
  booksClosedUntil: z.iso.date().optional(),
  /** Whether lines of a bill with money on it can be split and coded anew. */
  codingOpenWhenPaid: z.boolean().default(true),
  /** Whether lines may have items. */
  itemsInPayables: z.boolean().default(true),
});

export type BillRules = z.output<typeof billRules>;

export type BillView = Pick<BillRules, keyof typeof view>;
