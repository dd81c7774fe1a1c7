/** What Precoro's linkable records (suppliers, items, options, locations, payments) share: writes with a link, lookups by link. It knows none of their fields. */
import * as z from "zod";
import { utcSecond } from "../core/calendarDate";
import type { Query } from "../http/client";
import { collectPages, type Page } from "../http/pages";
import { parseRecord, parseResponse, readable } from "../http/parse";
import { isRequestError } from "../http/requestError";
import { SYSTEM } from "./errorResponse";
import type { PrecoroRequests } from "./request";
import { probeSize } from "./requestVariants";
import { id, text } from "./schema";

const writtenSchema = z.object({ id, externalId: text });

interface Written {
  readonly id: string;
  /** False where Precoro did not take the link that came with it. */
  readonly linked: boolean;
  /** The body of the response. */
  readonly body: unknown;
}

/** Each method throws `RequestError`. Source: connector/precoro/API.md §1.3, §2 and §7. */
export interface RecordWrites {
  /** Creates a record with its link. Not retried: a lost response throws `unknown`. */
  create(form: Query, link: string): Promise<Written>;
  /** PUT. Returns the body of the response. */
  replace(id: string, form: Query): Promise<unknown>;
  /** PATCH of the link. */
  link(id: string, link: string): Promise<void>;
}

export const writesAt = ({ send }: PrecoroRequests, path: string): RecordWrites => {
  const at = (id: string) => `${path}/${encodeURIComponent(id)}`;
  return {
    create: async (form, link) => {
      const body = await send({ method: "POST", path, body: { form: [...form, ["externalId", link]] } });
      const { id, externalId } = parseResponse(writtenSchema, body, { system: SYSTEM, method: "POST", path });
      return { id, linked: externalId === link, body };
    },
    replace: (id, form) => send({ method: "PUT", path: at(id), body: { form } }, { repeatable: true }),
    link: async (id, link) => {
      const form = [["externalId", link]] as const;
      await send({ method: "PATCH", path: at(id), body: { form } }, { repeatable: true });
    },
  };
};

/**
 * The rows that are linked to one of the ids: in one request, or from the whole list where Precoro refuses the filter.
 *
 * @throws {RequestError} what `read` throws otherwise.
 */
export const linkedAmong = async <T extends { readonly externalId?: string }>(
  read: (query: [string, string][]) => AsyncGenerator<T[]>,
  ids: readonly string[],
): Promise<T[]> => {
  const wanted = new Set(ids);
  const linked = (rows: T[]) => rows.filter(({ externalId }) => wanted.has(externalId ?? ""));
  try {
    return linked(await collectPages(read(ids.map((one) => ["external_id[]", one]))));
  } catch (error) {
    if (!isRequestError(error, "invalid")) throw error;
    return linked(await collectPages(read([])));
  }
};

/**
 * The linked rows of the first page. The filter is documented for suppliers, and assumed for items; a list that ignores it shows
 * unlinked rows too. Source: connector/precoro/API.md §1.4, §13.
 *
 * @throws {RequestError}
 */
export const firstLinked = async <T extends { readonly externalId?: string }>(
  { page }: PrecoroRequests,
  path: string,
  schema: z.ZodType<T>,
): Promise<Page<T>> => linkedRows(await page(path, [["externalIntegrated", "1"]], "1"), schema);

/**
 * The same of a list without filters, in a request other than that of `list`.
 *
 * @throws {RequestError}
 */
export const firstLinkedUnfiltered = async <T extends { readonly externalId?: string }>(
  { page }: PrecoroRequests,
  path: string,
  schema: z.ZodType<T>,
): Promise<Page<T>> => linkedRows(await page(path, [], "1", { pageSize: probeSize }), schema);

const linkedRows = <T extends { readonly externalId?: string }>(
  { rows, next }: Page<unknown>,
  schema: z.ZodType<T>,
): Page<T> => {
  const records = readable(rows.map((row) => parseRecord(schema, row)));
  return { rows: records.filter(({ externalId }) => externalId !== undefined), next };
};

/** The filter for what was created or changed since a moment, in ms since 1970 UTC. Source: connector/precoro/API.md §1.4: UTC without a zone. */
export const modifiedSince = (moment: number): [string, string] => [
  "modifiedSince",
  utcSecond(moment).slice(0, -1),
];

/** How far our clock and Precoro's may be apart. */
export const CLOCKS_APART_MS = 15 * 60_000;
