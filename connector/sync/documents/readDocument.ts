/** Reads one Precoro document and decides its branch. What a notification says is not used; the record is read. */

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
  /** With an outcome if the document goes no further. */
  readonly result: { readonly id: string } & Partial<RecordResult>;
  /** As Precoro shows it; undefined if it could not be read. */
  readonly document: unknown;
  /** Its custom fields by name. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface DocumentRequest {
  readonly idn: string;
  /** Precoro's internal id, from its notification. Without it, a repeated read waits until the minute is over. */
  readonly id?: string;
  /** Recent decisions of this flow. */
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
 * The document; or a stop, if it was read elsewhere within the last minute and its row in the list shows nothing to send, or nothing new
 * since the last decision. Our own writes (the link, the text of a rejection) come back as notifications each time; waiting a minute for
 * each would hold up all other documents.
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
  // Only a rejection or skip has left a text that comes back.
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
