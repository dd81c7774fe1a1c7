/**
 * Why a record was rejected, postponed, skipped or unlinked: the closed list. Each code has one sentence that says to a
 * human what is the matter and what to do. Names in braces are filled with the facts of the case.
 */

const sentences = {
  // Either system
  "external-id-not-from-bill":
    "{record} carries the external ID {externalId}, which is not an ID of BILL: it belongs to another integration. Nothing was changed; clear the external ID in Precoro if that integration is gone.",
  "linked-record-not-found":
    "{record} is linked to {externalId}, which this BILL organization does not know. Check the organization ID in the BILL connection; if the record is really gone, clear the external ID in Precoro.",
  "refused-by-bill": "BILL refused {record}: {words} Correct that and send it again.",
  "refused-by-precoro": "Precoro refused {record}: {words} Correct that and try again.",
  "not-confirmed":
    "{system} did not confirm what was sent for {record}. Nothing needs to be done: the next run looks it up first and goes on from there.",
  "api-limit-reached":
    "{system} takes no more calls until {until}. What runs by itself is tried again by itself; what a person has asked for (Send to Bill, Map Supplier) has to be asked for again then.",

  // Vendors and suppliers
  "vendor-not-found": "BILL has no vendor {id}. Open the list of vendors again and choose from it.",
  "vendor-unreadable": "Vendor {id} cannot be read: {problem}. Correct it in BILL.",
  "vendor-archived":
    "Vendor {name} is archived in BILL. Restore it there to go on using it; otherwise disable the supplier in Precoro.",
  "duplicate-vendor-name":
    "BILL has {count} active vendors named {name} ({ids}). Map the supplier in Precoro to the one that is meant.",
  "vendor-linked-twice":
    "Vendor {name} can be linked to one supplier only, and these stand for it in Precoro: {records}. Clear the external ID of all but one.",
  "vendor-name-not-found":
    "BILL has no active vendor named {supplier}. {nearest}Rename one of the two, or import the vendor.",
  "supplier-not-found": "Precoro has no supplier {id}.",
  "supplier-unreadable": "Supplier {id} cannot be read: {problem}. Correct it in Precoro.",
  "duplicate-supplier-name":
    "Precoro has {count} suppliers named {name} ({records}). Map the one that is meant, or rename the others.",
  "supplier-linked-to-other-vendor":
    "{record} is already linked to the vendor {name} ({externalId}). Clear its external ID in Precoro if that is wrong.",

  // Lists and their options
  "custom-field-missing":
    "Precoro has no custom field {field} for {level}, and its API does not create one. Create it in Precoro, Configuration, Custom Fields, {tab}, as a drop-down list named {field}; then run Import List for {list} again.",
  "list-entry-not-found": "BILL has no entry {id} in {list}. Open the list again and choose from it.",
  "list-entry-unreadable": "The entry {id} of {list} cannot be read: {problem}. Correct it in BILL.",
  "list-entry-archived": "{name} is archived in BILL, so it is not imported. Restore it there to import it.",
  "account-not-postable":
    "{name} is an account that nothing can be posted to, so it is only imported where an account below it is.",
  "circular-parent":
    "{name} lies below itself in BILL ({path}). Give one of them another parent there, then update the list.",
  "parent-not-found":
    "{name} lies below {parent} in BILL, which BILL does not list. Give it another parent there, then update the list.",
  "parent-invalid":
    "{name} lies below an entry that has no place in the hierarchy itself. Put that one right in BILL, then update the list.",
  "parent-not-imported":
    "{name} lies below {parent}, which could not be imported. Put that one right first, then import the list again.",
  "too-many-levels":
    "{name} is on level {level} in BILL; Precoro takes {levels}. Move it up in BILL, then update the list.",
  "option-unreadable":
    "The option {id} of the field {field} cannot be read: {problem}. Correct it in Precoro.",
  "option-linked-twice":
    "{name} can be linked to one option only, and these stand for it in Precoro: {records}. Clear the external ID of all but one.",
  "duplicate-option-name":
    "The field has several options named {name} ({records}). Rename all but one of them in Precoro.",

  // Items
  "item-not-found": "BILL has no item {id}. Open the list of items again and choose from it.",
  "item-unreadable": "Item {id} cannot be read: {problem}. Correct it in {system}.",
  "item-archived": "Item {name} is archived in BILL, so it is not imported. Restore it there to import it.",
  "item-not-purchasable":
    "Item {name} is of BILL's type {type}, which is nothing that is bought, so it has no place in the catalogue.",
  "item-is-group":
    "Item {name} is of BILL's type {type}, which only groups others, so it has no place in the catalogue.",
  "item-type-unknown":
    "Item {name} has no type in BILL that is known here ({type}). Choose one there, then import it again.",
  "item-name-too-long": "The name {name} has {length} characters; Precoro takes {limit}. Shorten it in BILL.",
  "duplicate-item-name":
    "BILL has {count} active items named {name} ({ids}). Rename all but one of them in BILL, or give the item in Precoro the SKU BILL-<id> of the one that is meant.",
  "item-linked-twice":
    "Item {name} can be linked to one item only, and these stand for it in Precoro: {records}. Clear the external ID of all but one.",
  "duplicate-catalog-name":
    "Precoro has {count} items named {name} ({records}). Rename all but the one that is meant.",
  "item-linked-to-other-item":
    "{record} is already linked to the item {name} of BILL ({externalId}). Clear its external ID in Precoro if that is wrong.",

  // What changes in BILL
  "event-ignored": "BILL told of {type}, from which nothing follows in Precoro. Nothing needs to be done.",
  "bill-record-not-linked":
    "{voucher} is not what the document in Precoro is linked to, so nothing follows from its change.",
  "bill-record-not-found": "BILL does not know {voucher} any more, so nothing follows from its change.",
  "restored-but-canceled":
    "The {voucher} of {document} is active in BILL, but the document is {status} in Precoro. Archive the {voucher} in BILL again; or approve the document in Precoro.",
  "approved-again":
    "{document} has been approved again since. Nothing needs to be done: it is sent with its new content.",
  "supplier-refresh-off":
    "The vendor {vendor} changed in BILL; its supplier is left as it is, since Refresh Suppliers Automatically is off. Update the suppliers on the BILL Configuration page to refresh it.",
  "vendor-not-linked": "No supplier in Precoro is linked to the vendor {vendor}.",

  // Payments
  "payment-handed-off":
    "BILL told of the payment {payment}. Nothing needs to be done: Import Payments On Demand looks at it now.",
  "paid-bill-not-linked":
    "The bill {bill} of the payment {payment} comes from Precoro, but no document is linked to it at the moment. Nothing needs to be done: the payment is imported once it is.",
  "invoice-not-open-for-payment":
    "{document} is {status} in Precoro, which takes no payment then. Nothing needs to be done: the payment {payment} of {amount} is imported once the document is approved again.",
  "payment-on-canceled-invoice":
    "{document} is {status} in Precoro, but its bill was paid with {amount} ({payment}). Void the payment in BILL, or approve the document again; then import the payment once more.",
  "payment-too-large":
    "The payment {payment} is {amount} on the bill of {document}, of which only {rest} is left to pay in Precoro. Nothing was booked; find the payment that Precoro has too much, cancel it there, and import again.",
  "already-paid-in-precoro":
    "{document} is fully paid in Precoro, so the payment {payment} of {amount} was not booked. If a payment was entered by hand for it, all is well; else cancel that one and import again.",
  "payment-currency-differs":
    "{document} is in {currency}, the vendor of its bill in {vendorCurrency}, so the payment {payment} of {amount} was not booked. Book it in Precoro by hand.",
  "payment-reversed":
    "The payment {payment} of {amount} on {document} was imported, and is {status} in BILL now. Cancel it in Precoro by hand.",

  // Reconciliation
  "missing-in-bill":
    "{document} is approved in Precoro and has no {voucher} in BILL. Export Changed Documents looks at it next; if it cannot be sent, its log line says why.",
  "still-active-in-bill":
    "{document} is {status} in Precoro, and its {voucher} is still active in BILL. Export Changed Documents archives it next.",
  "duplicate-in-bill":
    "{document} has more than one active {voucher} in BILL ({ids}). Export Changed Documents archives all but one next.",
  "amount-differs":
    "{document} is {inPrecoro} in Precoro, its {voucher} {inBill} in BILL. Send it with Send to Bill, or correct the side that is wrong.",
  "paid-only-in-precoro":
    "{document} is paid with {inPrecoro} in Precoro, its bill with {inBill} in BILL. If it was paid elsewhere, record that in BILL; else cancel the payment in Precoro.",
  "paid-only-in-bill":
    "The bill of {document} is paid with {inBill} in BILL, the invoice with {inPrecoro} in Precoro. Import Payments looks for its payments next.",

  // Documents that are not ours to send
  "not-approved": "{document} has the status {status}; only approved, partly paid and paid ones are sent.",
  "not-canceled":
    "{document} has the status {status}; only what is canceled or rejected is taken back from BILL. Nothing needs to be done.",
  "never-sent":
    "{document} has no {voucher} in BILL, so there is nothing to take back. Nothing needs to be done.",
  "not-an-invoice": "{document} is not an invoice; this action sends invoices only.",
  "not-a-credit-note": "{document} is not a credit note; this action sends credit notes only.",
  "document-type-unknown": "{document} is of a kind that is not sent (logic type {logicType}).",
  "split-invoice-part":
    "{document} is a part of the split invoice #{parent}; the whole invoice is sent instead.",
  "approved-before-start":
    "{document} was approved before {start}, the date from which documents are sent. The button Send to Bill sends it all the same.",
  "supplier-not-linked":
    "{document} is from the supplier {supplier}, which is not linked to a BILL vendor. Import or map the supplier; the document is then sent by itself.",

  // Documents that cannot be sent as they are
  "document-not-found":
    "Precoro has no document #{idn}, or the API user may not see it. Check the number, or give the user of the API key access to it.",
  "document-unreadable": "{document} cannot be read: {problem}.",
  "read-again-too-soon":
    "{document} was read less than a minute ago, and Precoro answers the same question once a minute. Nothing needs to be done.",
  "number-too-long":
    "The number {number} of {document} has {length} characters; BILL takes {limit}. Shorten it in Precoro.",
  "due-date-missing": "{document} has no due date, which BILL needs. Enter one in Precoro.",
  "issue-date-missing": "{document} has no issue date, which BILL needs. Enter one in Precoro.",
  "total-not-positive":
    "{document} has a gross total of {total}; BILL takes a {voucher} above zero only. Correct it in Precoro, or record it in BILL by hand.",
  "too-many-decimals":
    "The gross total {total} of {document} has more than two decimals. Correct it in Precoro.",
  "no-lines": "{document} has no line with an amount. Add its lines in Precoro.",
  "lines-do-not-add-up":
    "The lines of {document} add up to {lines}, its gross total is {total}: a line may be missing. Correct it in Precoro and approve it again.",
  "negative-line":
    "The line {line} of {document} is negative ({amount}) and no neighbouring line is large enough to take it. BILL takes no negative lines; put the discount on the line it belongs to.",
  "option-ambiguous":
    "{document} uses {value} in the field {field}, which has several options of that name. Rename all but one of them in Precoro.",
  "option-not-linked":
    "{document} uses {value} in the field {field}, which is not an option imported from BILL. Import it, or choose another one.",
  "paid-outside-bill":
    "{document} is already paid in Precoro with {paid}, so a bill over its full total would be paid twice. Record what is left to pay in BILL by hand; Send to Bill sends a partly paid one all the same.",
  "currency-differs":
    "{document} is in {currency}, the BILL vendor {vendor} in {vendorCurrency}. Choose a supplier whose vendor has that currency.",

  // Credit notes of invoices
  "related-invoice-not-sent":
    "{document} belongs to the invoice #{parent}, which is not in BILL yet. Nothing needs to be done: the invoice is sent first, then the credit note.",
  "related-invoice-never-sent":
    "{document} belongs to the invoice #{parent}, which is not sent to BILL by itself: {why} Send that invoice first; or use Send to Bill on the credit note, which makes it a vendor credit that is not applied.",

  // What BILL already has
  "number-in-use":
    "BILL already has a {voucher} of this vendor with the number {number} that does not come from Precoro ({difference}). Change or archive that {voucher}, or correct the number of {document}.",
  "number-used-by-other-document":
    "BILL already has a {voucher} of this vendor with the number {number}, made for the Precoro {other}. Correct the number of {document}.",
  "link-belongs-to-other-document":
    "{document} is linked to a {voucher} that was made for the Precoro {other}. Clear the external ID of the one that is wrong.",
  "two-with-money":
    "BILL has more than one active {voucher} for {document}, and money on at least two of them ({ids}). Nothing was changed; void, un-apply or archive all but one in BILL.",
  "money-on-bill":
    "{document} was changed after its bill was paid or scheduled ({amounts}). The bill was not changed; void the payment in BILL and send the document again, or correct it in Precoro.",
  "archived-in-bill":
    "{document} has its bill archived in BILL. Send to Bill, or a new approval, restores it; otherwise cancel it in Precoro.",
  "credit-applied":
    "{document} was changed after its vendor credit was applied ({amounts}). The vendor credit was not changed; take it off its bill in BILL and send the document again, or correct the document in Precoro.",
  "credit-archived":
    "The vendor credit of {document} was archived in BILL, which is final, so the document is no longer integrated. Send to Bill makes a new vendor credit.",
  "credit-applied-canceled":
    "{document} is {status} in Precoro, but its vendor credit is applied ({amounts}). The vendor credit was not archived; take it off its bill in BILL and archive it there, or correct the document in Precoro.",
  "money-on-canceled":
    "{document} is {status} in Precoro, but there is money on its bill ({amounts}). The bill was not archived; void the payment in BILL and archive the bill there, or correct the document in Precoro.",
  "newer-approval-in-bill":
    "The {voucher} of {document} already has a later approval than the one just read. Nothing needs to be done: the document is read again.",
  "changed-meanwhile":
    "What BILL has for {document} changed while it was being put in order. Nothing needs to be done: the next run looks again.",
} as const;

export type Reason = keyof typeof sentences;

export type Facts = Readonly<Record<string, string | number>>;

export const reasons = Object.keys(sentences) as Reason[];

/** The sentence of a reason with the facts of the case in it. A fact that is missing shows as `?`, never as a brace. */
export const sentence = (reason: Reason, facts: Facts = {}): string =>
  sentences[reason].replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? "?"));
