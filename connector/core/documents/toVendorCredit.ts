/** An approved credit note as the vendor credit it is to become, or the reason why it cannot. No I/O, nothing guessed. */

import { isStopped, reject, type Stopped } from "../outcome";
import { type Document, documentText } from "./document";
import type { VoucherDraft } from "./voucher";
import { type Accounts, voucherLines } from "./voucherLines";

/** Source: connector/bill/API.md §7; nothing is cut to fit. */
const NUMBER_LIMIT = 100;

/** `vendorId` is the supplier's link; `related` the web address of the invoice that the credit note is of. */
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
  const lines = voucherLines(document, { ...accounts, expensesOnly: true });
  if (isStopped(lines)) return lines;
  return {
    ref: document.ref,
    vendorId,
    number,
    date: issueDate,
    ...(related === undefined ? {} : { note: `Related invoice: ${related}` }),
    total: document.total,
    lines: lines.map(({ quantity: _quantity, price: _price, ...line }) => line),
  };
};
