/**
 * Why a request gave no response to work with, typed by what the caller can do about it. It knows no vendor: `bill` and
 * `precoro` say which of their responses is of which kind.
 */

/**
 * - `auth`: credentials or rights · `rate-limit`: too many requests · `invalid`: the vendor names a fault in the data
 * - `not-found` · `conflict`: the record's state forbids it · `unavailable`: the vendor's own trouble
 * - `transport`: the connection broke or timed out · `contract`: a response that does not fit what the vendor documents
 */
export type FailureKind =
  | "auth"
  | "rate-limit"
  | "invalid"
  | "not-found"
  | "conflict"
  | "unavailable"
  | "transport"
  | "contract";

/** `refused`: nothing was done. `unknown`: it may have been done; look it up before you repeat it. */
export type FailureOutcome = "refused" | "unknown";

/**
 * Which limit a `rate-limit` speaks of. `second`, `hour`, `day`: the calls in it · `same-request`: the same GET within a minute
 * `concurrent`: too many at once · `locked`: the account is locked for some minutes · `import-quota`: our own, for imports
 * `time`: the run is out of time
 */
export type LimitKind =
  | "second"
  | "hour"
  | "day"
  | "same-request"
  | "concurrent"
  | "locked"
  | "import-quota"
  | "time";

/** All that is kept of the request: no header, no body, no query. */
export interface FailureCause {
  readonly system: string;
  readonly method: string;
  readonly path: string;
  readonly status?: number;
  readonly code?: string;
}

export interface FailureFacts {
  readonly kind: FailureKind;
  readonly outcome: FailureOutcome;
  /** One sentence without secrets. */
  readonly message: string;
  readonly cause: FailureCause;
  /** The vendor's own words alone, without secrets; the message where it gave none. */
  readonly words?: string;
  /** For `rate-limit`: when requests are allowed again, ms since 1970 UTC. */
  readonly until?: number;
  /** For `rate-limit`: which limit it was. */
  readonly limit?: LimitKind;
}

export class RequestError extends Error {
  readonly kind: FailureKind;
  readonly outcome: FailureOutcome;
  readonly until: number | undefined;
  readonly limit: LimitKind | undefined;
  readonly words: string;
  override readonly cause: FailureCause;

  constructor(facts: FailureFacts) {
    super(facts.message);
    this.name = "RequestError";
    this.kind = facts.kind;
    this.outcome = facts.outcome;
    this.words = facts.words ?? facts.message;
    this.until = facts.until;
    this.limit = facts.limit;
    this.cause = facts.cause;
  }
}

/** True for a `RequestError` of one of these kinds; without kinds, of any. */
export const isRequestError = (error: unknown, ...kinds: FailureKind[]): error is RequestError =>
  error instanceof RequestError && (kinds.length === 0 || kinds.includes(error.kind));

/**
 * The record; undefined where the vendor does not know it.
 *
 * @throws {RequestError} of every other kind.
 */
export const undefinedIfNotFound = async <T>(record: Promise<T>): Promise<T | undefined> => {
  try {
    return await record;
  } catch (error) {
    if (isRequestError(error, "not-found")) return undefined;
    throw error;
  }
};
