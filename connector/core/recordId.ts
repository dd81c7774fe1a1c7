/** The ids of BILL's records: their first three characters tell what they are. */

/** BILL's ids begin with three characters that tell their kind. Source: connector/bill/API.md §5 to §9. */
const prefixes = {
  vendor: "009",
  bill: "00n",
  "vendor credit": "vcr",
  account: "0ca",
  class: "cls",
  department: "0de",
  location: "loc",
  customer: "0cu",
  item: "0ii",
  payment: "stp",
} as const;

export type BillKind = keyof typeof prefixes;

/** True if the text is an id of that kind in BILL. */
export const isBillId = (kind: BillKind, id: string): boolean =>
  id.startsWith(prefixes[kind]) && /^[0-9A-Za-z]{8,40}$/.test(id);
