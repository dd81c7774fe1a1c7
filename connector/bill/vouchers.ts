/**
 * Bills and vendor credits, one call each, and the look that finds all that may be a document's: what both have in
 * common. Where they differ stands in `bills` and `credits`. It decides nothing.
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
  /** Where the number cannot be asked for, what was created since then is read: ms since 1970 UTC. */
  readonly since: number;
}

export interface Vouchers {
  /** All of that vendor that may have that number, archived ones included: the caller compares. */
  find(query: VoucherQuery): Promise<Voucher[]>;
  get(id: string): Promise<Voucher>;
  /** Those of the ids that BILL knows, archived ones included. None was created before `since`, ms since 1970 UTC. */
  getMany(ids: readonly string[], since: number): Promise<Voucher[]>;
  /** All that was created since then, ms since 1970 UTC, archived ones included. */
  createdSince(moment: number): Promise<Voucher[]>;
  /** One page of what changed since then (ms since 1970 UTC), the longest ago first. What cannot be read is said, not dropped. */
  changedSince(moment: number, cursor?: string): Promise<Page<Parsed<Voucher>>>;
  /** Never repeated by itself: a lost answer is `unknown`. */
  create(content: VoucherContent): Promise<Voucher>;
  /** PUT: lines that are left out are removed, header fields that are left out are cleared (connector/bill/API.md §6.4). */
  replace(id: string, content: VoucherContent): Promise<Voucher>;
  /** PATCH: nothing but what is given changes. */
  update(id: string, change: { readonly description: string }): Promise<Voucher>;
  /** Final for a vendor credit. */
  archive(id: string): Promise<Voucher>;
}

interface Shape {
  readonly path: string;
  readonly schema: z.ZodType<Voucher>;
  readonly body: (content: VoucherContent) => Record<string, unknown>;
}

/** The calls that are alike, and `all`: every row of a list with these filters. */
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
    calls: {
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
