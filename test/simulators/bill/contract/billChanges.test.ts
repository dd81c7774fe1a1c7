/** Changing bills in BILL: what PUT and PATCH replace, keep and refuse. connector/bill/API.md §6.4, §15. */

import { startSignedInBill } from "./startBillVendor";
import { records, request, withBill } from "./withBill";

describe("§6.4 PUT /v3/bills/{id}", () => {
  test("a line with an id keeps it, a line without one is added, an omitted one is removed", async () => {
    const { call, path, first, second, read } = await withBill();
    const billLineItems = [{ amount: 1 }, { id: first.id, amount: 2 }];
    expect(await call("PUT", path, { body: { ...request, billLineItems } })).toMatchObject({ status: 200 });
    const { billLineItems: lines, amount } = await read();
    expect(lines).toEqual([
      { id: expect.stringMatching(/^bli/), amount: 1 },
      { id: first.id, amount: 2 },
    ]);
    expect([first.id, second.id]).not.toContain(lines[0]?.id);
    expect(amount).toBe(3);
  });

  test.each([["00nX"], ["twice"]])("an unknown or duplicate line id is refused: %s", async (id) => {
    const { call, path, first, bill, read } = await withBill();
    const wrong = id === "twice" ? first.id : id;
    const billLineItems = [
      { id: first.id, amount: 1 },
      { id: wrong, amount: 1 },
    ];
    expect(await call("PUT", path, { body: { ...request, billLineItems } })).toMatchObject({ status: 400 });
    expect(await read()).toMatchObject({ amount: bill.amount, updatedTime: bill.updatedTime });
  });

  test("§15 an omitted optional header field is cleared", async () => {
    const { call, path, read } = await withBill();
    const { description: _description, purchaseOrderNumber: _number, ...rest } = request;
    await call("PUT", path, { body: rest });
    const bill = await read();
    expect(bill).not.toHaveProperty("description");
    expect(bill).not.toHaveProperty("purchaseOrderNumber");
  });

  test.each(["vendorId", "dueDate", "invoice", "billLineItems"])("requires %s", async (field) => {
    const { call, path } = await withBill();
    const body = { ...request, [field]: undefined };
    expect(await call("PUT", path, { body })).toMatchObject({
      status: 400,
      body: [{ message: expect.stringContaining(`${field}: `) }],
    });
  });

  test("changes only updatedTime of the bill's own fields", async () => {
    const { call, path, bill, read, first, second } = await withBill();
    const billLineItems = [
      { ...request.billLineItems[0], id: first.id },
      { ...request.billLineItems[1], id: second.id },
    ];
    await call("PUT", path, { body: { ...request, billLineItems } });
    expect(await read()).toEqual({
      ...bill,
      vendorName: "Acme",
      updatedTime: "2026-01-05T10:00:00.900+00:00",
    });
  });
});

describe("§6.4 PATCH /v3/bills/{id}", () => {
  test("changes the line with the id and no other", async () => {
    const { call, path, first, second, read } = await withBill();
    await call("PATCH", path, { body: { billLineItems: [{ id: first.id, amount: 1 }] } });
    const bill = await read();
    expect(bill).toMatchObject({ amount: 160.98, billLineItems: [{ ...first, amount: 1 }, second] });
  });

  test("changes only the given classifications of the bill and of a line", async () => {
    const { call, path, first, read } = await withBill();
    const classifications = { chartOfAccountId: "0ca1" };
    const billLineItems = [{ id: first.id, classifications: { itemId: "0ii1" } }];
    await call("PATCH", path, { body: { classifications: { itemId: "0ii1" } } });
    await call("PATCH", path, { body: { classifications, billLineItems } });
    const both = { chartOfAccountId: "0ca1", itemId: "0ii1" };
    expect(await read()).toMatchObject({
      classifications: both,
      billLineItems: [{ classifications: both }, {}],
    });
  });

  test("changes only the given header fields", async () => {
    const { call, path, bill, read } = await withBill();
    await call("PATCH", path, { body: { description: "new", invoice: { invoiceNumber: "INV-8" } } });
    expect(await read()).toEqual({
      ...bill,
      description: "new",
      invoice: { invoiceNumber: "INV-8", invoiceDate: "2026-01-31" },
      vendorName: "Acme",
      updatedTime: expect.any(String),
    });
  });

  test("a new quantity changes the amount; a new amount drops quantity and price that do not match it", async () => {
    const { call, path, second, read } = await withBill();
    await call("PATCH", path, { body: { billLineItems: [{ id: second.id, quantity: 3 }] } });
    expect((await read()).billLineItems[1]).toMatchObject({ quantity: 3, price: 79.99, amount: 239.97 });
    await call("PATCH", path, { body: { billLineItems: [{ id: second.id, amount: 200 }] } });
    expect((await read()).billLineItems[1]).toEqual({
      id: second.id,
      amount: 200,
      classifications: { itemId: "0ii1" },
    });
  });

  test.each([
    ["without an id", { amount: 1 }],
    ["with an unknown id", { id: "bliX", amount: 1 }],
  ])("a line %s is refused", async (_what, line) => {
    const { call, path } = await withBill();
    expect(await call("PATCH", path, { body: { billLineItems: [line] } })).toMatchObject({ status: 400 });
  });

  test("refuses what POST refuses", async () => {
    const { call, path } = await withBill();
    const invoice = { invoiceNumber: "1234567890123456789012" };
    for (const body of [{ invoice }, { vendorId: "009Z" }, { dueDate: "soon" }])
      expect(await call("PATCH", path, { body })).toMatchObject({
        status: 400,
        body: [{ code: "BDC_1143" }],
      });
  });
});

test.each(["PUT", "PATCH"])("§2 %s of an unknown bill is 404", async (method) => {
  const { call } = await startSignedInBill({ records });
  expect(await call(method, "/v3/bills/00nX", { body: request })).toMatchObject({ status: 404 });
});
