/**
 * What changed in BILL, in the format of its notifications, which *Changed In BILL* uses too. It only says which record to read:
 * nothing in it is trusted. Source: connector/bill/API.md §10.
 */
import * as z from "zod";
import type { VoucherKind } from "../documents/voucher";

/** The events that this product subscribes to. A new bill needs no event: an export or a person made it. */
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
  /** Undefined where it does not come from BILL itself. */
  readonly eventId: string | undefined;
  readonly type: string;
  readonly kind: VoucherKind | "vendor" | "payment" | undefined;
  /** The record's id; undefined where the event has none. */
  readonly id: string | undefined;
  /** What the event says of the record; undefined where it says nothing. */
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

/** The notification, decoded as often as needed: BILL sends JSON, or JSON text within a JSON string. Undefined if it is not a notification. */
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

/** Undefined if it is not an event. */
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

/** An event of *Changed In BILL*, in the format of BILL's own. */
export const eventAbout = (
  kind: VoucherKind | "vendor",
  id: string,
  change: "archived" | "restored" | "updated",
): object => {
  const name = kind === "vendor credit" ? "vendorCredit" : kind;
  return { metadata: { eventType: `${name}.${change}` }, [name]: { id } };
};
