/** What was chosen on an invoice and has no place on its bill. */

import { toBill } from "../../../../connector/core/documents/toBill";
import { unsentChoices } from "../../../../connector/core/documents/unsentChoices";
import { read, VENDOR } from "../../arbitraries/drafts";
import { documentField, itemField, wireLine } from "../../arbitraries/wireDocument";

const OFFICE = "0ca01OFFICE0000000001";
const account = itemField("Bill Chart of Accounts", "Office", OFFICE);
const line = (name: string, itemId?: string, ...fields: object[]) =>
  wireLine({
    name,
    item: itemId === undefined ? [] : { id: 31, externalId: itemId },
    dataItemCustomFields: { data: fields },
  });
const ITEM = "0ii01PAPER00000000001";
const choicesOf = (set: Record<string, unknown>) => unsentChoices(read(set));

test("accounts on lines of BILL items: one warning with all those lines", () => {
  const items = { data: [line("A", ITEM, account), line("B", undefined, account), line("C", ITEM, account)] };
  expect(choicesOf({ items })).toEqual([
    { reason: "account-on-item-line", facts: { document: "Invoice #1042", lines: "A (Office), C (Office)" } },
  ]);
});

const class1 = itemField("Bill Classes", "Retail", "cls01RETAIL0000000001");
test.each<[string, Record<string, unknown>]>([
  ["an expense line", { items: { data: [line("A", undefined, account)] } }],
  ["an item of another integration", { items: { data: [line("A", "QB-7", account)] } }],
  ["another field than an account", { items: { data: [line("A", ITEM, class1)] } }],
  [
    "an account for the whole document",
    {
      items: { data: [line("A", ITEM)] },
      dataDocumentCustomFields: { data: [documentField("Bill Chart of Accounts", "Office", OFFICE)] },
    },
  ],
  ["one purchase order, twice", { purchaseOrder: [{ idn: "311" }, { idn: 311 }] }],
  ["a credit note", { logicType: 5, items: { data: [line("A", ITEM, account)] } }],
])("nothing is said of %s", (_, set) => expect(choicesOf(set)).toEqual([]));

const orders = [
  { id: 1, idn: "311" },
  { id: 2, idn: "312" },
  { id: 3, idn: "313" },
];
test.each<[string, unknown]>([
  ["a list", orders],
  ["wrapped", { data: orders }],
])("several purchase orders as %s: the first one is sent, the others are named", (_, purchaseOrder) => {
  expect(toBill(read({ purchaseOrder }), VENDOR, {})).toMatchObject({ purchaseOrder: "311" });
  expect(choicesOf({ purchaseOrder })).toEqual([
    {
      reason: "several-purchase-orders",
      facts: { document: "Invoice #1042", sent: "311", others: "312, 313" },
    },
  ]);
});
