/**
 * Why an exchange with the outside did not give an answer to work with: typed by what the caller can do about it.
 * It knows no vendor; the vendors' rooms say which of their answers is which kind.
 */

/** - `auth`: credentials or rights · `rate-limit`: asked too often · `invalid`: the vendor names a fault in the data
 *  - `not-found` · `conflict`: the record's state forbids it · `unavailable`: the vendor's own trouble
 *  - `transport`: the line broke or timed out · `contract`: an answer that does not fit what the vendor documents */
export type FailureKind =
  | "auth"
  | "rate-limit"
  | "invalid"
  | "not-found"
  | "conflict"
  | "unavailable"
  | "transport"
  | "contract";

/** `refused`: nothing was done. `unknown`: it may have been done; look before anything is repeated. */
export type FailureOutcome = "refused" | "unknown";

/**
 * Which limit a `rate-limit` speaks of. `second`, `hour`, `day`: the calls in it · `same-request`: the same GET within a minute
 * `concurrent`: too many at once · `locked`: the account is locked for some minutes · `import-quota`: our own, for imports
 */
export type LimitKind = "second" | "hour" | "day" | "same-request" | "concurrent" | "locked" | "import-quota";

/** All that is kept of the exchange: no header, no body, no query. */
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
  /** One sentence, already free of secrets. */
  readonly message: string;
  readonly cause: FailureCause;
  /** The vendor's own words alone, free of secrets too; the message where it gave none. */
  readonly words?: string;
  /** For `rate-limit`: when the vendor will listen again, ms since 1970 UTC. */
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
    this.name = "RequestFailed";
    this.kind = facts.kind;
    this.outcome = facts.outcome;
    this.words = facts.words ?? facts.message;
    this.until = facts.until;
    this.limit = facts.limit;
    this.cause = facts.cause;
  }
}

/** True for a failure of one of the given kinds; without kinds, for any failure of an exchange. */
export const isRequestError = (error: unknown, ...kinds: FailureKind[]): error is RequestError =>
  error instanceof RequestError && (kinds.length === 0 || kinds.includes(error.kind));

/** The record; undefined where the vendor does not know it. */
export const undefinedIfNotFound = async <T>(record: Promise<T>): Promise<T | undefined> => {
  try {
    return await record;
  } catch (error) {
    if (isRequestError(error, "not-found")) return undefined;
    throw error;
  }
};
