/**
 * How a data source of a config page reaches the two systems. A page cannot remember or wait: a BILL session is kept in
 * the process's memory, nothing is tried twice, and a page ends before the platform ends it (product 1).
 */
import { type BillClient, createBill } from "./bill/client";
import { type BillAccess, ownerOf, type StoredSession } from "./bill/session";
import { clock } from "./http/clock";
import type { PrecoroAccess } from "./precoro/calls";
import { createPrecoro, type PrecoroClient } from "./precoro/client";
import { GAP_MS } from "./precoro/pace";

const TIMEOUT_MS = 8_000;
/** With the time-out of the last exchange on top, a data source ends within 20 seconds. */
const BILL_MS = 12_000;
const PRECORO_MS = 10_000;
const SESSION_MS = 30 * 60_000;

const sessions = new Map<string, { readonly session: StoredSession; readonly since: number }>();

/** Runs with a client for BILL and the moment after which no further page is read. */
export const withBill = async <T>(
  access: BillAccess,
  run: (bill: BillClient, until: number) => Promise<T>,
): Promise<T> => {
  const now = clock().now();
  const owner = ownerOf(access);
  const kept = sessions.get(owner);
  const stored = kept && now - kept.since < SESSION_MS ? kept.session : undefined;
  const until = now + BILL_MS;
  const bill = createBill({ access, stored, deadline: until, timeoutMs: TIMEOUT_MS });
  try {
    return await run(bill, until);
  } finally {
    const session = bill.freshSession();
    if (session) sessions.set(owner, { session, since: now });
  }
};

/**
 * Runs with a client for Precoro that gives up at the first refusal. All data sources of a page start at once, and
 * Precoro takes one request a second: `turn` 0 asks at once, turn 1 a second after `begun`, and so on.
 */
export const withPrecoro = <T>(
  access: PrecoroAccess,
  begun: number,
  turn: number,
  run: (precoro: PrecoroClient, until: number) => Promise<T>,
): Promise<T> => {
  const until = clock().now() + PRECORO_MS;
  const pace = { lastAt: begun + (turn - 1) * GAP_MS, asked: {} };
  return run(createPrecoro({ access, pace, deadline: until, timeoutMs: TIMEOUT_MS, givesUp: true }), until);
};
