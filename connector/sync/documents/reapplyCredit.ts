/**
 * What follows after a credit note's vendor credit is as it should be: it is applied to the bill of its invoice, and after a revision
 * its reference line gets the new approval, once the application has been read back.
 */

import { type Document, documentText } from "../../core/documents/document";
import { namesOlderApproval, withReference } from "../../core/documents/documentRef";
import type { Voucher, VoucherDraft } from "../../core/documents/voucher";
import { changedContent, sameContent } from "../../core/documents/voucherDifference";
import { moneyText } from "../../core/money";
import { isStopped, postpone, type RecordResult, type Stopped, type Warning } from "../../core/outcome";
import { sentence } from "../../core/reason";
import { isRequestError } from "../../http/requestError";
import type { SyncContext } from "../syncContext";
import { applyCredit } from "./applyCredit";
import { applySiblings } from "./applySiblings";
import type { Ensured } from "./exportOperations";
import type { Finished } from "./sendDocument";

interface Sent {
  readonly note: Document;
  readonly draft: VoucherDraft | Stopped;
  readonly ensured: Ensured;
  /** The bill of its invoice; undefined if it has none. */
  readonly billId: string | undefined;
}

/** True if the credit has to be applied, as wanted or since a run was killed after it took it off, or before it applied it. */
export const isToBeApplied = ({ ref, parent }: Document, credit: Voucher, isWanted: boolean): boolean =>
  parent !== undefined && (isWanted || (namesOlderApproval(credit.description, ref) && !credit.hasMoney));

/**
 * Applies the credit, and those of the invoice's other notes that a killed run may have left off the bill.
 *
 * @throws {RequestError} if either system can't be reached.
 */
export const applyAndConfirm = async (sync: SyncContext, sent: Sent): Promise<Finished> => {
  const { note, draft, ensured, billId } = sent;
  const { voucher: credit, did } = ensured;
  const isRevised = namesOlderApproval(credit.description, note.ref);
  if (billId === undefined && !isRevised) return undefined;
  // Content that BILL changes as it stores it would look unconfirmed for ever, so then the line does not wait.
  const isConfirmable = isStopped(draft) || changedContent(credit, draft) === undefined;
  if (isRevised && !isConfirmable) await setApproval(sync, note, credit);
  const applied =
    billId === undefined ? [withoutBill(note, credit)] : await applyCredit(sync, { note, credit, billId });
  if (isStopped(applied)) return applied;
  const mayApply = sync.bill.observed.seen().mayApply !== false;
  const others =
    did === "created" || billId === undefined || !mayApply
      ? []
      : await applySiblings(sync, { note, credit, billId });
  const stopped =
    isRevised && isConfirmable ? await confirmApproval(sync, sent, typeof applied === "string") : undefined;
  return stopped ?? withWarnings(applied, others);
};

const withoutBill = ({ kind, idn, parent = "" }: Document, { rest }: Voucher): Warning => ({
  reason: "credit-not-applied",
  facts: {
    document: documentText({ kind, idn }),
    parent,
    amount: moneyText(rest),
    why: "that invoice is not linked to a bill.",
  },
});

/** The result with further warnings; the sentence of what went well gives way to them. */
export const withWarnings = (
  finished: string | readonly Warning[] | undefined,
  more: readonly Warning[],
): string | readonly Warning[] | undefined => {
  if (more.length === 0) return finished;
  return typeof finished === "object" ? [...finished, ...more] : more;
};

/**
 * Reads the credit back, as it was sent and applied if it was, and gives its reference line the new approval. BILL may refuse changes
 * of an applied credit: then the line goes on naming the older one, which does no harm, since the content is equal.
 */
const confirmApproval = async (
  sync: SyncContext,
  { note, ensured }: Sent,
  isApplied: boolean,
): Promise<Stopped | undefined> => {
  const read = await sync.bill.credits.get(ensured.voucher.id);
  if (read.archived || !sameContent(read, ensured.voucher) || (isApplied && !read.hasMoney)) {
    return postpone("changed-meanwhile", { document: documentText(note), voucher: "vendor credit" });
  }
  try {
    await setApproval(sync, note, read);
  } catch (error) {
    if (!isRequestError(error, "conflict", "invalid", "auth") && !wasLost(error)) throw error;
  }
  return undefined;
};

const setApproval = ({ bill: { credits } }: SyncContext, { ref }: Document, { id, description }: Voucher) =>
  credits.update(id, { description: withReference(description, ref) });

const wasLost = (error: unknown): boolean => isRequestError(error) && error.outcome === "unknown";

/**
 * Where a note's credit was taken off and the note then went no further, as after a refusal of its new content: the credit goes back
 * on its bill as it is. Returns the result with what happened to the credit.
 *
 * @throws {RequestError} if BILL can't be reached.
 */
export const applyAgain = async (
  sync: SyncContext,
  note: Document,
  { creditId, billId }: { readonly creditId: string; readonly billId: string },
  result: RecordResult,
): Promise<RecordResult> => {
  const credit = await sync.bill.credits.get(creditId);
  if (credit.hasMoney || credit.archived) return result;
  const applied = await applyCredit(sync, { note, credit, billId });
  const sentences = isStopped(applied)
    ? [sentence(applied.reason, applied.facts)]
    : typeof applied === "string"
      ? ["Until then, its vendor credit stays applied."]
      : applied.map(({ reason, facts }) => sentence(reason, facts));
  return { ...result, message: [result.message, ...sentences].join(" ") };
};
