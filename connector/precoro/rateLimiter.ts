/**
 * Keeps Precoro's short limits within one execution: one request a second, never two at once, the same question once a
 * minute. What it remembers is handed from step to step, so that a second step neither hurries nor asks again.
 * Source: connector/precoro/API.md §1.5.
 */
import * as z from "zod";
import { type HttpRequest, queryText } from "../http/client";
import { clock } from "../http/clock";
import { concurrencyLimit, type RunLimited } from "../http/concurrencyLimit";
import { isRequestError, RequestError } from "../http/requestError";
import { SYSTEM } from "./errorResponse";

/** A little more than the second that Precoro wants between arrivals: two requests do not travel equally fast. */
export const GAP_MS = 1_100;
const SAME_QUESTION_MS = 60_000;

/** What the steps of one execution share. Times are ms since 1970 UTC. */
export const rateLimiterStateSchema = z.object({
  lastAt: z.number(),
  /** By address, the GETs of this minute; without an answer where none was understood. */
  asked: z.record(z.string(), z.object({ at: z.number(), answer: z.unknown().optional() })),
});
export type RateLimiterState = z.infer<typeof rateLimiterStateSchema>;

export interface RateLimiter {
  /** Runs one request at its time. A question of this minute that was answered is not asked again. */
  run(exchange: HttpRequest, send: () => Promise<unknown>): Promise<unknown>;
  /** What the next step of this execution needs to know. */
  state(): RateLimiterState;
}

const addressOf = ({ path, query = [] }: HttpRequest): string =>
  query.length === 0 ? path : `${path}?${queryText(query)}`;

const resourceOf = (address: string): string => address.split(/[/?]/)[1] ?? "";

/** `deadline`: no turn is waited for beyond this moment, ms since 1970 UTC. */
export const createRateLimiter = (earlier: RateLimiterState | undefined, deadline: number): RateLimiter => {
  const inTurn: RunLimited = concurrencyLimit(1);
  const asked = new Map(Object.entries(earlier?.asked ?? {}));
  let lastAt = earlier?.lastAt ?? 0;

  const forgetOld = () => {
    for (const [address, { at }] of asked) if (clock().now() - at >= SAME_QUESTION_MS) asked.delete(address);
  };

  /** A write makes the answers about its kind of record old; that they were asked stays known. */
  const forgetAnswers = (path: string) => {
    const changed = resourceOf(path);
    // An invoice shows its payments.
    const old = changed === "payments" ? [changed, "invoices"] : [changed];
    for (const [address, { at }] of asked) if (old.includes(resourceOf(address))) asked.set(address, { at });
  };

  /** A question that was turned away has not been asked; one refused as the same again was asked by somebody else. */
  const rememberRefusal = (address: string, { kind, limit, until }: RequestError) => {
    if (limit === "same-request" && until !== undefined) asked.set(address, { at: until - SAME_QUESTION_MS });
    else if (kind === "rate-limit" || kind === "transport") asked.delete(address);
  };

  const waitUntil = async (moment: number, { method, path }: HttpRequest) => {
    const ms = moment - clock().now();
    if (ms <= 0) return;
    if (moment <= deadline) return clock().sleep(ms);
    throw new RequestError({
      kind: "rate-limit",
      outcome: "refused",
      limit: "same-request",
      until: moment,
      message: `${SYSTEM} may be asked ${method} ${path} again in ${Math.ceil(ms / 1_000)} seconds; this run ends before.`,
      cause: { system: SYSTEM, method, path },
    });
  };

  return {
    run: (exchange, send) =>
      inTurn(async () => {
        forgetOld();
        const address = addressOf(exchange);
        const isQuestion = exchange.method === "GET";
        const before = isQuestion ? asked.get(address) : undefined;
        if (before && "answer" in before) return before.answer;
        // Asked within this minute without an answer: the same question would be refused before the minute is over.
        if (before) await waitUntil(before.at + SAME_QUESTION_MS, exchange);
        await waitUntil(lastAt + GAP_MS, exchange);
        lastAt = clock().now();
        if (!isQuestion) {
          forgetAnswers(exchange.path);
          return send();
        }
        asked.set(address, { at: lastAt });
        try {
          const answer = await send();
          asked.set(address, { at: lastAt, answer });
          return answer;
        } catch (error) {
          if (isRequestError(error) && error.outcome === "refused") rememberRefusal(address, error);
          throw error;
        }
      }),
    state: () => {
      forgetOld();
      return { lastAt, asked: Object.fromEntries(asked) };
    },
  };
};
