/** Turns an approved invoice into the bill it is to become, or says why it cannot be one. It guesses nothing. */

import { omitUndefined } from "../omitUndefined";
import { isStopped, reject, type Stopped } from "../outcome";
import { type Document, documentText } from "./document";
import type { VoucherDraft } from "./voucher";
import { type Accounts, voucherLines } from "./voucherLines";

/** The maximum length of a bill's number; nothing is truncated. Source: connector/bill/API.md §6.2. */
const NUMBER_LIMIT = 21;

/** `vendorId` is the supplier's link. */
export const toBill = (document: Document, vendorId: string, accounts: Accounts): VoucherDraft | Stopped => {
  const name = documentText(document);
  const { number, dueDate, issueDate } = document;
  if (number.length > NUMBER_LIMIT) {
    return reject("number-too-long", { document: name, number, length: number.length, limit: NUMBER_LIMIT });
  }
  if (issueDate === undefined) return reject("issue-date-missing", { document: name });
  if (dueDate === undefined) return reject("due-date-missing", { document: name });
  const lines = voucherLines(document, accounts);
  if (isStopped(lines)) return lines;
  return {
    ref: document.ref,
    vendorId,
    number,
    date: issueDate,
    dueDate,
    ...omitUndefined({ purchaseOrder: document.purchaseOrder }),
    total: document.total,
    ...lines,
  };
};
