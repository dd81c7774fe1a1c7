/**
 * Why a record was rejected, postponed, skipped or unlinked: the closed list. Each code has one sentence that says to a
 * human what is the matter and what to do. Names in braces are filled with the facts of the case.
 */

const sentences = {
  // Either system
  "foreign-link":
    "{record} carries the external ID {externalId}, which is not an ID of BILL: it belongs to another integration. Nothing was changed; clear the external ID in Precoro if that integration is gone.",
  "link-unknown":
    "{record} is linked to {externalId}, which this BILL organization does not know. Check the organization ID in the BILL connection; if the record is really gone, clear the external ID in Precoro.",
  "bill-refused": "BILL refused {record}: {words} Correct that and send it again.",
  "precoro-refused": "Precoro refused {record}: {words} Correct that and try again.",
  "not-confirmed":
    "{system} did not confirm what was sent for {record}. Nothing needs to be done: the next run looks it up first and goes on from there.",
  "limit-reached":
    "{system} takes no more calls before {until}. Nothing needs to be done: it is tried again by itself.",

  // Vendors and suppliers
  "vendor-unknown": "BILL has no vendor {id}. Open the list of vendors again and choose from it.",
  "vendor-unreadable": "Vendor {id} cannot be read: {problem}. Correct it in BILL.",
  "vendor-archived":
    "Vendor {vendor} is archived in BILL. Restore it there to go on using it; otherwise disable the supplier in Precoro.",
  "vendor-name-shared":
    "BILL has {count} active vendors named {vendor} ({ids}). Map the supplier in Precoro to the one that is meant.",
  "vendor-linked-twice":
    "Vendor {vendor} can be linked to one supplier only, and these stand for it in Precoro: {suppliers}. Clear the external ID of all but one.",
  "vendor-name-not-found":
    "BILL has no active vendor named {supplier}. {nearest}Rename one of the two, or import the vendor.",
  "supplier-unknown": "Precoro has no supplier {id}.",
  "supplier-unreadable": "Supplier {id} cannot be read: {problem}. Correct it in Precoro.",
  "supplier-name-shared":
    "Precoro has {count} suppliers named {vendor} ({suppliers}). Map the one that is meant, or rename the others.",
  "supplier-linked-elsewhere":
    "Supplier {supplier} is already linked to the vendor {vendor} ({externalId}). Clear its external ID in Precoro if that is wrong.",

  // Documents that are not ours to send
  "not-approved": "{document} has the status {status}; only approved, partly paid and paid ones are sent.",
  "not-an-invoice": "{document} is not an invoice; this action sends invoices only.",
  "kind-unknown": "{document} is of a kind that is not sent (logic type {logicType}).",
  "split-child": "{document} is a part of the split invoice #{parent}; the whole invoice is sent instead.",
  "approved-before-start":
    "{document} was approved before {start}, the date from which documents are sent. The button Send to Bill sends it all the same.",
  "supplier-not-linked":
    "{document} is from the supplier {supplier}, which is not linked to a BILL vendor. Import or map the supplier, then send the document.",

  // Documents that cannot be sent as they are
  "document-unknown": "Precoro has no document #{idn}, or the API user may not see it.",
  "document-unreadable": "{document} cannot be read: {problem}.",
  "read-again-too-soon":
    "{document} was read less than a minute ago, and Precoro answers the same question once a minute. Nothing needs to be done.",
  "number-too-long":
    "The invoice number {number} of {document} has {length} characters; BILL takes {limit}. Shorten it in Precoro.",
  "due-date-missing": "{document} has no due date, which BILL needs. Enter one in Precoro.",
  "issue-date-missing": "{document} has no issue date, which BILL needs. Enter one in Precoro.",
  "total-not-positive": "{document} has a gross total of {total}; BILL takes bills above zero only.",
  "total-not-cents":
    "The gross total {total} of {document} has more than two decimals. Correct it in Precoro.",
  "no-lines": "{document} has no line with an amount. Add its lines in Precoro.",
  "lines-do-not-add-up":
    "The lines of {document} add up to {lines}, its gross total is {total}: a line may be missing. Correct it in Precoro and approve it again.",
  "negative-line":
    "The line {line} of {document} is negative ({amount}) and no neighbouring line is large enough to take it. BILL takes no negative lines; put the discount on the line it belongs to.",
  "option-not-linked":
    "{document} uses {value} in the field {field}, which is not an option imported from BILL. Import it, or choose another one.",
  "already-paid":
    "{document} is already paid in Precoro with {paid}, so a bill over its full total would be paid twice. Record what is left to pay in BILL by hand; Send to Bill sends a partly paid one all the same.",
  "currency-differs":
    "{document} is in {currency}, the BILL vendor {vendor} in {vendorCurrency}. Choose a supplier whose vendor has that currency.",

  // What BILL already has
  "number-in-use":
    "BILL already has a bill of this vendor with the number {number} that does not come from Precoro ({difference}). Change or archive that bill, or correct the number of {document}.",
  "number-of-another-document":
    "BILL already has a bill of this vendor with the number {number}, made for the Precoro {other}. Correct the number of {document}.",
  "link-names-another-document":
    "{document} is linked to a bill that was made for the Precoro {other}. Clear the external ID of the one that is wrong.",
  "two-bills-with-money":
    "BILL has more than one active bill for {document}, and money on at least two of them ({bills}). Nothing was changed; void or archive all but one in BILL.",
  "money-on-bill":
    "{document} was changed after its bill was paid or scheduled ({amounts}). The bill was not changed; void the payment in BILL and send the document again, or correct it in Precoro.",
  "archived-in-bill":
    "The bill of {document} was archived in BILL, so the document is no longer integrated. Send to Bill, or a new approval, restores the bill.",
  "newer-in-bill":
    "The bill of {document} already has a later approval than the one just read. Nothing needs to be done: the document is read again.",
  "bill-unsettled":
    "The bills of {document} changed while they were being put in order. Nothing needs to be done: the next run looks again.",
} as const;

export type Reason = keyof typeof sentences;

export type Facts = Readonly<Record<string, string | number>>;

export const reasons = Object.keys(sentences) as Reason[];

/** The sentence of a reason with the facts of the case in it. A fact that is missing shows as `?`, never as a brace. */
export const sentence = (reason: Reason, facts: Facts = {}): string =>
  sentences[reason].replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? "?"));
