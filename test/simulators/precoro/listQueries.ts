/** The queries of Precoro's lists: filters and pages. */
import { z } from "zod";
import type { DocumentedParameters } from "../kit/queryParameters";
import type { Fields } from "../kit/records";
import { invalidQuery } from "./apiErrors";
import type { Item } from "./catalog/catalogRecords";
import { listOf, readFields, readForm } from "./forms";
import type { Invoice, Payment, Supplier } from "./records";
import { pageOf } from "./wireFormat";

export interface ListOptions {
  readonly pageSizeMax: number;
  readonly externalIdLookupNumbersOnly: boolean;
}

/** connector/precoro/API.md §1.4. */
const paging = {
  page: z.union([z.literal("last"), z.coerce.number().int().positive()]).default(1),
  per_page: z
    .enum(["10", "20", "50", "100", "200"])
    .default("20")
    .transform((size) => Number(size)),
};

/** connector/precoro/API.md §1.4: in UTC, with or without a `Z` behind it. */
const since = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?$/, "YYYY-MM-DDTHH:MM:SS")
  .transform((written) => written.slice(0, 19))
  .refine((written) => !Number.isNaN(Date.parse(`${written}Z`)), "is no time");

const day = z
  .string()
  .regex(/^\d\d\.\d\d\.\d{4}$/, "DD.MM.YYYY")
  .transform((written) => written.split(".").reverse().join("-"));

const number = z.coerce.number().int();
const flag = z.enum(["0", "1"]).transform((digit) => digit === "1");

const shared = ({ externalIdLookupNumbersOnly }: ListOptions) => ({
  ...paging,
  modifiedSince: since.optional(),
  external_id: listOf(externalIdLookupNumbersOnly ? z.string().regex(/^\d+$/) : z.string())
    .refine((ids) => ids.length <= 200, "at most 200")
    .optional(),
});

const supplierQuery = (options: ListOptions) =>
  z.object({
    ...shared(options),
    enable: z
      .enum(["0", "1", "true", "false"])
      .transform((word) => word === "1" || word === "true")
      .optional(),
    externalIntegrated: flag.optional(),
  });

const itemQuery = (options: ListOptions) =>
  z.object({ ...shared(options), externalIntegrated: flag.optional() });

const invoiceQuery = (options: ListOptions) =>
  z.object({
    ...shared(options),
    status: listOf(number).optional(),
    logicType: listOf(number).optional(),
    id: number.optional(),
    sent_to_external: flag.optional(),
    approvalDate: z.strictObject({ left_date: day.optional(), right_date: day.optional() }).optional(),
  });

const ofAll = ["page", "per_page", "modifiedSince", "external_id"];
/** connector/precoro/API.md §6: documented for external IDs in general. Assumed: options and locations ignore or refuse them. */
const pagesAlone = { supported: ["page", "per_page"], unsupported: ["modifiedSince", "external_id"] };

/** connector/precoro/API.md §1.4. */
export const documentedParameters: DocumentedParameters = [
  ["GET /suppliers", { supported: [...ofAll, "enable", "externalIntegrated"] }],
  ["GET /items", { supported: [...ofAll, "externalIntegrated"], unsupported: ["supplier"] }],
  [
    "GET /invoices",
    { supported: [...ofAll, "status", "logicType", "id", "sent_to_external", "approvalDate"] },
  ],
  ["GET /payments", { supported: ofAll }],
  ["GET /documentcustomfields", pagesAlone],
  ["GET /documentcustomfields/{id}/options", pagesAlone],
  ["GET /itemcustomfields", pagesAlone],
  ["GET /itemcustomfields/{id}/options", pagesAlone],
  ["GET /locations", pagesAlone],
];

interface Paged {
  readonly page: "last" | number;
  readonly per_page: number;
}

const page = <Row>(
  rows: readonly Row[],
  { page, per_page }: Paged,
  max: number,
  show: (row: Row) => Fields,
) => {
  const size = Math.min(per_page, max);
  const last = Math.max(1, Math.ceil(rows.length / size));
  const at = page === "last" ? last : page;
  return pageOf(rows.slice((at - 1) * size, at * size).map(show), at < last);
};

interface Linkable {
  readonly externalId: string | number | null;
  readonly updateDate: string;
}

/** An omitted filter keeps all rows. */
const passes = <Value>(value: Value | undefined, keeps: (value: Value) => boolean): boolean =>
  value === undefined || keeps(value);

const isLinked = ({ externalId }: Linkable): boolean => externalId !== null && externalId !== "";

const keepsShared = (
  row: Linkable,
  query: { modifiedSince?: string | undefined; external_id?: string[] | undefined },
): boolean =>
  passes(query.modifiedSince, (moment) => utcSecond(row.updateDate) >= moment) &&
  passes(query.external_id, (ids) => isLinked(row) && ids.includes(String(row.externalId)));

/** connector/precoro/API.md §1.4, §2. */
export const supplierPage = (rows: readonly Supplier[], search: string, options: ListOptions) => {
  const query = readFields(supplierQuery(options), readForm(search), invalidQuery);
  const kept = rows.filter(
    (row) =>
      keepsShared(row, query) &&
      passes(query.enable, (enable) => row.enable === enable) &&
      passes(query.externalIntegrated, (isLinkedWanted) => isLinked(row) === isLinkedWanted),
  );
  return page(kept, query, options.pageSizeMax, (row) => row);
};

/** connector/precoro/API.md §1.4, §7; without `supplier[]`. */
export const itemPage = (rows: readonly Item[], search: string, options: ListOptions) => {
  const query = readFields(itemQuery(options), readForm(search), invalidQuery);
  const kept = rows.filter(
    (row) =>
      keepsShared(row, query) &&
      passes(query.externalIntegrated, (isLinkedWanted) => isLinked(row) === isLinkedWanted),
  );
  return page(kept, query, options.pageSizeMax, (row) => row);
};

/** connector/precoro/API.md §1.4, §13; assumed: no other filters. */
export const paymentPage = (rows: readonly Payment[], search: string, options: ListOptions) => {
  const query = readFields(z.object(shared(options)), readForm(search), invalidQuery);
  const kept = rows.filter((row) => keepsShared(row, query));
  return page(kept, query, options.pageSizeMax, (row) => row);
};

/** connector/precoro/API.md §6, §13: custom fields, options and locations take no filters (assumed). */
export const plainPage = (rows: readonly Fields[], search: string, options: ListOptions) => {
  const query = readFields(z.object(paging), readForm(search), invalidQuery);
  return page(rows, query, options.pageSizeMax, (row) => row);
};

/** connector/precoro/API.md §1.4, §4: credit notes are among the invoices unless `logicType[]` says otherwise. */
export const invoicePage = (
  rows: readonly Invoice[],
  search: string,
  options: ListOptions,
  show: (row: Invoice) => Fields,
) => {
  const query = readFields(invoiceQuery(options), readForm(search), invalidQuery);
  const kept = rows.filter(
    (row) =>
      keepsShared(row, query) &&
      passes(query.status, (statuses) => statuses.includes(row.status)) &&
      passes(query.logicType, (types) => types.includes(row.logicType)) &&
      passes(query.id, (id) => row.id === id) &&
      passes(query.sent_to_external, (isLinkedWanted) => isLinked(row) === isLinkedWanted) &&
      passes(query.approvalDate, ({ left_date = "", right_date = "9999" }) => {
        const approved = row.approvalDate === null ? undefined : utcDay(row.approvalDate);
        return approved !== undefined && approved >= left_date && approved <= right_date;
      }),
  );
  return page(kept, query, options.pageSizeMax, show);
};

/** A timestamp in the format of `modifiedSince`. Precoro's own are in UTC already; the shortcut matters for long lists. */
const utcSecond = (stamp: string): string => {
  if (/^.{19}\+0000$/.test(stamp)) return stamp.slice(0, 19);
  const moment = Date.parse(stamp);
  return Number.isNaN(moment) ? "" : new Date(moment).toISOString().slice(0, 19);
};

const utcDay = (stamp: string): string => new Date(Date.parse(stamp)).toISOString().slice(0, 10);
