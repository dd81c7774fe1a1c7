/**
 * Exports one Precoro credit note: makes sure that it has exactly one active vendor credit in BILL, and links the two. If the note
 * belongs to an invoice, its credit is applied to that invoice's bill; when the note is revised, it is taken off and applied again.
 */

import { documentText } from "../../core/documents/document";
import { toVendorCredit } from "../../core/documents/toVendorCredit";
import { omitUndefined } from "../../core/omitUndefined";
import { isStopped, type RecordResult, skip, stoppedResult } from "../../core/outcome";
import type { SyncContext } from "../syncContext";
import { creditOperations } from "./creditOperations";
import type { Ensured } from "./exportOperations";
import { applyAgain, applyAndConfirm, isToBeApplied, withWarnings } from "./reapplyCredit";
import { relatedBill } from "./relatedBill";
import { type ExportInput, type Finished, sendAndLink, sendable } from "./sendDocument";
import { withDocument } from "./withDocument";

/** @throws {RequestError} for a failure that is not about this record: credentials, an outage, or an unexpected response. */
export const exportVendorCredit = (sync: SyncContext, input: ExportInput): Promise<RecordResult> =>
  withDocument(sync, input, async (document, subject, record) => {
    const { kind, parent } = document;
    const { force } = input;
    if (kind !== "credit note") {
      return stoppedResult(subject, skip("not-a-credit-note", { document: documentText(document) }));
    }
    const note = await sendable(sync, document, input);
    if (isStopped(note)) return stoppedResult(subject, note);
    const related = parent === undefined ? undefined : sync.precoro.linkTo(parent);
    const draft = toVendorCredit(note, note.supplier.externalId ?? "", input.accounts, related);

    // A linked note already has its credit. Its invoice only matters if the credit still has to be applied.
    const known = document.externalId === undefined ? await relatedBill(sync, document, input) : undefined;
    if (known && isStopped(known)) {
      return { ...stoppedResult(subject, known), ...omitUndefined({ waitsFor: parent }) };
    }
    const credits = creditOperations(sync, note);
    const billOfInvoice = async (): Promise<string | undefined> => {
      const found = known ?? (await relatedBill(sync, document, { ...input, force: true }));
      return credits.takenOff()?.billId ?? (isStopped(found) ? undefined : found.billId);
    };
    const apply = async (ensured: Ensured, isNew: boolean): Promise<Finished> =>
      isToBeApplied(note, ensured.voucher, isNew || force || credits.takenOff() !== undefined)
        ? applyAndConfirm(sync, { note, draft, ensured, billId: await billOfInvoice() })
        : undefined;
    const finish = async (ensured: Ensured, isNew: boolean): Promise<Finished> => {
      const finished = await apply(ensured, isNew);
      return isStopped(finished) ? finished : withWarnings(finished, credits.warnings);
    };
    const result = await sendAndLink(
      sync,
      note,
      { record, draft, force, seen: input.seen ?? [], credits, finish },
      subject,
    );
    const takenOff = credits.takenOff();
    const isDone = !["rejected", "postponed", "skipped", "unlinked"].includes(result.outcome);
    return isDone || !takenOff ? result : applyAgain(sync, note, takenOff, result);
  });
