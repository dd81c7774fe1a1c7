/**
 * Why a record was rejected, postponed, skipped or unlinked: the closed list. Each code has one sentence that tells people
 * what happened and what to do. Names in braces are filled with the facts of the case.
 */
import { documentReasons, WHERE } from "./documentReasons";

const sentences = {
  // Either system
  "external-id-not-from-bill": `{record} has the external ID {externalId}, which is not a BILL ID, so it belongs to another integration. Nothing was changed. If that integration is no longer in use, clear the external ID ${WHERE}.`,
  "linked-record-not-found": `{record} is linked to {externalId}, but this BILL organization has no such record. Check the organization ID in the BILL connection; BILL shows it at the bottom of Settings > Sync & Integrations > Manage Developer Keys. If the organization is right, clear the external ID of {record} ${WHERE}.`,
  "refused-by-bill": "BILL refused {record}: {words} Correct this, then try again.",
  "refused-by-precoro": "Precoro refused {record}: {words} Correct this, then try again.",
  "not-confirmed":
    "{system} did not confirm that {record} was saved. No action needed: the next run checks first, then continues.",
  "never-confirmed":
    "For a whole day, {system} did not confirm that {record} was saved. Look for it there: correct it, or create it by hand with the same name. Then run the import again.",
  "out-of-time":
    "The run ended before {record} was finished. No action needed: the next scheduled run continues; repeat Send To Bill or Map Supplier.",
  "bad-input": "The call was refused: {problem} Correct the call, then repeat it.",
  "api-limit-reached":
    "{system}'s API limit is used up until {until}. Scheduled runs retry automatically; repeat Send To Bill or Map Supplier after that.",

  // Vendors and suppliers
  "vendor-not-found":
    "BILL has no vendor with the ID {id}. Correct the ID, or choose the vendor again in the configuration.",
  "vendor-unreadable": "BILL's data for vendor {id} can't be read: {problem}. Correct the vendor in BILL.",
  "vendor-archived":
    "Vendor {name} is archived in BILL. Restore it there to keep using it; otherwise disable its supplier in Precoro.",
  "duplicate-vendor-name":
    "BILL has {count} active vendors named {name} ({ids}). Map the supplier to the right one on the page Map suppliers or with Map Supplier (vendorId), or rename the other vendors in BILL.",
  "vendor-linked-twice": `Vendor {name} can be linked to only one supplier, but Precoro has several: {records}. Clear the external ID of all but the right one, ${WHERE}.`,
  "vendor-name-not-found":
    "BILL has no active vendor named {supplier}. {nearest}Make the names match in Precoro and BILL, then run Map Supplier again.",
  "supplier-not-found":
    "Precoro has no supplier with the ID {id}. Correct the ID, then run Map Supplier again; if it was chosen on the page Map suppliers, remove it there.",
  "mapping-incomplete":
    "On the page Map suppliers, {id} has no {missing}. Choose one there, or remove the row.",
  "mapped-vendor-archived":
    "Vendor {name} is archived in BILL, so supplier {supplier} was not mapped to it. Restore the vendor in BILL, or choose another one on the page Map suppliers.",
  "supplier-unreadable":
    "Precoro's data for supplier {id} can't be read: {problem}. Correct the supplier in Precoro.",
  "duplicate-supplier-name":
    "Precoro has {count} suppliers named {name} ({records}). Run Map Supplier for the right one, or rename the others.",
  "supplier-linked-to-other-vendor": `{record} is already linked to BILL vendor {name} ({externalId}). If that is wrong, clear its external ID ${WHERE}.`,
  "currency-not-main":
    "Vendor {vendor} uses {currency} in BILL, so {currency} was added to supplier {supplier}, but its main currency in Precoro is {main}. Invoices in {main} would be rejected: make {currency} its main currency in Precoro, or choose {currency} on each invoice.",

  // Lists and their options
  "custom-field-missing":
    "Precoro has no custom field {field} for {level}, and its API can't create one. In Precoro, go to Configuration > Custom Fields > {tab} and create a drop-down list named {field}. Then run Import List for {list} again.",
  "list-entry-not-found":
    "BILL has no entry with the ID {id} in {list}. Correct the ID, or select the entry again under {list} Options.",
  "list-entry-unreadable":
    "BILL's data for entry {id} in {list} can't be read: {problem}. Correct the entry in BILL.",
  "list-entry-archived":
    "{name} is archived in BILL, so it was not imported. To import it, restore it in BILL, then run Import List again.",
  "account-not-postable":
    "{name} is a non-posting account, so it is imported only as the parent of another account. No action needed.",
  "circular-parent":
    "{name} is its own ancestor in BILL ({path}). Change one parent there, then run Import List again.",
  "parent-not-found":
    "{name} has the parent {parent} in BILL, but that parent is not in BILL's list. Change the parent in BILL, then run Import List again.",
  "parent-invalid":
    "A parent of {name} in BILL is itself under a missing or circular parent. Correct that in BILL, then run Import List again.",
  "parent-not-imported": "{name} was not imported, because its parent {parent} was not. {toDo}.",
  "too-many-levels":
    "{name} is on level {level} in BILL, but Precoro allows {levels} levels. Move it up in BILL, then run Import List again.",
  "option-unreadable":
    "Precoro's data for option {id} of the field {field} can't be read: {problem}. Correct the option in Precoro.",
  "option-linked-twice": `{name} can be linked to only one option, but Precoro has several: {records}. Clear the external ID of all but the right one, ${WHERE}.`,
  "duplicate-option-name":
    "Precoro has several options named {name} ({records}). Rename all but the right one, then run Import List again.",

  // Items
  "item-not-found":
    "BILL has no item with the ID {id}. Correct the ID, or select the item again under Items To Import.",
  "item-unreadable": "{system}'s data for item {id} can't be read: {problem}. Correct the item in {system}.",
  "item-archived":
    "Item {name} is archived in BILL, so it was not imported. To import it, restore it in BILL, then run Import Items again.",
  "item-not-purchasable":
    "Item {name} was not imported, because its type in BILL ({type}) is not used for purchases. If the type is wrong, change it in BILL, then run Import Items again.",
  "item-is-group":
    "Item {name} was not imported, because its type in BILL ({type}) only groups other items. Import those items instead.",
  "item-type-unknown":
    "Item {name} was not imported, because its type in BILL ({type}) is not supported. Choose another type there, then run Import Items again.",
  "item-name-too-long":
    "The item name {name} has {length} characters, but Precoro allows {limit}. Shorten it in BILL, then run Import Items again.",
  "duplicate-item-name":
    "BILL has {count} active items named {name} ({ids}). Rename all but one in BILL. If the item is already in Precoro, you can instead set its SKU there to BILL-<id>, with the right item's ID in BILL.",
  "item-linked-twice": `Item {name} can be linked to only one item in Precoro, but several there are linked to it: {records}. Clear the external ID of all but the right one, ${WHERE}.`,
  "duplicate-catalog-name":
    "Precoro has {count} items named {name} ({records}). Rename all but the right one, then run Import Items again.",
  "item-linked-to-other-item": `{record} is already linked to BILL item {name} ({externalId}). If that is wrong, clear its external ID ${WHERE}.`,

  // What changes in BILL
  "event-ignored": "BILL reported {type}, which changes nothing in Precoro. No action needed.",
  "bill-record-not-linked":
    "The change to {voucher} in BILL doesn't affect any document in Precoro. No action needed.",
  "bill-record-not-found": "BILL no longer has {voucher}, so nothing changes in Precoro. No action needed.",
  "restored-but-canceled":
    "{document} is {status} in Precoro, but its {voucher} was restored in BILL. Archive the {voucher} in BILL again.",
  "approved-again":
    "{document} was approved again in the meantime. No action needed: the new version is sent next.",
  "supplier-refresh-off":
    "Vendor {vendor} changed in BILL, but its supplier was not updated because Refresh Suppliers Automatically is off. To update it, save the configuration with Refresh On Save, or run Import Vendors with scope integrated (the Update button of the BILL Configuration page).",
  "vendor-not-linked":
    "Vendor {vendor} changed in BILL, but no supplier in Precoro is linked to it. No action needed.",

  // Payments
  "payment-handed-off":
    "BILL reported a change to payment {payment}. No action needed: the next Import Payments reads it.",
  "paid-bill-not-linked":
    "Bill {bill} comes from Precoro, but no invoice is linked to it right now. No action needed: payment {payment} is imported once an invoice is linked again.",
  "invoice-not-open-for-payment":
    "{document} is {status} in Precoro, so it can't take a payment now. No action needed: payment {payment} of {amount} is imported once {document} is approved again.",
  "payment-on-canceled-invoice":
    "{document} is {status} in Precoro, but payment {payment} of {amount} was made on its bill. Nothing was imported. If the payment was a mistake, void it in BILL. Otherwise approve {document} again, if Precoro lets you, then run Import Payments On Demand for {payment}.",
  "payment-too-large":
    "Payment {payment} pays {amount} toward {document}, but only {rest} is open in Precoro. Nothing was imported. Cancel the extra payment or credit note in Precoro, then run Import Payments On Demand for {payment}.",
  "already-paid-in-precoro":
    "{document} is already fully paid in Precoro, so payment {payment} of {amount} was not imported. If someone entered this payment by hand, no action is needed. Otherwise cancel the extra payment or credit note in Precoro, then run Import Payments On Demand for {payment}.",
  "payment-perhaps-booked":
    "{hidden} of {document} is paid in Precoro by payments that its API doesn't show, and payment {payment} of {amount} may be among them. Nothing was imported. If it is missing in Precoro, enter it there by hand.",
  "payment-currency-differs":
    "{document} is in {currency}, but the vendor of its bill uses {vendorCurrency}, so payment {payment} of {amount} was not imported. Enter it in Precoro by hand.",
  "payment-reversed":
    "Payment {payment} of {amount} on {document} was imported earlier, but its status in BILL is now {status}. Cancel it in Precoro.",

  "payment-booked-twice":
    "Payment {payment} pays {inBill} of {document} in BILL, but {count} payments in Precoro come from it ({records}), {inPrecoro} together. Cancel all but one of them in Precoro before the rest of the bill is paid.",
  "too-many-requests":
    "{count} payment requests are open already, so this one was not recorded. Import Payments carries them out on its schedule; repeat the call after that.",

  // Reconciliation
  "missing-in-bill":
    "{document} is approved in Precoro but has no {voucher} in BILL. Export Changed Documents processes it next; if it can't be sent, that flow's log says why.",
  "still-active-in-bill":
    "{document} is {status} in Precoro, but its {voucher} is still active in BILL. Export Changed Documents archives it next; if it can't, that flow's log says why.",
  "duplicate-in-bill":
    "{document} has more than one active {voucher} in BILL ({ids}). Export Changed Documents keeps one and archives the rest next; if it can't, that flow's log says why.",
  "amount-differs":
    "{document} is {inPrecoro} in Precoro, but its {voucher} is {inBill} in BILL. {how} to update the {voucher}, or correct the amount that is wrong.",
  "voucher-linked-twice": `{document} and {other} are linked to the same {voucher} in BILL ({id}). Clear the external ID of the one that it is not for, ${WHERE}, then run Send To Bill for that one.`,
  overpaid:
    "{document} is overpaid by {amount} in {system}. If a payment or credit is wrong, cancel it there; otherwise ask the vendor for the money back.",
  "paid-only-in-precoro":
    "{amount} of {document} is paid in Precoro, but not by a payment from BILL. If it was paid outside BILL, record that payment in BILL before the bill is paid; otherwise cancel the payment in Precoro.",
  "paid-only-in-bill":
    "Payment {payment} paid {amount} of {document} in BILL, but it is not in Precoro yet. No action needed: Import Payments looks for it next.",
  "payment-not-listed":
    "BILL shows {amount} paid on the bill of {document}, but has no payment for it. Enter that payment in Precoro by hand, or correct the bill in BILL.",
  "payment-amount-differs":
    "Payment {payment} pays {inBill} of {document} in BILL, but it is {inPrecoro} in Precoro. Cancel it in Precoro, then run Import Payments On Demand for {payment}.",
  "payment-on-other-bill":
    "Payment {payment} of {amount} is on {document} in Precoro, but in BILL it does not pay the bill of {document}. Cancel it in Precoro, or correct the payment in BILL.",
  "credit-missing-on-bill":
    "{amount} of {note} is credited to {document} in Precoro, but vendor credit {credit} is not applied to its bill in BILL. Apply it in BILL before the bill is paid.",
  "credit-on-other-bill":
    "{amount} of {note} is credited to {document} in Precoro, but vendor credit {credit} is applied to another bill in BILL ({bills}). In BILL, apply it to the bill of {document} instead before that is paid; or move the credit in Precoro.",
  "credit-not-sent":
    "{amount} of {note} is credited to {document} in Precoro, but the note has no vendor credit in BILL. {how}, or enter the credit in BILL by hand and apply it, before the bill is paid.",
  "credit-from-balance":
    "{amount} is credited to {document} in Precoro, but not by its own credit notes. Apply a vendor credit of this vendor to its bill in BILL before the bill is paid. Not applied yet in BILL: {open}.",
  "credit-only-in-bill":
    "The bill of {document} has {amount} more in vendor credits in BILL than the invoice has in credits in Precoro ({credits}). If that credit pays another invoice in Precoro, move it to that invoice's bill in BILL. If it is missing in Precoro, enter it there; otherwise remove it from the bill.",
  "rest-differs":
    "Reconcile could not find the cause. Compare the payments and credits of {document} in both systems, or run Reconcile again for a shorter period.",

  ...documentReasons,
} as const;

export type Reason = keyof typeof sentences;

export type Facts = Readonly<Record<string, string | number>>;

export const reasons = Object.keys(sentences) as Reason[];

/** The sentence of a reason with the facts of the case in it. A fact that is missing shows as `?`, never as a brace. */
export const sentence = (reason: Reason, facts: Facts = {}): string =>
  sentences[reason].replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? "?"));
