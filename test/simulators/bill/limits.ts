/** BILL's three rate limits. A simulator is one developer key and one organization, so all calls count together. */
import type { SimulatorClock } from "../kit/clock";
import { createQuota, HOUR_MS } from "../kit/quota";
import type { Limits } from "../kit/server";
import { hourlyLimitReached, type LimitStatus, tooManyConcurrentCalls } from "./apiErrors";
import { errorResponse } from "./wireFormat";

/** connector/bill/API.md §3. */
const AT_ONCE = 3;
const CALLS_AN_HOUR = 20_000;
const LOGINS_AN_HOUR = 200;

interface LimitOptions {
  /** The HTTP status of all refusals. */
  readonly limitStatus?: LimitStatus;
  /** Calls that count already in this hour. */
  readonly callsBefore?: number;
}

export const billLimits = (
  clock: Pick<SimulatorClock, "now">,
  { limitStatus: status = 429, callsBefore = 0 }: LimitOptions = {},
): Limits => {
  const calls = createQuota(CALLS_AN_HOUR, HOUR_MS);
  const logins = createQuota(LOGINS_AN_HOUR, HOUR_MS);
  let under = 0;
  for (let n = 0; n < callsBefore; n++) calls.countCall(clock.now());
  const isLogin = (path: string) => path === "/v3/login";
  return {
    rejection({ path }) {
      const now = clock.now();
      if (calls.isUsedUp(now)) return errorResponse(hourlyLimitReached(status, CALLS_AN_HOUR), now);
      if (isLogin(path) && logins.isUsedUp(now))
        return errorResponse(hourlyLimitReached(status, LOGINS_AN_HOUR), now);
      return under >= AT_ONCE ? errorResponse(tooManyConcurrentCalls(status), now) : undefined;
    },
    startCall({ path }) {
      calls.countCall(clock.now());
      if (isLogin(path)) logins.countCall(clock.now());
      under++;
      return () => {
        under--;
      };
    },
  };
};
