/** BILL's payments in lists, in reads and in world files. connector/bill/API.md §4, §9, §15. */

import { idsIn } from "../../kit/testClient";
import { bills, vendors, withBillsToPay } from "./withBillsToPay";

const records = {
  vendors,
  bills,
  payments: [
    {
      id: "stp1",
      billPayments: [
        { billId: "00n1", amount: 70.1 },
        { billId: "00n2", amount: 20.2 },
      ],
      transactionNumber: "P-1",
      description: "b",
      confirmationNumber: "C2",
    },
    { id: "stp2", billId: "00n3", status: "SCHEDULED", description: "a", disbursementStatus: "HOLD" },
    { id: "stp3", billId: "00n4", amount: 5, onlinePayment: false, confirmationNumber: "C1" },
    { id: "stp4", billId: "00n4", amount: 9, status: "VOID", disbursementType: "CHECK", description: "c" },
  ].map((payment, n) => ({
    ...payment,
    processDate: `2026-02-0${n + 1}`,
    createdTime: `2026-01-0${n + 1}T12:00:00.500+00:00`,
  })),
};

describe("§4.1 GET /v3/payments filters", () => {
  test.each([
    ["id:eq:stp1", ["stp1"]],
    ["id:ne:stp1", ["stp2", "stp3", "stp4"]],
    ['id:in:"stp2,stp4,stpX"', ["stp2", "stp4"]],
    ["vendorId:eq:009B", ["stp2"]],
    ['vendorId:in:"009A,009C"', ["stp1", "stp3", "stp4"]],
    ["processDate:eq:2026-02-02", ["stp2"]],
    ['processDate:gt:"2026-02-02"', ["stp3", "stp4"]],
    ["processDate:gte:2026-02-02,processDate:lt:2026-02-04", ["stp2", "stp3"]],
    ["processDate:lte:2026-02-01", ["stp1"]],
    ["transactionNumber:eq:P-1", ["stp1"]],
    ["status:eq:PAID", ["stp1", "stp3"]],
    ["status:ne:PAID", ["stp2", "stp4"]],
    ['status:in:"SCHEDULED,VOID"', ["stp2", "stp4"]],
    ["onlinePayment:eq:false", ["stp3"]],
    ["onlinePayment:ne:false", ["stp1", "stp2", "stp4"]],
    ["disbursementType:eq:OFFLINE", ["stp3"]],
    ['disbursementType:in:"CHECK,OFFLINE"', ["stp3", "stp4"]],
    ['createdTime:gt:"2026-01-03T12:00:00.500Z"', ["stp4"]],
    ['createdTime:gte:"2026-01-03T12:00:00.500Z",createdTime:lt:2026-01-04', ["stp3"]],
    ['updatedTime:lte:"2026-01-01T12:00:00.500+00:00"', ["stp1"]],
    ['updatedTime:gte:"2026-01-04T12:00"', ["stp4"]],
  ])("%s", async (filters, ids) => {
    const { list } = await withBillsToPay({ records });
    const answer = await list({ filters });
    expect(answer.status).toBe(200);
    expect(idsIn(answer)).toEqual(ids);
  });

  test.each([
    ["billId, which is not filterable", "billId:eq:00n1"],
    ["an allocation's bill", "billPayments.billId:eq:00n1"],
    ["an amount", "amount:eq:5"],
    ["singleStatus", "singleStatus:eq:CLEARED"],
    ["another operator", "vendorId:ne:009A"],
    ["a list of numbers", 'transactionNumber:in:"P-1,P-2"'],
    ["an invalid date", "processDate:eq:soon"],
    ["a boolean other than true or false", "onlinePayment:eq:OFFLINE"],
  ])("%s is refused with 400", async (_what, filters) => {
    const { list } = await withBillsToPay({ records });
    expect(await list({ filters })).toMatchObject({ status: 400, body: [{ code: "BDC_1143" }] });
  });

  test("a later void is found by updatedTime", async () => {
    const { list, world, clock } = await withBillsToPay({ records });
    await clock.sleep(60_000);
    world.void("stp1");
    expect(idsIn(await list({ filters: 'updatedTime:gt:"2026-01-05T10:00:30"' }))).toEqual(["stp1"]);
  });
});

describe("§4.2 GET /v3/payments sort", () => {
  test.each([
    ["description:asc", ["stp2", "stp1", "stp4", "stp3"]],
    ["processDate:desc", ["stp4", "stp3", "stp2", "stp1"]],
    ["amount:asc", ["stp3", "stp4", "stp2", "stp1"]],
    ["confirmationNumber:asc", ["stp3", "stp1", "stp2", "stp4"]],
    ["onlinePayment:asc,amount:desc", ["stp3", "stp1", "stp2", "stp4"]],
    ["disbursementStatus:desc", ["stp2", "stp1", "stp3", "stp4"]],
    ["createdTime:desc", ["stp4", "stp3", "stp2", "stp1"]],
    ["updatedTime:desc", ["stp4", "stp3", "stp2", "stp1"]],
  ])("%s", async (sort, ids) => {
    const { list } = await withBillsToPay({ records });
    expect(idsIn(await list({ sort }))).toEqual(ids);
  });

  test.each(["status:asc", "vendorId:asc"])("%s is refused with 400", async (sort) => {
    const { list } = await withBillsToPay({ records });
    expect(await list({ sort })).toMatchObject({ status: 400 });
  });
});

describe("§9 reads", () => {
  test("§4 the list has pages", async () => {
    const { list } = await withBillsToPay({ records });
    const first = await list({ max: "3", filters: "vendorId:eq:009A", sort: "processDate:desc" });
    expect(idsIn(first)).toEqual(["stp4", "stp3", "stp1"]);
    const { nextPage: page } = (await list({ max: "3" })).body as { nextPage: string };
    expect(idsIn(await list({ page }))).toEqual(["stp4"]);
  });

  test("GET /v3/payments/{id} shows the same as the list, with the vendor's current name", async () => {
    const { readPayment, list, world } = await withBillsToPay({ records });
    world.edit("009A", { name: "Acme Ltd" });
    const payment = await readPayment("stp1");
    expect(payment).toMatchObject({ id: "stp1", vendorId: "009A", vendorName: "Acme Ltd" });
    expect((await list({ filters: "id:eq:stp1" })).body).toEqual({ results: [payment] });
  });

  test("§2 an unknown payment is 404, and no call creates payments", async () => {
    const { call } = await withBillsToPay({ records });
    expect(await call("GET", "/v3/payments/stpX")).toMatchObject({ status: 404 });
    expect(await call("POST", "/v3/payments", { body: {} })).toMatchObject({ body: [{ code: "BDC_1121" }] });
  });

  test("§1.4 reading payments has a permission of its own", async () => {
    const { list, call } = await withBillsToPay({ records, withoutRights: ["GET /v3/payments"] });
    expect(await list()).toMatchObject({ status: 403, body: [{ code: "BDC_1145" }] });
    expect(await call("GET", "/v3/payments/stp1")).toMatchObject({ status: 200 });
  });
});

describe("§9 payments in a world file", () => {
  test("a split payment has the sum of its allocations and no billId, and each bill has its allocation", async () => {
    const { readPayment, moneyOn } = await withBillsToPay({ records });
    const payment = await readPayment("stp1");
    expect(payment).toMatchObject({
      amount: 90.3,
      fundingAmount: 90.3,
      billPayments: [
        { id: expect.stringMatching(/^blp/), billId: "00n1", amount: 70.1 },
        { id: expect.stringMatching(/^blp/), billId: "00n2", amount: 20.2 },
      ],
    });
    expect(payment).not.toHaveProperty("billId");
    expect(await moneyOn("00n1")).toEqual([70.1, 0, 29.9, "PARTIALLY_PAID"]);
    expect(await moneyOn("00n2")).toEqual([20.2, 0, 29.8, "PARTIALLY_PAID"]);
  });

  test("a status determines the bill's money and the single status", async () => {
    const { readPayment, moneyOn } = await withBillsToPay({ records });
    expect(await readPayment("stp2")).toMatchObject({
      singleStatus: "SCHEDULED",
      amount: 30,
      billId: "00n3",
    });
    expect(await moneyOn("00n3")).toEqual([0, 30, 30, "SCHEDULED"]);
    expect(await readPayment("stp4")).toMatchObject({ status: "VOID", singleStatus: "VOIDED" });
    expect(await moneyOn("00n4")).toEqual([5, 0, 15, "PARTIALLY_PAID"]);
  });

  test("an offline payment is OFFLINE, all others are online by default", async () => {
    const { readPayment } = await withBillsToPay({ records });
    expect(await readPayment("stp3")).toMatchObject({ onlinePayment: false, disbursementType: "OFFLINE" });
    expect(await readPayment("stp1")).toMatchObject({ onlinePayment: true, disbursementType: "ACH" });
    expect(await readPayment("stp4")).toMatchObject({ onlinePayment: true, disbursementType: "CHECK" });
  });

  test("an allocation without an amount has the payment's if it is the only one, otherwise the bill's", async () => {
    const allocations = [{ billId: "00n1" }, { billId: "00n2", amount: 1 }];
    const payments = [{ billPayments: [{ billId: "00n3" }], amount: 7 }, { billPayments: allocations }];
    const { world, moneyOn } = await withBillsToPay({ records: { ...records, payments } });
    expect(world.payments()).toMatchObject([
      { amount: 7, billPayments: [{ amount: 7 }] },
      { amount: 101, billPayments: [{ amount: 100 }, { amount: 1 }] },
    ]);
    expect(await moneyOn("00n1")).toEqual([100, 0, 0, "PAID"]);
  });

  test("ids of new allocations differ from all ids in the records", async () => {
    const { world: first } = await withBillsToPay({ records });
    const { id, billId } = first.payments()[0]?.billPayments[0] ?? {};
    const payments = [{ billPayments: [{ id, billId, amount: 1 }] }, { billId: "00n2" }];
    const { world } = await withBillsToPay({ records: { ...records, payments } });
    const ids = world
      .payments()
      .flatMap(({ billPayments }) => billPayments.map((allocation) => allocation.id));
    expect(new Set(ids).size).toBe(2);
  });
});
