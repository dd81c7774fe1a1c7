/** What no command finds out about Precoro, which has no sandbox and keeps what is written: why, and what a person can do. */
import { byHand } from "../finding";

const WRITES = "It takes writing, and what is written to Precoro cannot be removed. In a test company:";

export const precoroByHand = [
  byHand(
    "precoro-other-credit",
    "A credit pays the invoice that its note is of.",
    "Which payment came from where is not shown. Look at an invoice that a supplier's balance has paid: its payments.",
  ),
  byHand(
    "precoro-several-orders",
    "Several purchase orders of an invoice come as a list in purchaseOrder.",
    "Which invoices have several is not shown. GET /invoices/{idn} of one that was matched to two.",
  ),
  byHand(
    "precoro-main-currency",
    "A supplier's currency is its main one.",
    "Which one is the main one is shown in the web application alone. GET /suppliers/{id} of one with two, against its card.",
  ),
  byHand(
    "precoro-approval-date",
    "approvalDate is that of the last approval, and stays through an edit.",
    `${WRITES} edit an approved invoice without a revision; GET /invoices/{idn} before and after.`,
  ),
  byHand(
    "precoro-unnumbered-page",
    "A list without page gives its first page, and is another request than the one with page=1.",
    "No limit is provoked. GET /documentcustomfields?per_page=200 within a minute after the same with page=1; the answer.",
  ),
  byHand(
    "precoro-supplier-post",
    "POST of a supplier ignores externalId.",
    `${WRITES} POST /suppliers with it; the answer.`,
  ),
  byHand(
    "precoro-supplier-put",
    "PUT of a supplier keeps what is not sent.",
    `${WRITES} PUT a supplier's name alone; then GET it.`,
  ),
  byHand(
    "precoro-contact-put",
    "PUT of a supplier takes back every field that it shows of a contact.",
    `${WRITES} PUT a contact as GET shows it.`,
  ),
  byHand(
    "precoro-revision-link",
    "A document in revision takes an externalId.",
    `${WRITES} PATCH an invoice that is in revision.`,
  ),
  byHand(
    "precoro-clear-link",
    "An empty externalId clears the link.",
    `${WRITES} PATCH an invoice with an empty one; then GET it.`,
  ),
  byHand(
    "precoro-own-patch",
    "Our own PATCH causes a notification and a new updateDate.",
    `${WRITES} PATCH an invoice, with a webhook that keeps what it gets.`,
  ),
  byHand(
    "precoro-field-post",
    "The API can make a drop-down field.",
    `${WRITES} POST /documentcustomfields with name and type=0.`,
  ),
  byHand(
    "precoro-option-post",
    "POST of an option or location ignores externalId; PUT with an empty parent puts it at the top.",
    `${WRITES} POST an option with it; then PUT it.`,
  ),
  byHand(
    "precoro-five-levels",
    "Options have at most five levels, also below one that is moved.",
    `${WRITES} PUT an option below one of the fifth level.`,
  ),
  byHand(
    "precoro-option-names",
    "Names of options need not be unique and have no known limit.",
    `${WRITES} POST two options of one name, and one of 300 characters.`,
  ),
  byHand(
    "precoro-item-post",
    "POST of an item ignores externalId.",
    `${WRITES} POST /items with it; the answer.`,
  ),
  byHand(
    "precoro-payment-post",
    "POST of a payment ignores externalId.",
    `${WRITES} POST /payments with it; the answer.`,
  ),
  byHand(
    "precoro-payment-refusals",
    "A payment is refused where nothing, or less, is left to pay.",
    `${WRITES} POST /payments of a cent too much.`,
  ),
  byHand(
    "precoro-web-pages",
    "An invoice's page is /invoices/<idn> of the web application.",
    "A page needs a signed-in browser. Open the address of a known invoice.",
  ),
];
