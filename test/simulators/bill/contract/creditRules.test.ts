/** Both answers where it is open how BILL applies credits, and takes them off. connector/bill/API.md §1.4, §7, §15. */
import type { BillOptions } from "..";
import { request, withCredit } from "./withCredit";

const refused = (problem: string) => ({
  status: 422,
  body: [{ code: "BDC_1143", message: expect.stringContaining(problem) }],
});

const whole = {
  vendorId: "009A",
  dueDate: "2026-01-05",
  invoice: { invoiceNumber: "INV-1", invoiceDate: "2026-01-05" },
  billLineItems: [{ amount: 100 }],
};

/** The credit of 60, another of 40, and the bill of 100. */
const withTwoCredits = async (options: Partial<BillOptions> = {}) => {
  const vendor = await withCredit(options);
  const second = vendor.world.add("vendorCredits", { vendorId: "009A", amount: 40 });
  const named = (...amounts: [string, number][]) => amounts.map(([id, amount]) => ({ id, amount }));
  const patch = (body: object) => vendor.call("PATCH", "/v3/bills/00n1", { body });
  const put = (body: object) => vendor.call("PUT", "/v3/bills/00n1", { body: { ...whole, ...body } });
  const applied = () =>
    Object.fromEntries(vendor.world.credits().map(({ id, appliedAmount }) => [id, appliedAmount]));
  const one = vendor.credit.id;
  return { ...vendor, one, two: second.id, named, patch, put, applied };
};

describe("§7 partPaidBillTakesCredit", () => {
  test.each<[string, object]>([
    ["partly paid", { amount: 30 }],
    ["partly scheduled", { amount: 30, status: "SCHEDULED" }],
  ])("true: a bill that is %s takes credit up to its rest; false: 422", async (_how, payment) => {
    const takes = await withCredit();
    takes.world.pay("00n1", { ...payment });
    expect(await takes.apply(60)).toMatchObject({ status: 200, body: { creditAmount: 60 } });
    const refuses = await withCredit({ partPaidBillTakesCredit: false });
    refuses.world.pay("00n1", { ...payment });
    expect(await refuses.apply(60)).toMatchObject(refused("paymentStatus: "));
    expect(await refuses.readBill()).toMatchObject({ creditAmount: 0 });
  });

  test("false: credits alone are no money, so a further one is taken", async () => {
    const { apply } = await withCredit({ partPaidBillTakesCredit: false });
    await apply(5);
    expect(await apply(5)).toMatchObject({ status: 200, body: { creditAmount: 10 } });
  });
});

describe("§7 vendorCreditsReplace", () => {
  test("false: a PATCH adds; true: what it names is all that is applied", async () => {
    for (const [vendorCreditsReplace, creditAmount] of [
      [false, 35],
      [true, 10],
    ] as const) {
      const { patch, named, one, two, applied } = await withTwoCredits({ vendorCreditsReplace });
      await patch({ vendorCredits: named([one, 25]) });
      expect(await patch({ vendorCredits: named([two, 10]) })).toMatchObject({ body: { creditAmount } });
      expect(applied()).toEqual({ [one]: creditAmount - 10, [two]: 10 });
    }
  });

  test("true: named again an amount is not added; a PATCH without vendorCredits takes nothing off", async () => {
    const { patch, named, one, two, applied, readBill } = await withTwoCredits({
      vendorCreditsReplace: true,
    });
    await patch({ vendorCredits: named([one, 25]) });
    await patch({ vendorCredits: named([one, 25], [two, 40]) });
    await patch({ billLineItems: [] });
    expect(applied()).toEqual({ [one]: 25, [two]: 40 });
    await patch({ vendorCredits: named([one, 20], [two, 40]) });
    expect(applied()).toEqual({ [one]: 20, [two]: 40 });
    expect(await readBill()).toMatchObject({ creditAmount: 60, dueAmount: 40 });
    expect(await patch({ vendorCredits: named([one, 61]) })).toMatchObject(refused("60 left to apply"));
    expect(applied()).toEqual({ [one]: 20, [two]: 40 });
    await patch({ vendorCredits: [] });
    expect(applied()).toEqual({ [one]: 0, [two]: 0 });
  });

  test("true: what came with a payment stays", async () => {
    const { patch, named, one, two, applied, world } = await withTwoCredits({ vendorCreditsReplace: true });
    world.pay("00n1", { billPayments: [{ billId: "00n1", amount: 10, vendorCredits: named([one, 20]) }] });
    await patch({ vendorCredits: named([two, 30]) });
    await patch({ vendorCredits: named([one, 5]) });
    expect(applied()).toEqual({ [one]: 25, [two]: 0 });
    expect(world.credits()[0]?.usage).toMatchObject([
      { paymentId: expect.any(String), amount: 20 },
      { amount: 5 },
    ]);
  });
});

describe("§7 creditTakenOffByPut", () => {
  test("true: a PUT takes off what it does not name and keeps what it names", async () => {
    const { patch, put, named, one, two, applied, readBill } = await withTwoCredits();
    await patch({ vendorCredits: named([one, 25], [two, 40]) });
    expect(await put({ vendorCredits: named([one, 25]), description: "new" })).toMatchObject({
      status: 200,
      body: { creditAmount: 25, dueAmount: 75, description: "new" },
    });
    expect(applied()).toEqual({ [one]: 25, [two]: 0 });
    expect(await put({ billLineItems: [{ amount: 80 }] })).toMatchObject({
      body: { creditAmount: 0, dueAmount: 80, paymentStatus: "UNPAID" },
    });
    expect(applied()).toEqual({ [one]: 0, [two]: 0 });
    expect(await readBill()).toMatchObject({ creditAmount: 0, paidAmount: 0 });
  });

  test("true: a bill that credits cover wholly, too, and an archived credit", async () => {
    const { patch, put, named, one, two, applied, call } = await withTwoCredits();
    await patch({ vendorCredits: named([one, 60], [two, 40]) });
    await call("POST", `/v3/vendor-credits/${two}/archive`);
    await put({ vendorCredits: named([two, 40]) });
    expect(applied()).toEqual({ [one]: 0, [two]: 40 });
    await put({});
    expect(applied()).toEqual({ [one]: 0, [two]: 0 });
    expect(await call("POST", "/v3/bills/00n1/archive")).toMatchObject({ status: 200 });
  });

  test("false: 422, and the credits stay", async () => {
    const { patch, put, named, one, two, applied } = await withTwoCredits({ creditTakenOffByPut: false });
    await patch({ vendorCredits: named([one, 25]) });
    expect(await put({ description: "new" })).toMatchObject(refused("25 of credits"));
    expect(applied()).toEqual({ [one]: 25, [two]: 0 });
  });

  test.each([{ amount: 10 }, { amount: 10, status: "SCHEDULED" }])(
    "true: with money %j the credits stay, and only the coding can change",
    async (payment) => {
      const { patch, put, named, one, two, applied, world } = await withTwoCredits();
      await patch({ vendorCredits: named([one, 25]) });
      world.pay("00n1", payment);
      expect(await put({ description: "new" })).toMatchObject(refused("paymentStatus: "));
      expect(await put({ billLineItems: [{ amount: 60 }, { amount: 40 }] })).toMatchObject({
        status: 200,
        body: { creditAmount: 25, amount: 100 },
      });
      expect(await put({ vendorCredits: named([one, 25], [two, 5]) })).toMatchObject({
        body: { creditAmount: 30 },
      });
      expect(applied()).toEqual({ [one]: 25, [two]: 5 });
    },
  );
});

describe("§7 appliedCreditArchives", () => {
  test("true: it stays on the bill, even a paid one; false: 422", async () => {
    const archives = await withCredit();
    await archives.apply(25);
    archives.world.pay("00n1");
    expect(await archives.call("POST", `${archives.path}/archive`)).toMatchObject({
      status: 200,
      body: { archived: true, appliedAmount: 25 },
    });
    expect(await archives.read()).toMatchObject({ usage: [{ billId: "00n1", amount: 25 }] });
    expect(await archives.readBill()).toMatchObject({ creditAmount: 25, paymentStatus: "PAID" });
    const refuses = await withCredit({ appliedCreditArchives: false });
    await refuses.apply(25);
    expect(await refuses.call("POST", `${refuses.path}/archive`)).toMatchObject(refused("PARTIALLY_APPLIED"));
  });
});

describe("§1.4 mayApplyCredits: false", () => {
  const forbidden = { status: 403, body: [{ code: "BDC_1145" }] };

  test("whatever applies a credit is refused, and nothing has changed", async () => {
    const { call, put, patch, named, one, applied, readBill } = await withTwoCredits({
      mayApplyCredits: false,
    });
    const vendorCredits = named([one, 5]);
    const before = await readBill();
    expect(await patch({ vendorCredits })).toMatchObject(forbidden);
    expect(await patch({ description: "new", vendorCredits })).toMatchObject(forbidden);
    expect(await put({ vendorCredits })).toMatchObject(forbidden);
    expect(await call("POST", "/v3/bills", { body: { ...whole, vendorCredits } })).toMatchObject(forbidden);
    expect(await readBill()).toEqual(before);
    expect(Object.values(applied())).toEqual([0, 0]);
  });

  test("all else works, also a PUT that keeps a credit or takes it off", async () => {
    const { call, put, patch, named, one, world, readBill } = await withTwoCredits({
      mayApplyCredits: false,
    });
    world.apply(one, "00n1", 25);
    expect(await put({ vendorCredits: named([one, 25]), description: "new" })).toMatchObject({
      body: { creditAmount: 25 },
    });
    expect(await put({})).toMatchObject({ status: 200, body: { creditAmount: 0 } });
    expect(await patch({ description: "newer" })).toMatchObject({ status: 200 });
    expect(await call("POST", "/v3/bills", { body: whole })).toMatchObject({ status: 201 });
    expect(await call("POST", "/v3/vendor-credits", { body: request })).toMatchObject({ status: 201 });
    expect(await readBill()).toMatchObject({ creditAmount: 0 });
  });
});
