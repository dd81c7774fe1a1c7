/**
 * Carries a change in BILL over to Precoro. The event only says that something changed; the record is read, so repeated, late
 * and self-made events do no harm.
 */

import { utcSecond } from "../../core/calendarDate";
import { type BillEvent, readEvent } from "../../core/changes/billEvent";
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
import { followVoucher } from "./voucherEvent";

export interface EventInput {
  /** The notification as BILL sends it, or an item of *Changed In BILL*. */
  readonly event: unknown;
  /** *Refresh Suppliers Automatically*. */
  readonly refreshSuppliers: boolean;
}

export interface EventEnd {
  readonly result: RecordResult;
  /** An import to run later, if a limit prevented it now. */
  readonly next?: Continuation;
}

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
    if (read?.id === undefined) return end(notFollowed(read));
    if (read.kind === "vendor") {
      if (!refreshSuppliers) return end(skip("supplier-refresh-off", { vendor: read.id }));
      return end(await refreshLinkedSupplier(sync, read.id));
    }
    if (read.kind === "payment") {
      const { result } = end(postpone("payment-handed-off", { payment: read.id }));
      return { result: { ...result, payments: { ids: [read.id] } } };
    }
    if (read.kind !== "bill" && read.kind !== "vendor credit") return end(notFollowed(read));
    if (isNoNews(read)) return end(notFollowed(read));
    // A notification holds up those behind it, so it never waits; *BILL Changes* finds what it leaves out.
    return end(
      await followVoucher(sync, { kind: read.kind, id: read.id, waits: read.eventId === undefined }),
    );
  } catch (error) {
    if (wasJustRead(error)) return end(postpone("read-again-too-soon", { document: subject.name }));
    const stopped = stoppedOrThrow(error, subject.name);
    const isLater = read?.kind === "vendor" && isRequestError(error, "rate-limit");
    return { ...end(stopped), ...(isLater ? { next: updateLater(error.until) } : {}) };
  }
};

const wasJustRead = (error: unknown): boolean =>
  isRequestError(error, "rate-limit") && error.limit === "same-request";

/** One import refreshes all linked suppliers, however many vendors have changed by then. */
const updateLater = (until: number | undefined): Continuation => ({
  request: { list: "vendors", scope: "integrated", onlyNew: false, vendorIds: [] },
  ...(until === undefined ? {} : { notBefore: utcSecond(until) }),
});

const nameOf = (event: BillEvent | undefined): string =>
  event?.kind === undefined || event.id === undefined
    ? "Notification from BILL"
    : `${event.kind.charAt(0).toUpperCase()}${event.kind.slice(1)} ${event.id}`;

const notFollowed = (event: BillEvent | undefined): Stopped =>
  skip("event-ignored", { type: event?.type ?? "unknown" });

/** A created bill, and an edit of an active one, change nothing in Precoro: what a person edits in BILL stays. */
const isNoNews = ({ type, archived }: BillEvent): boolean =>
  type.endsWith(".created") || (type.endsWith(".updated") && archived === false);
