/** Vendor credits in BILL's web app and in world files. connector/bill/API.md §7. */

import { startBillVendor } from "./startBillVendor";
import { records, withCredit } from "./withCredit";

describe("people in the web app", () => {
  test("apply and unapply add a credit to bills and remove it", async () => {
    const { credit, world, read, readBill, path, call } = await withCredit();
    const before = await readBill();
    const other = world.add("bills", { vendorId: "009A", amount: 10 });
    world.apply(credit.id, "00n1", 20);
    world.apply(credit.id, "00n1", 30);
    world.apply(credit.id, other.id, 10);
    expect(await readBill(other.id)).toMatchObject({ paymentStatus: "PAID", creditAmount: 10 });
    expect(await read()).toMatchObject({ status: "FULLY_APPLIED", appliedAmount: 60 });
    world.unapply(credit.id);
    expect(await readBill()).toEqual({ ...(before as object), updatedTime: expect.any(String) });
    expect(await readBill(other.id)).toMatchObject({ paymentStatus: "UNPAID", creditAmount: 0 });
    expect(await read()).toMatchObject({ status: "NOT_APPLIED", appliedAmount: 0, usage: [] });
    expect(await call("POST", `${path}/archive`)).toMatchObject({ status: 200 });
  });

  test("there, a credit can be applied to a partly paid bill, up to what is open; anything else throws", async () => {
    const { credit, world, readBill } = await withCredit();
    world.pay("00n1", { amount: 50 });
    expect(() => world.apply(credit.id, "00n1", 50.01)).toThrow("50 left to pay");
    expect(() => world.apply(credit.id, "00n1", 0)).toThrow("cannot be applied");
    expect(() => world.apply("vcrX", "00n1", 5)).toThrow("vcrX");
    expect(() => world.unapply(credit.id)).toThrow("not applied");
    world.apply(credit.id, "00n1", 10);
    expect(await readBill()).toMatchObject({ dueAmount: 40, paymentStatus: "PARTIALLY_PAID" });
  });

  test("editing ignores the API's rules, except for applied amounts; archiving does not", async () => {
    const { credit, world, read, apply } = await withCredit({ appliedCreditArchives: false });
    await apply(10);
    world.edit(credit.id, { referenceNumber: "CN-8", description: null });
    expect(await read()).toMatchObject({ referenceNumber: "CN-8", amount: 60, status: "PARTIALLY_APPLIED" });
    expect(await read()).not.toHaveProperty("description");
    world.edit(credit.id, { vendorCreditLineItems: [{ amount: 10 }] });
    expect(await read()).toMatchObject({ amount: 10, status: "FULLY_APPLIED" });
    expect(() => world.edit(credit.id, { usage: [] })).toThrow("usage");
    expect(() => world.archive(credit.id)).toThrow("FULLY_APPLIED");
    world.unapply(credit.id);
    world.archive(credit.id);
    expect(await read()).toMatchObject({ archived: true });
    expect(() => world.restore(credit.id)).toThrow("cannot be restored");
  });

  test("changes of the credit and of its bill are reported, unless notification is off", async () => {
    const changes: unknown[] = [];
    const { credit, world } = await withCredit({ onChange: (change) => changes.push(change) });
    changes.length = 0;
    world.apply(credit.id, "00n1", 5);
    expect(changes).toEqual([
      { collection: "vendorCredits", id: credit.id, action: "updated" },
      { collection: "bills", id: "00n1", action: "updated" },
    ]);
    world.unapply(credit.id, { notify: false });
    expect(changes).toHaveLength(2);
  });
});

describe("credits in a world file", () => {
  test("amounts follow from lines and usage and are applied to the bills, unless a bill states its own", async () => {
    const { bill } = await startBillVendor({
      records: {
        vendors: [{ id: "009A" }],
        bills: [
          { id: "00n1", amount: 100 },
          { id: "00n2", amount: 100, creditAmount: 7 },
          { id: "00n3", amount: 30, paymentStatus: "UNPAID" },
          { id: "00n4", amount: 30 },
        ],
        payments: [{ billId: "00n4", amount: 10 }],
        vendorCredits: [
          { id: "vcr1", vendorCreditLineItems: [{ amount: 0.1 }, { amount: 0.2 }] },
          {
            id: "vcr2",
            amount: 90,
            usage: [
              { billId: "00n1", amount: 60 },
              { billId: "00n2", amount: 5 },
            ],
          },
          { id: "vcr3", amount: 20, usage: [{ billId: "00n4", paymentId: "stp1" }] },
          { id: "vcr4", amount: 20, status: "FULLY_APPLIED" },
        ],
      },
    });
    expect(bill.world.credits()).toMatchObject([
      { vendorId: "009A", referenceNumber: "vcr1", amount: 0.3, appliedAmount: 0, status: "NOT_APPLIED" },
      { amount: 90, appliedAmount: 65, status: "PARTIALLY_APPLIED", vendorCreditLineItems: [{ amount: 90 }] },
      { status: "FULLY_APPLIED", usage: [{ billId: "00n4", paymentId: "stp1", amount: 20 }] },
      { appliedAmount: 20, usage: [] },
    ]);
    expect(bill.world.bills()).toMatchObject([
      { creditAmount: 60, dueAmount: 40, paymentStatus: "UNPAID" },
      { creditAmount: 7, dueAmount: 93 },
      { creditAmount: 0, dueAmount: 30 },
      { creditAmount: 20, paidAmount: 10, dueAmount: 0, paymentStatus: "PAID" },
    ]);
  });

  test.each<[string, object, string]>([
    ["another type", { amount: "7" }, "vendorCredits[0] (vcr1)"],
    ["an unknown status", { status: "USED" }, "status"],
  ])("%s is an error that says where", async (_what, fields, named) => {
    const vendorCredits = [{ id: "vcr1", vendorId: "009A", ...fields }];
    await expect(startBillVendor({ records: { ...records, vendorCredits } })).rejects.toThrow(named);
  });
});
