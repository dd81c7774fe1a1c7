/** The items of Precoro's catalog: read, create, change, link. Source: connector/precoro/API.md §7 and §13. */
import type { CatalogContent, CatalogItem } from "../core/items/item";
import type { Money } from "../core/money";
import type { Page } from "../http/pages";
import { type Parsed, parseRecord, parseResponse, readable } from "../http/parse";
import { SYSTEM } from "./errorResponse";
import { firstLinked, linkedAmong, modifiedSince, writesAt } from "./linkedRecords";
import type { PrecoroRequests } from "./request";
import { itemForm, itemSchema, priceSchema } from "./schema";

const PATH = "/items";

interface WrittenItem {
  readonly id: string;
  readonly linked: boolean;
  /** The price that Precoro has kept, where its response shows it. */
  readonly price?: Money | undefined;
}

/** Each method throws `RequestError`. */
export interface PrecoroItems {
  /** Every item, page by page. Unreadable ones are reported, not dropped. */
  list(): AsyncGenerator<Parsed<CatalogItem>[]>;
  /** The items created or changed since then, ms since 1970 UTC. */
  changedSince(moment: number): AsyncGenerator<Parsed<CatalogItem>[]>;
  /** The linked items of the first page. */
  firstLinked(): Promise<Page<CatalogItem>>;
  /** The items that are linked to one of at most 200 BILL items. `since`: as in `PrecoroSuppliers`. */
  linkedAmong(ids: readonly string[], since?: number): Promise<CatalogItem[]>;
  /** Creates an item with its link. Not retried: a lost response throws `unknown`. */
  create(content: CatalogContent, itemId: string): Promise<WrittenItem>;
  replace(id: string, content: CatalogContent): Promise<Pick<WrittenItem, "price">>;
  link(id: string, itemId: string): Promise<void>;
}

const priceIn = (body: unknown, method: string) =>
  parseResponse(priceSchema, body, { system: SYSTEM, method, path: PATH }).price;

export const itemsOf = (calls: PrecoroRequests): PrecoroItems => {
  const writes = writesAt(calls, PATH);
  async function* read(query: [string, string][]) {
    for await (const rows of calls.list(PATH, query)) yield rows.map((row) => parseRecord(itemSchema, row));
  }
  async function* records(query: [string, string][]) {
    for await (const rows of read(query)) yield readable(rows);
  }
  return {
    list: () => read([]),
    changedSince: (moment) => read([modifiedSince(moment)]),
    firstLinked: () => firstLinked(calls, PATH, itemSchema),
    linkedAmong: (ids, since) => {
      const more = since === undefined ? [] : [modifiedSince(since)];
      return linkedAmong((query) => records([...query, ...more]), ids);
    },
    create: async (content, itemId) => {
      const { id, linked, body } = await writes.create(itemForm(content), itemId);
      return { id, linked, price: priceIn(body, "POST") };
    },
    replace: async (id, content) => ({ price: priceIn(await writes.replace(id, itemForm(content)), "PUT") }),
    link: writes.link,
  };
};
