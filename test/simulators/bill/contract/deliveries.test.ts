/** How BILL delivers webhooks: signed, in time, and retried after failures until they are given up. connector/bill/API.md §10. */
import { createHmac } from "node:crypto";
import { type ClientResponse, HOUR, idsIn, MINUTE, SECOND, START } from "../../kit/testClient";
import { key, request, withSubscriber } from "./withSubscriber";

const BILLS = ["bill.created", "bill.updated", "bill.archived"];

const signature = (body: string, securityKey: string) =>
  createHmac("sha256", securityKey).update(body).digest("base64");

describe("§10 a delivery", () => {
  test.each([
    ["object", /^\{"metadata":/],
    ["textInText", /^"\{\\"metadata\\":/],
  ] as const)("comes two seconds after the change, as %s", async (billNotifications, form) => {
    const options = { billNotifications };
    const { world, deliveries, waitUntilDelivered, clock, id } = await withSubscriber(BILLS, [], options);
    const at = clock.now();
    world.edit("00n1", { description: 'with "quotes" and é' });
    await waitUntilDelivered();
    expect(deliveries).toMatchObject([
      {
        url: request.notificationUrl,
        subscriptionId: id,
        at: at + 2 * SECOND,
        headers: { "content-type": "application/json" },
        payload: { metadata: { subscriptionId: id }, bill: { description: 'with "quotes" and é' } },
      },
    ]);
    expect(deliveries[0]?.body).toMatch(form);
  });

  test.each(["object", "textInText"] as const)(
    "as %s, it is signed with the current key over its exact bytes",
    async (billNotifications) => {
      const { world, deliveries, waitUntilDelivered, id, securityKey, webhooks } = await withSubscriber(
        BILLS,
        [],
        {
          billNotifications,
        },
      );
      world.edit("00n1", { description: "é" });
      await waitUntilDelivered();
      world.edit("00n1", { description: "on its way while the key is changed" });
      const rotated = webhooks.rotate(id).securityKey;
      await waitUntilDelivered();
      const signatures = deliveries.map(({ headers }) => headers["x-bill-sha-signature"]);
      expect(signatures).toEqual([
        signature(deliveries[0]?.body ?? "", securityKey),
        signature(deliveries[1]?.body ?? "", rotated),
      ]);
    },
  );

  test("goes to each subscription under a different event id", async () => {
    const { world, deliveries, waitUntilDelivered, webhooks } = await withSubscriber(BILLS);
    webhooks.subscribe({ ...request, events: [{ type: "bill.updated", version: "1" }] });
    world.edit("00n1", { description: "new" });
    expect(webhooks.pending()).toMatchObject([{ attempt: 0, eventType: "bill.updated" }, {}]);
    expect(webhooks.isQuiet()).toBe(false);
    await waitUntilDelivered();
    expect(webhooks.isQuiet()).toBe(true);
    expect(new Set(deliveries.flatMap(({ eventId, subscriptionId }) => [eventId, subscriptionId])).size).toBe(
      4,
    );
  });

  test("is dropped unless the simulator was given a receiver", async () => {
    const { world, waitUntilDelivered, webhooks, id } = await withSubscriber(BILLS, [], {
      deliver: async () => ({ status: 200 }),
    });
    world.edit("00n1", { description: "new" });
    await waitUntilDelivered();
    expect(webhooks.history(id)).toMatchObject([{ statusCode: 200 }]);
  });
});

describe("§10 a delivery that fails", () => {
  test("is retried under the same id after longer and longer pauses", async () => {
    const { world, deliveries, waitUntilDelivered, webhooks, id } = await withSubscriber(
      BILLS,
      [500, 202, 0],
    );
    world.edit("00n1", { description: "new" });
    await waitUntilDelivered();
    const first = deliveries[0]?.at ?? 0;
    expect(deliveries.map(({ at }) => at - first)).toEqual([0, MINUTE, 3 * MINUTE, 7 * MINUTE]);
    expect(new Set(deliveries.map(({ eventId }) => eventId)).size).toBe(1);
    expect(webhooks.history(id)).toMatchObject([{ statusCode: 200 }]);
    expect(webhooks.subscriptions()).toMatchObject([{ status: { enabled: true } }]);
  });

  test("disables the subscription at the fifth failure; other pending deliveries are dropped and stay in the history", async () => {
    const { world, deliveries, waitUntilDelivered, webhooks, id, clock, callEvents } = await withSubscriber(
      BILLS,
      Array(9).fill(500),
    );
    const at = clock.now();
    world.edit("00n1", { description: "first" });
    await clock.sleep(10 * MINUTE);
    world.edit("00n1", { description: "second" });
    await waitUntilDelivered();
    expect(clock.now() - at).toBeLessThan(16 * MINUTE);
    expect(deliveries).toHaveLength(8);
    const path = `/v3/subscriptions/${id}`;
    expect(await callEvents("GET", path)).toMatchObject({ body: { status: { enabled: false } } });
    world.edit("00n1", { description: "not delivered" });
    expect(webhooks.isQuiet()).toBe(true);
    expect(webhooks.history(id)).toMatchObject([{ statusCode: 500 }, { statusCode: 500 }]);

    await callEvents("PATCH", path, { body: { status: { enabled: true } } });
    world.edit("00n1", { description: "third" });
    await waitUntilDelivered();
    expect(deliveries.at(-1)?.payload.bill).toMatchObject({ description: "third" });
  });

  test("is retried webhookRetries times", async () => {
    const { world, deliveries, waitUntilDelivered, webhooks } = await withSubscriber(BILLS, [500], {
      webhookRetries: 0,
    });
    world.edit("00n1", { description: "new" });
    await waitUntilDelivered();
    expect(deliveries).toHaveLength(1);
    expect(webhooks.subscriptions()).toMatchObject([{ status: { enabled: false } }]);
  });

  test("deleting a subscription cancels its pending deliveries", async () => {
    const { world, deliveries, webhooks, id, clock } = await withSubscriber(BILLS);
    world.edit("00n1", { description: "new" });
    webhooks.unsubscribe(id);
    expect(webhooks.isQuiet()).toBe(true);
    await clock.sleep(MINUTE);
    expect(deliveries).toEqual([]);
    expect(() => webhooks.history(id)).toThrow(id);
  });
});

describe("§10 GET /v3/events/subscription/{id}", () => {
  test("has forward pages, filtered by record if requested, for 180 days", async () => {
    const { world, callEvents, waitUntilDelivered, id, clock, login } = await withSubscriber(BILLS);
    for (const description of ["a", "b"]) world.edit("00n1", { description });
    world.add("bills", { id: "00n2", vendorId: "009A" });
    await waitUntilDelivered();
    const path = `/v3/events/subscription/${id}`;
    const first = await callEvents("GET", `${path}?max=2`);
    expect(first).toMatchObject({
      status: 200,
      body: {
        results: [
          {
            id: expect.any(String),
            type: "bill.updated",
            version: "1",
            subscriptionId: id,
            payload: expect.stringMatching(/^\{"metadata":/),
            createdTime: expect.stringMatching(/^2026-01-05T10:00:00/),
            statusCode: 200,
          },
          {},
        ],
      },
    });
    const { nextPage } = first.body as { nextPage: string };
    const second = await callEvents("GET", `${path}?max=2&page=${nextPage}`);
    expect(second.body).toMatchObject({ results: [{ type: "bill.created" }] });
    expect(second.body).not.toHaveProperty("nextPage");
    expect(await callEvents("GET", `${path}?entityId=00n2`)).toMatchObject({ body: { results: [{}] } });
    expect(idsIn(await callEvents("GET", `${path}?entityId=00n2`))).toEqual(idsIn(second));
    await clock.sleep(START + 180 * 24 * HOUR + MINUTE - clock.now());
    await login();
    expect(idsIn(await callEvents("GET", path))).toEqual([]);
  });

  test("an unknown subscription is 404", async () => {
    const { callEvents } = await withSubscriber(BILLS);
    expect(await callEvents("GET", "/v3/events/subscription/x")).toMatchObject({ status: 404 });
  });
});

describe("§10 POST /v3/events/subscription/{id}/event/{id}", () => {
  test("resends an event of the history unchanged", async () => {
    const { world, callEvents, waitUntilDelivered, id, deliveries } = await withSubscriber(BILLS);
    world.edit("00n1", { description: "new" });
    await waitUntilDelivered();
    const eventId = deliveries[0]?.eventId;
    expect(await callEvents("POST", `/v3/events/subscription/${id}/event/${eventId}`)).toMatchObject({
      status: 200,
      body: { id: eventId, type: "bill.updated", statusCode: 200 },
    });
    await waitUntilDelivered();
    expect(deliveries.map(({ body }) => body)).toEqual([deliveries[0]?.body, deliveries[0]?.body]);
  });

  test("an unknown event is 404; a disabled subscription gets nothing", async () => {
    const { world, callEvents, waitUntilDelivered, id, deliveries, webhooks } = await withSubscriber(BILLS);
    expect(await callEvents("POST", `/v3/events/subscription/${id}/event/x`)).toMatchObject({ status: 404 });
    world.edit("00n1", { description: "new" });
    await waitUntilDelivered();
    webhooks.update(id, { status: { enabled: false } });
    const path = `/v3/events/subscription/${id}/event/${deliveries[0]?.eventId}`;
    expect(await callEvents("POST", path)).toMatchObject({ status: 422 });
  });
});

describe("§10 POST /v3/subscriptions/{id}/test", () => {
  test("sends the given test values, or default ones", async () => {
    const { callEvents, waitUntilDelivered, id, deliveries } = await withSubscriber(BILLS);
    const path = `/v3/subscriptions/${id}/test`;
    const body = { eventType: "bill.archived", version: "1", bill: { id: "test", amount: 100 } };
    expect(await callEvents("POST", path, { body })).toMatchObject({
      status: 200,
      body: { type: "bill.archived", version: "1", subscriptionId: id, payload: expect.any(String) },
    });
    await callEvents("POST", path, { body: {} });
    await waitUntilDelivered();
    expect(deliveries.map(({ payload }) => payload)).toMatchObject([
      { metadata: { eventType: "bill.archived" }, bill: { id: "test", amount: 100 } },
      { metadata: { eventType: "bill.created" }, bill: { id: "test-bill-id" } },
    ]);
    expect(await callEvents("POST", path, { body: { eventType: "x" } })).toMatchObject({ status: 400 });
  });
});

test("§10 two subscriptions created by API have different keys", async () => {
  const { callEvents } = await withSubscriber(BILLS);
  const keys = [];
  for (const n of [1, 2]) {
    const headers = { "X-Idempotent-Key": key(n) };
    const body = { ...request, notificationUrl: `https://hooks.example.test/${n}` };
    const answer: ClientResponse = await callEvents("POST", "/v3/subscriptions", { body, headers });
    keys.push((answer.body as { securityKey: string }).securityKey);
  }
  expect(new Set(keys).size).toBe(2);
});
