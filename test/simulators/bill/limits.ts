/** BILL's three limits. One simulator is one developer key and one organization, so all calls count together. */
import type { HostClock } from "../kit/clock";
import { HOUR_MS, quota } from "../kit/quota";
import type { Limits } from "../kit/server";
import { hourIsOver, tooManyAtOnce } from "./refusal";
import { refused } from "./wire";

/** connector/bill/API.md §3. */
const AT_ONCE = 3;
const CALLS_AN_HOUR = 20_000;
const LOGINS_AN_HOUR = 200;

export const billLimits = (clock: Pick<HostClock, "now">): Limits => {
  const calls = quota(CALLS_AN_HOUR, HOUR_MS);
  const logins = quota(LOGINS_AN_HOUR, HOUR_MS);
  let under = 0;
  const isLogin = (path: string) => path === "/v3/login";
  return {
    refusal({ path }) {
      const now = clock.now();
      if (calls.full(now) || (isLogin(path) && logins.full(now))) return refused(hourIsOver(), now);
      return under >= AT_ONCE ? refused(tooManyAtOnce(), now) : undefined;
    },
    enter({ path }) {
      calls.take(clock.now());
      if (isLogin(path)) logins.take(clock.now());
      under++;
      return () => {
        under--;
      };
    },
  };
};
