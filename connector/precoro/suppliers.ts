/** Precoro's suppliers: read, create, change, link. Source: connector/precoro/API.md §2. */
import type { Card, Supplier } from "../core/vendors/supplier";
import type { Page } from "../http/pages";
import { type Parsed, parseRecord, parseResponse, readable } from "../http/parse";
import { isRequestError } from "../http/requestError";
import { SYSTEM } from "./errorResponse";
import { firstLinked, linkedAmong, modifiedSince, writesAt } from "./linkedRecords";
import type { PrecoroRequests } from "./request";
import { cardForm, supplierSchema } from "./schema";

const PATH = "/suppliers";

/** Each method throws `RequestError`. */
export interface PrecoroSuppliers {
  /** Every supplier, page by page. Unreadable ones are reported, not dropped. */
  list(): AsyncGenerator<Parsed<Supplier>[]>;
  /** The suppliers created or changed since then, ms since 1970 UTC: finds a create whose response was lost. */
  changedSince(moment: number): AsyncGenerator<Parsed<Supplier>[]>;
  /** The suppliers without a link that were created or changed since then; with others where Precoro refuses the filter. */
  unlinkedSince(moment: number): AsyncGenerator<Parsed<Supplier>[]>;
  /** The linked suppliers of the first page. */
  firstLinked(): Promise<Page<Supplier>>;
  /** The suppliers that are linked to one of at most 200 vendors. `since`, long before all of them, makes it another request. */
  linkedAmong(vendorIds: readonly string[], since?: number): Promise<Supplier[]>;
  get(id: string): Promise<Supplier>;
  /** Creates a supplier with its link; `linked` is false where Precoro did not take the link. Not retried: a lost response throws `unknown`. */
  create(card: Card, vendorId: string): Promise<{ readonly id: string; readonly linked: boolean }>;
  /** Changes the card; its lists are replaced. */
  replace(id: string, card: Card): Promise<void>;
  link(id: string, vendorId: string): Promise<void>;
}

export const suppliersOf = (calls: PrecoroRequests): PrecoroSuppliers => {
  const { send, list } = calls;
  const writes = writesAt(calls, PATH);
  async function* read(query: [string, string][]) {
    for await (const rows of list(PATH, query)) yield rows.map((row) => parseRecord(supplierSchema, row));
  }
  async function* records(query: [string, string][]) {
    for await (const rows of read(query)) yield readable(rows);
  }
  async function* unlinkedSince(moment: number) {
    const since = modifiedSince(moment);
    try {
      yield* read([["externalIntegrated", "0"], since]);
    } catch (error) {
      if (!isRequestError(error, "invalid")) throw error;
      yield* read([since]);
    }
  }
  const at = (id: string) => `${PATH}/${encodeURIComponent(id)}`;
  return {
    list: () => read([]),
    changedSince: (moment) => read([modifiedSince(moment)]),
    unlinkedSince,
    firstLinked: () => firstLinked(calls, PATH, supplierSchema),
    linkedAmong: (ids, since) => {
      const more = since === undefined ? [] : [modifiedSince(since)];
      return linkedAmong((query) => records([...query, ...more]), ids);
    },
    get: async (id) => {
      const path = at(id);
      return parseResponse(supplierSchema, await send({ method: "GET", path }), {
        system: SYSTEM,
        method: "GET",
        path,
      });
    },
    create: (card, vendorId) => writes.create(cardForm(card), vendorId),
    replace: async (id, card) => {
      await writes.replace(id, cardForm(card));
    },
    link: writes.link,
  };
};
