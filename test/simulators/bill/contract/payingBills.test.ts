/** Paying bills in BILL's web app: split payments, credits together with money, voids and failures. connector/bill/API.md §9, §15. */

import { withBillsToPay } from "./withBillsToPay";
import { withSubscriber } from "./withSubscriber";

const both = (first: object, second: object) => ({
  billPayments: [
    { billId: "00n1", ...first },
    { billId: "00n2", ...second },
  ],
});

describe("§9 one payment of several bills", () => {
  test("each bill gets its allocation, and all are open again when the payment is voided", async () => {
    const { world, changes, readPayment, moneyOn } = await withBillsToPay();
    const { id } = world.pay("00n1", { ...both({ amount: 40.1 }, { amount: 50 }), transactionNumber: "P1" });
    const payment = await readPayment(id);
    expect(payment).toMatchObject({
      vendorId: "009A",
      vendorName: "Acme",
      amount: 90.1,
      transactionNumber: "P1",
      billPayments: [{ amount: 40.1 }, { id: expect.stringMatching(/^blp/), billId: "00n2", amount: 50 }],
    });
    expect(payment).not.toHaveProperty("billId");
    expect(await moneyOn("00n1")).toEqual([40.1, 0, 59.9, "PARTIALLY_PAID"]);
    expect(await moneyOn("00n2")).toEqual([50, 0, 0, "PAID"]);
    expect(changes.splice(0)).toEqual(["payment created", "00n1 updated", "00n2 updated"]);
    world.void("00n2");
    expect(await moneyOn("00n1")).toEqual([0, 0, 100, "UNPAID"]);
    expect(await moneyOn("00n2")).toEqual([0, 0, 50, "UNPAID"]);
    expect(changes).toEqual(["00n1 updated", "00n2 updated", "payment updated"]);
  });

  test("an allocation without an amount is what is open on the bill, or the payment's amount if it is the only one", async () => {
    const { world } = await withBillsToPay();
    world.pay("00n1", { amount: 30, billPayments: [{ billId: "00n1" }] });
    expect(world.pay("00n2", both({}, { amount: 5 }))).toMatchObject({ amount: 75 });
    expect(world.payments()).toMatchObject([
      { billId: "00n1", amount: 30, billPayments: [{ amount: 30 }] },
      { billPayments: [{ amount: 70 }, { amount: 5 }] },
    ]);
  });

  const refused: readonly (readonly [string, object, string])[] = [
    [
      "a bill of another vendor",
      { billPayments: [{ billId: "00n1" }, { billId: "00n3" }] },
      "another vendor's",
    ],
    ["an archived bill", { billPayments: [{ billId: "00n1" }, { billId: "00n4" }] }, "archived"],
    ["an unknown bill", { billPayments: [{ billId: "00n1" }, { billId: "00nX" }] }, "00nX"],
    [
      "an allocation above the bill's open amount",
      both({ amount: 1 }, { amount: 50.01 }),
      "00n2 has 50 left to pay",
    ],
    ["an allocation of zero", both({ amount: 1 }, { amount: 0 }), "not 0"],
    ["a negative allocation", both({ amount: 10 }, { amount: -1 }), "not -1"],
    ["a wrong sum", { amount: 12, ...both({ amount: 1 }, { amount: 10 }) }, "which is 11"],
    ["a bill twice", { billPayments: [{ billId: "00n1" }, { billId: "00n1" }] }, "two allocations"],
    [
      "a payment without an allocation for the bill itself",
      { billPayments: [{ billId: "00n2" }] },
      "no allocation",
    ],
    ["an allocation without a bill", { billPayments: [{ amount: 5 }] }, "billId"],
  ];

  test.each(refused)("%s is refused, and nothing is paid", async (_what, set, problem) => {
    const { world, changes } = await withBillsToPay();
    expect(() => world.pay("00n1", { ...set })).toThrow(problem);
    expect(changes).toEqual([]);
  });
});

describe("§15 credits together with money", () => {
  const credits = (amount: number) => ({ vendorCredits: [{ id: "vcr1", amount }] });

  test("are applied in the same step, name the payment, and are not part of its amount", async () => {
    const { world, changes, readBill, readPayment } = await withBillsToPay();
    const { id } = world.pay("00n1", both({ amount: 60, ...credits(40) }, credits(20)));
    expect(await readPayment(id)).toMatchObject({
      amount: 90,
      billPayments: [
        { amount: 60, ...credits(40) },
        { amount: 30, ...credits(20) },
      ],
    });
    expect(world.credits()).toMatchObject([
      {
        appliedAmount: 60,
        status: "FULLY_APPLIED",
        usage: [
          { billId: "00n1", paymentId: id, amount: 40 },
          { billId: "00n2", paymentId: id, amount: 20 },
        ],
      },
    ]);
    expect(await readBill()).toMatchObject({ paidAmount: 100, creditAmount: 40, paymentStatus: "PAID" });
    expect(await readBill("00n2")).toMatchObject({ paidAmount: 50, creditAmount: 20, dueAmount: 0 });
    expect(changes).toEqual(["payment created", "vcr1 updated", "00n1 updated", "00n2 updated"]);
  });

  test("stay on the bill when the payment is voided, and must be unapplied by hand", async () => {
    const { world, readBill } = await withBillsToPay();
    const { id } = world.pay("00n1", { billPayments: [{ billId: "00n1", ...credits(40) }] });
    world.void(id);
    expect(await readBill()).toMatchObject({ paidAmount: 40, creditAmount: 40, dueAmount: 60 });
    world.unapply("vcr1");
    expect(await readBill()).toMatchObject({ creditAmount: 0, dueAmount: 100, paymentStatus: "UNPAID" });
  });

  test("may be a whole allocation, but not a whole payment", async () => {
    const { world, readBill } = await withBillsToPay();
    expect(() => world.pay("00n2", { billPayments: [{ billId: "00n2", ...credits(50) }] })).toThrow("0");
    world.pay("00n1", both({}, credits(50)));
    expect(await readBill("00n2")).toMatchObject({ paidAmount: 50, creditAmount: 50, paymentStatus: "PAID" });
  });

  test.each<[string, object, string]>([
    [
      "more than is open on the bill, with the money",
      both({ amount: 90, ...credits(20) }, {}),
      "80 left to pay",
    ],
    ["more than the credit has, in two allocations", both(credits(40), credits(21)), "20 left to apply"],
    ["an unknown credit", both({ vendorCredits: [{ id: "vcrX", amount: 1 }] }, {}), "vcrX"],
    ["an amount of zero", both(credits(0), {}), "vendorCredits"],
  ])("%s: refused, and nothing is paid", async (_what, set, problem) => {
    const { world, changes } = await withBillsToPay();
    expect(() => world.pay("00n1", { ...set })).toThrow(problem);
    expect(changes).toEqual([]);
    expect(world.credits()).toMatchObject([{ usage: [] }]);
  });
});

describe("§9 the course of a payment", () => {
  test("recorded offline", async () => {
    const { world, moneyOn } = await withBillsToPay();
    expect(world.pay("00n1", { onlinePayment: false })).toMatchObject({ disbursementType: "OFFLINE" });
    expect(world.pay("00n2", { onlinePayment: false, disbursementType: "CHECK" })).toMatchObject({
      onlinePayment: false,
      disbursementType: "CHECK",
    });
    expect(await moneyOn()).toEqual([100, 0, 0, "PAID"]);
  });

  test.each([
    ["PAID", "CLEARED", [30, 0, 70, "PARTIALLY_PAID"]],
    ["SCHEDULED", "SCHEDULED", [0, 30, 100, "SCHEDULED"]],
    ["APPROVING", "SCHEDULED", [0, 30, 100, "SCHEDULED"]],
    ["CANCELLED", "CANCELED", [0, 0, 100, "UNPAID"]],
    ["VOID", "VOIDED", [0, 0, 100, "UNPAID"]],
    ["ESCHEATED", "FUNDS_ESCHEATED", [0, 0, 100, "UNPAID"]],
    ["SETTLED", "UNDEFINED", [0, 0, 100, "UNPAID"]],
  ])("%s means %s by default, when created and when edited", async (status, singleStatus, money) => {
    const { world, moneyOn } = await withBillsToPay();
    expect(world.pay("00n1", { amount: 30, status })).toMatchObject({ singleStatus });
    expect(await moneyOn()).toEqual(money);
    expect(world.pay("00n3", { status, singleStatus: "SENT" })).toMatchObject({ singleStatus: "SENT" });
    const { id } = world.pay("00n2", { status: status === "PAID" ? "SCHEDULED" : "PAID" });
    world.edit(id, { status });
    expect(world.payments()[2]).toMatchObject({ id, status, singleStatus });
  });

  test("scheduled, paid, void: the bills follow, and all changes are reported", async () => {
    const { world, changes, moneyOn, readPayment } = await withBillsToPay();
    const { id } = world.pay("00n1", { status: "SCHEDULED", ...both({ amount: 30 }, {}) });
    expect(await moneyOn("00n1")).toEqual([0, 30, 100, "SCHEDULED"]);
    expect(await moneyOn("00n2")).toEqual([0, 50, 50, "SCHEDULED"]);
    changes.length = 0;
    world.edit(id, { status: "PAID", singleStatus: "SENT", transactionNumber: "P1" });
    expect(await readPayment(id)).toMatchObject({
      singleStatus: "SENT",
      transactionNumber: "P1",
      amount: 80,
    });
    expect(await moneyOn("00n1")).toEqual([30, 0, 70, "PARTIALLY_PAID"]);
    expect(await moneyOn("00n2")).toEqual([50, 0, 0, "PAID"]);
    expect(changes.splice(0)).toEqual(["00n1 updated", "00n2 updated", "payment updated"]);
    world.edit(id, { status: "VOID" }, { notify: false });
    expect(await moneyOn("00n1")).toEqual([0, 0, 100, "UNPAID"]);
    expect(await moneyOn("00n2")).toEqual([0, 0, 50, "UNPAID"]);
    expect(changes).toEqual([]);
    expect(() => world.void(id)).toThrow("neither a payment");
  });

  test("an edit of allocations and amount changes the bills; a wrong sum is refused", async () => {
    const { world, moneyOn, readPayment } = await withBillsToPay();
    const { id } = world.pay("00n1");
    world.edit(id, { amount: 60 });
    expect(await readPayment(id)).toMatchObject({ fundingAmount: 60, billPayments: [{ amount: 60 }] });
    expect(await moneyOn()).toEqual([60, 0, 40, "PARTIALLY_PAID"]);
    world.edit(id, both({ amount: 10 }, { amount: 50 }));
    expect(await readPayment(id)).not.toHaveProperty("billId");
    expect(await moneyOn()).toEqual([10, 0, 90, "PARTIALLY_PAID"]);
    expect(await moneyOn("00n2")).toEqual([50, 0, 0, "PAID"]);
    expect(() => world.edit(id, { amount: 61 })).toThrow("which is 60");
    const vendorCredits = [{ id: "vcr1", amount: 1 }];
    expect(() => world.edit(id, both({ amount: 10, vendorCredits }, {}))).toThrow("not edited");
  });

  test("a canceled payment is not voided with the others of its bill", async () => {
    const { world } = await withBillsToPay();
    world.pay("00n1", { amount: 30, status: "CANCELLED" });
    expect(() => world.void("00n1")).toThrow("neither a payment");
    world.pay("00n1");
    world.void("00n1");
    expect(world.payments()).toMatchObject([{ status: "CANCELLED" }, { status: "VOID" }]);
  });
});

describe("§10 events of payments", () => {
  test.each([
    "FUNDING_FAILED_VOIDED",
    "FUNDING_FAILED_ACTION_NEEDED",
    "DISBURSEMENT_FAILED_ACTION_NEEDED",
    "DISBURSEMENT_FAILED_VENDOR_BANK_REJECTED",
  ])("%s raises payment.failed once, and the bill is open again", async (singleStatus) => {
    const { world, deliveries, types, waitUntilDelivered } = await withSubscriber([
      "payment.updated",
      "payment.failed",
      "bill.updated",
    ]);
    const { id } = world.pay("00n1", { amount: 30 });
    world.edit(id, { status: "VOID", singleStatus });
    await waitUntilDelivered();
    expect(types()).toEqual(["payment.updated", "bill.updated", "bill.updated", "payment.failed"]);
    expect(deliveries[3]?.payload.payment).toMatchObject({ id, billIds: ["00n1"], status: singleStatus });
    expect(world.bills()).toMatchObject([{ paidAmount: 0, paymentStatus: "UNPAID" }]);
    world.edit(id, { description: "changed" });
    await waitUntilDelivered();
    expect(types().slice(4)).toEqual(["payment.updated"]);
  });
});
