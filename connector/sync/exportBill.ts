/** One Precoro invoice becomes, or already is, exactly one active bill, and is linked to it (product 5). */
import { ensureBill } from "../bill/ensure";
import type { Bill } from "../core/bill";
import type { Accounts } from "../core/billLines";
import { given } from "../core/given";
import { type Document, type SendRules, whyNotSent } from "../core/invoice";
import { isRuling, type Outcome, type RecordResult, ruled } from "../core/outcome";
import { toBill } from "../core/toBill";
import { withOptions } from "./chosenOptions";
import { aboutDocument, type DocumentOrder, type Subject } from "./documentDeed";
import type { Run } from "./run";

export interface ExportOrder extends SendRules, DocumentOrder {
  readonly accounts: Accounts;
}

export const exportBill = (run: Run, order: ExportOrder): Promise<RecordResult> =>
  aboutDocument(run, order, async (document, subject) => {
    const sent = whyNotSent(document, order) ?? (await withOptions(run.precoro, document));
    return isRuling(sent) ? ruled(subject, sent) : sendAndLink(run, sent, order, subject);
  });

const sendAndLink = async (
  { bill, precoro, deadline }: Run,
  document: Document,
  { accounts, force }: ExportOrder,
  subject: Subject,
): Promise<RecordResult> => {
  const vendorId = document.supplier.externalId ?? "";
  const draft = toBill(document, vendorId, accounts);
  // BILL is asked only where the document calls for it: one that cannot be sent and never was ends here.
  if (isRuling(draft) && document.externalId === undefined) return ruled(subject, draft);

  const ensured = await ensureBill(bill, { document, vendorId, draft, force, deadline });
  if (isRuling(ensured)) {
    if (ensured.outcome === "unlinked") await precoro.invoices.mark(document.idn, { externalId: "" });
    return ruled(subject, ensured);
  }
  const isLinked = document.externalId === ensured.bill.id;
  const marks = {
    ...(isLinked ? {} : { externalId: ensured.bill.id }),
    ...(document.errorLog ? { errorLog: "" } : {}),
  };
  if (Object.keys(marks).length > 0) await precoro.invoices.mark(document.idn, marks);
  const nothing: Outcome = isLinked ? "unchanged" : "linked";
  const outcome = ensured.did === "nothing" ? nothing : ensured.did;
  const note = ensured.did === "nothing" ? undefined : linesWithoutAccount(ensured.bill);
  return { ...subject, outcome, ...given({ message: note }), link: bill.billLink(ensured.bill.id) };
};

/** BILL takes lines without an account; somebody has to code them there. */
const linesWithoutAccount = ({ lines }: Bill): string | undefined => {
  const bare = lines.filter(({ coding }) => !coding.chartOfAccountId && !coding.itemId).length;
  return bare === 0 ? undefined : `${bare} of its ${lines.length} lines have no account.`;
};
