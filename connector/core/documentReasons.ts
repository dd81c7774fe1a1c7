/** The sentences of `reason` about documents that are sent to BILL: why one is not sent, or not as it is there. */

/** Where a person can clear an external ID. */
export const WHERE = "in Precoro or with the action Precoro Raw Request";

export const documentReasons = {
  // Documents that are not ours to send
  "not-approved":
    "{document} has the status {status}. Only approved, partly paid, and paid documents are sent to BILL.",
  "not-canceled":
    "{document} has the status {status}. Only canceled and rejected documents are archived in BILL. No action needed.",
  "never-sent": "{document} has no {voucher} in BILL, so there is nothing to archive. No action needed.",
  "not-an-invoice":
    "{document} is not an invoice. Export Bill sends only invoices; use Export Vendor Credit for credit notes.",
  "not-a-credit-note":
    "{document} is not a credit note. Export Vendor Credit sends only credit notes; use Export Bill for invoices.",
  "document-type-unknown":
    "{document} is of a type that is not sent to BILL (logicType {logicType}). No action needed.",
  "split-invoice-part":
    "{document} is part of the split invoice #{parent}. No action needed: the whole invoice is sent instead.",
  "approved-before-start":
    "{document} was approved before {start}, the date in Send Documents Approved From. To send it anyway, run Send To Bill.",
  "supplier-not-linked":
    "Supplier {supplier} of {document} is not linked to a BILL vendor. Import that vendor or map the supplier, in the configuration or with the flow Import Vendors or Map Supplier; {document} is then sent automatically.",

  // Documents that cannot be sent as they are
  "document-not-found":
    "Precoro has no document #{idn}, or the API key's user can't see it. Check the number, or give that user access to it.",
  "document-unreadable":
    "Precoro's data for {document} can't be read: {problem}. Correct the document in Precoro.",
  "read-again-too-soon":
    "{document} was read less than a minute ago, and Precoro answers the same request only once a minute. No action needed.",
  "number-too-long":
    "The number {number} of {document} has {length} characters, but BILL allows {limit}. Shorten it in Precoro.",
  "due-date-missing": "{document} has no due date, which BILL requires. Enter one in Precoro.",
  "issue-date-missing": "{document} has no issue date, which BILL requires. Enter one in Precoro.",
  "total-not-positive":
    "{document} has a gross total of {total}, but a {voucher} in BILL must be above zero. Correct it in Precoro, or record it in BILL by hand.",
  "too-many-decimals":
    "{document} has a gross total of {total}, which has more than two decimals. Correct it in Precoro.",
  "no-lines": "{document} has no line with an amount. Add its lines in Precoro.",
  "lines-do-not-add-up":
    "The lines of {document} add up to {lines}, but its gross total is {total}. A line may be missing. Correct it in Precoro and approve it again.",
  "negative-line":
    "{document} has the negative line {line} ({amount}), which no other line is large enough to be reduced by, and BILL refused it: {words} In Precoro, put the discount on the line it belongs to.",
  "option-ambiguous":
    "{document} has {value} selected in the field {field}, but that field has several options with that name. Rename all but one in Precoro.",
  "option-not-linked":
    "{document} has {value} selected in the field {field}, but that option was not imported from BILL. Import it with Import List, or select another option in Precoro.",
  "paid-outside-bill":
    "{document} was not sent, because {paid} of it is already paid in Precoro and a bill for the full total could be paid twice. Enter any remaining balance in BILL by hand. If only part is paid, Send To Bill sends the full total anyway.",
  "paid-outside-bill-too":
    "{paid} of {document} is already paid outside BILL, but its bill is for the full {total}, because Send To Bill asked for it. BILL would pay {paid} too much: pay only {rest} of the bill in BILL.",
  "credited-before-bill":
    "{amount} of {document} is already credited in Precoro, but its bill in BILL is for the full {total}, so BILL would pay {amount} too much. Credit notes that are sent to BILL are applied to the bill; apply any other credit in BILL by hand before the bill is paid.",
  "currency-differs":
    "{document} is in {currency}, but BILL vendor {vendor} uses {vendorCurrency}. Choose a supplier whose vendor uses {currency}.",
  "account-on-item-line":
    "{document} has accounts on lines of BILL items, and they were not sent, because BILL uses the item's own account: {lines}. If another account is meant, code these lines in BILL, or change the item's account there.",
  "several-purchase-orders":
    "{document} has several purchase orders, but a bill in BILL has only one PO number: {sent} was sent, {others} was not. Add what is missing to the bill in BILL if it is needed.",

  // Credit notes of invoices
  "related-invoice-not-sent":
    "{document} belongs to invoice #{parent}, which is not in BILL yet. No action needed: the credit note is sent after the invoice.",
  "related-invoice-never-sent":
    "{document} belongs to invoice #{parent}, which is not sent to BILL automatically: {why} Send that invoice first, or run Send To Bill for the credit note to create a vendor credit that is not applied.",
  "credit-not-applied":
    "{amount} of {document} was not applied to the bill of invoice #{parent}: {why} Apply it by hand in BILL, to that bill before it is paid, or to another one of the vendor.",
  "credit-bill-locked":
    "{amount} of {document} was not applied to the bill of invoice #{parent}, which is {locked}, because BILL refused: {words} In BILL, {unlock}, then apply the credit there before that bill is paid, or run Send To Bill for {document}.",
  "credit-right-missing":
    "{amount} of {document} was not applied to the bill of invoice #{parent}, because BILL doesn't allow the connection's user to apply credits: {words} Apply it by hand in BILL before that bill is paid. To have this done automatically, give the user's role in BILL the right to pay bills, then run Send To Bill.",
  "credit-taken-off":
    "While the credit of {document} was changed on the bill of invoice #{parent}, BILL took {amount} of other credits off that bill ({bill}), and they could not be put back: {words} Before the bill is paid, apply them again by hand in BILL. These were on it: {list}.",
  "applied-credit-archived":
    "The vendor credit {credit} of {document} was applied in BILL ({amounts}) while it was being archived, and BILL archived it all the same. Check what its bill still owes in BILL before that bill is paid.",
  "credit-waits-for-export":
    "{document} has a vendor credit in BILL that is not applied yet. No action needed: Export Changed Documents applies it and links it next.",

  // What BILL already has
  "number-in-use":
    "BILL already has a {voucher} from this vendor with the number {number} that was not sent from Precoro ({difference}). Change its number or archive it in BILL, or correct the number of {document} in Precoro.",
  "number-used-by-other-document":
    "BILL already has a {voucher} from this vendor with the number {number}, sent for {other}. Correct the number of {document} in Precoro.",
  "link-belongs-to-other-document": `{document} is linked to a {voucher} that was sent for {other}. Clear the external ID of the document that is linked by mistake, ${WHERE}.`,
  "copied-in-bill":
    'BILL has another active {voucher} whose description names {document}, with another number or vendor: {ids}. It may be a copy that someone made. Archive it in BILL if it is not needed; otherwise remove the line that starts with "Precoro" from its description.',
  "two-with-money":
    "BILL has more than one active {voucher} for {document}, and at least two of them have payments or credits on them: {list}. Nothing was changed. In BILL, undo these on all but one, then archive the rest.",
  "money-on-bill":
    "{document} was changed in Precoro, but its bill in BILL already has a payment or credit on it ({amounts}). The bill was not changed. In BILL, {undo}, then run Send To Bill; or undo the change in Precoro.",
  "archived-in-bill":
    "{document} has its bill archived in BILL. Send To Bill, or a new approval, restores it; otherwise cancel it in Precoro.",
  "credit-applied":
    "{document} was changed in Precoro, but its vendor credit is already applied in BILL ({amounts}). The vendor credit was not changed. Take it off its bill in BILL, then run Send To Bill; or undo the change in Precoro.",
  "credit-archived":
    "{document} has its vendor credit archived in BILL, which can't be undone. Send To Bill creates a new vendor credit; otherwise cancel {document} in Precoro.",
  "credit-applied-canceled":
    "{document} is {status} in Precoro, but its vendor credit is applied in BILL ({amounts}). The vendor credit was not archived. Take it off its bill in BILL, then archive it there.",
  "money-on-canceled":
    "{document} is {status} in Precoro, but its bill in BILL has a payment or credit on it ({amounts}). The bill was not archived. In BILL, {undo}, then archive the bill.",
  "locked-by-approvals":
    "BILL refused to {change} {voucher} {id} of {document}: {words} It is {approval}, and BILL can be set to refuse edits then. In BILL, remove its approvers or allow edits under Settings > Approval Settings, then run Send To Bill. Or archive the {voucher} there; Send To Bill then creates a new one.",
  "locked-by-approvals-canceled":
    "{document} is {status} in Precoro, but BILL refused to archive {voucher} {id}: {words} It is {approval}, and BILL can be set to refuse edits then. In BILL, remove its approvers or allow edits under Settings > Approval Settings, then archive the {voucher} there, so that it isn't paid.",
  "books-closed":
    "BILL refused to {change} the {voucher} of {document}, whose date is in a closed period: {words} In BILL, change the Books Closed Date under Settings > Accounting > Preferences, then run Send To Bill; or {instead}.",
  "books-closed-canceled":
    "{document} is {status} in Precoro, but BILL refused to archive {voucher} {id}, whose date is in a closed period: {words} In BILL, change the Books Closed Date under Settings > Accounting > Preferences, then archive the {voucher} there; or offset it by hand in an open period.",
  "duplicate-locked":
    "{document} has more than one active {voucher} in BILL, but BILL refused to archive {id}, which is {locked}: {words} In BILL, {unlock}, then archive it there, so that only one is paid.",
  "newer-approval-in-bill":
    "The {voucher} of {document} already reflects a later approval. No action needed: the document is read again.",
  "changed-meanwhile":
    "The {voucher} of {document} changed in BILL while it was being processed. No action needed: the next run tries again.",
} as const;
