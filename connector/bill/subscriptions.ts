/**
 * BILL's webhook subscriptions: where it sends its notifications. Source: connector/bill/API.md §10.
 */
import * as z from "zod";
import { clock } from "../http/clock";
import { collectPages } from "../http/pages";
import { parseResponse } from "../http/parse";
import { registerSecret } from "../http/redact";
import { SYSTEM } from "./errorResponse";
import type { BillRequests } from "./request";

const PATH = "/connect-events/v3/subscriptions";

interface Subscription {
  readonly id: string;
  readonly url: string;
  /** False once BILL has given up, because deliveries failed too often. */
  readonly enabled: boolean;
  readonly events: readonly string[];
}

/** A subscription's signing key; BILL shows it once. */
interface SigningKey {
  readonly id: string;
  readonly key: string;
}

export interface BillSubscriptions {
  list(): Promise<Subscription[]>;
  create(name: string, url: string, events: readonly string[]): Promise<SigningKey>;
  /** Enables it and sets its events. */
  renew(id: string, events: readonly string[]): Promise<void>;
  /** Makes a new key, which signs all notifications from now on. */
  rotate(id: string): Promise<SigningKey>;
  remove(id: string): Promise<void>;
}

const subscriptionSchema = z
  .object({
    id: z.string().min(1),
    notificationUrl: z.string(),
    status: z.object({ enabled: z.boolean() }),
    events: z.array(z.object({ type: z.string() })),
  })
  .transform(
    ({ id, notificationUrl, status, events }): Subscription => ({
      id,
      url: notificationUrl,
      enabled: status.enabled,
      events: events.map(({ type }) => type),
    }),
  );
const createdSchema = z.object({ id: z.string().min(1), securityKey: z.string().min(1) });
const rotatedSchema = z.object({ securityKey: z.string().min(1) });

/** BILL carries out requests with the same key once in 24 hours, so one whose response was lost may be repeated. */
const idempotencyHeader = () => ({ "X-Idempotent-Key": uuid() });

/** RFC 9562, version 4, from the clock's random numbers, which the local runner can replace. */
const uuid = (): string =>
  "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".replace(/[xy]/g, (slot) => {
    const digit = Math.floor(clock().random() * 16);
    return (slot === "x" ? digit : (digit % 4) + 8).toString(16);
  });

const eventsOf = (types: readonly string[]) => types.map((type) => ({ type, version: "1" }));

export const subscriptionsOf = ({ send, list }: BillRequests): BillSubscriptions => {
  const at = (id: string, action = "") => `${PATH}/${encodeURIComponent(id)}${action}`;
  return {
    list: async () => {
      const rows = await collectPages(list(PATH, []));
      return rows.map((row) =>
        parseResponse(subscriptionSchema, row, { system: SYSTEM, method: "GET", path: PATH }),
      );
    },
    create: async (name, url, events) => {
      const json = { name, status: { enabled: true }, events: eventsOf(events), notificationUrl: url };
      const request = { method: "POST", path: PATH, headers: idempotencyHeader(), body: { json } } as const;
      const made = parseResponse(createdSchema, await send(request, true), { system: SYSTEM, ...request });
      return { id: made.id, key: registerSecret(made.securityKey) };
    },
    renew: async (id, events) => {
      const json = { status: { enabled: true }, events: eventsOf(events) };
      await send({ method: "PATCH", path: at(id), body: { json } }, true);
    },
    rotate: async (id) => {
      const request = {
        method: "POST",
        path: at(id, "/security_key"),
        headers: idempotencyHeader(),
      } as const;
      const made = parseResponse(rotatedSchema, await send(request, true), { system: SYSTEM, ...request });
      return { id, key: registerSecret(made.securityKey) };
    },
    remove: async (id) => {
      await send({ method: "DELETE", path: at(id) }, true);
    },
  };
};
