/** Creating bills in BILL: what POST accepts, returns and refuses. connector/bill/API.md §6.2, §6.3, §15. */

import { startSignedInBill } from "./startBillVendor";
import { records, request, withBill } from "./withBill";

describe("§6.2 POST /v3/bills", () => {
  test("§6.3 returns 201 with the whole bill, except for the vendor's name", async () => {
    const { call } = await startSignedInBill({ records });
    const answer = await call("POST", "/v3/bills", { body: request });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      ...request,
      id: expect.stringMatching(/^00n[0-9A-Z]{17}$/),
      billLineItems: [
        { ...request.billLineItems[0], id: expect.stringMatching(/^bli[0-9A-Z]{17}$/) },
        { ...request.billLineItems[1], id: expect.stringMatching(/^bli[0-9A-Z]{17}$/), amount: 159.98 },
      ],
      amount: 260.08,
      fundingAmount: 260.08,
      dueAmount: 260.08,
      paidAmount: 0,
      scheduledAmount: 0,
      creditAmount: 0,
      exchangeRate: 1,
      paymentStatus: "UNPAID",
      approvalStatus: "UNASSIGNED",
      recordStatus: "ACTIVE",
      archived: false,
      createdTime: "2026-01-05T10:00:00.600+00:00",
      updatedTime: "2026-01-05T10:00:00.600+00:00",
      createdBy: expect.stringMatching(/^006/),
    });
  });

  test("§6.3 GET /v3/bills/{id} and the list show the vendor's name; a new bill is in the list at once", async () => {
    const { call, bill } = await withBill();
    expect(await call("GET", `/v3/bills/${bill.id}`)).toMatchObject({ body: { vendorName: "Acme" } });
    expect(await call("GET", "/v3/bills")).toMatchObject({
      body: { results: [{ id: bill.id, vendorName: "Acme" }] },
    });
  });

  test("§6.2 the amount wins over quantity and price", async () => {
    const { call } = await startSignedInBill({ records });
    const billLineItems = [{ amount: 5, quantity: 2, price: 10 }];
    expect(await call("POST", "/v3/bills", { body: { ...request, billLineItems } })).toMatchObject({
      body: { amount: 5, billLineItems: [{ amount: 5, quantity: 2, price: 10 }] },
    });
  });

  test("§15 two bills with the same vendor and number are accepted", async () => {
    const { call } = await withBill();
    expect(await call("POST", "/v3/bills", { body: request })).toMatchObject({ status: 201 });
  });

  test.each<[string, object]>([
    ["vendorId", { vendorId: undefined }],
    ["dueDate", { dueDate: null }],
    ["invoice.invoiceDate", { invoice: { invoiceNumber: "INV-7" } }],
  ])("§2 without %s it is a validation error without a code: %j", async (field, wrong) => {
    const { call, bill } = await startSignedInBill({ records });
    const answer = await call("POST", "/v3/bills", { body: { ...request, ...wrong } });
    expect(answer).toMatchObject({ status: 400, body: [{ message: `${field}: must not be null` }] });
    expect(answer.body).not.toMatchObject([{ code: expect.anything() }]);
    expect(bill.world.bills()).toEqual([]);
  });

  const line = (fields: object) => ({ billLineItems: [fields] });
  test.each<[string, object]>([
    ["vendorId", { vendorId: "009X" }],
    ["vendorId", { vendorId: "009Z" }],
    ["dueDate", { dueDate: "31.01.2026" }],
    ["dueDate", { dueDate: "2026-02-30" }],
    ["invoice.invoiceNumber", { invoice: { ...request.invoice, invoiceNumber: "1234567890123456789012" } }],
    ["invoice.invoiceNumber", { invoice: { ...request.invoice, invoiceNumber: "" } }],
    ["billLineItems", { billLineItems: [] }],
    ["billLineItems[0].amount", line({ amount: 1.005 })],
    ["billLineItems[0].amount", line({ amount: "1" })],
    ["billLineItems[0].amount", line({ quantity: 1 })],
    ["billLineItems[0].description", line({ amount: 1, description: "x".repeat(4001) })],
    ["billLineItems[0].chartOfAccountId", line({ amount: 1, classifications: { chartOfAccountId: "0caX" } })],
    ["billLineItems[0].jobId", line({ amount: 1, classifications: { jobId: "job1" } })],
    ["payFromChartOfAccountId", { payFromChartOfAccountId: "0caX" }],
    ["description", { description: "x".repeat(4001) }],
    ["vendorCredits[0].id", { vendorCredits: [{ id: "vcr1", amount: 1 }] }],
    ["vendorCredits[0].amount", { vendorCredits: [{ id: "vcr1", amount: 0 }] }],
  ])("is refused with 400 BDC_1143 naming %s: %j", async (field, wrong) => {
    const { call, bill } = await startSignedInBill({ records });
    const answer = await call("POST", "/v3/bills", { body: { ...request, ...wrong } });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject([
      { code: "BDC_1143", message: expect.stringContaining(`Invalid entity data. ${field}: `) },
    ]);
    expect(bill.world.bills()).toEqual([]);
  });

  test.each(["billApprovals", "paymentTermId"])(
    "§6.2 %s is documented, but not simulated: 501",
    async (field) => {
      const { call, path } = await withBill();
      const refused = { status: 501, body: [{ message: `${field}: documented by BILL, but not simulated` }] };
      const body = { ...request, [field]: true };
      expect(await call("POST", "/v3/bills", { body })).toMatchObject(refused);
      expect(await call("PUT", path, { body })).toMatchObject(refused);
      expect(await call("PATCH", path, { body: { [field]: true } })).toMatchObject(refused);
    },
  );

  test("§6.2 number, description and line description may have their maximum length", async () => {
    const { call } = await startSignedInBill({ records });
    const long = "x".repeat(4000);
    const body = {
      ...request,
      description: long,
      invoice: { ...request.invoice, invoiceNumber: "123456789012345678901" },
      ...line({ amount: 0, description: long }),
    };
    expect(await call("POST", "/v3/bills", { body })).toMatchObject({ status: 201 });
  });
});
