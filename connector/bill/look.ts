/** The look: every bill that may be a document's, archived ones included. It decides nothing (product 5.5). */
import type { Bill } from "../core/bill";
import { moment } from "../core/calendarDate";
import { type Document, documentText } from "../core/invoice";
import { type Ruling, reject } from "../core/outcome";
import { failed } from "../http/failure";
import type { BillBills } from "./bills";

interface Look {
  readonly document: Document;
  /** Undefined where the supplier has no link: then only what is known by its id is found. */
  readonly vendorId: string | undefined;
}

/** One list call by vendor and number; a bill that is known by its id and not among them is read by id. */
export const lookForBills = async (
  bills: BillBills,
  { document, vendorId }: Look,
  created?: string,
): Promise<Bill[] | Ruling> => {
  const at = { number: document.number, since: since(document) };
  const found = vendorId === undefined ? [] : await bills.look({ vendorId, ...at });
  for (const id of new Set([document.externalId, created])) {
    if (id === undefined || found.some((bill) => bill.id === id)) continue;
    try {
      found.push(await bills.get(id));
    } catch (error) {
      if (!failed(error, "not-found")) throw error;
      if (id === created) continue;
      return reject("link-unknown", { record: documentText(document), externalId: id });
    }
  }
  return found;
};

/** A bill of this document is not older than the document, nor than the day it was issued. */
const since = ({ createdAt, issueDate }: Document): number => {
  const issued = moment(issueDate);
  return Math.min(createdAt ?? 0, issued ?? createdAt ?? 0);
};
