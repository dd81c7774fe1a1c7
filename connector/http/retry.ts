/**
 * Whether and when a request is tried again. The decision is pure; the loop below it only waits.
 * The server's word comes first, and a write whose outcome is unknown is never repeated here.
 */
import { clock } from "./clock";
import { isRequestError, type RequestError } from "./requestError";

export interface Attempt {
  /** 1 for the first. */
  readonly attempt: number;
  /** True for reads, and for writes that may be carried out twice without harm. */
  readonly repeatable: boolean;
  readonly failure: RequestError;
  readonly now: number;
  /** No waiting beyond this moment, ms since 1970 UTC. */
  readonly deadline: number;
  /** At least 0, less than 1. */
  readonly chance: number;
  /** The most that is added to the server's time, by chance. */
  readonly spreadMs?: number | undefined;
}

const REFUSED_TRIES = 8;
const UNKNOWN_TRIES = 4;
const LONGEST_BACKOFF_MS = 32_000;
/** Executions that were refused together must not all come back at the same moment. */
const SPREAD_MS = 5_000;

const backoff = (attempt: number, chance: number): number =>
  Math.min(1_000 * 2 ** (attempt - 1), LONGEST_BACKOFF_MS) * (1 + chance / 4);

/** Milliseconds to wait before the next attempt; undefined to give up and let the caller decide. */
export const waitBeforeRetry = (at: Attempt): number | undefined => {
  const { failure, attempt, chance, spreadMs = SPREAD_MS } = at;
  const wait = () => {
    switch (failure.kind) {
      case "rate-limit":
        if (attempt >= REFUSED_TRIES) return undefined;
        return failure.until === undefined
          ? backoff(attempt, chance)
          : Math.max(0, failure.until - at.now) + chance * spreadMs;
      case "unavailable":
      case "transport":
        if (failure.outcome === "unknown" && !at.repeatable) return undefined;
        return attempt >= UNKNOWN_TRIES ? undefined : backoff(attempt, chance);
      default:
        return undefined;
    }
  };
  const ms = wait();
  return ms === undefined || at.now + ms > at.deadline ? undefined : Math.ceil(ms);
};

/**
 * Runs a request until it succeeds or the decision above gives up.
 *
 * @throws {RequestError} the last one, once no further attempt is made.
 */
export const withRetry = async <T>(
  run: () => Promise<T>,
  how: {
    readonly repeatable: boolean;
    readonly deadline: number;
    readonly spreadMs?: number | undefined;
    /** False to give up on this failure, whatever the server says. */
    readonly mayWait?: (failure: RequestError) => boolean;
  },
): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (failure) {
      if (!isRequestError(failure) || how.mayWait?.(failure) === false) throw failure;
      const time = clock();
      const ms = waitBeforeRetry({ ...how, attempt, failure, now: time.now(), chance: time.random() });
      if (ms === undefined) throw failure;
      await time.sleep(ms);
    }
  }
};
