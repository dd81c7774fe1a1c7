/** The lookup: every bill or vendor credit that may be a document's, archived ones included. It decides nothing. */

import type { Vouchers } from "../../bill/vouchers";
import { moment } from "../../core/calendarDate";
import { type Document, documentText } from "../../core/documents/document";
import { isRefTo, readReference } from "../../core/documents/documentRef";
import type { Voucher } from "../../core/documents/voucher";
import { reject, type Stopped } from "../../core/outcome";
import { isRequestError } from "../../http/requestError";

interface Lookup {
  readonly document: Document;
  /** Undefined where the supplier has no link: then only what is known by its id is found. */
  readonly vendorId: string | undefined;
}

/** One list call by vendor and number; one that is known by its id and not among them is read by id. */
export const findVouchers = async (
  vouchers: Vouchers,
  { document, vendorId }: Lookup,
  created?: string,
): Promise<Voucher[] | Stopped> => {
  const { number } = document;
  const isNear = (one: Voucher): boolean => {
    const ref = readReference(one.description);
    return one.vendorId === vendorId && (one.number === number || (ref ? isRefTo(ref, document) : false));
  };
  const at = { number, since: since(document) };
  const found = vendorId === undefined ? [] : (await vouchers.find({ vendorId, ...at })).filter(isNear);
  for (const id of new Set([document.externalId, created])) {
    if (id === undefined || found.some((one) => one.id === id)) continue;
    try {
      found.push(await vouchers.get(id));
    } catch (error) {
      if (!isRequestError(error, "not-found")) throw error;
      if (id === created) continue;
      return reject("linked-record-not-found", { record: documentText(document), externalId: id });
    }
  }
  return found;
};

/**
 * A bill of this document is not older than the document, nor than the day it was issued. A vendor credit is not older than
 * the document: of these all are read, so an earlier start would cost more with every year.
 */
const since = ({ kind, createdAt, issueDate }: Document): number => {
  const issued = moment(issueDate);
  if (kind === "credit note") return createdAt ?? issued ?? 0;
  return Math.min(createdAt ?? 0, issued ?? createdAt ?? 0);
};
