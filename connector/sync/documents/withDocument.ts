/** What every deed about one document has in common: it is read once, its outcome is one line in the log, a rejection is noted in Precoro. */
import { type Document, documentText } from "../../core/documents/document";
import { isStopped, type RecordResult, reject, type Stopped, stoppedResult } from "../../core/outcome";
import { undefinedIfNotFound } from "../../http/requestError";
import { parseDocument } from "../../precoro/document";
import { logResult, type SyncContext, stoppedBy } from "../syncContext";

export interface DocumentInput {
  readonly idn: string;
  /** The document as Precoro tells it, where it has been read already. */
  readonly raw?: unknown;
}

/** The document as results name it. */
export type Subject = Pick<RecordResult, "id"> & { readonly name: string };

export const withDocument = async (
  run: SyncContext,
  order: DocumentInput,
  deed: (document: Document, subject: Subject) => Promise<RecordResult>,
): Promise<RecordResult> => {
  let subject: Subject = { id: order.idn, name: `Document #${order.idn}` };
  const decide = async (): Promise<RecordResult> => {
    const document = await readWhole(run, order);
    if (isStopped(document)) return stoppedResult(subject, document);
    subject = { id: document.idn, name: documentText(document) };
    const result = await deed(document, subject);
    await noteError(run, document, result);
    return result;
  };
  const result = await decide().catch((error: unknown) => {
    const ruling = stoppedBy(error, subject.name);
    if (ruling === undefined) throw error;
    return stoppedResult(subject, ruling);
  });
  logResult(run.log, subject.name, result);
  return result;
};

/** A document that does not show whether its supplier is linked costs one read more. */
export const readWhole = async (
  { precoro }: SyncContext,
  { idn, raw }: DocumentInput,
): Promise<Document | Stopped> => {
  const told = raw ?? (await undefinedIfNotFound(precoro.invoices.get(idn, true)));
  const document = told === undefined ? reject("document-not-found", { idn }) : parseDocument(told, idn);
  if (isStopped(document) || document.supplier.linkShown) return document;
  const { externalId } = await precoro.suppliers.get(document.supplier.id);
  const link = externalId === undefined ? {} : { externalId };
  return { ...document, supplier: { ...document.supplier, ...link, linkShown: true } };
};

/** Precoro's per-record error log gets the sentence of a rejection, if it shows another one; a refusal changes nothing. */
const noteError = async (
  run: SyncContext,
  document: Document,
  { outcome, reason, message }: RecordResult,
): Promise<void> => {
  if (outcome !== "rejected" || reason === "external-id-not-from-bill") return;
  if (message === undefined || document.errorLog === undefined || document.errorLog === message) return;
  try {
    await run.precoro.invoices.update(document.idn, { errorLog: message });
  } catch (error) {
    const ruling = stoppedBy(error, documentText(document));
    if (ruling === undefined) throw error;
    run.log.debug(`Precoro did not take the error text of ${documentText(document)}.`);
  }
};
