/** Runs an operation on one document: reads the document once, logs the outcome in one line, and keeps the error log in Precoro. */

import { type Document, documentText } from "../../core/documents/document";
import { textAfter } from "../../core/documents/errorLog";
import { omitUndefined } from "../../core/omitUndefined";
import { isStopped, type RecordResult, reject, type Stopped, stoppedResult } from "../../core/outcome";
import { undefinedIfNotFound } from "../../http/requestError";
import { parseDocument } from "../../precoro/document";
import { logResult, type SyncContext, stoppedOrThrow } from "../syncContext";
import { type PrecoroRecord, precoroRecord } from "./precoroRecord";

export interface DocumentInput {
  readonly idn: string;
  /** Precoro's JSON, if the document was already read. */
  readonly raw?: unknown;
  /** Ids of bills or vendor credits that were seen with the document's reference line. */
  readonly seen?: readonly string[];
}

/** The document's id and name in results. */
export type Subject = Pick<RecordResult, "id"> & { readonly name: string };

/**
 * A failure that concerns this document alone becomes its result. The text that the result calls for is written to the record, unless
 * the operation has done so.
 *
 * @throws {RequestError} for a failure that is not about this record: credentials, an outage, or an unexpected response.
 */
export const withDocument = async (
  sync: SyncContext,
  input: DocumentInput,
  operation: (document: Document, subject: Subject, record: PrecoroRecord) => Promise<RecordResult>,
): Promise<RecordResult> => {
  let subject: Subject = { id: input.idn, name: `Document #${input.idn}` };
  const decide = async (): Promise<RecordResult> => {
    const document = await readWhole(sync, input);
    if (isStopped(document)) return stoppedResult(subject, document);
    subject = { id: document.idn, name: documentText(document) };
    const record = precoroRecord(sync, document);
    const result = await operation(document, subject, record);
    const text = textAfter(result);
    // What an export wrote with the link is more than its outcome tells.
    if (text || !record.isDecided()) await record.note(text);
    return result;
  };
  const result = await decide().catch((error: unknown) =>
    stoppedResult(subject, stoppedOrThrow(error, subject.name)),
  );
  logResult(sync.log, subject.name, result);
  return result;
};

/**
 * The document with its supplier's link. If the document does not show the link, the supplier is read too.
 *
 * @throws {RequestError} if Precoro can't be read.
 */
export const readWhole = async (
  { precoro }: SyncContext,
  { idn, raw }: DocumentInput,
): Promise<Document | Stopped> => {
  const found = raw ?? (await undefinedIfNotFound(precoro.invoices.get(idn, true)));
  const document = found === undefined ? reject("document-not-found", { idn }) : parseDocument(found, idn);
  if (isStopped(document) || document.supplier.linkShown) return document;
  const { externalId } = await precoro.suppliers.get(document.supplier.id);
  const supplier = { ...document.supplier, ...omitUndefined({ externalId }), linkShown: true };
  return { ...document, supplier };
};
