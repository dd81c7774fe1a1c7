/**
 * Writes to a document's record in Precoro: its link, and the text about it in the error log. Nothing is written that stands there
 * already, and no text where Precoro does not show the log.
 */

import { type Document, documentText } from "../../core/documents/document";
import { withDocumentText } from "../../core/documents/errorLog";
import { omitUndefined } from "../../core/omitUndefined";
import { isRequestError } from "../../http/requestError";
import { type SyncContext, stoppedOrThrow } from "../syncContext";

export interface PrecoroRecord {
  /** True once `update` or `note` was called. */
  isDecided(): boolean;
  /**
   * Sets the link and the text about the document, in one write at most. What is undefined stays as it is; empty text clears.
   *
   * @throws {RequestError} if Precoro refuses, or can't be reached.
   */
  update(change: { readonly link?: string | undefined; readonly text?: string | undefined }): Promise<void>;
  /**
   * Sets the text alone. If Precoro refuses it, nothing else changes.
   *
   * @throws {RequestError} for a failure that is not about this record.
   */
  note(text: string | undefined): Promise<void>;
}

type Linked = Pick<Document, "kind" | "idn" | "externalId" | "errorLog">;

export const precoroRecord = ({ precoro, log }: SyncContext, document: Linked): PrecoroRecord => {
  let { externalId = "", errorLog } = document;
  let decided = false;
  const write = async (change: { externalId?: string; errorLog?: string }): Promise<void> => {
    try {
      await precoro.invoices.update(document.idn, change);
    } catch (error) {
      // A text that Precoro refuses must not cost the link.
      const { externalId: link } = change;
      if (link === undefined || change.errorLog === undefined || !isRequestError(error, "invalid"))
        throw error;
      await precoro.invoices.update(document.idn, { externalId: link });
    }
  };
  const update: PrecoroRecord["update"] = async ({ link = externalId, text }) => {
    const wanted = text === undefined || errorLog === undefined ? errorLog : withDocumentText(errorLog, text);
    const change = omitUndefined({
      externalId: link === externalId ? undefined : link,
      errorLog: wanted === errorLog ? undefined : wanted,
    });
    if (Object.keys(change).length > 0) await write(change);
    [externalId, errorLog] = [link, wanted];
    decided = true;
  };
  const note: PrecoroRecord["note"] = async (text) => {
    try {
      await update({ text });
    } catch (error) {
      stoppedOrThrow(error, documentText(document));
      log.debug(`Precoro did not save the error text of ${documentText(document)}.`);
    }
  };
  return { isDecided: () => decided, update, note };
};
