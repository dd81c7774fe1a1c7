/**
 * Confirms a write whose answer may get lost: wait until nothing can be in flight anymore, look for what it may have done, and write
 * once more at most. Neither system has an idempotency key.
 */

import { TIMEOUT_MS as BILL_TIMEOUT_MS } from "../bill/request";
import { clock } from "../http/clock";
import { isRequestError } from "../http/requestError";
import { TIMEOUT_MS as PRECORO_TIMEOUT_MS } from "../precoro/request";

/** Longer than a request can still be in flight after its timeout. */
const IN_FLIGHT_MS = Math.max(BILL_TIMEOUT_MS, PRECORO_TIMEOUT_MS) + 5_000;

/** A write without an answer is repeated once at most, and only after a lookup has not found what it did. */
const WRITES = 2;

interface Write<T> {
  write(): Promise<T>;
  /** What the lost write did; undefined if it did nothing and may be repeated. */
  find(): Promise<T | undefined>;
  /** No waiting beyond this moment, ms since 1970 UTC. */
  readonly deadline: number;
}

/**
 * The result of the write or of the lookup. Undefined if it is not known whether it happened: time ran out, or the answer was lost
 * twice.
 *
 * @throws {RequestError} a refused write, and whatever `find` throws
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
