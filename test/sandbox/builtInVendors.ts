/** The built-in world's vendors in BILL and suppliers in Precoro, some of them with special cases. */

const first = [
  "Acme",
  "Blue",
  "Cedar",
  "Delta",
  "Ever",
  "Fern",
  "Grand",
  "Harbor",
  "Iron",
  "Juniper",
  "Kite",
  "Lunar",
  "Maple",
  "North",
  "Oak",
  "Pine",
];
const second = [
  "Paper",
  "Freight",
  "Tools",
  "Catering",
  "Software",
  "Cleaning",
  "Printing",
  "Energy",
  "Travel",
  "Legal",
];

export const vendorId = (n: number) => `00901VENDOR${String(n).padStart(9, "0")}`;
const vendorName = (n: number) => `${first[Math.floor(n / second.length)]} ${second[n % second.length]}`;

/** The numbers of the special vendors; the others are plain. */
export const PAPER = 0;
export const FREIGHT = 1;
export const EURO = 2;
export const CLOSING = 3;
export const TOOLS = 4;
const AMBIGUOUS = 5;
const OWNED = 6;
const ARCHIVED = 7;

export const vendors = Array.from({ length: 160 }, (_, n) => ({
  id: vendorId(n),
  name: vendorName(n),
  email: `ap${n}@vendor.test`,
  ...(n % 3 === 0 ? { phone: `+1 512 555 ${String(1000 + n)}` } : {}),
  ...(n % 2 === 0 ? { accountNumber: `AC-${1000 + n}` } : {}),
  address: {
    line1: `${n + 1} Main Street`,
    city: "Austin",
    stateOrProvince: "TX",
    zipOrPostalCode: "78701",
    country: "US",
  },
  billCurrency: n === EURO ? "EUR" : "USD",
  archived: n === ARCHIVED,
}));

export const suppliers = [
  { id: 50, name: "ACME  PAPER", contacts: [{ firstname: "Kim", email: "kim@acme.test" }] },
  { id: 51, name: "acme freight", currencies: ["EUR"] },
  { id: 52, name: vendorName(EURO), currencies: ["EUR"] },
  { id: 53, name: vendorName(CLOSING) },
  { id: 54, name: vendorName(TOOLS) },
  { id: 55, name: vendorName(AMBIGUOUS) },
  { id: 56, name: vendorName(AMBIGUOUS).toUpperCase() },
  { id: 57, name: vendorName(OWNED), externalId: "QBO-4711" },
  { id: 58, name: "Corner Shop" },
];
