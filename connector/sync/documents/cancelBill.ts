/** Cancels one document in BILL: archives its bill or vendor credit after it was canceled or rejected in Precoro, unless money is on it. */

import { documentText, isCanceled, statusName } from "../../core/documents/document";
import { copyWarnings } from "../../core/documents/duplicateVouchers";
import { voucherOf } from "../../core/documents/voucher";
import { isStopped, type RecordResult, reject, skip, stoppedResult, warnedResult } from "../../core/outcome";
import { isBillId } from "../../core/recordId";
import type { SyncContext } from "../syncContext";
import { archiveVouchers } from "./archiveVouchers";
import { creditOperations } from "./creditOperations";
import { type DocumentInput, withDocument } from "./withDocument";

/**
 * Skips a document that is still valid in Precoro, or was never sent.
 *
 * @throws {RequestError} for a failure that is not about this record: credentials, an outage, or an unexpected response.
 */
export const cancelBill = (sync: SyncContext, input: DocumentInput): Promise<RecordResult> =>
  withDocument(sync, input, async (document, subject) => {
    const name = documentText(document);
    const voucher = voucherOf(document);
    const { externalId, status, supplier } = document;
    if (!isCanceled(status)) {
      return stoppedResult(subject, skip("not-canceled", { document: name, status: statusName(status) }));
    }
    if (externalId !== undefined && !isBillId(voucher, externalId)) {
      return stoppedResult(subject, reject("external-id-not-from-bill", { record: name, externalId }));
    }
    const vendorId = supplier.externalId;
    const isVendorLinked = vendorId !== undefined && isBillId("vendor", vendorId);
    const { seen = [] } = input;
    if (externalId === undefined && !isVendorLinked && seen.length === 0)
      return stoppedResult(subject, skip("never-sent", { document: name, voucher }));

    const credits = creditOperations(sync, document);
    const archived = await archiveVouchers(sync.bill, {
      document,
      vendorId: isVendorLinked ? vendorId : undefined,
      seen,
      credits,
    });
    if (isStopped(archived)) return stoppedResult(subject, archived);
    const link = sync.bill.linkTo(document, archived.voucher);
    const warnings = [...credits.warnings, ...copyWarnings(document, archived.copies)];
    if (archived.did === "nothing") return warnedResult({ ...subject, outcome: "unchanged", link }, warnings);
    const did = credits.takenOff() ? "taken off its bill and archived" : "archived";
    const message = `It was ${statusName(status).toLowerCase()} in Precoro, so its ${voucher} was ${did}.`;
    return warnedResult({ ...subject, outcome: "archived", message, link }, warnings);
  });
