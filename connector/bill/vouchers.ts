/**
 * What BILL's bills and vendor credits have in common: one request for each method, and the lookup of all that may belong to a
 * document. What differs is in `bills` and `credits`. It decides nothing.
 */
import type * as z from "zod";
import { utcMillisecond } from "../core/calendarDate";
import type { Voucher, VoucherContent } from "../core/documents/voucher";
import { collectPages, type Page } from "../http/pages";
import { type Parsed, parseRecord, parseResponse } from "../http/parse";
import { SYSTEM } from "./errorResponse";
import { type BillRequests, changedSince } from "./request";

interface VoucherQuery {
  readonly vendorId: string;
  readonly number: string;
  /** Where there is no filter by number, everything created since then is read: ms since 1970 UTC. */
  readonly since: number;
}

/** Each method throws `RequestError`. */
export interface Vouchers {
  /** All of that vendor that may have that number, archived ones included; the caller compares the numbers. */
  find(query: VoucherQuery): Promise<Voucher[]>;
  /** A `not-found` where BILL does not know it. */
  get(id: string): Promise<Voucher>;
  /** Those of the ids that BILL knows, archived ones included. `since`: none was created before, ms since 1970 UTC. */
  getMany(ids: readonly string[], since: number): Promise<Voucher[]>;
  /** All that was created since then, ms since 1970 UTC, archived ones included. */
  createdSince(moment: number): Promise<Voucher[]>;
  /** One page of what changed since then (ms since 1970 UTC), the oldest change first. Unreadable ones are reported, not dropped. */
  changedSince(moment: number, cursor?: string): Promise<Page<Parsed<Voucher>>>;
  /** Not retried: a lost response throws `unknown`. */
  create(content: VoucherContent): Promise<Voucher>;
  /** PUT: removes the lines and clears the header fields that are left out (connector/bill/API.md §6.4). */
  replace(id: string, content: VoucherContent): Promise<Voucher>;
  /** PATCH: changes the description alone. */
  update(id: string, change: { readonly description: string }): Promise<Voucher>;
  /** Cannot be undone for a vendor credit. */
  archive(id: string): Promise<Voucher>;
}

interface Shape {
  readonly path: string;
  readonly schema: z.ZodType<Voucher>;
  readonly body: (content: VoucherContent) => Record<string, unknown>;
}

/**
 * `shared`: the methods that bills and vendor credits share. The others are parts for the rest: `all` reads every row of a list
 * with these filters, `one` sends a request that returns one voucher, `at` is a voucher's path.
 */
export const vouchersAt = ({ send, list, page }: BillRequests, { path, schema, body }: Shape) => {
  const read = (rows: readonly unknown[]): Voucher[] =>
    rows.map((row) => parseResponse(schema, row, { system: SYSTEM, method: "GET", path }));

  const one = async (
    method: "GET" | "POST" | "PUT" | "PATCH",
    at: string,
    json?: Record<string, unknown>,
    repeatable?: boolean,
  ): Promise<Voucher> => {
    const request = { method, path: at, ...(json ? { body: { json } } : {}) };
    return parseResponse(schema, await send(request, repeatable), { system: SYSTEM, method, path: at });
  };

  const at = (id: string, action = "") => `${path}/${encodeURIComponent(id)}${action}`;

  const all = async (filters: string) => read(await collectPages(list(path, [["filters", filters]])));

  return {
    one,
    at,
    all,
    shared: {
      createdSince: (moment: number) => all(`createdTime:gte:"${utcMillisecond(moment)}"`),
      get: (id: string) => one("GET", at(id)),
      changedSince: async (moment: number, cursor?: string) => {
        const { rows, next } = await page(path, changedSince(moment), cursor);
        return { rows: rows.map((row) => parseRecord(schema, row)), next };
      },
      create: (content: VoucherContent) => one("POST", path, body(content)),
      replace: (id: string, content: VoucherContent) => one("PUT", at(id), body(content)),
      update: (id: string, change: { readonly description: string }) => one("PATCH", at(id), change, true),
      archive: (id: string) => one("POST", at(id, "/archive"), undefined, true),
    },
  };
};
