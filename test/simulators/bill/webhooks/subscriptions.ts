/** The webhook subscriptions of an organization, and their signing keys. connector/bill/API.md §10. */
import { createHash } from "node:crypto";
import { uuids } from "../../kit/ids";
import { duplicateSubscription, tooManySubscriptions, unknownId } from "../apiErrors";
import { parseSubscription, parseSubscriptionPatch, type SubscriptionRequest } from "./subscriptionRequest";

export interface Subscription extends SubscriptionRequest {
  readonly id: string;
  readonly organizationId: string;
  readonly createdTime: string;
  readonly updatedTime: string;
}

/** connector/bill/API.md §10: the key is shown only here. */
export type CreatedSubscription = Subscription & { readonly securityKey: string };

/** connector/bill/API.md §10: the limit since 2026-04-30. */
const MOST = 10;

export class Subscriptions {
  private readonly table = new Map<string, Subscription>();
  private readonly keys = new Map<string, string>();
  private readonly nextId = uuids(0x5b5c);
  private keysMade = 0;

  constructor(
    private readonly organizationId: string,
    private readonly time: () => string,
  ) {}

  all(): Subscription[] {
    return [...this.table.values()];
  }

  find(id: string): Subscription | undefined {
    return this.table.get(id);
  }

  get(id: string): Subscription {
    const subscription = this.table.get(id);
    if (!subscription) throw unknownId(id);
    return subscription;
  }

  keyOf(id: string): string {
    const key = this.keys.get(id);
    if (key === undefined) throw unknownId(id);
    return key;
  }

  create(body: unknown): CreatedSubscription {
    const request = parseSubscription(body);
    if (this.table.size >= MOST) throw tooManySubscriptions(MOST);
    const createdTime = this.time();
    const { organizationId } = this;
    const fixed = { id: this.nextId(), organizationId, createdTime, updatedTime: createdTime };
    const subscription = this.put({ ...request, ...fixed });
    return { ...subscription, securityKey: this.rotate(subscription.id).securityKey };
  }

  replace(id: string, body: unknown): Subscription {
    return this.put({ ...this.get(id), ...parseSubscription(body), updatedTime: this.time() });
  }

  update(id: string, body: unknown): Subscription {
    return this.put({ ...this.get(id), ...parseSubscriptionPatch(body), updatedTime: this.time() });
  }

  remove(id: string): void {
    this.get(id);
    this.table.delete(id);
    this.keys.delete(id);
  }

  /** Creates the next key, which replaces the last. */
  rotate(id: string): { readonly securityKey: string } {
    this.get(id);
    const securityKey = createHash("sha256")
      .update(`${id} ${++this.keysMade}`)
      .digest("base64");
    this.keys.set(id, securityKey);
    return { securityKey };
  }

  private put(subscription: Subscription): Subscription {
    const duplicate = this.all().find(
      (other) => other.id !== subscription.id && isDuplicate(other, subscription),
    );
    if (duplicate) throw duplicateSubscription(duplicate.id);
    this.table.set(subscription.id, subscription);
    return subscription;
  }
}

/** connector/bill/API.md §10: same events and same URL. */
const isDuplicate = (a: Subscription, b: Subscription): boolean =>
  a.notificationUrl === b.notificationUrl && typesOf(a) === typesOf(b);

const typesOf = ({ events }: Subscription): string =>
  [...new Set(events.map(({ type }) => type))].sort().join();
