/**
 * Keeps Precoro's short limits within one execution: one request a second, one at a time, and the same GET once a minute.
 * Its state passes from step to step, so that the next step neither hurries nor repeats a request.
 * Source: connector/precoro/API.md §1.5.
 */
import * as z from "zod";
import { type HttpRequest, queryText } from "../http/client";
import { clock } from "../http/clock";
import { concurrencyLimit } from "../http/concurrencyLimit";
import { isRequestError, RequestError } from "../http/requestError";
import { SYSTEM } from "./errorResponse";

/** A little more than the second that Precoro wants between arrivals: two requests do not travel equally fast. */
export const GAP_MS = 1_100;
const SAME_REQUEST_MS = 60_000;

/** What the steps of one execution share. Times are ms since 1970 UTC. */
export const rateLimiterStateSchema = z.object({
  lastAt: z.number(),
  /** The GETs of the last minute by address: when each was sent, and the body of its response if it still holds. */
  asked: z.record(z.string(), z.object({ at: z.number(), body: z.unknown().optional() })),
});
export type RateLimiterState = z.infer<typeof rateLimiterStateSchema>;

export interface RateLimiter {
  /**
   * Sends one request as soon as the limits allow. Returns the remembered body for a GET of the last minute.
   *
   * @throws {RequestError} of kind `rate-limit` where that is after the deadline; and what `send` throws.
   */
  run(request: HttpRequest, send: () => Promise<unknown>): Promise<unknown>;
  /** What the next step of this execution needs to know. */
  state(): RateLimiterState;
}

const addressOf = ({ path, query = [] }: HttpRequest): string =>
  query.length === 0 ? path : `${path}?${queryText(query)}`;

/** The first part of an address: `invoices` of `/invoices/12?x=y`. */
const resourceOf = (address: string): string => address.split(/[/?]/)[1] ?? "";

/** The GETs of the last minute, by address. */
const createMemory = (earlier: RateLimiterState["asked"]) => {
  const asked = new Map(Object.entries(earlier));

  const forgetOld = () => {
    for (const [address, { at }] of asked) if (clock().now() - at >= SAME_REQUEST_MS) asked.delete(address);
  };

  return {
    get: (address: string) => {
      forgetOld();
      return asked.get(address);
    },
    sent: (address: string, at: number) => asked.set(address, { at }),
    answered: (address: string, at: number, body: unknown) => asked.set(address, { at, body }),

    /** A write outdates the bodies of its kind of record; that the requests were sent still counts. */
    written: (path: string) => {
      const resource = resourceOf(path);
      // An invoice shows its payments.
      const outdated = resource === "payments" ? [resource, "invoices"] : [resource];
      for (const [address, { at }] of asked) {
        if (outdated.includes(resourceOf(address))) asked.set(address, { at });
      }
    },

    /** A refused request does not count; one refused as a repetition counts from when somebody else sent it. */
    refused: (address: string, { kind, limit, until }: RequestError) => {
      if (limit === "same-request" && until !== undefined) {
        asked.set(address, { at: until - SAME_REQUEST_MS });
      } else if (kind === "rate-limit" || kind === "transport") asked.delete(address);
    },

    state: () => {
      forgetOld();
      return Object.fromEntries(asked);
    },
  };
};

/** Waits until that moment, unless it is after the deadline. */
const waitUntil = async (moment: number, deadline: number, { method, path }: HttpRequest): Promise<void> => {
  const ms = moment - clock().now();
  if (ms <= 0) return;
  if (moment <= deadline) return clock().sleep(ms);
  throw new RequestError({
    kind: "rate-limit",
    outcome: "refused",
    limit: "same-request",
    until: moment,
    message: `${SYSTEM} accepts ${method} ${path} again in ${Math.ceil(ms / 1_000)} seconds, which is after the end of this run.`,
    cause: { system: SYSTEM, method, path },
  });
};

/** `deadline`: no wait ends after this moment, ms since 1970 UTC. `gapMs`: the least time between two requests. */
export const createRateLimiter = (
  earlier: RateLimiterState | undefined,
  deadline: number,
  gapMs = GAP_MS,
): RateLimiter => {
  const oneAtATime = concurrencyLimit(1);
  const memory = createMemory(earlier?.asked ?? {});
  let lastAt = earlier?.lastAt ?? 0;

  const get = async (request: HttpRequest, send: () => Promise<unknown>): Promise<unknown> => {
    const address = addressOf(request);
    const before = memory.get(address);
    if (before && "body" in before) return before.body;
    // Sent within this minute, without a body that holds: Precoro would refuse it before the minute is over.
    if (before) await waitUntil(before.at + SAME_REQUEST_MS, deadline, request);
    await waitUntil(lastAt + gapMs, deadline, request);
    lastAt = clock().now();
    memory.sent(address, lastAt);
    try {
      const body = await send();
      memory.answered(address, lastAt, body);
      return body;
    } catch (error) {
      if (isRequestError(error) && error.outcome === "refused") memory.refused(address, error);
      throw error;
    }
  };

  const write = async (request: HttpRequest, send: () => Promise<unknown>): Promise<unknown> => {
    await waitUntil(lastAt + gapMs, deadline, request);
    lastAt = clock().now();
    memory.written(request.path);
    return send();
  };

  return {
    run: (request, send) =>
      oneAtATime(() => (request.method === "GET" ? get(request, send) : write(request, send))),
    state: () => ({ lastAt, asked: memory.state() }),
  };
};
