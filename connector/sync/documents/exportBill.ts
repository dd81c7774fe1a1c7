/** Exports one Precoro invoice: makes sure that it has exactly one active bill in BILL, and links the two. */

import { documentText } from "../../core/documents/document";
import { toBill } from "../../core/documents/toBill";
import { isStopped, type RecordResult, skip, stoppedResult } from "../../core/outcome";
import type { SyncContext } from "../syncContext";
import { type ExportInput, sendAndLink, sendable } from "./sendDocument";
import { withDocument } from "./withDocument";

/** @throws {RequestError} for a failure that is not about this record: credentials, an outage, or an unexpected response. */
export const exportBill = (sync: SyncContext, input: ExportInput): Promise<RecordResult> =>
  withDocument(sync, input, async (document, subject) => {
    if (document.kind !== "invoice") {
      return stoppedResult(subject, skip("not-an-invoice", { document: documentText(document) }));
    }
    const sent = await sendable(sync, document, input);
    if (isStopped(sent)) return stoppedResult(subject, sent);
    const draft = toBill(sent, sent.supplier.externalId ?? "", input.accounts);
    return sendAndLink(sync, sent, { draft, force: input.force, seen: input.seen ?? [] }, subject);
  });
