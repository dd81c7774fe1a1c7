/** One Precoro invoice becomes, or already is, exactly one active bill, and is linked to it (product 5). */
import { ensureBill } from "../bill/ensure";
import type { Bill } from "../core/bill";
import type { Accounts } from "../core/billLines";
import { given } from "../core/given";
import { type Document, documentText, type SendRules, whyNotSent } from "../core/invoice";
import { isRuling, type Outcome, type RecordResult, type Ruling, reject, ruled } from "../core/outcome";
import { toBill } from "../core/toBill";
import { failed } from "../http/failure";
import { parseDocument } from "../precoro/document";
import { withOptions } from "./chosenOptions";
import { logResult, type Run, rulingOn } from "./run";

export interface ExportOrder extends SendRules {
  readonly idn: string;
  /** The document as Precoro tells it, where it has been read already. */
  readonly wire?: unknown;
  readonly accounts: Accounts;
}

type Subject = Pick<RecordResult, "id"> & { readonly name: string };

export const exportBill = async (run: Run, order: ExportOrder): Promise<RecordResult> => {
  let subject: Subject = { id: order.idn, name: `Document #${order.idn}` };
  const decide = async (): Promise<RecordResult> => {
    const document = await read(run, order);
    if (isRuling(document)) return ruled(subject, document);
    subject = { id: document.idn, name: documentText(document) };
    const ruling = whyNotSent(document, order);
    const sent = ruling ?? (await withOptions(run.precoro, document));
    const result = isRuling(sent) ? ruled(subject, sent) : await sendAndLink(run, sent, order, subject);
    await noteError(run, document, result);
    return result;
  };
  const result = await decide().catch((error: unknown) => {
    const ruling = rulingOn(error, subject.name);
    if (ruling === undefined) throw error;
    return ruled(subject, ruling);
  });
  logResult(run.log, subject.name, result);
  return result;
};

/** A document that does not show whether its supplier is linked costs one read more. */
const read = async ({ precoro }: Run, { idn, wire }: ExportOrder): Promise<Document | Ruling> => {
  const told = wire ?? (await askFor(precoro, idn));
  const document = told === undefined ? reject("document-unknown", { idn }) : parseDocument(told, idn);
  if (isRuling(document) || document.supplier.linkShown) return document;
  const { externalId } = await precoro.suppliers.get(document.supplier.id);
  const link = externalId === undefined ? {} : { externalId };
  return { ...document, supplier: { ...document.supplier, ...link, linkShown: true } };
};

const askFor = async ({ invoices }: Run["precoro"], idn: string): Promise<unknown> => {
  try {
    return await invoices.get(idn, true);
  } catch (error) {
    if (failed(error, "not-found")) return undefined;
    throw error;
  }
};

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

/** Precoro's per-record error log gets the sentence of a rejection, if it shows another one; a refusal changes nothing. */
const noteError = async (
  run: Run,
  document: Document,
  { outcome, reason, message }: RecordResult,
): Promise<void> => {
  if (outcome !== "rejected" || reason === "foreign-link") return;
  if (message === undefined || document.errorLog === undefined || document.errorLog === message) return;
  try {
    await run.precoro.invoices.mark(document.idn, { errorLog: message });
  } catch (error) {
    const ruling = rulingOn(error, documentText(document));
    if (ruling === undefined) throw error;
    run.log.debug(`Precoro did not take the error text of ${documentText(document)}.`);
  }
};
