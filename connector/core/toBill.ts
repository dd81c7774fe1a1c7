/** An approved invoice as the bill it is to become, or the reason why it cannot (product 5). No I/O, nothing guessed. */
import type { BillDraft } from "./bill";
import { type Accounts, billLines } from "./billLines";
import { type Document, documentText } from "./invoice";
import { isRuling, type Ruling, reject } from "./outcome";
import type { Vendor } from "./vendor";

/** Source: contract bill-v3, section 6.2; nothing is cut to fit. */
const NUMBER_LIMIT = 21;

/** `vendorId` is the supplier's link. */
export const toBill = (document: Document, vendorId: string, accounts: Accounts): BillDraft | Ruling => {
  const name = documentText(document);
  const { number, dueDate, issueDate } = document;
  if (number.length > NUMBER_LIMIT) {
    return reject("number-too-long", { document: name, number, length: number.length, limit: NUMBER_LIMIT });
  }
  if (issueDate === undefined) return reject("issue-date-missing", { document: name });
  if (dueDate === undefined) return reject("due-date-missing", { document: name });
  const lines = billLines(document, accounts);
  if (isRuling(lines)) return lines;
  return {
    mark: document.mark,
    vendorId,
    number,
    invoiceDate: issueDate,
    dueDate,
    ...(document.purchaseOrder === undefined ? {} : { purchaseOrder: document.purchaseOrder }),
    total: document.total,
    lines,
  };
};

/** Why this vendor's bill cannot be made or changed; undefined if it can. */
export const whyNotForVendor = (document: Document, vendor: Vendor): Ruling | undefined => {
  if (vendor.archived) return reject("vendor-archived", { name: vendor.name });
  if (vendor.currency !== document.currency) {
    return reject("currency-differs", {
      document: documentText(document),
      currency: document.currency,
      vendor: vendor.name,
      vendorCurrency: vendor.currency,
    });
  }
  return undefined;
};
