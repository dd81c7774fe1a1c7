/** The bill of a credit note's invoice. */

import { type Document, documentText, isCanceled, statusName } from "../../core/documents/document";
import { type SendRules, whyNotSent } from "../../core/documents/sendRules";
import { omitUndefined } from "../../core/omitUndefined";
import { isStopped, postpone, reject, type Stopped, skip } from "../../core/outcome";
import { sentence } from "../../core/reason";
import { isBillId } from "../../core/recordId";
import { undefinedIfNotFound } from "../../http/requestError";
import { parseDocument } from "../../precoro/document";
import type { SyncContext } from "../syncContext";

interface Related {
  /** Undefined for a standalone credit. */
  readonly billId: string | undefined;
}

/**
 * The bill of a credit note's invoice, or why there is none. *Send to Bill* (`force`) sends the credit without one.
 *
 * @throws {RequestError} if Precoro can't be read.
 */
export const relatedBill = async (
  { precoro }: Pick<SyncContext, "precoro">,
  note: Document,
  { force, approvedFrom }: SendRules,
): Promise<Related | Stopped> => {
  const { parent } = note;
  if (parent === undefined) return { billId: undefined };
  // The invoice was often read a moment ago, when it was approved, and Precoro answers the same GET only once a minute.
  // Its row in the list is a different request.
  const row = note.parentId === undefined ? undefined : await precoro.invoices.row(note.parentId);
  const invoice = isLinked(row) ? row : await readInvoice(precoro, parent);
  if (!isStopped(invoice) && isLinked(invoice)) return { billId: invoice.externalId };
  if (force) return { billId: undefined };
  const facts = { document: documentText(note), parent };
  const why = isStopped(invoice) ? invoice : whyNever(withSupplierOf(note, invoice), approvedFrom);
  if (why === undefined || why.reason === "document-unreadable")
    return postpone("related-invoice-not-sent", facts);
  return reject("related-invoice-never-sent", { ...facts, why: sentence(why.reason, why.facts) });
};

const isLinked = <R extends { readonly externalId?: string }>(
  invoice: R | undefined,
): invoice is R & { readonly externalId: string } =>
  invoice?.externalId !== undefined && isBillId("bill", invoice.externalId);

const readInvoice = async (
  { invoices }: SyncContext["precoro"],
  idn: string,
): Promise<Document | Stopped> => {
  const raw = await undefinedIfNotFound(invoices.get(idn, true));
  return raw === undefined ? reject("document-not-found", { idn }) : parseDocument(raw, idn);
};

/** An invoice may not show its supplier's link. The credit note's supplier has it. */
const withSupplierOf = ({ supplier }: Document, invoice: Document): Document =>
  invoice.supplier.id === supplier.id ? { ...invoice, supplier } : invoice;

/** Why an invoice is never sent automatically; undefined if it is, or will be once approved. */
const whyNever = (invoice: Document, approvedFrom: SendRules["approvedFrom"]): Stopped | undefined => {
  const why = whyNotSent(invoice, { force: false, ...omitUndefined({ approvedFrom }) });
  if (why?.reason !== "not-approved") return why;
  const { status } = invoice;
  return isCanceled(status) ? skip("not-approved", { ...why.facts, status: statusName(status) }) : undefined;
};
