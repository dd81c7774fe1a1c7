/** Reads one Precoro document and picks the flow's branch for it. A notification only says that something changed; the record decides. */

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
  /** Has an outcome if the document goes no further. */
  readonly result: { readonly id: string } & Partial<RecordResult>;
  /** Precoro's JSON; undefined if it could not be read. */
  readonly document: unknown;
  /** Values of its custom fields, by field name. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface DocumentRequest {
  readonly idn: string;
  /** Precoro's internal id, from a notification. Without it, a read that comes too soon waits out the minute. */
  readonly id?: string;
  /** Recent decisions of this flow. */
  readonly decisions?: readonly Decision[];
}

/**
 * Reads the document. One that can't be exported or canceled becomes *Not Exportable*, with the reason in `result`.
 *
 * @throws {RequestError} for a failure that is not about this record: credentials, an outage, or an unexpected response.
 */
export const readDocument = async (
  sync: Pick<SyncContext, "precoro" | "log">,
  request: DocumentRequest,
): Promise<Reading> => {
  const subject = { id: request.idn, name: `Document #${request.idn}` };
  try {
    const raw = await readUnlessDecided(sync, request);
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
 * The document. If it was just read, Precoro won't answer the same GET for a minute; its row in the list then shows whether there is
 * anything new to do, and if not, it is postponed. Our own writes (a link, a rejection's text) cause such a notification every time,
 * and waiting a minute for each would hold up all other documents.
 */
const readUnlessDecided = async (
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
  // A decision without a reason wrote no text to Precoro that could come back.
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
