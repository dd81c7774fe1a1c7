/** Exports one Precoro invoice: makes sure that it has exactly one active bill in BILL, and links the two. */

import { type Document, documentText } from "../../core/documents/document";
import { toBill } from "../../core/documents/toBill";
import type { Voucher } from "../../core/documents/voucher";
import { cent, moneyText } from "../../core/money";
import { isStopped, type RecordResult, skip, stoppedResult, type Warning } from "../../core/outcome";
import type { SyncContext } from "../syncContext";
import type { Ensured } from "./exportOperations";
import { type ExportInput, type Finished, sendAndLink, sendable } from "./sendDocument";
import { withDocument } from "./withDocument";

/** @throws {RequestError} for a failure that is not about this record: credentials, an outage, or an unexpected response. */
export const exportBill = (sync: SyncContext, input: ExportInput): Promise<RecordResult> =>
  withDocument(sync, input, async (document, subject, record) => {
    if (document.kind !== "invoice") {
      return stoppedResult(subject, skip("not-an-invoice", { document: documentText(document) }));
    }
    const sent = await sendable(sync, document, input);
    if (isStopped(sent)) return stoppedResult(subject, sent);
    const draft = toBill(sent, sent.supplier.externalId ?? "", input.accounts);
    const finish = async ({ voucher }: Ensured): Promise<Finished> => creditWarnings(sent, voucher);
    return sendAndLink(
      sync,
      sent,
      { record, draft, force: input.force, seen: input.seen ?? [], finish },
      subject,
    );
  });

/** For a bill that is new to the document: what Precoro has credited already, and the bill has not. */
const creditWarnings = (document: Document, bill: Voucher): readonly Warning[] => {
  const missing = document.paid.credits.minus(bill.credited);
  if (document.externalId === bill.id || missing.lte(cent)) return [];
  const facts = {
    document: documentText(document),
    amount: moneyText(missing),
    total: moneyText(bill.amount),
  };
  return [{ reason: "credited-before-bill", facts }];
};
