/** Authenticated requests to Precoro, with its limits kept and reads retried. It knows no record. */
import * as z from "zod";
import { headerMoment } from "../core/calendarDate";
import { createHttp, type HttpRequest, type Query } from "../http/client";
import { type Page, pages } from "../http/pages";
import { parseResponse } from "../http/parse";
import { registerSecret } from "../http/redact";
import type { LimitKind } from "../http/requestError";
import { withRetry } from "../http/retry";
import { readResponse, SYSTEM } from "./errorResponse";
import type { ImportQuota } from "./importQuota";
import { createRateLimiter, type RateLimiterState } from "./rateLimiter";
import type { PageSize } from "./requestVariants";

/** What the connection says. */
export interface PrecoroAccess {
  readonly apiUrl: string;
  /** The web application, for links to records. */
  readonly webUrl: string;
  /** The user who created the token; Precoro needs both (connector/precoro/API.md §1.2). */
  readonly email: string;
  readonly apiToken: string;
}

export interface PrecoroOptions {
  readonly access: PrecoroAccess;
  readonly rateLimiterState?: RateLimiterState | undefined;
  /** No wait ends after this moment, ms since 1970 UTC. */
  readonly deadline: number;
  readonly timeoutMs?: number;
  /** The least time between two requests; longer where several processes take turns. */
  readonly gapMs?: number | undefined;
  /** True: nothing is retried but what came too early within the second. */
  readonly givesUp?: boolean;
  /** Counts the calls of an import. */
  readonly importQuota?: ImportQuota | undefined;
}

interface CallRules {
  /** The request may be carried out twice without harm. A GET always may. */
  readonly repeatable?: boolean;
  /** False: a GET that was sent within this minute throws instead of waiting. */
  readonly waitsForMinute?: boolean;
  /** The request is not tried again after this moment, ms since 1970 UTC. */
  readonly until?: number | undefined;
}

interface PageRules extends CallRules {
  /** Another page size makes it a different request. */
  readonly pageSize?: PageSize | undefined;
  /** True: the first page is asked for without its number. */
  readonly unnumbered?: boolean | undefined;
}

/** Each method throws `RequestError`. */
export interface PrecoroRequests {
  /** The body of the response. */
  send(request: HttpRequest, rules?: CallRules): Promise<unknown>;
  /** All pages of a list, each with its raw rows. Another page size makes it a different request, and so does `unnumbered`. */
  list(path: string, query: Query, rules?: PageRules): AsyncGenerator<unknown[]>;
  /** One page of a list, from "1". */
  page(path: string, query: Query, number: string, rules?: PageRules): Promise<Page<unknown>>;
  /** The time on Precoro's clock at its last response, ms since 1970 UTC; undefined before the first. */
  serverTime(): number | undefined;
  rateLimiterState(): RateLimiterState;
}

export const TIMEOUT_MS = 30_000;
/** The largest page that Precoro gives. Source: connector/precoro/API.md §1.4. */
const PAGE_SIZE: PageSize = "200";
/** Whoever gives up early waits no longer than this for another process of the same second. */
const SHORT_SPREAD_MS = 1_000;
/** Nobody waits for these: the run ends cleanly and says when it goes on. */
const LONG_LIMITS: readonly LimitKind[] = ["hour", "day", "import-quota"];

const listSchema = z.object({
  data: z.array(z.unknown()),
  meta: z.object({
    pagination: z.object({
      has_next_page: z.boolean().nullish(),
      // The shape before about April 2026.
      current_page: z.number().nullish(),
      total_pages: z.number().nullish(),
    }),
  }),
});

export const createPrecoroRequests = ({
  access,
  rateLimiterState: earlier,
  deadline,
  timeoutMs = TIMEOUT_MS,
  gapMs,
  givesUp = false,
  importQuota,
}: PrecoroOptions): PrecoroRequests => {
  registerSecret(access.apiToken);
  const http = createHttp({ system: SYSTEM, baseUrl: access.apiUrl, timeoutMs, deadline });
  const rateLimiter = createRateLimiter(earlier, deadline, gapMs);
  let serverTime: number | undefined;
  const headers = { "X-AUTH-TOKEN": access.apiToken, email: access.email };

  const send: PrecoroRequests["send"] = (
    request,
    { repeatable, waitsForMinute = true, until = deadline } = {},
  ) => {
    const sendOnce = () =>
      rateLimiter.run(request, async () => {
        importQuota?.take(request.method, request.path);
        const response = await http({ ...request, headers: { ...request.headers, ...headers } });
        serverTime = headerMoment(response.headers["date"]) ?? serverTime;
        return readResponse(response, request);
      });
    const isShort = (limit: LimitKind = "second") =>
      !LONG_LIMITS.includes(limit) && (waitsForMinute || limit !== "same-request");
    return withRetry(sendOnce, {
      repeatable: repeatable ?? request.method === "GET",
      deadline: Math.min(until, deadline),
      spreadMs: givesUp ? SHORT_SPREAD_MS : undefined,
      mayWait: ({ limit }) => (givesUp ? limit === "second" : isShort(limit)),
    });
  };

  const page = async (
    path: string,
    query: Query,
    number: string,
    { pageSize = PAGE_SIZE, unnumbered = false, ...rules }: PageRules = {},
  ): Promise<Page<unknown>> => {
    const numbered: Query = unnumbered && number === "1" ? [] : [["page", number]];
    const request: HttpRequest = {
      method: "GET",
      path,
      query: [["per_page", pageSize], ...numbered, ...query],
    };
    const body = parseResponse(listSchema, await send(request, rules), {
      system: SYSTEM,
      method: "GET",
      path,
    });
    const { has_next_page, current_page, total_pages } = body.meta.pagination;
    const more = has_next_page ?? (current_page ?? 1) < (total_pages ?? 1);
    return { rows: body.data, next: more ? String(Number(number) + 1) : undefined };
  };

  return {
    send,
    list: (path, query, rules) =>
      pages({ system: SYSTEM, path }, (cursor = "1") => page(path, query, cursor, rules)),
    page,
    serverTime: () => serverTime,
    rateLimiterState: rateLimiter.state,
  };
};
