/** Delivers notifications: signed, after a delay, and again after a failure. connector/bill/API.md §10. */
import { createHmac } from "node:crypto";
import type { SimulatorClock } from "../../kit/clock";
import type { Subscription } from "./subscriptions";

/** One POST to a subscription's URL, byte for byte. */
export interface Delivery {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly subscriptionId: string;
  readonly eventId: string;
}

/** Delivers and returns the response's status; throwing counts as a failed delivery. */
export type Deliver = (delivery: Delivery) => Promise<{ readonly status: number }>;

/** connector/bill/API.md §10, as the history shows it. */
export interface Notification {
  readonly id: string;
  readonly type: string;
  readonly version: string;
  readonly subscriptionId: string;
  readonly payload: string;
  readonly createdTime: string;
  /** Of the last response. Assumed: missing before the first, 0 if there was none. */
  statusCode?: number;
}

export interface PendingDelivery {
  readonly subscriptionId: string;
  readonly eventId: string;
  readonly eventType: string;
  /** When the attempt is due; it may be in progress. */
  readonly at: number;
  /** 0 for the first attempt. */
  readonly attempt: number;
}

/** connector/bill/API.md §10: a plain JSON object, or JSON text within a JSON string. */
export const notificationForms = ["object", "textInText"] as const;

/** Assumed: both are not published. */
const DELIVERY_MS = 2_000;
const FIRST_PAUSE_MS = 60_000;

export interface DeliveryOptions {
  readonly clock: Pick<SimulatorClock, "now" | "at">;
  readonly deliver: Deliver;
  /** How often a failed delivery is retried. */
  readonly retries: number;
  readonly form: (typeof notificationForms)[number];
  readonly find: (subscriptionId: string) => Subscription | undefined;
  readonly keyOf: (subscriptionId: string) => string;
  /** Called with a subscription whose notification was given up. */
  readonly onExhausted: (subscriptionId: string) => void;
}

interface Planned extends PendingDelivery {
  readonly cancel: () => void;
}

export class Deliveries {
  private readonly planned = new Map<Notification, Planned>();

  constructor(private readonly options: DeliveryOptions) {}

  pending(): PendingDelivery[] {
    return [...this.planned.values()].map(({ cancel: _cancel, ...pending }) => pending);
  }

  /** Schedules the first delivery of a notification. */
  plan(notification: Notification): void {
    this.schedule(DELIVERY_MS, notification, 0);
  }

  /** Cancels all scheduled deliveries to a subscription. */
  cancel(subscriptionId: string): void {
    for (const [notification, planned] of this.planned) {
      if (planned.subscriptionId !== subscriptionId) continue;
      planned.cancel();
      this.planned.delete(notification);
    }
  }

  private schedule(pause: number, notification: Notification, attempt: number): void {
    const { clock } = this.options;
    const { id: eventId, type: eventType, subscriptionId } = notification;
    this.planned.get(notification)?.cancel();
    const at = clock.now() + pause;
    const cancel = clock.at(at, `webhook ${eventId}`, () => void this.send(notification, planned));
    const planned = { subscriptionId, eventId, eventType, at, attempt, cancel };
    this.planned.set(notification, planned);
  }

  private async send(notification: Notification, planned: Planned): Promise<void> {
    const { find, deliver, retries, onExhausted } = this.options;
    const { id: eventId, subscriptionId } = notification;
    const subscription = find(subscriptionId);
    if (!subscription) return;
    const { headers, body } = this.sign(notification);
    const { notificationUrl: url } = subscription;
    const status = await deliver({ url, headers, body, subscriptionId, eventId }).then(
      (response) => response.status,
      () => 0,
    );
    notification.statusCode = status;
    // It was resent or canceled in the meantime, so this attempt does not count.
    if (this.planned.get(notification) !== planned) return;
    this.planned.delete(notification);
    if (status === 200) return;
    if (planned.attempt >= retries) onExhausted(subscriptionId);
    else this.schedule(FIRST_PAUSE_MS * 2 ** planned.attempt, notification, planned.attempt + 1);
  }

  /** connector/bill/API.md §10: signed with the current key over the bytes sent. */
  private sign({ payload, subscriptionId }: Notification): Pick<Delivery, "headers" | "body"> {
    const body = this.options.form === "object" ? payload : JSON.stringify(payload);
    const signature = createHmac("sha256", this.options.keyOf(subscriptionId)).update(body).digest("base64");
    return { body, headers: { "content-type": "application/json", "x-bill-sha-signature": signature } };
  }
}
