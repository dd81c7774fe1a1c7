/** The HTTP routes of BILL's webhook API, on the same server as the others. connector/bill/API.md §10. */
import type { Hono } from "hono";
import { forwardPageOf } from "../lists/forwardPages";
import type { PageOptions } from "../lists/pages";
import { bodyOf, idOf } from "../readRequest";
import { catalog } from "./events";
import { idempotent } from "./idempotentCalls";
import type { CreatedSubscription } from "./subscriptions";
import type { WebhookSource } from "./webhooks";

/** connector/bill/API.md §1.1. */
export const eventsPath = "/connect-events";

const KEY = "X-Idempotent-Key";
const SUBSCRIPTIONS = "/v3/subscriptions";
const SUBSCRIPTION = `${SUBSCRIPTIONS}/:id`;

interface WebhookRoutes extends PageOptions {
  readonly webhooks: WebhookSource;
  readonly now: () => number;
}

/** Adds the routes to an app that has checked the session. */
export const addWebhookRoutes = (app: Hono, { webhooks, now, ...options }: WebhookRoutes): void => {
  const createdOnce = idempotent<CreatedSubscription>(now);
  const rotatedOnce = idempotent<{ readonly securityKey: string }>(now);

  app.get("/v3/events/catalog", (c) => c.json(catalog));

  app.get(SUBSCRIPTIONS, (c) => c.json(forwardPageOf(webhooks.subscriptions(), c.req.query(), options)));
  app.get(SUBSCRIPTION, (c) => c.json(webhooks.get(idOf(c))));
  app.post(SUBSCRIPTIONS, async (c) => {
    const body = await bodyOf(c);
    return c.json(createdOnce(c.req.header(KEY), "", () => webhooks.subscribe(body)));
  });
  app.put(SUBSCRIPTION, async (c) => c.json(webhooks.replace(idOf(c), await bodyOf(c))));
  app.patch(SUBSCRIPTION, async (c) => c.json(webhooks.update(idOf(c), await bodyOf(c))));
  app.delete(SUBSCRIPTION, (c) => {
    webhooks.unsubscribe(idOf(c));
    return c.body(null, 200);
  });
  app.post(`${SUBSCRIPTION}/security_key`, (c) => {
    const id = idOf(c);
    return c.json(rotatedOnce(c.req.header(KEY), id, () => webhooks.rotate(id)));
  });
  app.post(`${SUBSCRIPTION}/test`, async (c) => c.json(webhooks.test(idOf(c), await bodyOf(c))));

  app.get("/v3/events/subscription/:id", (c) => {
    const { entityId, ...query } = c.req.query();
    return c.json(forwardPageOf(webhooks.history(idOf(c), entityId), query, options));
  });
  app.post("/v3/events/subscription/:id/event/:eventId", (c) =>
    c.json(webhooks.resend(idOf(c), c.req.param("eventId"))),
  );
};
