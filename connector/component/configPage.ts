/**
 * Creates the clients for data sources of the config wizard. Data sources have no stored state and little time, so BILL sessions
 * are cached in memory, Precoro requests are not retried, and reading stops before Prismatic's time limit.
 */
import { type BillClient, createBillClient } from "../bill/client";
import { type BillAccess, ownerOf, type StoredSession } from "../bill/session";
import { clock } from "../http/clock";
import { createPrecoroClient, type PrecoroClient } from "../precoro/client";
import { GAP_MS } from "../precoro/rateLimiter";
import type { PrecoroAccess } from "../precoro/request";

const TIMEOUT_MS = 8_000;
/** Prismatic stops a data source after 30 seconds. In ours, no page of a list is asked for after 14, and none is waited for after 20. */
const READ_MS = 14_000;
const LAST_MS = 20_000;
const SESSION_MS = 30 * 60_000;

const sessions = new Map<string, { readonly session: StoredSession; readonly since: number }>();

/** The clients of one data source. Its time is counted from `openPage`. */
export interface PageClients {
  /** Runs with a BILL client. `until` (ms since 1970 UTC): `run` must not start to read another page of a list after it. */
  withBill<T>(access: BillAccess, run: (bill: BillClient, until: number) => Promise<T>): Promise<T>;
  /**
   * Runs with a Precoro client that gives up at the first refusal, unless another data source came first within the second. A page starts all its data sources at the same time, but
   * Precoro accepts one request per second: slot 0 sends its first request right away, slot 1 a second later, and so on.
   */
  withPrecoro<T>(
    access: PrecoroAccess,
    slot: number,
    run: (precoro: PrecoroClient, until: number) => Promise<T>,
    /** How many data sources of the page read page after page at the same time: each then takes every second request, and so on. */
    takingTurns?: number,
  ): Promise<T>;
}

export const openPage = (): PageClients => {
  const start = clock().now();
  return {
    withBill: async (access, run) => {
      const owner = ownerOf(access);
      const cached = sessions.get(owner);
      const stored = cached && start - cached.since < SESSION_MS ? cached.session : undefined;
      const until = start + READ_MS;
      const bill = createBillClient({ access, stored, deadline: start + LAST_MS, timeoutMs: TIMEOUT_MS });
      try {
        return await run(bill, until);
      } finally {
        const session = bill.freshSession();
        if (session) sessions.set(owner, { session, since: start });
      }
    },
    withPrecoro: (access, slot, run, takingTurns = 1) => {
      const gapMs = takingTurns * GAP_MS;
      const rateLimiterState = { lastAt: start + slot * GAP_MS - gapMs, asked: {} };
      const until = start + READ_MS;
      return run(
        createPrecoroClient({
          access,
          rateLimiterState,
          deadline: start + LAST_MS,
          timeoutMs: TIMEOUT_MS,
          gapMs,
          givesUp: true,
        }),
        until,
      );
    },
  };
};
