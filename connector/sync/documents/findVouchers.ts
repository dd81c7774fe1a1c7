/** Finds every bill or vendor credit that may belong to a document, including archived ones. It decides nothing. */

import type { Vouchers } from "../../bill/vouchers";
import { moment } from "../../core/calendarDate";
import { type Document, documentText } from "../../core/documents/document";
import { isRefTo, readReference } from "../../core/documents/documentRef";
import type { Voucher } from "../../core/documents/voucher";
import { reject, type Stopped } from "../../core/outcome";
import { isRequestError, undefinedIfNotFound } from "../../http/requestError";

interface Lookup {
  readonly document: Document;
  /** Undefined if the supplier has no link. Then only vouchers with a known id are found. */
  readonly vendorId: string | undefined;
  /** Ids that were seen with the document's reference line. */
  readonly seen: readonly string[];
}

/**
 * Lists by vendor and number in one call, then reads by id what the list lacks: the linked voucher, the `created` one, and those
 * that were seen with the document's reference line, if they still have it.
 *
 * @throws {RequestError} if BILL can't be read.
 */
export const findVouchers = async (
  vouchers: Vouchers,
  { document, vendorId, seen }: Lookup,
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
  for (const id of new Set(seen)) {
    if (found.some((one) => one.id === id)) continue;
    const one = await undefinedIfNotFound(vouchers.get(id));
    const ref = one && readReference(one.description);
    if (one && ref && isRefTo(ref, document)) found.push(one);
  }
  return found;
};

/**
 * The earliest moment that the document's voucher can date from, ms since 1970 UTC. For a bill, that is the document's creation or
 * its issue date, whichever is earlier. For a vendor credit it is the creation alone: BILL returns every credit since then, so an
 * earlier start would cost more calls every year.
 */
const since = ({ kind, createdAt, issueDate }: Document): number => {
  const issued = moment(issueDate);
  if (kind === "credit note") return createdAt ?? issued ?? 0;
  return Math.min(createdAt ?? 0, issued ?? createdAt ?? 0);
};
