/** The built-in world's 40 invoices, one of every kind that the product distinguishes. Their line names say what is special about them. */
import {
  ACCOUNTS,
  AUSTIN,
  BERLIN,
  CLASSES,
  DEPARTMENTS,
  MARKETING,
  OFFICE,
  PAPER_ITEM,
  RETAIL,
  SALES,
} from "./builtInLists";
import { CLOSING, EURO, FREIGHT, PAPER, TOOLS } from "./builtInVendors";

type Fields = Record<string, unknown>;

/** The supplier of an invoice, by the number of the vendor it is linked to. */
const supplierOf = (vendor: number) => ({ id: 50 + vendor });
const line = (name: string, quantity: string, price: string, taxPercent: string, more: Fields = {}) => ({
  name,
  quantity,
  price,
  taxPercent,
  ...more,
});

type Named = { id: number; name: string };

/** A custom field's value, as lines and documents show it: with its option, or with its text alone. */
const chosen = (kind: "item" | "document", field: Named, option: Named, shown = true) => ({
  value: option.name,
  [`${kind}CustomField`]: field,
  [`${kind}CustomFieldOption`]: shown ? option : [],
});
const onLine = (...data: Fields[]) => ({ dataItemCustomFields: { data } });
const onDocument = (...data: Fields[]) => ({ dataDocumentCustomFields: { data } });

const toOffice = onLine(chosen("item", ACCOUNTS, OFFICE));
const toOfficeAndRetail = onLine(chosen("item", ACCOUNTS, OFFICE), chosen("item", CLASSES, RETAIL));
const officeByName = onLine(chosen("item", ACCOUNTS, OFFICE, false));
const toMarketing = onLine(chosen("item", ACCOUNTS, MARKETING));
const forSales = onDocument(chosen("document", DEPARTMENTS, SALES));
const item = { item: { id: PAPER_ITEM.id } };

/** Invoices that become bills: fifteen plain ones, and one for each special case of sums, taxes and numbers. */
const sent: Fields[] = [
  ...Array.from({ length: 15 }, (_, n) => ({
    supplier: supplierOf([PAPER, FREIGHT, TOOLS][n % 3] ?? PAPER),
    items: [
      line(
        `Goods ${n + 1}`,
        String(1 + (n % 7)),
        `${19 + n * 13}.${String(10 + n)}`,
        n % 2 === 0 ? "8.25" : "0",
      ),
    ],
  })),
  { items: [line("Thin paper, by the gram", "0.3333", "9.9999", "10"), line("Ink", "1.5", "33.333", "20")] },
  {
    items: [
      line("Three taxes: 0", "3", "10.10", "0"),
      line("7", "3", "10.10", "7"),
      line("19", "3", "10.10", "19"),
    ],
  },
  { items: [line("Desk", "1", "400.00", "8.25"), line("Loyalty discount", "1", "-35.00", "8.25")] },
  {
    ...forSales,
    items: [line("Paper A4, an item of BILL", "10", "9.90", "0", item), line("Delivery", "1", "10.00", "0")],
  },
  {
    ...forSales,
    location: { id: AUSTIN.id },
    items: [
      line("Coded to an account and a class", "2", "55.00", "0", toOfficeAndRetail),
      line("Coded to an account, shown by name", "1", "20.00", "0", officeByName),
      line("For another place", "1", "5.00", "0", { ...toOffice, location: { id: BERLIN.id } }),
      line("A sample for nothing", "1", "0", "0"),
    ],
  },
  { items: [line("Ordered before", "4", "25.00", "0")], purchaseOrder: { id: 700, idn: "311" } },
  { items: [line("A cent of rounding in the total", "1", "10.00", "0")], sum: "10.01" },
  { items: [line("A number no filter can express", "1", "80.00", "0")], invoiceNumber: 'A,1:"x"' },
  {
    items: [line("Already in BILL by hand, the same", "1", "120.00", "0")],
    invoiceNumber: "HAND-1",
    issueDate: "2026-01-02",
    requiredDate: "2026-02-01",
  },
  { items: [line("Credited in part", "1", "200.00", "0")], payments: [{ sumPaid: "50.00", logicType: 1 }] },
];

/** Invoices that don't, each for another reason. */
const notSent: Fields[] = [
  { items: [line("A number of 22 characters", "1", "10.00", "0")], invoiceNumber: "INVOICE-2026-000000001" },
  { items: [line("No due date", "1", "10.00", "0")], requiredDate: null },
  { items: [line("In dollars, from a vendor paid in euros", "1", "10.00", "0")], supplier: supplierOf(EURO) },
  { items: [line("From a vendor archived since", "1", "10.00", "0")], supplier: supplierOf(CLOSING) },
  { items: [line("Partly paid in Precoro already", "1", "100.00", "0")], payments: [{ sumPaid: "40.00" }] },
  { items: [line("A line is missing", "1", "10.00", "0")], sum: "60.00" },
  { items: [line("All for nothing", "1", "0", "0")], sum: "0" },
  {
    items: [
      line("Small", "1", "5.00", "0"),
      line("Small too", "1", "5.00", "0"),
      line("A discount larger than each of them", "1", "-8.00", "0"),
    ],
  },
  { items: [line("Coded to an option that is not of BILL", "1", "10.00", "0", toMarketing)] },
  { items: [line("Already in BILL by hand, another total", "1", "75.00", "0")], invoiceNumber: "HAND-2" },
  {
    items: [line("The same number again", "1", "19.10", "8.25")],
    invoiceNumber: "INV-1001",
    supplier: supplierOf(PAPER),
  },
  { items: [line("Linked by another integration", "1", "10.00", "0")], externalId: "QBO-88" },
  { items: [line("From a supplier that is not linked", "1", "10.00", "0")], supplier: { id: 58 } },
  { items: [line("Part of a split invoice", "1", "10.00", "0")], parentData: { id: 900, idn: "1001" } },
  { items: [line("Approved before the start", "1", "10.00", "0")], approvalDate: "2025-12-30T10:00:00+0000" },
];

export const invoices = [...sent, ...notSent].map((invoice, n) => ({
  id: 900_001 + n,
  idn: String(1001 + n),
  status: 1,
  supplier: supplierOf(PAPER),
  issueDate: "2026-01-03",
  ...invoice,
}));
