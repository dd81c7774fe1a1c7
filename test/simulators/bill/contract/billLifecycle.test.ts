/** What happens to bills in BILL after their creation: archiving, restoring, payments, drafts, duplicates. connector/bill/API.md §6.5, §6.6, §9, §15. */
import type { BillOptions } from "..";
import { startSignedInBill } from "./startBillVendor";

const bill = (id: string, fields: object = {}) => ({
  id,
  vendorId: "009A",
  invoice: { invoiceNumber: "INV-1", invoiceDate: "2026-01-01" },
  dueDate: "2026-02-01",
  billLineItems: [{ amount: 100 }],
  ...fields,
});

const withOneBill = async (options: Partial<BillOptions> = {}, fields: object = {}) => {
  const changes: unknown[] = [];
  const vendors = [{ id: "009A", name: "Acme" }];
  const vendor = await startSignedInBill({
    records: { vendors, bills: [bill("00n1", fields)], vendorCredits: [{ id: "vcr1" }] },
    onChange: (change) => changes.push(change),
    ...options,
  });
  const read = async () => (await vendor.call("GET", "/v3/bills/00n1")).body;
  return { ...vendor, changes, read, world: vendor.bill.world };
};

const whole = { ...bill("00n1"), dueDate: "2026-02-02" };

describe("§6.5 POST /v3/bills/{id}/archive and POST /v3/bills/{id}/restore", () => {
  test("archive, then restore", async () => {
    const { call, changes } = await withOneBill();
    expect(await call("POST", "/v3/bills/00n1/archive")).toMatchObject({
      status: 200,
      body: { archived: true, recordStatus: "INACTIVE" },
    });
    expect(await call("POST", "/v3/bills/00n1/restore")).toMatchObject({
      status: 200,
      body: { archived: false, recordStatus: "ACTIVE" },
    });
    expect(changes).toEqual([
      { collection: "bills", id: "00n1", action: "archived" },
      { collection: "bills", id: "00n1", action: "restored" },
    ]);
  });

  test.each(["archive", "restore"])("§15 a second %s changes nothing", async (action) => {
    const { call, read, changes } = await withOneBill({}, { archived: action === "restore" });
    await call("POST", `/v3/bills/00n1/${action}`);
    const once = await read();
    expect(await call("POST", `/v3/bills/00n1/${action}`)).toMatchObject({ status: 200 });
    expect(await read()).toEqual(once);
    expect(changes).toHaveLength(1);
  });

  test.each(["archive", "restore"])("§2 %s of an unknown bill is 404", async (action) => {
    const { call } = await withOneBill();
    expect(await call("POST", `/v3/bills/00nX/${action}`)).toMatchObject({
      status: 404,
      body: [{ code: "BDC_1205" }],
    });
  });

  test("§6.3 a draft reads as archived and is not restored", async () => {
    const { call, read } = await withOneBill({}, { recordStatus: "DRAFT" });
    expect(await read()).toMatchObject({ archived: true, recordStatus: "DRAFT" });
    expect(await call("POST", "/v3/bills/00n1/restore")).toMatchObject({ status: 400 });
  });
});

describe("§15 a bill with money on it", () => {
  test.each([
    ["paid", {}, "PAID"],
    ["partly paid", { amount: 30 }, "PARTIALLY_PAID"],
    ["scheduled", { status: "SCHEDULED" }, "SCHEDULED"],
  ])("can be neither changed nor archived if it is %s", async (_how, payment, paymentStatus) => {
    const { call, read, world } = await withOneBill();
    world.pay("00n1", payment);
    const before = await read();
    expect(before).toMatchObject({ paymentStatus });
    for (const [method, path] of [
      ["PUT", "/v3/bills/00n1"],
      ["PATCH", "/v3/bills/00n1"],
      ["POST", "/v3/bills/00n1/archive"],
    ] as const)
      expect(
        await call(method, path, { body: method === "PATCH" ? { dueDate: whole.dueDate } : whole }),
      ).toMatchObject({
        status: 422,
        body: [{ code: "BDC_1143", category: "APPLICATION" }],
      });
    expect(await read()).toEqual(before);
    expect(() => world.archive("00n1")).toThrow(paymentStatus);
  });

  test("§9 the payment has the documented shape, and voiding it makes the bill open again", async () => {
    const { call, read, world, changes } = await withOneBill();
    const before = await read();
    const first = world.pay("00n1", { amount: 30.1 });
    world.pay("00n1");
    expect(await read()).toMatchObject({ paymentStatus: "PAID", paidAmount: 100, dueAmount: 0 });
    expect(world.payments()).toMatchObject([
      {
        id: expect.stringMatching(/^stp[0-9A-Z]{17}$/),
        vendorId: "009A",
        vendorName: "Acme",
        billId: "00n1",
        billPayments: [{ id: expect.stringMatching(/^blp/), billId: "00n1", amount: 30.1 }],
        amount: 30.1,
        processDate: "2026-01-05",
        status: "PAID",
        singleStatus: "CLEARED",
        onlinePayment: true,
      },
      { amount: 69.9 },
    ]);
    world.void(first.id);
    expect(await read()).toMatchObject({
      paymentStatus: "PARTIALLY_PAID",
      paidAmount: 69.9,
      dueAmount: 30.1,
    });
    world.void("00n1");
    expect(await read()).toEqual({ ...(before as object), updatedTime: expect.any(String) });
    expect(world.payments()).toMatchObject([{ status: "VOID" }, { status: "VOID", singleStatus: "VOIDED" }]);
    expect(await call("POST", "/v3/bills/00n1/archive")).toMatchObject({ status: 200 });
    expect(changes).toContainEqual({ collection: "payments", id: first.id, action: "created" });
  });

  test("an overpayment, a payment of an archived bill and a void without a payment are errors", async () => {
    const { world } = await withOneBill();
    expect(() => world.pay("00n1", { amount: 100.01 })).toThrow("100 left");
    expect(() => world.void("00n1")).toThrow("neither a payment");
    world.archive("00n1");
    expect(() => world.pay("00n1")).toThrow("archived");
    expect(world.payments()).toEqual([]);
  });
});

describe("§6.6, §15 refuseDuplicateInvoiceNumbers", () => {
  const refused = { status: 422, body: [{ code: "BDC_1171" }] };

  test("no call creates a second active bill with the same vendor and number", async () => {
    const { call, world } = await withOneBill({
      refuseDuplicateInvoiceNumbers: true,
      records: {
        vendors: [{ id: "009A" }],
        bills: [
          bill("00n1"),
          bill("00n2", { archived: true }),
          bill("00n3", { invoice: { invoiceNumber: "B" } }),
        ],
      },
    });
    const { id: _id, ...body } = bill("");
    expect(await call("POST", "/v3/bills", { body })).toMatchObject(refused);
    expect(await call("PUT", "/v3/bills/00n3", { body })).toMatchObject(refused);
    const { invoice } = body;
    expect(await call("PATCH", "/v3/bills/00n3", { body: { invoice } })).toMatchObject(refused);
    expect(await call("POST", "/v3/bills/00n2/restore")).toMatchObject(refused);
    expect(world.bills().filter(({ archived }) => !archived)).toHaveLength(2);
  });

  test("archived bills, the bill itself and another vendor's bills don't count", async () => {
    const { call } = await withOneBill({
      refuseDuplicateInvoiceNumbers: true,
      records: { vendors: [{ id: "009A" }, { id: "009B" }], bills: [bill("00n1")] },
    });
    const { id: _id, ...body } = bill("");
    const others = { ...body, vendorId: "009B" };
    expect(await call("POST", "/v3/bills", { body: others })).toMatchObject({ status: 201 });
    expect(await call("PUT", "/v3/bills/00n1", { body })).toMatchObject({ status: 200 });
    await call("POST", "/v3/bills/00n1/archive");
    expect(await call("POST", "/v3/bills", { body })).toMatchObject({ status: 201 });
    expect(await call("POST", "/v3/bills/00n1/restore")).toMatchObject(refused);
  });
});

describe("people in the web app", () => {
  test("editing ignores the API's rules; sums follow the lines, and updatedTime changes", async () => {
    const { clock, read, world } = await withOneBill();
    world.pay("00n1", { amount: 30 });
    await clock.sleep(1000);
    world.edit("00n1", { invoice: { invoiceNumber: "A number of more than 21 characters" } });
    expect(await read()).toMatchObject({
      invoice: { invoiceNumber: "A number of more than 21 characters", invoiceDate: "2026-01-01" },
      paymentStatus: "PARTIALLY_PAID",
      updatedTime: "2026-01-05T10:00:01.300+00:00",
    });
    world.edit("00n1", { billLineItems: [{ amount: 20.5 }, { amount: 9.5 }] });
    expect(await read()).toMatchObject({ amount: 30, dueAmount: 0, paymentStatus: "PAID" });
    world.edit("00n1", { archived: true });
    expect(await read()).toMatchObject({ archived: true, recordStatus: "INACTIVE" });
  });

  test("a bill entered by hand is in the list at once, with its lines and sums", async () => {
    const { call, world } = await withOneBill();
    const { id } = world.add("bills", { vendorId: "009A", billLineItems: [{ quantity: 2, price: 5 }] });
    expect(await call("GET", `/v3/bills/${id}`)).toMatchObject({
      status: 200,
      body: { vendorName: "Acme", amount: 10, dueAmount: 10, paymentStatus: "UNPAID", archived: false },
    });
    expect(() => world.add("bills", {})).toThrow("vendorId");
    expect(() => world.add("vendors", { id: "00n1" })).toThrow("the id 00n1");
  });

  test("vendors can be archived, restored and edited; an archived credit cannot be restored (§7)", async () => {
    const { world } = await withOneBill();
    world.archive("009A");
    expect(world.vendors()).toMatchObject([{ archived: true }]);
    world.restore("009A");
    world.edit("009A", { name: "Acme Ltd" });
    expect(world.vendors()).toMatchObject([{ archived: false, name: "Acme Ltd" }]);
    world.archive("vcr1");
    expect(() => world.restore("vcr1")).toThrow("vcr1");
  });

  test("a change without notification is not reported", async () => {
    const { world, changes } = await withOneBill();
    world.edit("00n1", { description: "quiet" }, { notify: false });
    world.archive("00n1", { notify: false });
    world.restore("00n1", { notify: false });
    world.pay("00n1", {}, { notify: false });
    world.void("00n1", { notify: false });
    expect(changes).toEqual([]);
  });
});
