/**
 * Updates Precoro after a change in BILL. An event only says which record to read, so repeated events, late events, and events
 * caused by our own writes do no harm.
 */

import { utcSecond } from "../../core/calendarDate";
import { type BillEvent, readEvent } from "../../core/changes/billEvent";
import type { Recheck } from "../../core/documents/recheck";
import {
  isStopped,
  postpone,
  type RecordResult,
  type Stopped,
  skip,
  stoppedResult,
} from "../../core/outcome";
import { isRequestError } from "../../http/requestError";
import type { Continuation } from "../imports/runImport";
import { logResult, type SyncContext, stoppedOrThrow } from "../syncContext";
import { refreshLinkedSupplier } from "../vendors/refreshSupplier";
import type { VoucherChanged } from "./pendingEvents";
import { followVoucher } from "./voucherEvent";

export interface EventInput {
  /** The notification as BILL sends it, or an item of *Changed In BILL*. */
  readonly event: unknown;
  /** *Refresh Suppliers Automatically*. */
  readonly refreshSuppliers: boolean;
}

export interface EventEnd {
  readonly result: RecordResult;
  /** The import to run later, if an API limit stopped this refresh. */
  readonly next?: Continuation;
  /** What *Export Changed Documents* has to look at. */
  readonly recheck?: Recheck;
  /** The voucher that *BILL Changes* has to look at again, since a limit stopped this. Its watermark has moved past it. */
  readonly again?: VoucherChanged;
}

/**
 * Applies one event. One about a payment makes no call: the next *Import Payments* reads what changed.
 *
 * @throws {RequestError} for a failure that is not about this record: credentials, an outage, or an unexpected response.
 */
export const applyBillEvent = async (
  sync: SyncContext,
  { event, refreshSuppliers }: EventInput,
): Promise<EventEnd> => {
  const read = readEvent(event);
  const subject = { id: read?.id ?? "unknown", name: nameOf(read) };
  /** Logs one line: about the document or supplier if there is one, else about BILL's record. */
  const end = (found: RecordResult | Stopped): EventEnd => {
    const result = isStopped(found) ? stoppedResult(subject, found) : found;
    logResult(sync.log, result.name ?? result.id, result);
    return { result };
  };
  try {
    if (read?.id === undefined) return end(ignored(read));
    if (read.kind === "vendor") {
      if (!refreshSuppliers) return end(skip("supplier-refresh-off", { vendor: read.id }));
      return end(await refreshLinkedSupplier(sync, read.id));
    }
    if (read.kind === "payment") return end(postpone("payment-handed-off", { payment: read.id }));
    if (read.kind !== "bill" && read.kind !== "vendor credit") return end(ignored(read));
    if (needsNoAction(read)) return end(ignored(read));
    // A notification from BILL (it has an event id) holds up those behind it, so it never waits. *BILL Changes* picks up the rest.
    const waits = read.eventId === undefined;
    const { result, ...more } = await followVoucher(sync, { kind: read.kind, id: read.id, waits });
    return { ...end(result), ...more };
  } catch (error) {
    if (wasJustRead(error)) return end(postpone("read-again-too-soon", { document: subject.name }));
    const stopped = stoppedOrThrow(error, subject.name);
    return { ...end(stopped), ...(isRequestError(error, "rate-limit") ? later(read, error.until) : {}) };
  }
};

const wasJustRead = (error: unknown): boolean =>
  isRequestError(error, "rate-limit") && error.limit === "same-request";

/** What a later run has to do. `until`: when the limit ends, ms since 1970 UTC. */
const later = (event: BillEvent | undefined, until: number | undefined): Pick<EventEnd, "next" | "again"> => {
  if (event?.kind === "vendor") return { next: updateLater(until) };
  const { kind, id } = event ?? {};
  const isVoucher = id !== undefined && (kind === "bill" || kind === "vendor credit");
  return isVoucher ? { again: { kind, id } } : {};
};

/** One import refreshes all linked suppliers, however many vendors have changed by then. */
const updateLater = (until: number | undefined): Continuation => ({
  request: { list: "vendors", scope: "integrated", onlyNew: false, vendorIds: [] },
  ...(until === undefined ? {} : { notBefore: utcSecond(until) }),
});

const nameOf = (event: BillEvent | undefined): string =>
  event?.kind === undefined || event.id === undefined
    ? "Notification from BILL"
    : `${event.kind.charAt(0).toUpperCase()}${event.kind.slice(1)} ${event.id}`;

const ignored = (event: BillEvent | undefined): Stopped =>
  skip("event-ignored", { type: event?.type ?? "unknown" });

/** True for a new voucher, and for an edit of an active one: edits made in BILL stay in BILL. */
const needsNoAction = ({ type, archived }: BillEvent): boolean =>
  type.endsWith(".created") || (type.endsWith(".updated") && archived === false);
