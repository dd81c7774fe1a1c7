/** BILL's webhook subscriptions: their events, URLs and signing keys. connector/bill/API.md §10. */

import { type ClientResponse, HOUR, idsIn } from "../../kit/testClient";
import { catalog } from "../webhooks/events";
import { startSignedInBill } from "./startBillVendor";
import { key, request } from "./withSubscriber";

const subscribing = async () => {
  const vendor = await startSignedInBill();
  const subscribe = (fields: object = {}, n = 1) =>
    vendor.callEvents("POST", "/v3/subscriptions", {
      body: { ...request, ...fields },
      headers: { "X-Idempotent-Key": key(n) },
    });
  return { ...vendor, subscribe, webhooks: vendor.bill.webhooks };
};

const idOf = ({ body }: ClientResponse): string => (body as { id: string }).id;

const at = (n: number) => `https://hooks.example.test/${n}`;

describe("§10 POST /v3/subscriptions", () => {
  test("returns 200 with the subscription and, only here, its key", async () => {
    const { subscribe, callEvents, bill } = await subscribing();
    const answer = await subscribe();
    expect(answer.status).toBe(200);
    const { securityKey, ...subscription } = answer.body as { id: string; securityKey: string };
    expect(securityKey).toMatch(/^[0-9A-Za-z+/]{43}=$/);
    expect(subscription).toEqual({
      ...request,
      id: expect.any(String),
      organizationId: bill.credentials.organizationId,
      createdTime: "2026-01-05T10:00:00.600+00:00",
      updatedTime: "2026-01-05T10:00:00.600+00:00",
    });
    const path = `/v3/subscriptions/${subscription.id}`;
    expect(await callEvents("GET", path)).toMatchObject({ status: 200, body: subscription });
    expect((await callEvents("GET", path)).body).toEqual(subscription);
    expect((await callEvents("GET", "/v3/subscriptions")).body).toEqual({ results: [subscription] });
  });

  test("the same X-Idempotent-Key gets the same response for 24 hours, whatever the body", async () => {
    const { subscribe, clock, webhooks } = await subscribing();
    const first = await subscribe();
    expect((await subscribe({ notificationUrl: at(2) })).body).toEqual(first.body);
    expect(webhooks.subscriptions()).toHaveLength(1);
    await clock.sleep(24 * HOUR);
    expect(await subscribe({ notificationUrl: at(2) })).toMatchObject({ body: { notificationUrl: at(2) } });
    expect(webhooks.subscriptions()).toHaveLength(2);
  });

  test("an error response is not repeated for the key", async () => {
    const { subscribe } = await subscribing();
    expect(await subscribe({ name: "" })).toMatchObject({ status: 400 });
    expect(await subscribe()).toMatchObject({ status: 200 });
  });

  test.each([
    ["none", {}],
    ["text that is not a UUID", { "X-Idempotent-Key": "7" }],
    ["a UUID of another version", { "X-Idempotent-Key": "6ba7b810-9dad-11d1-80b4-00c04fd430c8" }],
  ])("an X-Idempotent-Key is required, a version 4 UUID: %s", async (_what, headers) => {
    const { callEvents } = await subscribing();
    expect(await callEvents("POST", "/v3/subscriptions", { body: request, headers })).toMatchObject({
      status: 400,
      body: [{ message: expect.stringContaining("X-Idempotent-Key: ") }],
    });
  });

  test.each<[string, object]>([
    ["name", { name: "" }],
    ["status.enabled", { status: { enabled: "yes" } }],
    ["events", { events: [] }],
    ["events[0].type", { events: [{ type: "vendor-credit.created", version: "1" }] }],
    ["events[0].version", { events: [{ type: "bill.created", version: 1 }] }],
    ["notificationUrl", { notificationUrl: "http://hooks.example.test" }],
    ["notificationUrl", { notificationUrl: "soon" }],
  ])("is refused with 400 naming %s: %j", async (field, fields) => {
    const { subscribe, webhooks } = await subscribing();
    expect(await subscribe(fields)).toMatchObject({
      status: 400,
      body: [{ code: "BDC_1143", message: expect.stringContaining(`Invalid entity data. ${field}: `) }],
    });
    expect(webhooks.subscriptions()).toEqual([]);
  });

  test.each(["name", "status"])("§2 without %s it is a validation error", async (field) => {
    const { subscribe } = await subscribing();
    expect(await subscribe({ [field]: undefined })).toMatchObject({
      status: 400,
      body: [{ message: `${field}: must not be null` }],
    });
  });

  test("at most 10 for an organization", async () => {
    const { subscribe, webhooks } = await subscribing();
    for (let n = 1; n <= 10; n++) await subscribe({ notificationUrl: at(n) }, n);
    expect(await subscribe({ notificationUrl: at(11) }, 11)).toMatchObject({ status: 422 });
    expect(webhooks.subscriptions()).toHaveLength(10);
  });

  test("the same events with the same URL are refused, in any order, also by PUT and PATCH", async () => {
    const { subscribe, callEvents } = await subscribing();
    const events = ["bill.created", "bill.updated"].map((type) => ({ type, version: "1" }));
    await subscribe({ events });
    expect(await subscribe({ events: [...events].reverse(), name: "Other" }, 2)).toMatchObject({
      status: 422,
    });
    const path = `/v3/subscriptions/${idOf(await subscribe({ events, notificationUrl: at(2) }, 2))}`;
    expect(await callEvents("PUT", path, { body: { ...request, events } })).toMatchObject({ status: 422 });
    const body = { notificationUrl: request.notificationUrl };
    expect(await callEvents("PATCH", path, { body })).toMatchObject({ status: 422 });
    expect(await subscribe({}, 3)).toMatchObject({ status: 200 });
  });
});

test("§10 GET /v3/subscriptions has forward pages only", async () => {
  const { subscribe, callEvents } = await subscribing();
  const ids: unknown[] = [];
  for (const n of [1, 2, 3]) ids.push(idOf(await subscribe({ notificationUrl: at(n) }, n)));
  const first = await callEvents("GET", "/v3/subscriptions?max=2");
  const { nextPage } = first.body as { nextPage: string };
  const second = await callEvents("GET", `/v3/subscriptions?max=2&page=${nextPage}`);
  expect([...idsIn(first), ...idsIn(second)]).toEqual(ids);
  expect(Object.keys(second.body as object)).toEqual(["results"]);
  for (const query of ["max=0", "max=101", "page=x"])
    expect(await callEvents("GET", `/v3/subscriptions?${query}`)).toMatchObject({ status: 400 });
});

describe("§10 GET /v3/subscriptions/{id}, PUT /v3/subscriptions/{id}, PATCH /v3/subscriptions/{id} and DELETE /v3/subscriptions/{id}", () => {
  test("PUT replaces all four fields, PATCH the given ones; neither shows the key", async () => {
    const { subscribe, callEvents, webhooks } = await subscribing();
    const id = idOf(await subscribe());
    const before = webhooks.keyOf(id);
    const path = `/v3/subscriptions/${id}`;
    const off = { ...request, name: "New", status: { enabled: false } };
    const put = await callEvents("PUT", path, { body: off });
    expect(put).toMatchObject({
      status: 200,
      body: { ...off, updatedTime: "2026-01-05T10:00:00.900+00:00" },
    });
    expect(put.body).not.toHaveProperty("securityKey");
    for (const body of [{ status: { enabled: true } }, { name: "Newer" }, { notificationUrl: at(2) }])
      expect(await callEvents("PATCH", path, { body })).toMatchObject({ status: 200, body });
    expect(await callEvents("GET", path)).toMatchObject({
      body: { name: "Newer", status: { enabled: true }, events: request.events, notificationUrl: at(2) },
    });
    expect(webhooks.keyOf(id)).toBe(before);
    const { events: _events, ...rest } = request;
    expect(await callEvents("PUT", path, { body: rest })).toMatchObject({ status: 400 });
  });

  test("DELETE removes it and returns an empty body", async () => {
    const { subscribe, callEvents, webhooks } = await subscribing();
    const path = `/v3/subscriptions/${idOf(await subscribe())}`;
    expect(await callEvents("DELETE", path)).toMatchObject({ status: 200, body: null });
    expect(webhooks.subscriptions()).toEqual([]);
    expect(await callEvents("GET", path)).toMatchObject({ status: 404 });
    expect(await callEvents("DELETE", path)).toMatchObject({ status: 404 });
  });
});

describe("§10 POST /v3/subscriptions/{id}/security_key", () => {
  test("creates a new key, the same one for the same X-Idempotent-Key", async () => {
    const { subscribe, callEvents, webhooks } = await subscribing();
    const id = idOf(await subscribe());
    const first = webhooks.keyOf(id);
    const rotate = (n: number) =>
      callEvents("POST", `/v3/subscriptions/${id}/security_key`, { headers: { "X-Idempotent-Key": key(n) } });
    const answer = await rotate(1);
    expect(answer).toMatchObject({ status: 200, body: { securityKey: expect.not.stringMatching(first) } });
    expect(answer.body).toEqual({ securityKey: webhooks.keyOf(id) });
    expect((await rotate(1)).body).toEqual(answer.body);
    expect((await rotate(2)).body).not.toEqual(answer.body);
  });

  test("requires the header and an existing subscription", async () => {
    const { subscribe, callEvents } = await subscribing();
    const path = `/v3/subscriptions/${idOf(await subscribe())}/security_key`;
    expect(await callEvents("POST", path)).toMatchObject({ status: 400 });
    const headers = { "X-Idempotent-Key": key(1) };
    expect(await callEvents("POST", "/v3/subscriptions/x/security_key", { headers })).toMatchObject({
      status: 404,
    });
  });
});

test("§10 GET /v3/events/catalog lists events of bills, vendors and payments, none of credits", async () => {
  const { callEvents } = await subscribing();
  const { status, body } = await callEvents("GET", "/v3/events/catalog");
  expect([status, body]).toEqual([200, catalog]);
  const types = catalog.map(({ type }) => type);
  expect(types).toEqual(expect.arrayContaining(["bill.restored", "vendor.archived", "payment.failed"]));
  expect(types.filter((type) => /credit|classification/.test(type))).toEqual([]);
});

test("§10 the calls require the same headers as all others: 401 without them", async () => {
  const { callEvents, call } = await subscribing();
  const unknown = await callEvents("GET", "/v3/subscriptions", { headers: { sessionId: "unknown" } });
  expect(unknown).toMatchObject({ status: 401, body: [{ code: "BDC_1109" }] });
  const otherKey = await callEvents("GET", "/v3/events/catalog", { headers: { devKey: "other" } });
  expect(otherKey).toMatchObject({ status: 401, body: [{ code: "BDC_1102" }] });
  expect(await call("GET", "/v3/subscriptions")).toMatchObject({ status: 404, body: [{ code: "BDC_1121" }] });
  expect(await callEvents("GET", "/v3/bills")).toMatchObject({ status: 404 });
});

test("the journal contains no signing key, and counts calls without their base path", async () => {
  const { subscribe, callEvents, bill, webhooks } = await subscribing();
  const id = idOf(await subscribe());
  await callEvents("POST", `/v3/subscriptions/${id}/security_key`, {
    headers: { "X-Idempotent-Key": key(1) },
  });
  expect(JSON.stringify(bill.journal.entries)).not.toContain(webhooks.keyOf(id));
  expect(bill.journal.calls()).toMatchObject({
    "POST /v3/subscriptions": { count: 1 },
    "POST /v3/subscriptions/{id}/security_key": { count: 1 },
  });
});
