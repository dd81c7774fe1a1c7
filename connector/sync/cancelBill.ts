/** A cancelled or rejected Precoro invoice has no active bill, unless there is money on it (product 7). */
import { takeBillBack } from "../bill/takeBack";
import { isBillId } from "../core/identity";
import { documentText, isCanceled, statusName } from "../core/invoice";
import { isRuling, type RecordResult, reject, ruled, skip } from "../core/outcome";
import { aboutDocument, type DocumentOrder } from "./documentDeed";
import type { Run } from "./run";

export const cancelBill = (run: Run, order: DocumentOrder): Promise<RecordResult> =>
  aboutDocument(run, order, async (document, subject) => {
    const name = documentText(document);
    const { externalId, status, supplier } = document;
    if (!isCanceled(status)) {
      return ruled(subject, skip("not-canceled", { document: name, status: statusName(status) }));
    }
    if (externalId !== undefined && !isBillId("bill", externalId)) {
      return ruled(subject, reject("foreign-link", { record: name, externalId }));
    }
    const vendorId = supplier.externalId;
    const isOurVendor = vendorId !== undefined && isBillId("vendor", vendorId);
    if (externalId === undefined && !isOurVendor)
      return ruled(subject, skip("never-sent", { document: name }));

    const taken = await takeBillBack(run.bill, { document, vendorId: isOurVendor ? vendorId : undefined });
    if (isRuling(taken)) return ruled(subject, taken);
    const link = run.bill.billLink(taken.bill.id);
    if (taken.did === "nothing") return { ...subject, outcome: "unchanged", link };
    const message = `It was ${statusName(status).toLowerCase()} in Precoro, so its bill was archived.`;
    return { ...subject, outcome: "archived", message, link };
  });
