/**
 * How a data source of a config page reaches the two systems. A page cannot remember or wait: a BILL session is kept in
 * the process's memory, nothing is tried twice, and a page ends before the platform ends it.
 */
import { type BillClient, createBillClient } from "../bill/client";
import { type BillAccess, ownerOf, type StoredSession } from "../bill/session";
import { clock } from "../http/clock";
import { createPrecoroClient, type PrecoroClient } from "../precoro/client";
import { GAP_MS } from "../precoro/rateLimiter";
import type { PrecoroAccess } from "../precoro/request";

const TIMEOUT_MS = 8_000;
/** The platform gives a data source 30 seconds; ours end within 20, the time-out of their last exchange included. */
const BILL_MS = 10_000;
const PRECORO_MS = 10_000;
const SESSION_MS = 30 * 60_000;

const sessions = new Map<string, { readonly session: StoredSession; readonly since: number }>();

/** The time that one data source has, from its start. */
export interface PageClients {
  /** Runs with a client for BILL and the moment after which no further page of a list is read. */
  withBill<T>(access: BillAccess, run: (bill: BillClient, until: number) => Promise<T>): Promise<T>;
  /**
   * Runs with a client for Precoro that gives up at the first refusal. All data sources of a page start at once, and
   * Precoro takes one request a second: `slot` 0 asks at once, slot 1 a second after the start, and so on.
   */
  withPrecoro<T>(
    access: PrecoroAccess,
    slot: number,
    run: (precoro: PrecoroClient, until: number) => Promise<T>,
  ): Promise<T>;
}

export const openPage = (): PageClients => {
  const begun = clock().now();
  return {
    withBill: async (access, run) => {
      const owner = ownerOf(access);
      const kept = sessions.get(owner);
      const stored = kept && begun - kept.since < SESSION_MS ? kept.session : undefined;
      const until = begun + BILL_MS;
      const bill = createBillClient({ access, stored, deadline: until, timeoutMs: TIMEOUT_MS });
      try {
        return await run(bill, until);
      } finally {
        const session = bill.freshSession();
        if (session) sessions.set(owner, { session, since: begun });
      }
    },
    withPrecoro: (access, slot, run) => {
      const rateLimiterState = { lastAt: begun + (slot - 1) * GAP_MS, asked: {} };
      const until = begun + PRECORO_MS;
      return run(
        createPrecoroClient({
          access,
          rateLimiterState,
          deadline: until,
          timeoutMs: TIMEOUT_MS,
          givesUp: true,
        }),
        until,
      );
    },
  };
};
