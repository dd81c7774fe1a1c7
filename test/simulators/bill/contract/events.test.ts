/** Which changes raise events in BILL, and what the events contain. connector/bill/API.md §10. */
import { catalog } from "../webhooks/events";
import { withSubscriber } from "./withSubscriber";

const all = catalog.map(({ type }) => type);

const body = {
  vendorId: "009A",
  dueDate: "2026-02-28",
  invoice: { invoiceNumber: "INV-7", invoiceDate: "2026-01-31" },
  billLineItems: [{ amount: 5, classifications: { chartOfAccountId: "0ca1" } }],
  classifications: { chartOfAccountId: "0ca1" },
  payFromChartOfAccountId: "0ca1",
  description: "Gloves",
  purchaseOrderNumber: "PO-1",
};

describe("§10 what raises an event", () => {
  test("every change of a bill by API", async () => {
    const { call, types, waitUntilDelivered } = await withSubscriber(all);
    await call("POST", "/v3/bills", { body });
    await call("PUT", "/v3/bills/00n1", { body });
    await call("PATCH", "/v3/bills/00n1", { body: { description: "new" } });
    await call("POST", "/v3/bills/00n1/archive");
    await call("POST", "/v3/bills/00n1/archive");
    await call("POST", "/v3/bills/00n1/restore");
    await call("PATCH", "/v3/bills/00n1", { body: { dueDate: "soon" } });
    await waitUntilDelivered();
    expect(types()).toEqual([
      "bill.created",
      "bill.updated",
      "bill.updated",
      "bill.archived",
      "bill.restored",
    ]);
  });

  test("every change by people, unless notification is off", async () => {
    const { world, types, waitUntilDelivered } = await withSubscriber(all);
    world.edit("009A", { name: "Acme Ltd" });
    world.archive("009A");
    world.restore("009A");
    world.add("vendors", {});
    world.edit("009A", { name: "Acme" }, { notify: false });
    await waitUntilDelivered();
    expect(types()).toEqual(["vendor.updated", "vendor.archived", "vendor.restored", "vendor.created"]);
  });

  test("payments that are made, voided or failed, each with a change of the bill", async () => {
    const { world, types, waitUntilDelivered } = await withSubscriber(all);
    world.void(world.pay("00n1").id);
    await waitUntilDelivered();
    const { id } = world.pay("00n1", { amount: 30 });
    world.fail(id);
    await waitUntilDelivered();
    const [paid, owed] = [
      ["payment.updated", "bill.updated"],
      ["bill.updated", "payment.updated"],
    ];
    expect(types()).toEqual([...paid, ...owed, ...paid, "bill.updated", "payment.failed"].map(String));
    expect(world.bills()).toMatchObject([{ paymentStatus: "UNPAID", dueAmount: 100 }]);
    expect(world.payments()[1]).toMatchObject({ status: "VOID", singleStatus: "FUNDING_FAILED_VOIDED" });
    expect(() => world.fail(id)).toThrow("neither a payment");
  });

  test("no change of credits and lists, but the change of a bill that a credit is applied to", async () => {
    const { world, call, types, waitUntilDelivered } = await withSubscriber(all);
    world.edit("vcr1", { description: "new" });
    world.edit("0ca1", { name: "Office" });
    world.add("departments", {});
    await waitUntilDelivered();
    expect(types()).toEqual([]);
    await call("PATCH", "/v3/bills/00n1", { body: { vendorCredits: [{ id: "vcr1", amount: 5 }] } });
    await waitUntilDelivered();
    expect(types()).toEqual(["bill.updated"]);
  });

  test("only subscribed events are delivered", async () => {
    const { world, types, waitUntilDelivered } = await withSubscriber(["bill.archived"]);
    world.edit("00n1", { description: "new" });
    world.archive("00n1");
    await waitUntilDelivered();
    expect(types()).toEqual(["bill.archived"]);
  });
});

describe("§10 what an event contains", () => {
  test("its metadata, and the bill without lines and approval, when created also without the vendor's name", async () => {
    const { call, deliveries, waitUntilDelivered, id, bill } = await withSubscriber([
      "bill.created",
      "bill.updated",
    ]);
    const made = (await call("POST", "/v3/bills", { body })).body as Record<string, unknown>;
    await waitUntilDelivered();
    const { billLineItems: _lines, vendorId, ...fields } = body;
    const shown = {
      ...fields,
      id: made["id"],
      vendorId,
      invoice: { invoiceNumber: "INV-7", invoiceDate: "2026-01-31T00:00:00.000+00:00" },
      amount: 5,
      archived: false,
      paymentStatus: "UNPAID",
      createdBy: expect.stringMatching(/^006/),
      createdTime: made["createdTime"],
      updatedTime: made["updatedTime"],
    };
    expect(deliveries[0]?.payload).toEqual({
      metadata: {
        eventId: deliveries[0]?.eventId,
        subscriptionId: id,
        organizationId: bill.credentials.organizationId,
        eventType: "bill.created",
        version: "1",
      },
      bill: shown,
    });
    await call("PATCH", `/v3/bills/${made["id"]}`, { body: { dueDate: "2026-03-01" } });
    await waitUntilDelivered();
    expect(deliveries[1]?.payload.bill).toMatchObject({ vendorName: "Acme", dueDate: "2026-03-01" });
  });

  test("the payment, with the values of singleStatus", async () => {
    const { world, deliveries, waitUntilDelivered } = await withSubscriber(["payment.updated"]);
    const { id } = world.pay("00n1", { transactionNumber: "P1" });
    await waitUntilDelivered();
    expect(deliveries[0]?.payload.payment).toEqual({
      id,
      billIds: ["00n1"],
      transactionNumber: "P1",
      status: "CLEARED",
      createdBy: expect.stringMatching(/^006/),
      createdTime: expect.any(String),
      updatedTime: expect.any(String),
      processDate: "2026-01-05",
      funding: { amount: 100 },
      disbursement: { amount: 100, type: "ACH", status: "DONE" },
      vendor: { id: "009A", name: "Acme" },
    });
  });

  test("§12 the vendor, with its short name", async () => {
    const { world, deliveries, waitUntilDelivered } = await withSubscriber(["vendor.updated"]);
    world.edit("009A", { name: "Acme Ltd" });
    await waitUntilDelivered();
    expect(deliveries[0]?.payload.vendor).toMatchObject({ id: "009A", name: "Acme Ltd", shortName: "AC" });
  });

  test("the state at the time of the event", async () => {
    const { world, deliveries, waitUntilDelivered } = await withSubscriber(["bill.updated"]);
    world.edit("00n1", { description: "first" });
    world.edit("00n1", { description: "second" });
    await waitUntilDelivered();
    expect(deliveries.map(({ payload }) => payload.bill)).toMatchObject([
      { description: "first" },
      { description: "second" },
    ]);
    expect(new Set(deliveries.map(({ eventId }) => eventId)).size).toBe(2);
  });
});
