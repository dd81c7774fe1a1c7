/** The `filters` and `sort` parameters of lists: which fields each list accepts, and how they filter and sort the rows. */
import { isFields } from "../../kit/records";
import { invalid } from "../apiErrors";

export type Row = Readonly<Record<string, unknown>>;
export type ListName = keyof typeof rules;

type Operator = "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "in" | "nin" | "sw";

interface Field {
  readonly kind: "text" | "flag" | "time";
  readonly operators: readonly Operator[];
}

const text = (...operators: Operator[]): Field => ({ kind: "text", operators });
const flag: Field = { kind: "flag", operators: ["eq", "ne"] };
const time: Field = { kind: "time", operators: ["gt", "gte", "lt", "lte"] };
const times = { createdTime: time, updatedTime: time };

/** connector/bill/API.md §4.1, last row: classifications and customers. Assumed: `archived` too. */
const listed = {
  filters: { archived: { kind: "flag", operators: ["eq"] }, ...times },
  sorts: ["createdTime", "updatedTime"],
} as const;

/** connector/bill/API.md §4.1 (filters) and §4.2 (sort). Other fields are refused. */
const rules = {
  vendors: {
    filters: {
      id: text("eq", "ne", "in"),
      archived: flag,
      name: text("eq", "sw"),
      accountType: text("eq", "ne", "in", "nin"),
      "address.country": text("eq", "ne"),
      billCurrency: text("eq", "ne", "in", "nin"),
      paymentStatus: text("eq", "ne", "in", "nin"),
      ...times,
    },
    sorts: ["archived", "name", "shortName", "email", "phone", "billCurrency", "createdTime", "updatedTime"],
  },
  bills: {
    filters: {
      id: text("eq", "ne", "in"),
      archived: flag,
      vendorId: text("eq", "in"),
      dueDate: time,
      paymentStatus: text("eq", "ne", "in"),
      approvalStatus: text("eq"),
      "invoice.invoiceNumber": text("eq"),
      payFromChartOfAccountId: text("eq", "ne", "in"),
      "classifications.chartOfAccountId": text("eq", "ne", "in"),
      "classifications.accountingClassId": text("eq", "ne", "in"),
      "classifications.departmentId": text("eq", "ne", "in"),
      "classifications.locationId": text("eq", "ne", "in"),
      "classifications.itemId": text("eq", "ne", "in"),
      ...times,
    },
    sorts: [
      "archived",
      "fundingAmount",
      "exchangeRate",
      "description",
      "dueDate",
      "createdTime",
      "updatedTime",
    ],
  },
  chartOfAccounts: listed,
  accountingClasses: listed,
  departments: listed,
  locations: listed,
  items: listed,
  customers: listed,
  // connector/bill/API.md §15: times only.
  vendorCredits: { filters: times, sorts: ["createdTime", "updatedTime"] },
  // The operators are assumed, as for bills. `billId` is refused, and so is `amount`, whose operators are not known.
  payments: {
    filters: {
      id: text("eq", "ne", "in"),
      vendorId: text("eq", "in"),
      processDate: { kind: "time", operators: ["eq", "gt", "gte", "lt", "lte"] },
      transactionNumber: text("eq"),
      status: text("eq", "ne", "in"),
      onlinePayment: flag,
      disbursementType: text("eq", "in"),
      ...times,
    },
    sorts: [
      "description",
      "processDate",
      "amount",
      "confirmationNumber",
      "onlinePayment",
      "disbursementStatus",
      "createdTime",
      "updatedTime",
    ],
  },
} as const satisfies Record<string, { filters: Record<string, Field>; sorts: readonly string[] }>;

/** connector/bill/API.md §4: only a time with milliseconds may have a zone. */
const TIME = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{3}(?:Z|[+-]\d\d(?::?\d\d)?)?)?)?)?$/;

/** connector/bill/API.md §4: `field:operator:value`, with or without quotes around the value. */
const CONDITION = /([\w.]+):(\w+):(?:"([^"]*)"|([^,":]+))(?:,|$)/g;

type Keeps = (row: Row) => boolean;

export const readFilters = (list: ListName, filters: string): Keeps => {
  const found = [...filters.matchAll(CONDITION)];
  if (found.map(([text]) => text).join("") !== filters || filters.endsWith(","))
    throw invalid(`filters: not a list of field:operator:value: ${filters}`);
  const conditions = found.map(([, field = "", operator = "", quoted, bare]) =>
    condition(list, field, operator, quoted ?? bare ?? ""),
  );
  return (row) => conditions.every((keeps) => keeps(row));
};

const condition = (list: ListName, field: string, operator: string, value: string): Keeps => {
  const known = Object.entries<Field>(rules[list].filters).find(([name]) => name === field)?.[1];
  if (!known) throw invalid(`filters: ${field} is not filterable`);
  const compare = known.operators.find((taken) => taken === operator);
  if (!compare) throw invalid(`filters: ${field} does not take the operator ${operator}`);
  const values = (compare === "in" || compare === "nin" ? value.split(",") : [value]).map((one) =>
    readValue(field, known, one),
  );
  return (row) => {
    const cell = at(row, field);
    return holds(compare, known.kind === "time" ? timeIn(cell) : cell, values);
  };
};

const readValue = (field: string, { kind }: Field, value: string): string | number | boolean => {
  if (kind === "flag") {
    if (value !== "true" && value !== "false") throw invalid(`filters: ${field} is true or false`);
    return value === "true";
  }
  if (kind === "time") {
    const moment = TIME.test(value) ? timeIn(value) : undefined;
    if (moment === undefined) throw invalid(`filters: ${field} is not a date or time: ${value}`);
    return moment;
  }
  // connector/bill/API.md §4: no way to escape these is documented. Assumed: quotes do not help either.
  if (/[,:"]/.test(value) || value === "")
    throw invalid(`filters: ${field} cannot be compared with ${value}`);
  return value;
};

/** Milliseconds since 1970; connector/bill/API.md §4: a time without a zone is UTC (assumed). */
const timeIn = (written: unknown): number | undefined => {
  if (typeof written !== "string") return undefined;
  const zoned = /T.*(?:Z|[+-]\d\d(?::?\d\d)?)$/.test(written) ? written : `${written}${utc(written)}`;
  const moment = Date.parse(zoned.replace(/([+-]\d\d)$/, "$1:00"));
  return Number.isNaN(moment) ? undefined : moment;
};

const utc = (written: string): string => (written.includes("T") ? "Z" : "T00:00:00Z");

const holds = (
  operator: Operator,
  cell: unknown,
  values: readonly (string | number | boolean)[],
): boolean => {
  const [value] = values;
  switch (operator) {
    case "eq":
      return cell === value;
    case "ne":
      return cell !== value;
    case "in":
      return values.some((one) => one === cell);
    case "nin":
      return !values.some((one) => one === cell);
    case "sw":
      return typeof cell === "string" && typeof value === "string" && cell.startsWith(value);
    default:
      return typeof cell === "number" && typeof value === "number" && inOrder(operator, cell, value);
  }
};

const inOrder = (operator: "gt" | "gte" | "lt" | "lte", cell: number, value: number): boolean => {
  if (cell === value) return operator === "gte" || operator === "lte";
  return cell > value === operator.startsWith("g");
};

const at = (row: Row, path: string): unknown =>
  path.split(".").reduce<unknown>((value, name) => (isFields(value) ? value[name] : undefined), row);

/** The order of a list: by `sort`, then by creation. */
export const readSort = (list: ListName, sort: string): ((a: Row, b: Row) => number) => {
  const keys = sort === "" ? [] : sort.split(",").map((key) => readSortKey(list, key));
  return (a, b) => keys.reduce((found, compare) => found || compare(a, b), 0);
};

const readSortKey = (list: ListName, key: string): ((a: Row, b: Row) => number) => {
  const [field = "", direction, ...rest] = key.split(":");
  const sorts: readonly string[] = rules[list].sorts;
  if (!sorts.includes(field)) throw invalid(`sort: ${field} is not sortable`);
  if (rest.length > 0 || (direction !== "asc" && direction !== "desc"))
    throw invalid(`sort: ${key} is not field:asc or field:desc`);
  const sign = direction === "asc" ? 1 : -1;
  return (a, b) => sign * compareCells(at(a, field), at(b, field));
};

const compareCells = (a: unknown, b: unknown): number => {
  if (a === b) return 0;
  if (a === undefined || b === undefined) return a === undefined ? 1 : -1;
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a) < String(b) ? -1 : 1;
};
