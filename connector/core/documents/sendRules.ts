/** Whether a document is sent to BILL at all: by its own record, by what is paid on it, by its vendor. Pure. */

import { type CalendarDate, utcDay } from "../calendarDate";
import { type Money, moneyText, zero } from "../money";
import { reject, type Stopped, skip } from "../outcome";
import { isBillId } from "../recordId";
import type { Vendor } from "../vendors/vendor";
import { type Document, documentText, isApproved, statusName } from "./document";
import { isSplitChild } from "./documentRow";
import { voucherOf } from "./voucher";

export interface SendRules {
  /** *Send Documents Approved From*; undefined sets no bound. */
  readonly approvedFrom?: CalendarDate;
  /** True for the button *Send to Bill*: a person wants this document sent. */
  readonly force: boolean;
}

/**
 * Why a document is not sent, as far as its own record shows; undefined if it may be.
 * `toBill` and `toVendorCredit` say what is wrong with its content.
 */
export const whyNotSent = (document: Document, rules: SendRules): Stopped | undefined => {
  const name = documentText(document);
  if (!isApproved(document.status)) {
    return skip("not-approved", { document: name, status: statusName(document.status) });
  }
  if (isSplitChild(document))
    return skip("split-invoice-part", { document: name, parent: document.parent ?? "" });
  const start = rules.approvedFrom;
  if (start !== undefined && !rules.force && !approvedOnOrAfter(document, start)) {
    return skip("approved-before-start", { document: name, start });
  }
  const { name: supplier, externalId: vendorId } = document.supplier;
  if (vendorId === undefined) return skip("supplier-not-linked", { document: name, supplier });
  if (!isBillId("vendor", vendorId)) {
    return reject("external-id-not-from-bill", { record: `Supplier ${supplier}`, externalId: vendorId });
  }
  if (document.externalId !== undefined && !isBillId(voucherOf(document), document.externalId)) {
    return reject("external-id-not-from-bill", { record: name, externalId: document.externalId });
  }
  return undefined;
};

/** Without an approval date, the creation date decides: what was created since the start was approved since then. */
const approvedOnOrAfter = ({ approvedAt, createdAt }: Document, start: CalendarDate): boolean => {
  const when = approvedAt ?? createdAt;
  return when !== undefined && utcDay(when) >= start;
};

/**
 * Why no bill becomes active for an invoice that is paid outside BILL already; undefined if it may. `paid`: in money that did not
 * come from BILL.
 */
export const whyNotPayable = (
  document: Document,
  paid: Money,
  { force }: Pick<SendRules, "force">,
): Stopped | undefined =>
  paid.lte(zero) || (force && paid.lt(document.total))
    ? undefined
    : reject("paid-outside-bill", { document: documentText(document), paid: moneyText(paid) });

/** Why nothing can be created or changed for this vendor; undefined if it can. */
export const whyNotForVendor = (document: Document, vendor: Vendor): Stopped | undefined => {
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
