/**
 * Authenticated requests to BILL: at most three at once, with sessions renewed, limits kept and reads retried.
 * It knows no record; each kind of record has its own file beside this one.
 */

import * as z from "zod";
import { utcMillisecond } from "../core/calendarDate";
import { chunksOf } from "../core/chunksOf";
import { createHttp, type HttpRequest, type Query } from "../http/client";
import { concurrencyLimit } from "../http/concurrencyLimit";
import { type Page, pages } from "../http/pages";
import { parseResponse } from "../http/parse";
import { registerSecret } from "../http/redact";
import { isRequestError } from "../http/requestError";
import { withRetry } from "../http/retry";
import { readResponse, SYSTEM, sessionRefused } from "./errorResponse";
import { type BillAccess, createSessions, type StoredSession } from "./session";

export const TIMEOUT_MS = 30_000;

/** Source: connector/bill/API.md §3; counted per developer key and organization. */
const MAX_CONCURRENT = 3;

/** Rows of a page, at most. Source: connector/bill/API.md §4. */
const PAGE_SIZE = 100;

/** The filters that ask for records by their ids: one for each page of them. */
export const idFilters = (ids: readonly string[]): string[] =>
  chunksOf(ids, PAGE_SIZE).map((chunk) => `id:in:"${chunk.join(",")}"`);

/** The query for what changed since then (ms since 1970 UTC), the oldest change first. Source: connector/bill/API.md §4. */
export const changedSince = (moment: number): [string, string][] => [
  ["filters", `updatedTime:gte:"${utcMillisecond(moment)}"`],
  ["sort", "updatedTime:asc"],
];

export interface BillOptions {
  readonly access: BillAccess;
  readonly stored?: StoredSession | undefined;
  /** No wait ends after this moment, ms since 1970 UTC. */
  readonly deadline: number;
  readonly timeoutMs?: number;
}

/** Each method throws `RequestError`. */
export interface BillRequests {
  /** The body of the response. `repeatable`: the request may be carried out twice without harm; a GET always may. */
  send(request: HttpRequest, repeatable?: boolean): Promise<unknown>;
  /** All pages of a list, each with its raw rows. `path` as in `/connect/v3/vendors`. */
  list(path: string, query: Query): AsyncGenerator<unknown[]>;
  /** One page of a list: the first, or the one that `next` of an earlier page leads to. */
  page(path: string, query: Query, cursor?: string): Promise<Page<unknown>>;
  /** The session to keep for the next run; undefined where no login was made. */
  freshSession(): StoredSession | undefined;
}

/** The one refusal that a login resolves. */
class SessionRefused extends Error {}

const listSchema = z.object({ results: z.array(z.unknown()), nextPage: z.string().nullish() });

export const createBillRequests = ({
  access,
  stored,
  deadline,
  timeoutMs = TIMEOUT_MS,
}: BillOptions): BillRequests => {
  registerSecret(access.password);
  registerSecret(access.devKey);
  const http = createHttp({ system: SYSTEM, baseUrl: access.gatewayUrl, timeoutMs, deadline });
  const inSlot = concurrencyLimit(MAX_CONCURRENT);

  const attempt = (request: HttpRequest, repeatable: boolean, session?: string): Promise<unknown> => {
    const headers = session === undefined ? {} : { devKey: access.devKey, sessionId: session };
    const once = async () => {
      const response = await http({ ...request, headers: { ...request.headers, ...headers } });
      if (session !== undefined && sessionRefused(response)) throw new SessionRefused();
      return readResponse(response, request);
    };
    return withRetry(() => inSlot(once), { repeatable, deadline });
  };

  // A login is never retried: BILL allows 200 an hour for all customers together.
  const sessions = createSessions((login) => attempt(login, false), access, stored);

  const send: BillRequests["send"] = async (request, repeatable = request.method === "GET") => {
    for (let session = await sessions.current(); ; ) {
      try {
        return await attempt(request, repeatable, session);
      } catch (error) {
        if (!(error instanceof SessionRefused)) throw error;
        session = await sessions.refresh(session);
      }
    }
  };

  const readPage = async (path: string, query: Query): Promise<Page<unknown>> => {
    const body = await send({ method: "GET", path, query });
    const { results, nextPage } = parseResponse(listSchema, body, { system: SYSTEM, method: "GET", path });
    return { rows: results, next: nextPage ?? undefined };
  };

  // Sources disagree on whether filters may accompany a page token: try with them, fall back to the token alone.
  let tokenAlone = false;
  const page: BillRequests["page"] = async (path, query, cursor) => {
    const size = ["max", String(PAGE_SIZE)] as const;
    if (cursor === undefined) return readPage(path, [size, ...query]);
    const pageParam = ["page", cursor] as const;
    if (tokenAlone) return readPage(path, [size, pageParam]);
    try {
      return await readPage(path, [size, ...query, pageParam]);
    } catch (error) {
      if (!isRequestError(error, "invalid")) throw error;
      tokenAlone = true;
      return readPage(path, [size, pageParam]);
    }
  };

  return {
    send,
    page,
    list: (path, query) => pages({ system: SYSTEM, path }, (cursor) => page(path, query, cursor)),
    freshSession: sessions.fresh,
  };
};
