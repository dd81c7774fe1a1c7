/** Precoro's locations: lists, writes, the hierarchy, links, and changes in the web app. connector/precoro/API.md §1.6, §7, §13. */

import { idsIn } from "../../kit/testClient";
import type { PrecoroOptions } from "..";
import { startPrecoroVendor } from "./startPrecoroVendor";

/** Locations 1 to 4 are a chain of children; 5 and 6 are outside it. */
const locations = [
  { id: 1, name: "Texas", externalId: "loc01TX" },
  ...[2, 3, 4].map((id) => ({ id, parent: { id: id - 1 } })),
  { id: 5, name: "Ohio", enable: false },
  { id: 6, parent: { id: 5 } },
];

const opened = async (given: Partial<PrecoroOptions> = {}) => {
  const webhooks: unknown[] = [];
  const vendor = await startPrecoroVendor({
    records: { locations },
    limits: false,
    onWebhook: (webhook) => webhooks.push(webhook),
    ...given,
  });
  const { world } = vendor.precoro;
  return {
    ...vendor,
    world,
    webhooks,
    location: (id: number) => world.locations().find((one) => one.id === id),
  };
};

test("§13 GET /locations lists name, link and parent in pages", async () => {
  const { call } = await opened({ pageSizeMax: 4 });
  const first = await call("GET", "/locations");
  expect(first.body).toMatchObject({
    data: [{}, { id: 2, parent: { id: 1 } }, {}, {}],
    meta: { pagination: { has_next_page: true } },
  });
  const [row] = (first.body as { data: unknown[] }).data;
  expect(row).toEqual({ id: 1, name: "Texas", enable: true, externalId: "loc01TX", parent: [] });
  expect(idsIn(await call("GET", "/locations?page=2"))).toEqual([5, 6]);
});

test("§13 POST /locations accepts a name and a parent, and returns the row", async () => {
  const { call, world, webhooks } = await opened();
  const answer = await call("POST", "/locations", { body: "name=Austin&parent[id]=1" });
  expect(answer.status).toBe(201);
  const rest = { name: "Austin", enable: true, externalId: null, parent: { id: 1 } };
  expect(answer.body).toEqual({ id: expect.any(Number), ...rest });
  expect(world.locations().at(-1)).toEqual(answer.body);
  expect(webhooks).toEqual([]);
});

test.each([
  [false, null],
  [true, "loc01NEW"],
])(
  "§6 optionPostTakesExternalId: %s applies to locations, too",
  async (optionPostTakesExternalId, externalId) => {
    const { call } = await opened({ optionPostTakesExternalId });
    const body = "name=X&externalId=loc01NEW";
    expect(await call("POST", "/locations", { body })).toMatchObject({ status: 201, body: { externalId } });
  },
);

test("§13 PUT /locations/{id} keeps omitted fields, and always keeps the link", async () => {
  const { call, location } = await opened();
  expect(await call("PUT", "/locations/1", { body: "name=Texas+(TX)&externalId=X" })).toMatchObject({
    status: 200,
    body: { id: 1, name: "Texas (TX)", enable: true, externalId: "loc01TX", parent: [] },
  });
  await call("PUT", "/locations/5", { body: "enable=1&parent[id]=3" });
  expect(location(5)).toMatchObject({ name: "Ohio", enable: true, parent: { id: 3 } });
  await call("PUT", "/locations/5", { body: "parent[id]=" });
  expect(location(5)).toMatchObject({ name: "Ohio", enable: true, parent: [] });
});

test("§7 PATCH /locations/{id} sets the link of up to 40 characters, or clears it with an empty text", async () => {
  const { call, location } = await opened();
  const forty = "x".repeat(40);
  expect(await call("PATCH", "/locations/5", { body: `externalId=${forty}` })).toMatchObject({
    status: 200,
    body: { id: 5, name: "Ohio", externalId: forty },
  });
  await call("PATCH", "/locations/1", { body: "externalId=" });
  expect(location(1)).toMatchObject({ name: "Texas", externalId: null });
});

test.each([
  ["POST", "", "parent[id]=1", "name"],
  ["POST", "", "name=%20", "name"],
  ["POST", "", "name=X&parent[id]=9", "parent.id"],
  ["PUT", "/1", "name=", "name"],
  ["PUT", "/1", "parent[id]=9", "parent.id"],
  ["PUT", "/1", "parent[id]=1", "parent.id"],
  ["PUT", "/1", "parent[id]=4", "parent.id"],
  ["PUT", "/5", "parent[id]=4", "parent.id"],
  ["PATCH", "/1", `externalId=${"x".repeat(41)}`, "externalId"],
  ["PATCH", "/1", "", "externalId"],
])("§1.6 %s of a location%s refuses '%s', by field, doubly nested", async (method, at, body, field) => {
  const { call, world } = await opened();
  const before = world.locations();
  expect(await call(method, `/locations${at}`, { body })).toMatchObject({
    status: 422,
    body: { errors: { errors: { [field]: expect.any(String) } } },
  });
  expect(world.locations()).toEqual(before);
});

test("§6 the fifth level is the last", async () => {
  const { call } = await opened();
  const fifth = await call("POST", "/locations", { body: "name=X&parent[id]=4" });
  expect(fifth.status).toBe(201);
  const { id } = fifth.body as { id: number };
  expect(await call("POST", "/locations", { body: `name=X&parent[id]=${id}` })).toMatchObject({
    status: 422,
  });
});

test.each(["PUT", "PATCH"])("§1.6 %s of an unknown location is 404", async (method) => {
  const { call } = await opened();
  const said = { body: "name=X&externalId=1" };
  expect(await call(method, "/locations/9", said)).toMatchObject({ status: 404 });
});

test("§7 people can change locations in the web app, within the hierarchy and without a webhook", async () => {
  const { world, webhooks, location } = await opened();
  world.editLocation(5, { name: "Ohio (OH)", externalId: "loc01OH", parent: { id: 1 } });
  expect(location(5)).toEqual({
    ...locations[4],
    name: "Ohio (OH)",
    externalId: "loc01OH",
    parent: { id: 1 },
  });
  expect(() => world.editLocation(1, { parent: { id: 6 } })).toThrow("below itself");
  expect(() => world.editLocation(9, {})).toThrow("Not Found");
  expect(webhooks).toEqual([]);
});
