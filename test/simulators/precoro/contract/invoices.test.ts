/** Precoro's invoices and credit notes: reading them, setting their link, and changes in the web app. connector/precoro/API.md §3, §4, §8, §13. */

import { MINUTE } from "../../kit/testClient";
import type { PrecoroOptions } from "..";
import { startPrecoroVendor } from "./startPrecoroVendor";

const record = {
  id: 900_100,
  idn: 1042,
  supplier: { id: 55 },
  status: 1,
  items: [
    { name: "Paper", quantity: 10, price: "9.90", taxPercent: 10 },
    { name: "Delivery", price: 12.5, discount: 2.5, taxPercent: "7.5" },
  ],
};

const invoicing = async (options: Partial<PrecoroOptions> = {}) => {
  const webhooks: unknown[] = [];
  const vendor = await startPrecoroVendor({
    records: { suppliers: [{ id: 55, name: "Acme" }], invoices: [record] },
    limits: false,
    onWebhook: (webhook) => webhooks.push(webhook),
    ...options,
  });
  const read = async (idn: string | number = 1042) => (await vendor.call("GET", `/invoices/${idn}`)).body;
  return { ...vendor, webhooks, read, world: vendor.precoro.world };
};

const later = (minutes: number) => `2026-01-05T10:0${minutes}:00+0000`;

test("§13 GET /invoices/{id} returns lines with their sums, payments and custom fields, wrapped in data", async () => {
  const { call } = await invoicing();
  const answer = await call("GET", "/invoices/1042");
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({
    id: 900_100,
    idn: "1042",
    status: 1,
    statusString: "Pending",
    logicType: 0,
    sum: "119.65",
    netSum: 109,
    sumPaid: "0",
    currency: "USD",
    issueDate: "2026-01-05T00:00:00+0000",
    requiredDate: "2026-02-04T00:00:00+0000",
    approvalDate: null,
    externalId: null,
    supplier: { id: 55, name: "Acme", externalId: null },
    purchaseOrder: [],
    parentData: [],
    items: {
      data: [
        {
          name: "Paper",
          quantity: 10,
          price: "9.90",
          netSum: "99.00",
          taxSum: "9.90",
          sum: "108.90",
          item: [],
        },
        { name: "Delivery", quantity: 1, discount: 2.5, netSum: "10.00", taxSum: "0.75", sum: "10.75" },
      ],
    },
    dataDocumentCustomFields: { data: [] },
    payments: { data: [] },
  });
});

test("§3 documents are read by idn, not by id", async () => {
  const { call } = await invoicing();
  expect(await call("GET", "/invoices/900100")).toMatchObject({ status: 404 });
  expect(await call("PATCH", "/invoices/900100", { body: "externalId=1" })).toMatchObject({ status: 404 });
});

test("§13 a document shows its supplier's current data", async () => {
  const { call, read } = await invoicing();
  await call("PATCH", "/suppliers/55", { body: "externalId=009A" });
  expect(await read()).toMatchObject({ supplier: { id: 55, externalId: "009A" } });
});

describe("§3.5 PATCH /invoices/{id}", () => {
  test("sets the link: with a new updateDate and a webhook, but no new approval (§13)", async () => {
    const { call, read, clock, webhooks } = await invoicing();
    const before = (await read()) as object;
    await clock.sleep(MINUTE - 400 - 400);
    const answer = await call("PATCH", "/invoices/1042", { body: "externalId=00n1" });
    const marked = { ...before, externalId: "00n1", updateDate: later(1) };
    expect(answer).toMatchObject({ status: 200, body: marked });
    expect(await read()).toEqual(marked);
    expect(webhooks).toEqual([{ id: 900_100, type: 3, action: 1, idn: 1042 }]);
  });

  test("sets the error log as well; an omitted field stays, an empty one is cleared", async () => {
    const { call, read } = await invoicing();
    await call("PATCH", "/invoices/1042", { body: "externalId=00n1&externalIntegrationLog=too+long" });
    await call("PATCH", "/invoices/1042", { body: "externalId=00n2" });
    expect(await read()).toMatchObject({ externalId: "00n2", externalIntegrationLog: "too long" });
    await call("PATCH", "/invoices/1042", { body: "externalIntegrationLog=" });
    expect(await read()).toMatchObject({ externalId: "00n2", externalIntegrationLog: null });
    await call("PATCH", "/invoices/1042", { body: "externalId=" });
    expect(await read()).toMatchObject({ externalId: null });
  });

  test("§13 externalIntegrationLogShown: false hides the log", async () => {
    const { call, read } = await invoicing({ externalIntegrationLogShown: false });
    await call("PATCH", "/invoices/1042", { body: "externalIntegrationLog=too+long" });
    expect(await read()).not.toHaveProperty("externalIntegrationLog");
  });

  test("§13 paymentRowsShown: false leaves what is paid to the header", async () => {
    const { world, read } = await invoicing({ paymentRowsShown: false });
    world.approve("1042");
    world.pay("1042", { sumPaid: "10.00" });
    expect(await read()).toMatchObject({ sumPaid: expect.stringMatching(/^10/), payments: { data: [] } });
  });

  test.each([`externalId=${"x".repeat(41)}`, "status=2", ""])("refuses '%s'", async (body) => {
    const { call, read, webhooks } = await invoicing();
    expect(await call("PATCH", "/invoices/1042", { body })).toMatchObject({
      status: 422,
      body: { errors: { errors: { externalId: expect.any(String) } } },
    });
    expect(await read()).toMatchObject({ status: 1, externalId: null });
    expect(webhooks).toEqual([]);
  });
});

describe("§3.1 people in the web app", () => {
  test("approve and revise set a new approval date, edit does not", async () => {
    const { world, read, clock, webhooks } = await invoicing();
    world.approve(1042, { note: "ok" });
    expect(await read()).toMatchObject({ status: 2, approvalDate: later(0), note: "ok" });
    await clock.sleep(MINUTE - 400);
    world.edit(1042, { note: "changed" });
    expect(await read()).toMatchObject({
      status: 2,
      approvalDate: later(0),
      updateDate: later(1),
      note: "changed",
    });
    await clock.sleep(MINUTE - 400);
    world.revise(1042, { items: [{ name: "Paper", price: 50 }] });
    expect(await read()).toMatchObject({
      status: 2,
      approvalDate: later(2),
      updateDate: later(2),
      sum: "50.00",
    });
    expect(webhooks).toEqual(Array(3).fill({ id: 900_100, type: 3, action: 1, idn: 1042 }));
  });

  test("a second approval has a later date than the first, even within one second", async () => {
    const { world, read } = await invoicing();
    world.approve(1042);
    world.revise(1042);
    expect(await read()).toMatchObject({ approvalDate: "2026-01-05T10:00:01+0000" });
  });

  test("reject and cancel set the status", async () => {
    const { world, read } = await invoicing();
    world.reject(1042);
    expect(await read()).toMatchObject({ status: 3, statusString: "Rejected" });
    world.cancel("1042");
    expect(await read()).toMatchObject({ status: 8, statusString: "Canceled" });
  });

  test("§5 payments make the document partly paid, then paid; an overpayment is refused", async () => {
    const { world, read } = await invoicing();
    world.pay(1042, { sumPaid: "20.00" });
    expect(await read()).toMatchObject({
      status: 4,
      sumPaid: "20.00",
      payments: {
        data: [{ id: expect.any(Number), idn: expect.any(String), sumPaid: "20.00", logicType: 0 }],
      },
    });
    expect(() => world.pay(1042, { sumPaid: "99.66" })).toThrow("99.65 left");
    world.pay(1042);
    expect(await read()).toMatchObject({ status: 5, sumPaid: "119.65", payments: { data: [{}, {}] } });
  });

  test("§4, §13 a credit note is an approved document of its own that names its invoice", async () => {
    const { world, read, webhooks } = await invoicing();
    const idn = world.credit(1042);
    expect(idn).not.toBe("1042");
    const note = (await read(idn)) as { id: number };
    expect(note).toMatchObject({
      status: 2,
      logicType: 1,
      parentData: { idn: "1042" },
      approvalDate: later(0),
      sum: "119.65",
      supplier: { id: 55, name: "Acme" },
      externalId: null,
    });
    expect(await read(world.credit(1042, { sum: "20.00" }))).toMatchObject({
      sum: "20.00",
      items: { data: [{ sum: "20.00" }] },
    });
    expect(webhooks[0]).toEqual({ id: note.id, type: 3, action: 0, idn: Number(idn) });
  });

  test("a change without notification sends no webhook", async () => {
    const { world, webhooks } = await invoicing();
    const quiet = { notify: false };
    world.approve(1042, {}, quiet);
    world.edit(1042, { note: "x" }, quiet);
    world.pay(1042, { sumPaid: 1 }, quiet);
    world.credit(1042, {}, quiet);
    world.cancel(1042, {}, quiet);
    expect(webhooks).toEqual([]);
  });
});
