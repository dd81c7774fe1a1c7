/**
 * Archives the bills or vendor credits of a canceled document. It looks them up, decides, archives, and looks again, so concurrent
 * runs do no harm. `core/documents/cancellation` decides.
 */

import type { BillClient } from "../../bill/client";
import { decideCancel } from "../../core/documents/cancellation";
import { type Document, documentText } from "../../core/documents/document";
import { byOwner } from "../../core/documents/duplicateVouchers";
import { type Voucher, voucherOf } from "../../core/documents/voucher";
import { isStopped, postpone, type Stopped } from "../../core/outcome";
import { isRequestError } from "../../http/requestError";
import { archiveEach } from "./archiveEach";
import type { CreditOperations } from "./exportOperations";
import { findVouchers } from "./findVouchers";
import { lockedCancellation, lockOf } from "./lockedVoucher";

/** Each round is one lookup and one operation. Concurrent runs need a few. */
const ROUNDS = 5;
/** So many where the voucher seems to be locked: another lookup can show an approval or a payment, but opens no books. */
const ROUNDS_BY = { approvals: 2, "closed books": 1 } as const;

export interface Archived {
  readonly voucher: Voucher;
  readonly did: "archived" | "nothing";
  /** Vouchers with the document's reference line that a person may have made by copying. They are left alone. */
  readonly copies: readonly Voucher[];
}

interface Cancellation {
  readonly document: Document;
  /** The supplier's link; undefined if it has none. */
  readonly vendorId: string | undefined;
  /** Ids of vouchers that were seen with the document's reference line. */
  readonly seen: readonly string[];
  readonly credits: CreditOperations;
}

/**
 * Archives every active voucher of the document. A vendor credit that is applied is taken off its bill first, if it may be.
 *
 * @throws {RequestError} if BILL can't be reached, or refuses for a reason other than its own lock; a conflict only in the last round.
 */
export const archiveVouchers = async (
  client: BillClient,
  { document, vendorId, seen, credits }: Cancellation,
): Promise<Archived | Stopped> => {
  const vouchers = client.vouchersFor(document);
  const users = client.observed.seen().users ?? [];
  let did: Archived["did"] = "nothing";
  for (let round = 1; round <= ROUNDS; round++) {
    const found = await findVouchers(vouchers, { document, vendorId, seen });
    if (isStopped(found)) return found;
    const step = decideCancel(found, document, users);
    if (isStopped(step)) return step;
    if (step.do === "done") {
      return { voucher: step.voucher, did, copies: byOwner(found, document, users).copies };
    }
    if (step.do === "takeOff") {
      if (!(await credits.takeOff(step.voucher))) return step.otherwise;
      continue;
    }
    try {
      await archiveEach(vouchers, step.vouchers, credits.archived);
      did = "archived";
    } catch (error) {
      const lock = lockOf(error, step.vouchers);
      // It may have been paid since the lookup; the next lookup shows that.
      if (isRequestError(error, "conflict") && round < (lock ? ROUNDS_BY[lock.by] : ROUNDS)) continue;
      if (!lock) throw error;
      return lockedCancellation(lock, document);
    }
  }
  return postpone("changed-meanwhile", {
    document: documentText(document),
    voucher: voucherOf(document),
  });
};
