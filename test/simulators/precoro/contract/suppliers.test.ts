/** Precoro's suppliers: what writes require, keep and replace. connector/precoro/API.md §1.3, §2, §8, §13. */
import type { PrecoroOptions } from "..";
import { startPrecoroVendor } from "./startPrecoroVendor";

const card = {
  id: 55,
  name: "Acme",
  city: "Austin",
  currencies: ["EUR", "USD"],
  contacts: [
    { id: 7, email: "ap@acme.test", phone: "1", firstname: "Ann" },
    { id: 8, email: "sales@acme.test" },
  ],
};

const supplying = async (options: Partial<PrecoroOptions> = {}) => {
  const webhooks: unknown[] = [];
  const vendor = await startPrecoroVendor({
    records: { suppliers: [card] },
    limits: false,
    onWebhook: (webhook) => webhooks.push(webhook),
    ...options,
  });
  return { ...vendor, webhooks, supplier: () => vendor.precoro.world.supplier(55) };
};

test("§2 GET /suppliers/{id} returns the bare record, contacts wrapped in data", async () => {
  const { call } = await supplying();
  const answer = await call("GET", "/suppliers/55");
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({
    id: 55,
    name: "Acme",
    externalId: null,
    enable: true,
    currency: "EUR",
    currencies: ["EUR", "USD"],
    contacts: {
      data: [
        { id: 7, firstname: "Ann", lastname: "", email: "ap@acme.test", phone: "1" },
        { id: 8, firstname: "", lastname: "", email: "sales@acme.test", phone: "" },
      ],
    },
  });
});

test.each(["GET", "PUT", "PATCH"])("§1.6 %s of an unknown supplier is 404", async (method) => {
  const { call } = await supplying();
  const said = method === "GET" ? {} : { body: "name=X&externalId=1" };
  expect(await call(method, "/suppliers/56", said)).toMatchObject({ status: 404 });
  expect(await call(method, "/suppliers/x", said)).toMatchObject({ status: 404 });
});

describe("§1.3 POST /suppliers", () => {
  test("accepts a form with brackets and returns the whole record", async () => {
    const { call, webhooks } = await supplying();
    const body = new URLSearchParams([
      ["name", "Brown & Sons"],
      ["currencies[]", "USD"],
      ["currencies[]", "EUR"],
      ["postalCode", "78701"],
      ["accountNumber", "0042"],
      ["contacts[0][email]", "b@brown.test"],
      ["contacts[0][phone]", "+1 2"],
    ]);
    const answer = await call("POST", "/suppliers", { body });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      name: "Brown & Sons",
      currency: "USD",
      currencies: ["USD", "EUR"],
      postalCode: "78701",
      accountNumber: "0042",
      contacts: { data: [{ id: expect.any(Number), email: "b@brown.test", phone: "+1 2", lastname: "" }] },
      externalId: null,
      createDate: "2026-01-05T10:00:00+0000",
    });
    const { id } = answer.body as { id: number };
    expect(webhooks).toEqual([{ id, type: 7, action: 0 }]);
    expect(await call("GET", `/suppliers/${id}`)).toMatchObject({ status: 200, body: answer.body });
  });

  test.each([
    [false, null],
    [true, "009A"],
  ])("§13 supplierPostTakesExternalId: %s", async (supplierPostTakesExternalId, externalId) => {
    const { call } = await supplying({ supplierPostTakesExternalId });
    const body = "name=X&currencies[]=USD&externalId=009A";
    expect(await call("POST", "/suppliers", { body })).toMatchObject({ status: 201, body: { externalId } });
  });

  test.each([
    ["currencies[]=USD", ["name"]],
    ["name=&currencies[]=USD", ["name"]],
    ["name=X", ["currencies"]],
    ["name=X&currencies[]=US", ["currencies.0"]],
    ["name=X&currencies=USD", ["currencies"]],
    ["name=X&currencies[]=USD&contacts[0][id]=x", ["contacts.0.id"]],
    ["", ["name", "currencies"]],
  ])("§1.6 '%s' is refused, by field, doubly nested", async (body, fields) => {
    const { call, precoro, webhooks } = await supplying();
    const answer = await call("POST", "/suppliers", { body });
    expect(answer.status).toBe(422);
    const { errors } = (answer.body as { errors: { errors: object } }).errors;
    expect(Object.keys(errors)).toEqual(fields);
    expect(precoro.world.suppliers()).toHaveLength(1);
    expect(webhooks).toEqual([]);
  });

  test("a field name that is special in JavaScript is treated like any other", async () => {
    const { call } = await supplying();
    const body = "name=X&currencies[]=USD&__proto__[polluted]=1&contacts[__proto__][polluted]=1";
    expect(await call("POST", "/suppliers", { body })).toMatchObject({ status: 201 });
    expect({}).not.toHaveProperty("polluted");
  });

  test("§1.3 a body that is not a form is refused with 415", async () => {
    const { call } = await supplying();
    const said = { body: '{"name":"X"}', headers: { "content-type": "application/json" } };
    expect(await call("POST", "/suppliers", said)).toMatchObject({ status: 415 });
    expect(await call("PATCH", "/suppliers/55", said)).toMatchObject({ status: 415 });
  });
});

describe("§13 PUT /suppliers/{id}", () => {
  test("keeps omitted fields", async () => {
    const { call, supplier, webhooks, clock } = await supplying();
    const before = supplier();
    await clock.sleep(2000);
    await call("PUT", "/suppliers/55", { body: "city=Boston" });
    expect(supplier()).toEqual({ ...before, city: "Boston", updateDate: "2026-01-05T10:00:02+0000" });
    expect(webhooks).toEqual([{ id: 55, type: 7, action: 1 }]);
  });

  test("replaces given lists: omitted contacts are removed, and so are omitted fields of contacts", async () => {
    const { call, supplier } = await supplying();
    const body =
      "currencies[]=USD&currencies[]=GBP&contacts[0][id]=7&contacts[0][email]=new@acme.test&contacts[1][phone]=2";
    await call("PUT", "/suppliers/55", { body });
    expect(supplier()).toMatchObject({ currencies: ["USD", "GBP"], currency: "USD" });
    expect(supplier().contacts.data).toEqual([
      { id: 7, firstname: "", lastname: "", email: "new@acme.test", phone: "" },
      { id: expect.any(Number), firstname: "", lastname: "", email: "", phone: "2" },
    ]);
  });

  test("with putClearsArrays, omitted lists are emptied", async () => {
    const { call, supplier } = await supplying({ putClearsArrays: true });
    await call("PUT", "/suppliers/55", { body: "name=Acme" });
    expect(supplier()).toMatchObject({
      name: "Acme",
      currencies: [],
      contacts: { data: [] },
      city: "Austin",
    });
  });

  test.each(["name=", "contacts[0][id]=9", "currencies[]=usd"])("refuses %s", async (body) => {
    const { call, supplier } = await supplying();
    const before = supplier();
    expect(await call("PUT", "/suppliers/55", { body })).toMatchObject({ status: 422 });
    expect(supplier()).toEqual(before);
  });
});

describe("§13 PATCH /suppliers/{id}", () => {
  test("sets the external ID of up to 40 characters, or clears it with an empty text", async () => {
    const { call, supplier, webhooks } = await supplying();
    const forty = "x".repeat(40);
    await call("PATCH", "/suppliers/55", { body: `externalId=${forty}` });
    expect(supplier().externalId).toBe(forty);
    expect(await call("PATCH", "/suppliers/55", { body: "externalId=" })).toMatchObject({
      status: 200,
      body: { id: 55, externalId: null },
    });
    expect(webhooks).toHaveLength(2);
  });

  test.each([`externalId=${"x".repeat(41)}`, "name=X", ""])("refuses '%s'", async (body) => {
    const { call, supplier } = await supplying();
    expect(await call("PATCH", "/suppliers/55", { body })).toMatchObject({
      status: 422,
      body: { errors: { errors: { externalId: expect.any(String) } } },
    });
    expect(supplier()).toMatchObject({ name: "Acme", externalId: null });
  });
});
