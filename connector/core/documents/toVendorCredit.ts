/** Turns an approved credit note into the vendor credit it is to become, or says why it cannot be one. It guesses nothing. */

import { omitUndefined } from "../omitUndefined";
import { isStopped, reject, type Stopped } from "../outcome";
import { type Document, documentText } from "./document";
import type { VoucherDraft, VoucherLine } from "./voucher";
import { type Accounts, voucherLines } from "./voucherLines";

/** The maximum length of a vendor credit's number; nothing is truncated. Source: connector/bill/API.md §7. */
const NUMBER_LIMIT = 100;

/** `address`: the web page of the invoice that the credit note is for. */
const relatedLine = (address: string): string => `Related invoice: ${address}`;

/** True if a vendor credit's description names this invoice as the one that it is for. */
export const hasRelatedLine = (description: string, address: string): boolean =>
  description.split(/\r?\n/).some((line) => line.trim() === relatedLine(address));

/** `vendorId` is the supplier's link, `related` the web address of the invoice that the credit note is for. */
export const toVendorCredit = (
  document: Document,
  vendorId: string,
  accounts: Accounts,
  related: string | undefined,
): VoucherDraft | Stopped => {
  const name = documentText(document);
  const { number, issueDate } = document;
  if (number.length > NUMBER_LIMIT) {
    return reject("number-too-long", { document: name, number, length: number.length, limit: NUMBER_LIMIT });
  }
  if (issueDate === undefined) return reject("issue-date-missing", { document: name });
  // A vendor credit has no item lines, and its lines have neither quantity nor price.
  const drafted = voucherLines(document, { ...accounts, expensesOnly: true });
  if (isStopped(drafted)) return drafted;
  const { lines, folded } = drafted;
  return {
    ref: document.ref,
    vendorId,
    number,
    date: issueDate,
    ...omitUndefined({ note: related === undefined ? undefined : relatedLine(related) }),
    total: document.total,
    lines: lines.map(withoutPrice),
    ...omitUndefined({
      folded: folded === undefined || isStopped(folded) ? folded : folded.map(withoutPrice),
    }),
  };
};

const withoutPrice = ({ quantity: _quantity, price: _price, ...line }: VoucherLine): VoucherLine => line;
