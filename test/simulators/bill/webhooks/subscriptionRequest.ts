/** The request bodies for webhook subscriptions and test events, parsed and checked. connector/bill/API.md §10. */
import { z } from "zod";
import { bodyParser } from "../requestSchema";
import { eventTypes } from "./events";

const event = z.object({ type: z.enum(eventTypes), version: z.literal("1") });

const whole = z.object({
  name: z.string().min(1),
  status: z.object({ enabled: z.boolean() }),
  events: z.array(event).min(1),
  notificationUrl: z.url({ protocol: /^https$/ }),
});

export type SubscriptionRequest = z.output<typeof whole>;

const part = z.object({
  name: whole.shape.name.exactOptional(),
  status: whole.shape.status.exactOptional(),
  events: whole.shape.events.exactOptional(),
  notificationUrl: whole.shape.notificationUrl.exactOptional(),
});

const record = z.looseObject({ id: z.string().exactOptional() });

/** connector/bill/API.md §10: all fields are optional; records contain the test values. */
const testEvent = z.object({
  eventType: z.enum(eventTypes).exactOptional(),
  version: z.literal("1").exactOptional(),
  bill: record.exactOptional(),
  vendor: record.exactOptional(),
  payment: record.exactOptional(),
});

export const parseSubscription = bodyParser(whole);
export const parseSubscriptionPatch = bodyParser(part);
export const parseTestEvent = bodyParser(testEvent);
