/**
 * Makes a write safe when its response is lost: waits until the request can no longer be in flight, looks for what it did, and
 * repeats it once at most. Neither system offers idempotency keys.
 */

import { TIMEOUT_MS as BILL_TIMEOUT_MS } from "../bill/request";
import { clock } from "../http/clock";
import { isRequestError } from "../http/requestError";
import { TIMEOUT_MS as PRECORO_TIMEOUT_MS } from "../precoro/request";

/** Longer than a request can stay in flight after it timed out. */
const IN_FLIGHT_MS = Math.max(BILL_TIMEOUT_MS, PRECORO_TIMEOUT_MS) + 5_000;

/** A write without a response is repeated once, and only if a lookup didn't find its result. */
const WRITES = 2;

interface Write<T> {
  write(): Promise<T>;
  /** What the lost write did; undefined if it did nothing and may be repeated. */
  find(): Promise<T | undefined>;
  /** Does not wait past this moment, ms since 1970 UTC. */
  readonly deadline: number;
}

/**
 * The result of the write, or what `find` found of it. Undefined if it is still unknown whether the write happened: there was no
 * time to wait, or the response was lost twice.
 *
 * @throws {RequestError} if the write is refused, or `find` throws.
 */
export const confirmWrite = async <T>({ write, find, deadline }: Write<T>): Promise<T | undefined> => {
  for (let attempt = 1; attempt <= WRITES; attempt++) {
    try {
      return await write();
    } catch (error) {
      if (!isRequestError(error) || error.outcome !== "unknown") throw error;
    }
    if (clock().now() + IN_FLIGHT_MS > deadline) return undefined;
    await clock().sleep(IN_FLIGHT_MS);
    const found = await find();
    if (found !== undefined) return found;
  }
  return undefined;
};
