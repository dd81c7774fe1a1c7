/** BILL's webhooks without HTTP: subscriptions, sent notifications, and pending deliveries. connector/bill/API.md §10. */
import type { SimulatorClock } from "../../kit/clock";
import { uuids } from "../../kit/ids";
import { DAY_MS } from "../../kit/quota";
import { type Fields, isFields } from "../../kit/records";
import { subscriptionDisabled, unknownId } from "../apiErrors";
import type { Change } from "../organization";
import { timeOf } from "../wireFormat";
import {
  type Deliver,
  Deliveries,
  type DeliveryOptions,
  type Notification,
  type PendingDelivery,
} from "./deliveries";
import { type EventType, eventOf } from "./events";
import { parseTestEvent } from "./subscriptionRequest";
import { type CreatedSubscription, type Subscription, Subscriptions } from "./subscriptions";

/** connector/bill/API.md §10. */
const HISTORY_MS = 180 * DAY_MS;

export interface WebhookOptions {
  readonly clock: Pick<SimulatorClock, "now" | "at">;
  readonly deliver: Deliver;
  readonly retries: number;
  readonly form: DeliveryOptions["form"];
  readonly organizationId: string;
  /** A record as lists show it. */
  readonly row: (change: Change) => Fields;
  readonly vendorOf: (record: Fields) => Fields;
}

/** What tests can see and do without an API call, with the same effect. */
export interface BillWebhooks {
  subscriptions(): readonly Subscription[];
  subscribe(body: unknown): CreatedSubscription;
  replace(id: string, body: unknown): Subscription;
  update(id: string, body: unknown): Subscription;
  unsubscribe(id: string): void;
  rotate(id: string): { readonly securityKey: string };
  /** The current signing key. */
  keyOf(id: string): string;
  /** All notifications for a subscription that are not too old, oldest first, delivered or not. */
  history(id: string, entityId?: string): readonly Notification[];
  /** Resends a notification of the history. */
  resend(id: string, eventId: string): Notification;
  test(id: string, body: unknown): Notification;
  pending(): readonly PendingDelivery[];
  /** Whether no delivery is pending. */
  isQuiet(): boolean;
}

export interface WebhookSource extends BillWebhooks {
  get(id: string): Subscription;
  /** Notifies the subscribers of a change. */
  raise(change: Change): void;
}

/** The notifications of all subscriptions, delivered or not. */
class History {
  private readonly bySubscription = new Map<string, Notification[]>();

  constructor(private readonly now: () => number) {}

  add(notification: Notification): void {
    const { subscriptionId } = notification;
    this.bySubscription.set(subscriptionId, [
      ...(this.bySubscription.get(subscriptionId) ?? []),
      notification,
    ]);
  }

  of(subscriptionId: string, entityId?: string): Notification[] {
    const since = this.now() - HISTORY_MS;
    return (this.bySubscription.get(subscriptionId) ?? []).filter(
      ({ createdTime, payload }) =>
        Date.parse(createdTime) >= since && (entityId === undefined || isAbout(payload, entityId)),
    );
  }
}

const isAbout = (payload: string, entityId: string): boolean => {
  const parts: unknown = JSON.parse(payload);
  return isFields(parts) && Object.values(parts).some((part) => isFields(part) && part["id"] === entityId);
};

export const createWebhooks = (options: WebhookOptions): WebhookSource => {
  const { clock, deliver, retries, form, organizationId } = options;
  const subscriptions = new Subscriptions(organizationId, () => timeOf(clock.now()));
  const history = new History(() => clock.now());
  const nextEventId = uuids(0xe4e7);
  const deliveries = new Deliveries({
    clock,
    deliver,
    retries,
    form,
    find: (id) => subscriptions.find(id),
    keyOf: (id) => subscriptions.keyOf(id),
    // connector/bill/API.md §10: when the retries are exhausted, the subscription is disabled.
    onExhausted: (id) => {
      stored(subscriptions.update(id, { status: { enabled: false } }));
    },
  });

  /** A disabled subscription gets nothing, not even what was on its way. */
  const stored = (subscription: Subscription): Subscription => {
    if (!subscription.status.enabled) deliveries.cancel(subscription.id);
    return subscription;
  };

  const notify = (subscriptionId: string, eventType: EventType, content: Fields): Notification => {
    const [eventId, version] = [nextEventId(), "1"];
    const metadata = { eventId, subscriptionId, organizationId, eventType, version };
    const notification = {
      id: eventId,
      type: eventType,
      version,
      subscriptionId,
      payload: JSON.stringify({ metadata, ...content }),
      createdTime: timeOf(clock.now()),
    };
    history.add(notification);
    deliveries.plan(notification);
    return notification;
  };

  const historyOf = (id: string, entityId?: string) => history.of(subscriptions.get(id).id, entityId);

  return {
    ...subscriptionCalls(subscriptions, deliveries, stored),
    history: historyOf,
    resend(id, eventId) {
      const notification = historyOf(enabled(subscriptions, id).id).find((one) => one.id === eventId);
      if (!notification) throw unknownId(eventId);
      deliveries.plan(notification);
      return notification;
    },
    test(id, body) {
      const [first] = enabled(subscriptions, id).events;
      const {
        eventType = first?.type ?? "bill.created",
        version: _version,
        ...fields
      } = parseTestEvent(body);
      const [kind] = eventType.split(".");
      const content = Object.keys(fields).length > 0 ? fields : { [String(kind)]: { id: `test-${kind}-id` } };
      return notify(id, eventType, content);
    },
    pending: () => deliveries.pending(),
    isQuiet: () => deliveries.pending().length === 0,
    raise(change) {
      const listeners = subscriptions.all().filter(({ status }) => status.enabled);
      const event = listeners.length > 0 && eventOf(change, options.row(change), options.vendorOf);
      if (!event) return;
      for (const { id, events } of listeners) {
        if (events.some(({ type }) => type === event.type)) notify(id, event.type, event.content);
      }
    },
  };
};

const enabled = (subscriptions: Subscriptions, id: string): Subscription => {
  const subscription = subscriptions.get(id);
  if (!subscription.status.enabled) throw subscriptionDisabled(id);
  return subscription;
};

type SubscriptionCalls = Pick<
  WebhookSource,
  "get" | "subscriptions" | "subscribe" | "replace" | "update" | "unsubscribe" | "rotate" | "keyOf"
>;

const subscriptionCalls = (
  subscriptions: Subscriptions,
  deliveries: Deliveries,
  stored: (subscription: Subscription) => Subscription,
): SubscriptionCalls => ({
  get: (id) => subscriptions.get(id),
  subscriptions: () => subscriptions.all(),
  subscribe: (body) => subscriptions.create(body),
  replace: (id, body) => stored(subscriptions.replace(id, body)),
  update: (id, body) => stored(subscriptions.update(id, body)),
  unsubscribe(id) {
    subscriptions.remove(id);
    deliveries.cancel(id);
  },
  rotate: (id) => subscriptions.rotate(id),
  keyOf: (id) => subscriptions.keyOf(id),
});
