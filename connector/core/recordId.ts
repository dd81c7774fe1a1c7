/** The ids of BILL's records: their first three characters tell the kind of record. */

/** Source: connector/bill/API.md §5 to §9. */
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

/** True if the text has the form of a BILL id of that kind. */
export const isBillId = (kind: BillKind, id: string): boolean =>
  id.startsWith(prefixes[kind]) && /^[0-9A-Za-z]{8,40}$/.test(id);
