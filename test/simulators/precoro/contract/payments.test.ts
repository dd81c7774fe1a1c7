/** Precoro's payments by API: listing, reading, recording, setting the link. connector/precoro/API.md §1.4, §1.6, §3.1, §5, §8, §13. */

import { idsIn, MINUTE } from "../../kit/testClient";
import { invoice, NOW, other, withInvoice } from "./withInvoice";

const stamp = (day: number) => `2026-01-0${day}T09:00:00+0000`;

const held = [
  { id: 1, idn: 11, invoice: 900_100, sumPaid: "10.00", externalId: "stp1", updateDate: stamp(1) },
  { id: 3, idn: 13, invoice: { idn: "1043" }, sumPaid: "5.00", externalId: "stp1", updateDate: stamp(3) },
  { id: 2, idn: 12, invoice: { id: 900_100 }, sumPaid: "20.00", externalId: 77, updateDate: stamp(2) },
];

const listing = (options = {}) => withInvoice([invoice, other(1043)], held, options);

const refusal = (field: string, text: unknown = expect.any(String)) => ({
  status: 422,
  body: { errors: { errors: { [field]: text } } },
});

describe("§1.4 GET /payments", () => {
  test.each([
    ["", [1, 2, 3]],
    ["modifiedSince=2026-01-02T09:00:00", [2, 3]],
    ["modifiedSince=2026-01-02T09:00:01", [3]],
    ["external_id[]=stp1", [1, 3]],
    ["external_id[]=77&external_id[]=stp9", [2]],
    ["external_id[]=stp1&modifiedSince=2026-01-02T09:00:00", [3]],
    ["per_page=10&page=2", []],
  ])("%s", async (query, ids) => {
    const { call } = await listing();
    expect(idsIn(await call("GET", `/payments?${query}`))).toEqual(ids);
  });

  test("§1.4 has pages", async () => {
    const { call } = await listing({ pageSizeMax: 2 });
    expect(await call("GET", "/payments?per_page=200")).toMatchObject({
      status: 200,
      body: { data: [{ id: 1 }, { id: 2 }], meta: { pagination: { has_next_page: true } } },
    });
    expect(await call("GET", "/payments?per_page=200&page=2")).toMatchObject({
      body: { data: [{ id: 3 }], meta: { pagination: { has_next_page: false } } },
    });
  });

  test.each(["per_page=25", "modifiedSince=2026-01-02", "page=0"])("§1.6 refuses %s", async (query) => {
    const { call } = await listing();
    expect(await call("GET", `/payments?${query}`)).toMatchObject({
      status: 400,
      body: { errors: { errors: { [query.split("=")[0] ?? ""]: expect.any(String) } } },
    });
  });

  test("§13 with the option, external ids other than numbers are refused", async () => {
    const { call } = await listing({ externalIdLookupNumbersOnly: true });
    expect(await call("GET", "/payments?external_id[]=stp1")).toMatchObject({ status: 400 });
    expect(idsIn(await call("GET", "/payments?external_id[]=77"))).toEqual([2]);
  });
});

test("§5 GET /payments/{id} returns the bare payment with its invoice, by idn, as in the list", async () => {
  const { call, world } = await listing();
  const answer = await call("GET", "/payments/11");
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({
    id: 1,
    idn: "11",
    sumPaid: "10.00",
    payDate: NOW,
    externalId: "stp1",
    logicType: 0,
    createDate: NOW,
    updateDate: stamp(1),
    invoice: { id: 900_100, idn: "1042" },
  });
  const { data } = (await call("GET", "/payments")).body as { data: unknown[] };
  expect(data[0]).toEqual(answer.body);
  expect(world.snapshot().payments).toEqual(data);
});

test.each(["GET", "PATCH"])("§1.6 %s of an unknown payment is 404; ids are not idns", async (method) => {
  const { call } = await listing();
  const said = method === "GET" ? {} : { body: "externalId=1" };
  expect(await call(method, "/payments/1", said)).toMatchObject({ status: 404 });
  expect(await call(method, "/payments/x", said)).toMatchObject({ status: 404 });
});

describe("§5 POST /payments", () => {
  test("§5 records a payment: returns the payment, makes the invoice partly paid, and sends a webhook", async () => {
    const { post, read, call, webhooks, world } = await withInvoice();
    const answer = await post();
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.any(Number),
      idn: expect.any(String),
      sumPaid: "20.00",
      payDate: "2026-01-04T00:00:00+0000",
      externalId: null,
      logicType: 0,
      createDate: NOW,
      updateDate: NOW,
      invoice: { id: 900_100, idn: "1042" },
    });
    const { invoice: _invoice, ...inside } = answer.body as Record<string, unknown>;
    expect(read()).toMatchObject({
      status: 4,
      statusString: "Partly Paid",
      sumPaid: "20.00",
      approvalDate: NOW,
      updateDate: NOW,
      payments: { data: [inside] },
    });
    expect(world.snapshot().payments).toEqual([answer.body]);
    expect(await call("GET", `/payments/${inside["idn"]}`)).toMatchObject({ body: answer.body as object });
    expect(webhooks).toEqual([{ id: 900_100, type: 3, action: 1, idn: 1042 }]);
  });

  test("§3.1 a payment of what is left makes the invoice paid, and further ones are refused", async () => {
    const { post, read, webhooks } = await withInvoice();
    await post({ sumPaid: "20.5" });
    expect(await post({ sumPaid: "99.15", logicType: "2" })).toMatchObject({ body: { logicType: 2 } });
    expect(read()).toMatchObject({ status: 5, sumPaid: "119.65", payments: { data: [{}, {}] } });
    expect(await post({ sumPaid: "1" })).toMatchObject(
      refusal("sumPaid", "The Invoice is already fully paid."),
    );
    expect(webhooks).toHaveLength(2);
  });

  test("§3.2 a row of /invoices shows the paid sum, but not the payments", async () => {
    const { post, call } = await withInvoice();
    await post();
    const { data } = (await call("GET", "/invoices")).body as { data: object[] };
    expect(data).toMatchObject([{ sum: 119.65, sumPaid: "20.00", status: 4 }]);
    expect(data[0]).not.toHaveProperty("payments");
  });

  test.each([
    [false, null],
    [true, "stp1"],
  ])("§13 paymentPostTakesExternalId: %s", async (paymentPostTakesExternalId, externalId) => {
    const { post, world } = await withInvoice([invoice], [], { paymentPostTakesExternalId });
    expect(await post({ externalId: "stp1" })).toMatchObject({ status: 201, body: { externalId } });
    expect(world.payments()).toMatchObject([{ externalId }]);
  });

  test("§13 an external id need not be unique", async () => {
    const { post, call, world } = await withInvoice([invoice], [], { paymentPostTakesExternalId: true });
    await post({ externalId: "stp1" });
    await post({ externalId: "stp1" });
    expect(idsIn(await call("GET", "/payments?external_id[]=stp1"))).toEqual(
      world.payments().map(({ id }) => id),
    );
  });

  test.each([
    ["2026-01-04", "2026-01-04T00:00:00+0000"],
    ["2026-01-04T23:00:00-02:00", "2026-01-05T01:00:00+0000"],
    ["2026-01-04T10:20:30+0000", "2026-01-04T10:20:30+0000"],
  ])("§5 payDate %s", async (written, payDate) => {
    const { post } = await withInvoice();
    expect(await post({ payDate: written })).toMatchObject({ status: 201, body: { payDate } });
  });

  test.each([
    [{ "invoice[id]": "1042" }, "invoice", undefined],
    [{ "invoice[id]": "" }, "invoice", undefined],
    [{ "invoice[idn]": "1042", "invoice[id]": "x" }, "invoice", undefined],
    [{ sumPaid: "0" }, "sumPaid", "The amount must be greater than 0 and not exceed 119.65."],
    [{ sumPaid: "-5" }, "sumPaid", "The amount must be greater than 0 and not exceed 119.65."],
    [{ sumPaid: "0.004" }, "sumPaid", undefined],
    [{ sumPaid: "119.66" }, "sumPaid", "The amount must be greater than 0 and not exceed 119.65."],
    [{ sumPaid: "1,5" }, "sumPaid", undefined],
    [{ payDate: "" }, "payDate", undefined],
    [{ payDate: "04.01.2026" }, "payDate", undefined],
    [{ payDate: "2026-02-30" }, "payDate", undefined],
    [{ logicType: "credit" }, "logicType", undefined],
    [{ externalId: "x".repeat(41) }, "externalId", undefined],
  ])("§1.6 refuses %j, by field, doubly nested", async (fields, field, text) => {
    const { post, read, world, webhooks } = await withInvoice();
    const before = read();
    const answer = await post(fields);
    expect(answer).toMatchObject(refusal(field, text ?? expect.any(String)));
    expect(Object.keys((answer.body as { errors: { errors: object } }).errors.errors)).toEqual([field]);
    expect(read()).toEqual(before);
    expect(world.payments()).toEqual([]);
    expect(webhooks).toEqual([]);
  });

  test("§1.6 names each missing field", async () => {
    const { call } = await withInvoice();
    const fields = { invoice: expect.any(String), sumPaid: expect.any(String), payDate: expect.any(String) };
    const answer = await call("POST", "/payments", { body: "logicType=0" });
    expect(answer).toMatchObject({ status: 422, body: { errors: { errors: fields } } });
  });

  test.each([0, 1, 3, 6, 7, 8, 9, 10, 11])("§3.1 an invoice of status %d accepts none", async (status) => {
    const { post, world } = await withInvoice([{ ...invoice, status }]);
    expect(await post()).toMatchObject(refusal("invoice", "The invoice must be approved."));
    expect(world.payments()).toEqual([]);
  });

  test.each([
    ["§4 a credit note", { logicType: 1 }, "invoice"],
    ["§4 a standalone credit note", { logicType: 5 }, "invoice"],
    ["§3.2 an invalid invoice", { sum: "a lot" }, "invoice"],
    ["§3.1 a paid invoice", { status: 5 }, "sumPaid"],
    ["§3.1 an invoice with status paid and no paid sum", { status: 5, sumPaid: "0" }, "sumPaid"],
    ["§5 an invoice with nothing left to pay", { status: 2, sumPaid: "119.65" }, "sumPaid"],
  ])("%s accepts none", async (_what, set, field) => {
    const { post } = await withInvoice([{ ...invoice, ...set }]);
    expect(await post()).toMatchObject(refusal(field));
  });
});

describe("§5 PATCH /payments/{id}", () => {
  test("§5, §13 sets the link, or clears it with an empty text: only the payment gets a new updateDate, and there is no webhook", async () => {
    const { call, read, world, clock, webhooks } = await withInvoice(
      [{ ...invoice, status: 2 }],
      held.slice(0, 1),
    );
    const before = read();
    const [payment] = world.payments();
    await clock.sleep(MINUTE - 400);
    const updateDate = "2026-01-05T10:01:00+0000";
    const forty = "x".repeat(40);
    const answer = await call("PATCH", "/payments/11", { body: `externalId=${forty}` });
    expect(answer).toMatchObject({ status: 200, body: { ...payment, externalId: forty, updateDate } });
    expect(world.payments()).toEqual([answer.body]);
    const { invoice: _invoice, ...inside } = answer.body as Record<string, unknown>;
    expect(read()).toEqual({ ...before, payments: { data: [inside] } });
    await call("PATCH", "/payments/11", { body: "externalId=" });
    expect(world.payment("11")).toMatchObject({ externalId: null });
    expect(webhooks).toEqual([]);
  });

  test.each([`externalId=${"x".repeat(41)}`, "sumPaid=5", ""])("§1.6 refuses '%s'", async (body) => {
    const { call, world } = await listing();
    const before = world.payments();
    expect(await call("PATCH", "/payments/11", { body })).toMatchObject(refusal("externalId"));
    expect(world.payments()).toEqual(before);
  });
});
