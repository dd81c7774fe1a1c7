/** Lists that come in pages, as an async generator of pages. It knows no vendor's cursor or envelope. */
import { RequestError } from "./requestError";

export interface Page<Row> {
  readonly rows: Row[];
  /** What asks for the next page; undefined on the last. */
  readonly next: string | undefined;
}

/**
 * Reads page after page until there is no next one, past empty pages too.
 *
 * @throws {RequestError} of kind `contract` where a cursor comes twice, which would never end; and what `read` throws.
 */
export async function* pages<Row>(
  what: { readonly system: string; readonly path: string },
  read: (cursor: string | undefined) => Promise<Page<Row>>,
): AsyncGenerator<Row[]> {
  const cursors = new Set<string>();
  for (let cursor: string | undefined; ; ) {
    const page = await read(cursor);
    yield page.rows;
    cursor = page.next;
    if (cursor === undefined) return;
    if (cursors.has(cursor)) {
      throw new RequestError({
        kind: "contract",
        outcome: "refused",
        message: `${what.system} returned the same page of ${what.path} twice, so the list can't be read to its end.`,
        cause: { ...what, method: "GET" },
      });
    }
    cursors.add(cursor);
  }
}

/**
 * All rows of a paged list, in order.
 *
 * @throws {RequestError} what reading a page throws.
 */
export const collectPages = async <Row>(list: AsyncIterable<Row[]>): Promise<Row[]> => {
  const rows: Row[] = [];
  for await (const page of list) rows.push(...page);
  return rows;
};
