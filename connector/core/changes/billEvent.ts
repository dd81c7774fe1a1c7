/**
 * What changed in BILL, as its notifications tell it and as *Changed In BILL* hands it on. A hint: the record itself is read
 * before anything is done. Source: connector/bill/API.md §10.
 */
import * as z from "zod";
import type { VoucherKind } from "../documents/voucher";

/** What this product listens to. Nothing follows from a bill that was made: we made it, or a person did. */
export const followedEvents = [
  "bill.updated",
  "bill.archived",
  "bill.restored",
  "vendor.updated",
  "vendor.archived",
  "vendor.restored",
  "payment.updated",
  "payment.failed",
] as const;

export interface BillEvent {
  /** Undefined where it is not a notification of BILL's. */
  readonly eventId: string | undefined;
  readonly type: string;
  readonly kind: VoucherKind | "vendor" | "payment" | undefined;
  /** The record's id; undefined where none is told. */
  readonly id: string | undefined;
  /** What the event says of the record; undefined where it does not. */
  readonly archived: boolean | undefined;
}

const record = z
  .looseObject({ id: z.string().min(1), archived: z.boolean().nullish().catch(undefined) })
  .optional();

const eventSchema = z.object({
  metadata: z.looseObject({ eventId: z.string().optional(), eventType: z.string() }),
  bill: record,
  vendorCredit: record,
  vendor: record,
  payment: record,
});

/** The notification, however often it was encoded: BILL sends JSON within a JSON text. Undefined if it is none. */
export const parseNotification = (body: unknown): object | undefined => {
  let value = body;
  for (let layer = 0; layer < 3 && typeof value === "string"; layer++) {
    try {
      value = JSON.parse(value);
    } catch {
      return undefined;
    }
  }
  return typeof value === "object" && value !== null && eventSchema.safeParse(value).success
    ? value
    : undefined;
};

/** Undefined where it is no event at all. */
export const readEvent = (value: unknown): BillEvent | undefined => {
  const read = eventSchema.safeParse(parseNotification(value));
  if (!read.success) return undefined;
  const { metadata, bill, vendorCredit, vendor, payment } = read.data;
  const about = [
    ["bill", bill],
    ["vendor credit", vendorCredit],
    ["vendor", vendor],
    ["payment", payment],
  ] as const;
  const [kind, changed] = about.find(([, one]) => one !== undefined) ?? [];
  return {
    eventId: metadata.eventId,
    type: metadata.eventType,
    kind,
    id: changed?.id,
    archived: changed?.archived ?? undefined,
  };
};

/** An event as *Changed In BILL* makes it, in the shape of BILL's own. */
export const eventAbout = (
  kind: VoucherKind | "vendor",
  id: string,
  change: "archived" | "restored" | "updated",
): object => {
  const name = kind === "vendor credit" ? "vendorCredit" : kind;
  return { metadata: { eventType: `${name}.${change}` }, [name]: { id } };
};
