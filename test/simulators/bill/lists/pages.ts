/** Pages of a list, with opaque tokens for the next and the previous one. */
import { z } from "zod";
import { invalid } from "../apiErrors";
import { type ListName, type Row, readFilters, readSort } from "./filters";

export interface PageOptions {
  readonly pageSizeMax: number;
  readonly refuseFiltersWithPage: boolean;
  readonly refuseInvoiceNumberFilter: boolean;
}

export interface ListPage {
  readonly results: readonly Row[];
  readonly nextPage?: string;
  readonly prevPage?: string;
}

/** connector/bill/API.md §4: opaque. A page starts after a row or ends before one, whatever has changed since. */
const token = z.strictObject({
  filters: z.string(),
  sort: z.string(),
  after: z.string().optional(),
  before: z.string().optional(),
});

type Token = z.infer<typeof token>;

const writeToken = (position: Token): string => Buffer.from(JSON.stringify(position)).toString("base64url");

const readToken = (page: string): Token => {
  try {
    return token.parse(JSON.parse(Buffer.from(page, "base64url").toString()));
  } catch {
    throw invalidPageToken();
  }
};

export const invalidPageToken = () => invalid("page: not a page token of this list");

/** connector/bill/API.md §4: `max` is 1 to 100, by default 20. */
export const pageSize = (
  max: string | undefined,
  { pageSizeMax }: Pick<PageOptions, "pageSizeMax">,
): number => {
  const size = Number(max ?? 20);
  if (!Number.isInteger(size) || size < 1 || size > 100) throw invalid("max: must be from 1 to 100");
  return Math.min(size, pageSizeMax);
};

export interface ListQuery {
  readonly max?: string | undefined;
  readonly page?: string | undefined;
  readonly filters?: string | undefined;
  readonly sort?: string | undefined;
}

/** The page that a query requests; `rows` are in the order of their creation. */
export const pageOf = (
  list: ListName,
  rows: readonly Row[],
  query: ListQuery,
  options: PageOptions,
): ListPage => {
  const size = pageSize(query.max, options);
  if (
    query.page !== undefined &&
    options.refuseFiltersWithPage &&
    (query.filters ?? query.sort) !== undefined
  )
    throw invalid("page: comes without filters and sort");
  // Assumed (connector/bill/API.md §4 and §15 leave it open): the token holds the first page's filters and sort; repeated ones are ignored.
  const position: Token =
    query.page !== undefined
      ? readToken(query.page)
      : { filters: query.filters ?? "", sort: query.sort ?? "" };
  if (options.refuseInvoiceNumberFilter && position.filters.includes("invoice.invoiceNumber:"))
    throw invalid("filters: invoice.invoiceNumber is not filterable");

  const { ordered, kept } = selectionOf(list, rows, position);
  const [start, end] = span(position, ordered, kept, size);
  const results = kept.slice(start, end).map(({ row }) => row);
  const first = idOf(results[0]);
  const last = idOf(results.at(-1));
  const { filters, sort } = position;
  return {
    results,
    ...(last !== undefined && end < kept.length && { nextPage: writeToken({ filters, sort, after: last }) }),
    ...(first !== undefined && start > 0 && { prevPage: writeToken({ filters, sort, before: first }) }),
  };
};

interface Selection {
  readonly ordered: readonly Row[];
  readonly kept: readonly { readonly row: Row; readonly position: number }[];
}

/** Cached selections by the array of rows: changed rows are another array. */
const selections = new WeakMap<readonly Row[], Map<string, Selection>>();

/** At most so many selections are cached of one array. */
const MOST_SELECTIONS = 10;

/** The sorted rows, and those that pass the filters: computed once for all pages of an unchanged list. */
const selectionOf = (list: ListName, rows: readonly Row[], { filters, sort }: Token): Selection => {
  const known = selections.get(rows) ?? new Map<string, Selection>();
  selections.set(rows, known);
  const key = JSON.stringify([filters, sort]);
  const before = known.get(key);
  if (before) return before;
  const keeps = readFilters(list, filters);
  const ordered = sort === "" ? rows : [...rows].sort(readSort(list, sort));
  const kept = ordered.flatMap((row, position) => (keeps(row) ? [{ row, position }] : []));
  const selection = { ordered, kept };
  if (known.size >= MOST_SELECTIONS) known.clear();
  known.set(key, selection);
  return selection;
};

/** Start and end of the page among the rows that pass the filters. */
const span = (
  { after, before }: Token,
  ordered: readonly Row[],
  kept: readonly { position: number }[],
  size: number,
): readonly [number, number] => {
  const anchor = after ?? before;
  if (anchor === undefined) return [0, size];
  const border = ordered.findIndex((row) => idOf(row) === anchor);
  if (border < 0) throw invalidPageToken();
  if (after !== undefined) {
    const start = kept.filter(({ position }) => position <= border).length;
    return [start, start + size];
  }
  const end = kept.filter(({ position }) => position < border).length;
  return [Math.max(0, end - size), end];
};

const idOf = (row: Row | undefined): string | undefined => {
  const { id } = row ?? {};
  return typeof id === "string" ? id : undefined;
};
