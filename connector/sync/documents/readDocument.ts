/** Reads one Precoro document and says which way it goes. A notification is never believed: the record is. */

import { type Decision, isDecided } from "../../core/changes/documentSweep";
import { documentText, isApproved, isCanceled, statusName } from "../../core/documents/document";
import { type DocumentRow, isSplitChild } from "../../core/documents/documentRow";
import {
  isStopped,
  postpone,
  type RecordResult,
  reject,
  type Stopped,
  skip,
  stoppedResult,
} from "../../core/outcome";
import { isRequestError } from "../../http/requestError";
import { customFieldsOf, type DocumentHead, parseHead } from "../../precoro/document";
import { logResult, type SyncContext, stoppedOrThrow } from "../syncContext";

export const documentBranches = [
  "Approved Invoice",
  "Approved Credit Note",
  "Canceled",
  "Not Exportable",
] as const;
type DocumentBranch = (typeof documentBranches)[number];

export interface Reading {
  readonly branch: DocumentBranch;
  /** With an outcome where the document goes no further. */
  readonly result: { readonly id: string } & Partial<RecordResult>;
  /** As Precoro tells it; undefined where it could not be read. */
  readonly document: unknown;
  /** Its custom fields by name. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface DocumentRequest {
  readonly idn: string;
  /** Precoro's internal id, as its notifications tell it. Without it, a minute that has to pass is waited out. */
  readonly id?: string;
  /** What this flow has decided on lately. */
  readonly decisions?: readonly Decision[];
}

export const readDocument = async (
  sync: Pick<SyncContext, "precoro" | "log">,
  request: DocumentRequest,
): Promise<Reading> => {
  const subject = { id: request.idn, name: `Document #${request.idn}` };
  try {
    const raw = await ask(sync, request);
    if (isStopped(raw)) return notExportable(sync, stoppedResult(subject, raw));
    const head = parseHead(raw, request.idn);
    if (isStopped(head)) return notExportable(sync, stoppedResult(subject, head), raw);
    const branch = branchOf(head);
    if (branch !== "Not Exportable")
      return { branch, result: { id: head.idn }, document: raw, fields: customFieldsOf(raw) };
    const name = documentText(head);
    const stopped = skip("not-approved", { document: name, status: statusName(head.status) });
    return notExportable(sync, stoppedResult({ id: head.idn, name }, stopped), raw);
  } catch (error) {
    const stopped = isRequestError(error, "not-found")
      ? reject("document-not-found", { idn: request.idn })
      : stoppedOrThrow(error, subject.name);
    return notExportable(sync, stoppedResult(subject, stopped));
  }
};

const notExportable = (
  { log }: Pick<SyncContext, "log">,
  result: RecordResult,
  document?: unknown,
): Reading => {
  logResult(log, result.name ?? result.id, result);
  return { branch: "Not Exportable", result, document, fields: customFieldsOf(document) };
};

const branchOf = ({ status, kind }: DocumentHead): DocumentBranch => {
  if (isCanceled(status)) return "Canceled";
  if (!isApproved(status)) return "Not Exportable";
  return kind === "invoice" ? "Approved Invoice" : "Approved Credit Note";
};

/**
 * The document; or a stopped where it has just been read elsewhere, and its row of the list shows that there is nothing
 * to send, or nothing new since it was decided on. Our own link, and the text of a rejection, come back as such a notification
 * each time: to wait a minute for it would hold up every other document.
 */
const ask = async (
  { precoro }: Pick<SyncContext, "precoro">,
  { idn, id, decisions = [] }: DocumentRequest,
): Promise<unknown | Stopped> => {
  const { invoices } = precoro;
  if (id === undefined) return invoices.get(idn, true);
  try {
    return await invoices.get(idn, false);
  } catch (error) {
    if (!isRequestError(error, "rate-limit") || error.limit !== "same-request") throw error;
  }
  const row = await invoices.row(id);
  // Only what was turned down has left a text that comes back.
  const decided = new Map(
    decisions.filter(({ reason }) => reason !== "").map((one) => [one.idn, one] as const),
  );
  if (row && (nothingToSend(row) || isDecided(row, decided, new Set())))
    return postpone("read-again-too-soon", { document: `Document #${idn}` });
  return invoices.get(idn, true);
};

const nothingToSend = (row: DocumentRow): boolean => {
  if (isSplitChild(row)) return true;
  return isApproved(row.status) ? row.externalId !== undefined : !isCanceled(row.status);
};
