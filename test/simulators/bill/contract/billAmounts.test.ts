/** Both answers where it is open how BILL shows the money on a bill. connector/bill/API.md §6.3. */
import type { BillOptions } from "..";
import { withCredit } from "./withCredit";

type Amounts = readonly [paid: number, due: number, status: string];

describe.each<[Partial<BillOptions>, readonly [Amounts, Amounts, Amounts, Amounts]]>([
  [
    {},
    [
      [25, 75, "PARTIALLY_PAID"],
      [55, 45, "PARTIALLY_PAID"],
      [55, 45, "SCHEDULED"],
      [100, 0, "PAID"],
    ],
  ],
  [
    { paidAmountIncludesCredits: false },
    [
      [0, 75, "PARTIALLY_PAID"],
      [30, 45, "PARTIALLY_PAID"],
      [30, 45, "SCHEDULED"],
      [75, 0, "PAID"],
    ],
  ],
  [
    { dueAmountLessScheduled: true },
    [
      [25, 75, "PARTIALLY_PAID"],
      [55, 45, "PARTIALLY_PAID"],
      [55, 40, "SCHEDULED"],
      [100, 0, "PAID"],
    ],
  ],
  [
    { creditsAlonePartlyPaid: false },
    [
      [25, 75, "UNPAID"],
      [55, 45, "PARTIALLY_PAID"],
      [55, 45, "SCHEDULED"],
      [100, 0, "PAID"],
    ],
  ],
])("§6.3 amounts of a bill with %j", (options, [credited, paid, scheduled, full]) => {
  test("are the same in the answer, in a read, in the list and for its filter", async () => {
    const { apply, call, readBill, world } = await withCredit(options);
    const expectAmounts = async ([paidAmount, dueAmount, paymentStatus]: Amounts) => {
      const shown = { paidAmount, dueAmount, paymentStatus, creditAmount: 25, amount: 100 };
      expect(await readBill()).toMatchObject(shown);
      const filters = new URLSearchParams({ filters: `paymentStatus:eq:${paymentStatus}` });
      expect((await call("GET", `/v3/bills?${filters}`)).body).toMatchObject({ results: [shown] });
    };
    const [paidAmount, dueAmount, paymentStatus] = credited;
    expect(await apply(25)).toMatchObject({ body: { paidAmount, dueAmount, paymentStatus } });
    await expectAmounts(credited);
    world.pay("00n1", { amount: 30 });
    await expectAmounts(paid);
    const { id } = world.pay("00n1", { amount: 5, status: "SCHEDULED" });
    await expectAmounts(scheduled);
    world.void(id);
    world.pay("00n1");
    await expectAmounts(full);
  });
});

test("§6.3 wholly covered by credits, a bill is PAID either way; in a world file, paidAmount is money alone", async () => {
  for (const creditsAlonePartlyPaid of [true, false]) {
    const bills = [
      { id: "00n1", amount: 60, creditAmount: 60 },
      { id: "00n2", amount: 60, creditAmount: 10, paidAmount: 20 },
    ];
    const vendors = [{ id: "009A" }];
    const { readBill } = await withCredit({
      creditsAlonePartlyPaid,
      records: { ...{ vendors, bills }, chartOfAccounts: [{ id: "0ca1" }], items: [{ id: "0ii1" }] },
    });
    expect(await readBill()).toMatchObject({ paymentStatus: "PAID", paidAmount: 60, dueAmount: 0 });
    expect(await readBill("00n2")).toMatchObject({ paidAmount: 30, dueAmount: 30 });
  }
});
