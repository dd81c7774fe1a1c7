/** What a difference between the systems is: its causes, and what resolves each. */
import { documentText, statusName } from "../documents/document";
import type { DocumentRow } from "../documents/documentRow";
import { undoMoneyText, type Voucher, voucherOf } from "../documents/voucher";
import { type Money, moneyText } from "../money";
import { reject, type Stopped } from "../outcome";
import type { Rests } from "./rests";

/** What resolves a difference: the next sweep processes the document, the bill's payments are imported, or a person acts. */
type Remedy = "recheck" | "payments" | "person";

export interface Cause {
  readonly stopped: Stopped;
  readonly remedy: Remedy;
  /** The credit note that the cause lies in, where it is not the document itself. */
  readonly note?: { readonly row: DocumentRow; readonly credit: Voucher | undefined; readonly amount: Money };
}

export interface Difference {
  /** The most serious first. */
  readonly causes: readonly [Cause, ...Cause[]];
  /** The bill or vendor credit concerned; undefined where there is none. */
  readonly voucher: Voucher | undefined;
  /** Undefined where the rests are not what differs. */
  readonly rests: Rests | undefined;
}

/** A difference with one cause, whatever is left to pay. */
export const differenceFor = (
  stopped: Stopped,
  remedy: Remedy,
  voucher: Voucher | undefined,
  rests?: Rests,
): Difference => ({ causes: [{ stopped, remedy }], voucher, rests });

/** What the sentences about a document's voucher are filled with. */
export const factsOf = (row: DocumentRow) => ({
  document: documentText(row),
  voucher: voucherOf(row),
  status: statusName(row.status).toLowerCase(),
});

/** The document's total is not its voucher's amount. */
export const amountDiffers = (row: DocumentRow, total: Money, voucher: Voucher): Stopped =>
  reject("amount-differs", {
    ...factsOf(row),
    inPrecoro: moneyText(total),
    inBill: moneyText(voucher.amount),
    how: howToUpdate(row, voucher),
  });

/** A voucher with money on it is not changed until a person has taken the money off. */
const howToUpdate = ({ kind }: DocumentRow, voucher: Voucher): string => {
  if (!voucher.hasMoney) return "Run Send To Bill";
  if (kind === "credit note") return "Take it off its bill in BILL, then run Send To Bill";
  const undo = undoMoneyText(voucher);
  return `${undo.charAt(0).toUpperCase()}${undo.slice(1)} in BILL, then run Send To Bill`;
};
