/** Precoro's four rate limits. A simulator is one API token, so all calls count together; refused calls do not count. */
import type { SimulatorClock } from "../kit/clock";
import { createQuota, DAY_MS, HOUR_MS } from "../kit/quota";
import type { Limits } from "../kit/server";

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

/** connector/precoro/API.md §1.5. */
const CALLS_AN_HOUR = 1500;
const CALLS_A_DAY = 3000;

/** connector/precoro/API.md §1.5: the documented types; "Per second limiter" is assumed. */
type LimitType = "Per second limiter" | "Route based limiter by minute" | "Hourly limiter" | "Daily limiter";

/** connector/precoro/API.md §1.5: the body has the time to retry at, as text, rounded up to the second. */
export const tooManyRequests = (type: LimitType, retryAfter: number, limit: number): Response => {
  const moment = new Date(Math.ceil(retryAfter / SECOND_MS) * SECOND_MS).toISOString();
  return Response.json(
    {
      error: "Too many requests. Please try again later.",
      "RateLimit-Type": type,
      "RateLimit-Retry-After": `${moment.slice(0, 10)} ${moment.slice(11, 19)} UTC`,
      "RateLimit-Limit": limit,
    },
    { status: 429 },
  );
};

/** `callsBefore`: calls that count already, in this hour and this day. */
export const precoroLimits = (clock: Pick<SimulatorClock, "now">, callsBefore = 0): Limits => {
  const hourly = createQuota(CALLS_AN_HOUR, HOUR_MS);
  const daily = createQuota(CALLS_A_DAY, DAY_MS);
  const lastGet = new Map<string, number>();
  const count = (now: number) => {
    hourly.countCall(now);
    daily.countCall(now);
  };
  for (let n = 0; n < callsBefore; n++) count(clock.now());
  let last = Number.NEGATIVE_INFINITY;
  let under = 0;
  return {
    rejection(call) {
      const now = clock.now();
      if (daily.isUsedUp(now)) return tooManyRequests("Daily limiter", daily.resetsAt(now), CALLS_A_DAY);
      if (hourly.isUsedUp(now)) return tooManyRequests("Hourly limiter", hourly.resetsAt(now), CALLS_AN_HOUR);
      if (under > 0) return tooManyRequests("Per second limiter", now + SECOND_MS, 1);
      if (now - last < SECOND_MS) return tooManyRequests("Per second limiter", last + SECOND_MS, 1);
      const same = call.method === "GET" ? lastGet.get(call.url) : undefined;
      if (same !== undefined && now - same < MINUTE_MS)
        return tooManyRequests("Route based limiter by minute", same + MINUTE_MS, 1);
      return undefined;
    },
    startCall(call) {
      const now = clock.now();
      count(now);
      last = now;
      if (call.method === "GET") lastGet.set(call.url, now);
      under++;
      return () => {
        under--;
      };
    },
  };
};
