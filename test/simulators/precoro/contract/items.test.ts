/** Precoro's items: lists, writes, SKUs, links, and changes in the web app. connector/precoro/API.md §1.4, §1.6, §6, §7, §13. */

import { idsIn, SECOND } from "../../kit/testClient";
import type { PrecoroOptions } from "..";
import { startPrecoroVendor } from "./startPrecoroVendor";

const stamp = (day: number) => `2026-01-0${day}T09:00:00+0000`;
const now = "2026-01-05T10:00:00+0000";

const items = [
  { id: 31, sku: "A4", name: "Paper", price: "9.90", externalId: "0ii01P", updateDate: stamp(1) },
  { id: 32, sku: "A5", type: 2, hiddenInCatalog: true, updateDate: stamp(2) },
  { id: 33, sku: "A6", externalId: "0ii01Q", updateDate: stamp(3) },
];

const opened = async (given: Partial<PrecoroOptions> = {}) => {
  const webhooks: unknown[] = [];
  const vendor = await startPrecoroVendor({
    records: { items },
    limits: false,
    onWebhook: (webhook) => webhooks.push(webhook),
    ...given,
  });
  const { world } = vendor.precoro;
  return { ...vendor, world, webhooks };
};

describe("§1.4 GET /items", () => {
  test.each([
    ["", [31, 32, 33]],
    ["modifiedSince=2026-01-02T09:00:00", [32, 33]],
    ["modifiedSince=2026-01-02T09:00:01", [33]],
    ["externalIntegrated=0", [32]],
    ["externalIntegrated=1", [31, 33]],
    ["external_id[]=0ii01Q&external_id[]=0ii01X", [33]],
    ["per_page=10&page=2", []],
  ])("%s", async (query, ids) => {
    const { call } = await opened();
    expect(idsIn(await call("GET", `/items?${query}`))).toEqual(ids);
  });

  test("has pages", async () => {
    const { call } = await opened({ pageSizeMax: 2 });
    expect(await call("GET", "/items?per_page=200")).toMatchObject({
      body: { data: [{ id: 31 }, { id: 32 }], meta: { pagination: { has_next_page: true } } },
    });
    expect(idsIn(await call("GET", "/items?per_page=200&page=2"))).toEqual([33]);
  });

  test.each(["per_page=25", "modifiedSince=2026-01-02", "externalIntegrated=no"])(
    "§1.6 refuses %s",
    async (query) => {
      const { call } = await opened();
      expect(await call("GET", `/items?${query}`)).toMatchObject({
        status: 400,
        body: { errors: { errors: { [query.split("=")[0] ?? ""]: expect.any(String) } } },
      });
    },
  );

  test("§13 with the option, external ids other than numbers are refused", async () => {
    const { call } = await opened({ externalIdLookupNumbersOnly: true });
    expect(await call("GET", "/items?external_id[]=0ii01Q")).toMatchObject({ status: 400 });
  });
});

test("§7 GET /items/{id} returns the bare record, as in the list", async () => {
  const { call } = await opened();
  const answer = await call("GET", "/items/31");
  expect(answer).toMatchObject({
    status: 200,
    body: {
      id: 31,
      sku: "A4",
      name: "Paper",
      type: 1,
      typeString: "Non-Inventory",
      description: "",
      price: "9.90",
      freeOfCharge: false,
      hiddenInCatalog: false,
      externalId: "0ii01P",
      createDate: now,
      updateDate: stamp(1),
    },
  });
  const { data } = (await call("GET", "/items?per_page=10")).body as { data: unknown[] };
  expect(data[0]).toEqual(answer.body);
  expect(await call("GET", "/items/32")).toMatchObject({ body: { typeString: "Service", price: "0" } });
});

test.each(["GET", "PUT", "PATCH"])("§1.6 %s of an unknown item is 404", async (method) => {
  const { call } = await opened();
  const said = method === "GET" ? {} : { body: "name=X&externalId=1" };
  expect(await call(method, "/items/34", said)).toMatchObject({ status: 404 });
  expect(await call(method, "/items/x", said)).toMatchObject({ status: 404 });
});

describe("§7 POST /items", () => {
  test("accepts SKU and name, and returns the row", async () => {
    const { call, world, webhooks } = await opened();
    const answer = await call("POST", "/items", { body: "sku=B1&name=Pens" });
    expect(answer).toMatchObject({
      status: 201,
      body: {
        sku: "B1",
        name: "Pens",
        price: "0",
        type: 1,
        externalId: null,
        createDate: now,
        updateDate: now,
      },
    });
    expect(world.items().at(-1)).toEqual(answer.body);
    expect(webhooks).toEqual([]);
  });

  test("accepts price, type and visibility in the catalog", async () => {
    const { call } = await opened();
    const title = "x".repeat(300);
    const body = `sku=${title}&name=${title}&price=0.125&type=3&hiddenInCatalog=1&freeOfCharge=1&description=d&unit=kg`;
    expect(await call("POST", "/items", { body })).toMatchObject({
      status: 201,
      body: {
        sku: title,
        name: title,
        price: "0.125",
        type: 3,
        typeString: "Tax",
        hiddenInCatalog: true,
        freeOfCharge: true,
        description: "d",
        unit: "kg",
      },
    });
  });

  test.each([
    [false, null],
    [true, "0ii01N"],
  ])("§13 itemPostTakesExternalId: %s", async (itemPostTakesExternalId, externalId) => {
    const { call } = await opened({ itemPostTakesExternalId });
    const body = "sku=B1&name=X&externalId=0ii01N";
    expect(await call("POST", "/items", { body })).toMatchObject({ status: 201, body: { externalId } });
  });

  test.each([
    ["name=X", "sku"],
    ["sku=B1", "name"],
    ["sku=%20&name=X", "sku"],
    ["sku=B1&name=", "name"],
    [`sku=${"x".repeat(301)}&name=X`, "sku"],
    [`sku=B1&name=${"x".repeat(301)}`, "name"],
    ["sku=B1&name=X&price=", "price"],
    ["sku=B1&name=X&price=1,5", "price"],
    ["sku=B1&name=X&price=-1", "price"],
    ["sku=B1&name=X&type=4", "type"],
    ["sku=B1&name=X&hiddenInCatalog=true", "hiddenInCatalog"],
    ["sku=A4&name=X", "sku"],
  ])("§1.6 refuses '%s', by field, doubly nested", async (body, field) => {
    const { call, world } = await opened();
    const answer = await call("POST", "/items", { body });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual({ errors: { errors: { [field]: expect.any(String) } } });
    expect(world.items()).toHaveLength(3);
  });
});

describe("§7 PUT /items/{id}", () => {
  test("keeps omitted fields, always keeps the link, and sets updateDate", async () => {
    const { call, world, clock } = await opened();
    const before = world.item(31);
    await clock.sleep(2 * SECOND - 400);
    await call("PUT", "/items/31", { body: "name=Paper+A4&externalId=X" });
    const after = { ...before, name: "Paper A4", updateDate: "2026-01-05T10:00:02+0000" };
    expect(world.item(31)).toEqual(after);
    await call("PUT", "/items/31", { body: "type=0&price=10&hiddenInCatalog=1" });
    expect(world.item(31)).toMatchObject({ typeString: "Inventory", price: "10", hiddenInCatalog: true });
  });

  test("frees the old SKU for other items, and refuses another item's SKU", async () => {
    const { call, world } = await opened();
    expect(await call("PUT", "/items/31", { body: "sku=A5" })).toMatchObject({
      status: 422,
      body: { errors: { errors: { sku: expect.any(String) } } },
    });
    expect(await call("PUT", "/items/31", { body: "sku=A4&name=Same" })).toMatchObject({ status: 200 });
    expect(await call("PUT", "/items/31", { body: "sku=B4" })).toMatchObject({ status: 200 });
    expect(await call("PUT", "/items/32", { body: "sku=A4" })).toMatchObject({ status: 200 });
    expect(world.items().map(({ sku }) => sku)).toEqual(["B4", "A4", "A6"]);
  });

  test.each(["name=", "price=x", `sku=${"x".repeat(301)}`, "type=9"])("refuses '%s'", async (body) => {
    const { call, world } = await opened();
    const before = world.item(31);
    expect(await call("PUT", "/items/31", { body })).toMatchObject({ status: 422 });
    expect(world.item(31)).toEqual(before);
  });
});

test("§13 PATCH /items/{id} sets the link of up to 40 characters, or clears it with an empty text", async () => {
  const { call, world } = await opened();
  const forty = "x".repeat(40);
  expect(await call("PATCH", "/items/32", { body: `externalId=${forty}` })).toMatchObject({
    status: 200,
    body: { id: 32, externalId: forty, updateDate: now },
  });
  await call("PATCH", "/items/31", { body: "externalId=" });
  expect(world.item(31)).toMatchObject({ sku: "A4", externalId: null });
  for (const body of [`externalId=${forty}x`, "name=X", ""])
    expect(await call("PATCH", "/items/31", { body })).toMatchObject({
      status: 422,
      body: { errors: { errors: { externalId: expect.any(String) } } },
    });
});

test("§7 people can change and add items in the web app, each with a unique SKU and without a webhook", async () => {
  const { world, webhooks, clock, call } = await opened();
  await clock.sleep(2 * SECOND);
  world.editItem(31, { name: "Paper A4", externalId: null, type: 0 });
  const updateDate = "2026-01-05T10:00:02+0000";
  const set = { name: "Paper A4", externalId: null, type: 0, typeString: "Inventory" };
  expect(world.item(31)).toMatchObject({ ...set, sku: "A4", updateDate });
  const { id } = world.addItem({ sku: "B1", name: "Pens" });
  expect(await call("GET", `/items/${id}`)).toMatchObject({ body: { sku: "B1", createDate: updateDate } });
  expect(() => world.editItem(31, { sku: "A5" })).toThrow("A5");
  expect(() => world.addItem({ sku: "A4" })).toThrow("A4");
  expect(() => world.addItem({ id: 31 })).toThrow("the id 31");
  expect(() => world.editItem(31, { type: 9 })).toThrow("type");
  expect(world.items()).toHaveLength(4);
  expect(webhooks).toEqual([]);
});
