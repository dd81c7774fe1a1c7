/** What every operation is given: both systems, the time it has, and a log. It knows no platform. */
import type { BillClient } from "../bill/client";
import { utcSecond } from "../core/calendarDate";
import { postpone, type RecordResult, reject, type Stopped } from "../core/outcome";
import type { Reason } from "../core/reason";
import { isRequestError } from "../http/requestError";
import type { PrecoroClient } from "../precoro/client";

export interface Log {
  debug(line: string): void;
  info(line: string): void;
  warn(line: string): void;
}

export interface SyncContext {
  readonly bill: BillClient;
  readonly precoro: PrecoroClient;
  readonly log: Log;
  /** The operation ends itself before this moment, ms since 1970 UTC. */
  readonly deadline: number;
}

/**
 * What a failure means for one record; undefined if it is not the record's: refused credentials, a system out of reach,
 * a broken contract. `record` is the record as a human finds it.
 */
const stoppedBy = (error: unknown, record: string): Stopped | undefined => {
  if (!isRequestError(error)) return undefined;
  const { kind, outcome, words, until, cause } = error;
  const { system } = cause;
  if (kind === "rate-limit") {
    return postpone("api-limit-reached", {
      system,
      until: until === undefined ? "about a minute from now" : utcSecond(until),
    });
  }
  if (kind === "invalid" || kind === "conflict" || kind === "not-found") {
    return reject(system === "BILL" ? "refused-by-bill" : "refused-by-precoro", { record, words });
  }
  const written = cause.method !== "GET" && (kind === "transport" || kind === "unavailable");
  return written && outcome === "unknown" ? postpone("not-confirmed", { system, record }) : undefined;
};

/** The same for a failure that has to be the record's; any other one goes on as it is. */
export const stoppedOrThrow = (error: unknown, record: string): Stopped => {
  const stopped = stoppedBy(error, record);
  if (stopped === undefined) throw error;
  return stopped;
};

/** What comes of our own writes coming back, and of events that nobody waits for. */
const isNoise = (reason: Reason | undefined): boolean =>
  reason === "read-again-too-soon" ||
  reason === "payment-handed-off" ||
  reason === "event-ignored" ||
  reason === "bill-record-not-linked";

/** One line for one record, at the level its outcome deserves: what it was, what was done, and what to do. */
export const logResult = (log: Log, what: string, result: RecordResult): void => {
  const { outcome, reason, message, link } = result;
  const done = reason === undefined ? outcome : `${outcome} (${reason})`;
  const line = [`${what}: ${done}.`, message, link].filter(Boolean).join(" ");
  if (outcome === "rejected") log.warn(line);
  else if ((outcome === "unchanged" && !link) || isNoise(reason)) log.debug(line);
  else log.info(line);
};
