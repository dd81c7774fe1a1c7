/** Applying vendor credits to bills by API: what is accepted and what is refused. connector/bill/API.md §7, §15. */

import { startSignedInBill } from "./startBillVendor";
import { records, request, withCredit } from "./withCredit";

const refused = (problem: string) => ({
  status: 422,
  body: [{ code: "BDC_1143", category: "APPLICATION", message: expect.stringContaining(problem) }],
});

const billRequest = {
  vendorId: "009A",
  dueDate: "2026-02-28",
  invoice: { invoiceNumber: "INV-7", invoiceDate: "2026-01-31" },
  billLineItems: [{ amount: 50 }],
};

describe("§7 vendorCredits on a bill", () => {
  test("§15 PATCH adds to what is applied, and the usage shows it", async () => {
    const { apply, read, readBill } = await withCredit();
    expect(await apply(25.1)).toMatchObject({
      status: 200,
      body: { creditAmount: 25.1, paidAmount: 25.1, dueAmount: 74.9, paymentStatus: "PARTIALLY_PAID" },
    });
    expect(await apply(34.9)).toMatchObject({ body: { creditAmount: 60, dueAmount: 40 } });
    expect(await readBill()).not.toHaveProperty("vendorCredits");
    expect(await read()).toMatchObject({
      appliedAmount: 60,
      status: "FULLY_APPLIED",
      usage: [
        { billId: "00n1", amount: 25.1 },
        { billId: "00n1", amount: 34.9 },
      ],
    });
  });

  test("POST and PUT apply credits to the new state of the bill", async () => {
    const { call, credit, read, readBill } = await withCredit();
    const credits = (amount: number) => ({ vendorCredits: [{ id: credit.id, amount }] });
    const made = await call("POST", "/v3/bills", { body: { ...billRequest, ...credits(20) } });
    expect(made).toMatchObject({ status: 201, body: { creditAmount: 20, dueAmount: 30 } });
    expect(await call("PUT", "/v3/bills/00n1", { body: { ...billRequest, ...credits(40) } })).toMatchObject({
      status: 200,
      body: { amount: 50, creditAmount: 40, dueAmount: 10 },
    });
    const { id } = made.body as { id: string };
    expect(await read()).toMatchObject({
      usage: [{ billId: id }, { billId: "00n1" }],
      status: "FULLY_APPLIED",
    });
    expect(await readBill()).toMatchObject({ creditAmount: 40 });
  });

  test("several credits can be applied at once; a bill with nothing due is PAID", async () => {
    const { call, credit, world } = await withCredit();
    const other = world.add("vendorCredits", { vendorId: "009A", amount: 40 });
    const vendorCredits = [
      { id: credit.id, amount: 60 },
      { id: other.id, amount: 40 },
    ];
    expect(await call("PATCH", "/v3/bills/00n1", { body: { vendorCredits } })).toMatchObject({
      status: 200,
      body: { creditAmount: 100, dueAmount: 0, paymentStatus: "PAID", paidAmount: 100 },
    });
    expect(world.credits()).toMatchObject([{ status: "FULLY_APPLIED" }, { status: "FULLY_APPLIED" }]);
    vendorCredits.splice(1);
    expect(await call("PATCH", "/v3/bills/00n1", { body: { vendorCredits } })).toMatchObject(
      refused("0 left to apply"),
    );
  });

  test("other fields may be changed together with the first credits", async () => {
    const { call, credit } = await withCredit();
    const body = { description: "new", vendorCredits: [{ id: credit.id, amount: 5 }] };
    expect(await call("PATCH", "/v3/bills/00n1", { body })).toMatchObject({
      status: 200,
      body: { description: "new", creditAmount: 5 },
    });
    body.description = "newer";
    expect(await call("PATCH", "/v3/bills/00n1", { body })).toMatchObject(refused("creditAmount: "));
  });

  test("§15 without creditTakenOffByPut, a bill with credits can be neither changed nor archived", async () => {
    const { call, apply, readBill, world } = await withCredit({ creditTakenOffByPut: false });
    await apply(25);
    const before = await readBill();
    for (const [method, path] of [
      ["PUT", "/v3/bills/00n1"],
      ["PATCH", "/v3/bills/00n1"],
      ["POST", "/v3/bills/00n1/archive"],
    ] as const)
      expect(
        await call(method, path, { body: method === "PATCH" ? { description: "new" } : billRequest }),
      ).toMatchObject(refused("creditAmount: "));
    expect(() => world.archive("00n1")).toThrow("25 of credits");
    expect(await readBill()).toEqual(before);
  });

  test("an unknown credit is refused with 400, and nothing is applied", async () => {
    const { call, credit, readBill, world } = await withCredit();
    const vendorCredits = [
      { id: credit.id, amount: 5 },
      { id: "vcrX", amount: 5 },
    ];
    expect(await call("PATCH", "/v3/bills/00n1", { body: { vendorCredits } })).toMatchObject({
      status: 400,
      body: [{ message: "Invalid entity data. vendorCredits[1].id: vcrX is unknown" }],
    });
    expect(await readBill()).toMatchObject({ creditAmount: 0 });
    expect(world.credits()).toMatchObject([{ usage: [] }]);
  });

  test.each<[string, Record<string, unknown>, number, string]>([
    ["an archived credit", { archived: true }, 5, "is archived"],
    ["another vendor's", { vendorId: "009B" }, 5, "another vendor's"],
    ["more than is left of the credit", { usage: [{ billId: "00n9", amount: 35 }] }, 5.01, "5 left to apply"],
    ["more than is open on the bill", { amount: 500 }, 100.01, "100 left to pay"],
  ])("%s is refused with 422", async (_what, fields, amount, problem) => {
    const { apply, world, readBill } = await withCredit();
    const { id } = world.add("vendorCredits", { vendorId: "009A", amount: 40, ...fields });
    expect(await apply(amount, id)).toMatchObject(refused(problem));
    expect(await readBill()).toMatchObject({ creditAmount: 0 });
  });

  test.each<[string, Record<string, unknown>]>([
    ["paid", {}],
    ["scheduled", { status: "SCHEDULED" }],
    ["paid but for 4", { amount: 96 }],
    ["scheduled but for 4", { amount: 96, status: "SCHEDULED" }],
  ])("no credit of 5 can be applied to a bill that is %s", async (_how, payment) => {
    const { apply, world } = await withCredit();
    world.pay("00n1", payment);
    expect(await apply(5)).toMatchObject(refused("left to pay, not 5"));
  });

  test("no credit can be applied to an archived bill", async () => {
    const { apply, world } = await withCredit();
    world.archive("00n1");
    expect(await apply(5)).toMatchObject(refused("archived"));
  });

  test.each([[0], [-1], [1.005], ["5"]])("an amount of %p is refused with 400", async (amount) => {
    const { apply } = await withCredit();
    expect(await apply(amount as number)).toMatchObject({
      status: 400,
      body: [{ message: expect.stringContaining("vendorCredits[0].amount: ") }],
    });
  });

  test("payments come on top: a credited amount is not paid again", async () => {
    const { apply, world, readBill } = await withCredit();
    await apply(60);
    expect(world.pay("00n1")).toMatchObject({ amount: 40, billPayments: [{ amount: 40 }] });
    expect(await readBill()).toMatchObject({ paidAmount: 100, dueAmount: 0, paymentStatus: "PAID" });
    world.void("00n1");
    expect(await readBill()).toMatchObject({
      creditAmount: 60,
      paidAmount: 60,
      dueAmount: 40,
      paymentStatus: "PARTIALLY_PAID",
    });
  });
});

test("§1.4 permissions for credits are checked per operation", async () => {
  const { call } = await startSignedInBill({ records, withoutRights: ["POST /v3/vendor-credits"] });
  expect(await call("GET", "/v3/vendor-credits")).toMatchObject({ status: 200 });
  expect(await call("POST", "/v3/vendor-credits", { body: request })).toMatchObject({ status: 403 });
});
