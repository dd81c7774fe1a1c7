/** Pages of a list that is read forward only. connector/bill/API.md §10: no previous page, no filters, no sort. */
import { invalidPageToken, type ListQuery, type PageOptions, pageSize } from "./pages";

interface ForwardPage<Row> {
  readonly results: readonly Row[];
  readonly nextPage?: string;
}

const writeToken = (after: string): string => Buffer.from(after).toString("base64url");

export const forwardPageOf = <Row extends { readonly id: string }>(
  rows: readonly Row[],
  { max, page }: Pick<ListQuery, "max" | "page">,
  options: Pick<PageOptions, "pageSizeMax">,
): ForwardPage<Row> => {
  const size = pageSize(max, options);
  const start = page === undefined ? 0 : rows.findIndex(({ id }) => writeToken(id) === page) + 1;
  if (page !== undefined && start === 0) throw invalidPageToken();
  const results = rows.slice(start, start + size);
  const last = results.at(-1);
  return { results, ...(last && start + size < rows.length && { nextPage: writeToken(last.id) }) };
};
