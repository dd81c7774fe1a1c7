/** What every sync operation gets: clients for both systems, a deadline, and a log. It does not depend on Prismatic. */

import type { BillClient } from "../bill/client";
import { utcSecond } from "../core/calendarDate";
import { isWarning, postpone, type RecordResult, reject, type Stopped } from "../core/outcome";
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
  /** The operation stops on its own before this moment, ms since 1970 UTC. */
  readonly deadline: number;
}

/**
 * What a failure means for one record; undefined if the failure is not about the record: refused credentials, an outage, or an
 * unexpected response. `record`: the record's name in messages.
 */
const stoppedBy = (error: unknown, record: string): Stopped | undefined => {
  if (!isRequestError(error)) return undefined;
  const { kind, outcome, words, until, limit, cause } = error;
  const { system } = cause;
  if (limit === "time") return postpone("out-of-time", { record });
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

/**
 * Turns a failure that concerns one record into the reason why that record stopped. `record`: its name in messages.
 *
 * @throws the failure itself if it is not about the record.
 */
export const stoppedOrThrow = (error: unknown, record: string): Stopped => {
  const stopped = stoppedBy(error, record);
  if (stopped === undefined) throw error;
  return stopped;
};

/** True for results that our own writes cause when they come back as notifications, and for events that need no action. */
const isNoise = (reason: Reason | undefined): boolean =>
  reason === "read-again-too-soon" ||
  reason === "payment-handed-off" ||
  reason === "event-ignored" ||
  reason === "bill-record-not-linked";

/** Logs one record at the level of its outcome: what it is, what was done, and what to do. */
export const logResult = (log: Log, what: string, result: RecordResult): void => {
  const { outcome, reason, message, link } = result;
  const done = reason === undefined ? outcome : `${outcome} (${reason})`;
  const line = [`${what}: ${done}.`, message, link].filter(Boolean).join(" ");
  if (isWarning(result)) log.warn(line);
  else if ((outcome === "unchanged" && !link) || isNoise(reason)) log.debug(line);
  else log.info(line);
};
