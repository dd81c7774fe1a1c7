/** The HTTP routes of BILL's v3 API: each reads the request, calls the world and writes the response. */
import { Hono } from "hono";
import { checkQuery, type DocumentedParameters } from "../kit/queryParameters";
import { BillApiError, invalid, notSimulated, unsupported } from "./apiErrors";
import type { ListName } from "./lists/filters";
import { type PageOptions, pageOf } from "./lists/pages";
import { bodyOf, idOf } from "./readRequest";
import type { Sessions } from "./sessions";
import { addWebhookRoutes, eventsPath } from "./webhooks/webhookRoutes";
import type { WebhookSource } from "./webhooks/webhooks";
import { errorResponse } from "./wireFormat";
import type { BillWorld } from "./world";

/** connector/bill/API.md §1.1. */
export const basePath = "/connect";

const lists: readonly (readonly [string, ListName])[] = [
  ["/v3/vendors", "vendors"],
  ["/v3/bills", "bills"],
  ["/v3/classifications/chart-of-accounts", "chartOfAccounts"],
  ["/v3/classifications/accounting-classes", "accountingClasses"],
  ["/v3/classifications/departments", "departments"],
  ["/v3/classifications/locations", "locations"],
  ["/v3/classifications/items", "items"],
  ["/v3/customers", "customers"],
  ["/v3/vendor-credits", "vendorCredits"],
  ["/v3/payments", "payments"],
];

/** connector/bill/API.md §4, §10. */
const documentedParameters: DocumentedParameters = [
  ...lists.map(([path]) => [`GET ${path}`, { supported: ["max", "page", "sort", "filters"] }] as const),
  ["GET /v3/subscriptions", { supported: ["max", "page"] }],
  ["GET /v3/events/subscription/{id}", { supported: ["entityId", "max", "page"] }],
];

const refusals = {
  unknown: (name: string) => invalid(`${name}: not a parameter of this call`),
  unsupported: notSimulated,
};

export interface BillRoutes extends PageOptions {
  readonly world: BillWorld;
  readonly sessions: Sessions;
  readonly webhooks: WebhookSource;
  readonly now: () => number;
}

export const billRoutes = (options: BillRoutes): Hono => {
  const { sessions, now } = options;
  const all = new Hono();

  all.onError((error) => {
    if (error instanceof BillApiError) return errorResponse(error, now());
    throw error;
  });
  all.notFound((c) => errorResponse(unsupported(`${c.req.method} ${c.req.path}`), now()));

  // connector/bill/API.md §1.2: the only call without a session.
  all.post(`${basePath}/v3/login`, async (c) => c.json(sessions.login(await bodyOf(c), now())));

  for (const base of [basePath, eventsPath]) {
    all.use(`${base}/v3/*`, async (c, next) => {
      sessions.enter(c.req.header("devKey"), c.req.header("sessionId"), now());
      await next();
    });
    all.use(
      `${base}/v3/*`,
      checkQuery(documentedParameters, refusals, (c) => c.req.path.slice(base.length)),
    );
  }

  addRoutes(all.basePath(basePath), options);
  addWebhookRoutes(all.basePath(eventsPath), options);
  return all;
};

/** Adds the routes for records to an app that has checked the session. */
const addRoutes = (app: Hono, { world, sessions, ...options }: BillRoutes): void => {
  // connector/bill/API.md §1.3.
  app.get("/v3/login/session", (c) => c.json(sessions.about()));
  app.post("/v3/logout", (c) => {
    sessions.end(c.req.header("sessionId"));
    return c.body(null, 200);
  });

  // connector/bill/API.md §4, §5, §6.1, §7, §8, §9.
  for (const [path, list] of lists) {
    app.get(path, (c) => c.json(pageOf(list, world.rows(list), c.req.query(), options)));
    app.get(`${path}/:id`, (c) => c.json(world.row(list, idOf(c))));
  }

  // connector/bill/API.md §5.
  app.post("/v3/vendors", async (c) => c.json(world.createVendor(await bodyOf(c)), 201));
  app.post("/v3/vendors/:id/archive", (c) => c.json(world.archiveVendor(idOf(c))));

  // connector/bill/API.md §9.
  app.post("/v3/bills/record-payment", async (c) => c.json(world.recordPayment(await bodyOf(c))));
  app.post("/v3/payments/:id/void", (c) => c.json(world.voidPayment(idOf(c))));

  // connector/bill/API.md §6.1.
  app.post("/v3/bills", async (c) => c.json(world.createBill(await bodyOf(c)), 201));
  app.put("/v3/bills/:id", async (c) => c.json(world.replaceBill(c.req.param("id"), await bodyOf(c))));
  app.patch("/v3/bills/:id", async (c) => c.json(world.updateBill(c.req.param("id"), await bodyOf(c))));
  app.post("/v3/bills/:id/archive", (c) => c.json(world.archiveBill(c.req.param("id"))));
  app.post("/v3/bills/:id/restore", (c) => c.json(world.restoreBill(c.req.param("id"))));

  // connector/bill/API.md §7: no restore.
  const credits = "/v3/vendor-credits";
  app.post(credits, async (c) => c.json(world.createCredit(await bodyOf(c)), 201));
  app.put(`${credits}/:id`, async (c) => c.json(world.replaceCredit(idOf(c), await bodyOf(c))));
  app.patch(`${credits}/:id`, async (c) => c.json(world.updateCredit(idOf(c), await bodyOf(c))));
  app.post(`${credits}/:id/archive`, (c) => c.json(world.archiveCredit(idOf(c))));
};
