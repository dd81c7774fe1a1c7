/**
 * What BILL's answers have shown about a connection where its documents leave it open. Kept in state between runs; losing it
 * costs calls, or leaves a credit for a person to apply, never money.
 */
import * as z from "zod";
import { DAY_MS } from "../core/calendarDate";
import type { VoucherKind } from "../core/documents/voucher";
import { clock } from "../http/clock";
import { type BillAccess, ownerOf } from "./session";

const KINDS = ["bill", "vendor credit"] as const;

const observationsSchema = z.object({
  /** Whether a bill's `paidAmount` includes credits, as the last bill whose numbers fit one answer alone has shown. */
  paidIncludesCredits: z.boolean().exactOptional(),
  /** Whether the `vendorCredits` of a PATCH replace what is applied, as the last answer has shown. */
  creditsReplace: z.boolean().exactOptional(),
  /** Whether a PUT takes off the credits that it does not name, as the last answer has shown. */
  putTakesOff: z.boolean().exactOptional(),
  /** Whether the user may apply credits, as the last answer has shown. */
  mayApply: z.boolean().exactOptional(),
  /** When BILL last refused a negative line and took the voucher without it, ms since 1970 UTC. */
  negativesRefusedAt: z.partialRecord(z.enum(KINDS), z.number()).exactOptional(),
  /** The users who have created bills for this connection, the newest last. */
  users: z.array(z.string()).exactOptional(),
});
type Observations = z.infer<typeof observationsSchema>;

/** `owner` identifies the connection that it belongs to, without its secrets. */
export const storedObservationsSchema = z.object({ owner: z.string(), seen: observationsSchema });
export type StoredObservations = z.infer<typeof storedObservationsSchema>;

/** Another organization or user may answer otherwise, so only the same connection's observations count. */
export interface Observed {
  readonly seen: () => Observations;
  note(news: Observations): void;
  /** A user who has created a bill for this connection. */
  noteUser(user: string | undefined): void;
  /** What to store; undefined where nothing is new. */
  fresh(): StoredObservations | undefined;
}

/** BILL may learn to take negative lines, so they are tried again after this long. */
const NEGATIVES_REFUSED_MS = 30 * DAY_MS;

/** True where BILL has refused negative lines in vouchers of this kind within the last 30 days. */
export const refusesNegatives = ({ negativesRefusedAt }: Observations, kind: VoucherKind): boolean => {
  const at = negativesRefusedAt?.[kind];
  return at !== undefined && clock().now() - at < NEGATIVES_REFUSED_MS;
};

/** A connection has one user; there are more where its credentials were changed. */
const MAX_USERS = 10;

export const createObserved = (access: BillAccess, stored: StoredObservations | undefined): Observed => {
  const owner = ownerOf(access);
  const before = stored?.owner === owner ? stored.seen : {};
  let now: Observations = before;
  const note = (news: Observations) => {
    const next = { ...now, ...news };
    if (JSON.stringify(next) !== JSON.stringify(now)) now = next;
  };
  return {
    seen: () => now,
    note,
    noteUser: (user) => {
      const { users = [] } = now;
      if (user !== undefined && !users.includes(user)) note({ users: [...users, user].slice(-MAX_USERS) });
    },
    fresh: () => (now === before ? undefined : { owner, seen: now }),
  };
};
