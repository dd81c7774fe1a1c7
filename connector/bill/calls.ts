/**
 * One authenticated call to BILL: at most three at once, sessions renewed, refusals obeyed, reads repeated.
 * It knows no record; the nouns stand beside it.
 */

import * as z from "zod";
import { createHttp, type Exchange, type Query } from "../http/client";
import { readAs } from "../http/contract";
import { failed } from "../http/failure";
import { atMost } from "../http/limit";
import { type Page, pages } from "../http/pages";
import { keepSecret } from "../http/redact";
import { withRetry } from "../http/retry";
import { readAnswer, SYSTEM, sessionRefused } from "./answer";
import { type BillAccess, createSessions, type StoredSession } from "./session";

export const TIMEOUT_MS = 30_000;

/** Source: contract bill-v3, section 3; the three are counted per developer key and organization. */
const AT_ONCE = 3;

/** Source: contract bill-v3, section 4. */
const PAGE_SIZE = "100";

export interface BillOptions {
  readonly access: BillAccess;
  readonly stored?: StoredSession | undefined;
  /** No waiting beyond this moment, ms since 1970 UTC. */
  readonly deadline: number;
  readonly timeoutMs?: number;
}

export interface BillCalls {
  /** `repeatable`: the call says the same thing however often it is said (reads always do). */
  send(exchange: Exchange, repeatable?: boolean): Promise<unknown>;
  /** All pages of a list, as read. `path` as in `/connect/v3/vendors`. */
  list(path: string, query: Query): AsyncGenerator<unknown[]>;
  freshSession(): StoredSession | undefined;
}

/** Told apart from every other refusal, since it alone is answered by a login. */
class SessionRefused extends Error {}

const listSchema = z.object({ results: z.array(z.unknown()), nextPage: z.string().nullish() });

export const createCalls = ({ access, stored, deadline, timeoutMs = TIMEOUT_MS }: BillOptions): BillCalls => {
  keepSecret(access.password);
  keepSecret(access.devKey);
  const http = createHttp({ system: SYSTEM, baseUrl: access.gatewayUrl, timeoutMs });
  const place = atMost(AT_ONCE);

  const attempt = (exchange: Exchange, repeatable: boolean, session?: string): Promise<unknown> => {
    const headers = session === undefined ? {} : { devKey: access.devKey, sessionId: session };
    const once = async () => {
      const answer = await http({ ...exchange, headers: { ...exchange.headers, ...headers } });
      if (session !== undefined && sessionRefused(answer)) throw new SessionRefused();
      return readAnswer(answer, exchange);
    };
    return withRetry(() => place(once), { repeatable, deadline });
  };

  // A login is never repeated: logins are counted, 200 an hour for all customers together.
  const sessions = createSessions((login) => attempt(login, false), access, stored);

  const send: BillCalls["send"] = async (exchange, repeatable = exchange.method === "GET") => {
    for (let session = await sessions.current(); ; ) {
      try {
        return await attempt(exchange, repeatable, session);
      } catch (error) {
        if (!(error instanceof SessionRefused)) throw error;
        session = await sessions.insteadOf(session);
      }
    }
  };

  const page = async (path: string, query: Query): Promise<Page<unknown>> => {
    const body = await send({ method: "GET", path, query });
    const { results, nextPage } = readAs(listSchema, body, { system: SYSTEM, method: "GET", path });
    return { rows: results, next: nextPage ?? undefined };
  };

  return {
    send,
    list: (path, query) => {
      let pageOnly = false;
      return pages({ system: SYSTEM, path }, async (cursor) => {
        if (cursor === undefined) return page(path, [["max", PAGE_SIZE], ...query]);
        // Sources disagree whether filters may come with a page token: try with, fall back to the token alone.
        if (!pageOnly) {
          try {
            return await page(path, [["max", PAGE_SIZE], ...query, ["page", cursor]]);
          } catch (error) {
            if (!failed(error, "invalid")) throw error;
            pageOnly = true;
          }
        }
        return page(path, [
          ["max", PAGE_SIZE],
          ["page", cursor],
        ]);
      });
    },
    freshSession: sessions.fresh,
  };
};
