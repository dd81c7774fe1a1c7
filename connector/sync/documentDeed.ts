/** What every deed about one document has in common: it is read once, its outcome is one line in the log, a rejection is noted in Precoro. */
import { type Document, documentText } from "../core/invoice";
import { isRuling, type RecordResult, type Ruling, reject, ruled } from "../core/outcome";
import { known } from "../http/failure";
import { parseDocument } from "../precoro/document";
import { logResult, type Run, rulingOn } from "./run";

export interface DocumentOrder {
  readonly idn: string;
  /** The document as Precoro tells it, where it has been read already. */
  readonly wire?: unknown;
}

/** The document as results name it. */
export type Subject = Pick<RecordResult, "id"> & { readonly name: string };

export const aboutDocument = async (
  run: Run,
  order: DocumentOrder,
  deed: (document: Document, subject: Subject) => Promise<RecordResult>,
): Promise<RecordResult> => {
  let subject: Subject = { id: order.idn, name: `Document #${order.idn}` };
  const decide = async (): Promise<RecordResult> => {
    const document = await readWhole(run, order);
    if (isRuling(document)) return ruled(subject, document);
    subject = { id: document.idn, name: documentText(document) };
    const result = await deed(document, subject);
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
export const readWhole = async (
  { precoro }: Run,
  { idn, wire }: DocumentOrder,
): Promise<Document | Ruling> => {
  const told = wire ?? (await known(precoro.invoices.get(idn, true)));
  const document = told === undefined ? reject("document-unknown", { idn }) : parseDocument(told, idn);
  if (isRuling(document) || document.supplier.linkShown) return document;
  const { externalId } = await precoro.suppliers.get(document.supplier.id);
  const link = externalId === undefined ? {} : { externalId };
  return { ...document, supplier: { ...document.supplier, ...link, linkShown: true } };
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
