/** One Precoro invoice becomes, or already is, exactly one active bill, and is linked to it (product 5). */
import { documentText } from "../core/invoice";
import { isRuling, type RecordResult, ruled, skip } from "../core/outcome";
import { toBill } from "../core/toBill";
import { aboutDocument } from "./documentDeed";
import type { Run } from "./run";
import { type SendOrder, sendAndLink, sendable } from "./sendDocument";

export const exportBill = (run: Run, order: SendOrder): Promise<RecordResult> =>
  aboutDocument(run, order, async (document, subject) => {
    if (document.kind !== "invoice") {
      return ruled(subject, skip("not-an-invoice", { document: documentText(document) }));
    }
    const sent = await sendable(run, document, order);
    if (isRuling(sent)) return ruled(subject, sent);
    const draft = toBill(sent, sent.supplier.externalId ?? "", order.accounts);
    return sendAndLink(run, sent, { draft, force: order.force }, subject);
  });
