/** Precoro's payments from people, credit notes and world files. connector/precoro/API.md §3.1, §4, §5, §8, §13. */
import { invoice, NOW, other, withInvoice } from "./withInvoice";

const hook = (idn: number) => ({ id: 900_000 + idn, type: 3, action: 1, idn });
const paidHook = { ...hook(1042), id: 900_100 };

describe("§5 payments of a world file", () => {
  test("§5 are added to their invoices, whose sums and status follow", async () => {
    const { read, world } = await withInvoice(
      [{ ...invoice, payments: [{ idn: "11", sumPaid: "10.00" }] }, other(1043), other(1044, { status: 1 })],
      [
        { invoice: 900_100, sumPaid: 9.65, payDate: "2026-01-02T00:00:00+0000", externalId: "stp1" },
        { invoice: { idn: 1043 }, logicType: 1 },
        { invoice: { id: 901_044 }, sumPaid: "5.00" },
      ],
    );
    expect(read()).toMatchObject({
      status: 4,
      sumPaid: "19.65",
      payments: { data: [{ idn: "11" }, { sumPaid: 9.65, externalId: "stp1", logicType: 0 }] },
    });
    expect(read(1043)).toMatchObject({ status: 5, sumPaid: "50.00", payments: { data: [{ logicType: 1 }] } });
    expect(read(1044)).toMatchObject({ status: 1, sumPaid: "5.00" });
    const { payments } = world.snapshot();
    expect(payments.map((payment) => payment["invoice"])).toEqual([
      { id: 900_100, idn: "1042" },
      { id: 900_100, idn: "1042" },
      { id: 901_043, idn: "1043" },
      { id: 901_044, idn: "1044" },
    ]);
    expect(new Set(payments.map(({ id }) => id)).size).toBe(4);
  });

  test("§3.1 don't change what the invoice itself states", async () => {
    const { read } = await withInvoice(
      [{ ...invoice, status: 2, sumPaid: "0" }],
      [{ invoice: 900_100, sumPaid: "5.00" }],
    );
    expect(read()).toMatchObject({ status: 2, sumPaid: "0", payments: { data: [{ sumPaid: "5.00" }] } });
  });

  test("§3.2 don't include those of an invalid invoice", async () => {
    const { world, read } = await withInvoice([{ ...invoice, sum: "a lot", payments: [{ sumPaid: 5 }] }]);
    expect(world.payments()).toEqual([]);
    expect(read()).toMatchObject({ payments: [{ sumPaid: 5 }] });
  });

  test.each<[string, object[], string]>([
    ["a payment without an invoice", [{ sumPaid: "5.00" }], "payments[0]"],
    [
      "an unknown idn",
      [{ invoice: 900_100 }, { invoice: { idn: "7" } }],
      'payments[1]: there is no invoice {"idn":"7"}',
    ],
    ["an unknown id", [{ invoice: 1042 }], "there is no invoice 1042"],
    ["an invalid amount", [{ idn: "12", invoice: 900_100, sumPaid: "a lot" }], "payments[0] (12)"],
    [
      "one id twice",
      [
        { id: 5, invoice: 900_100 },
        { id: 5, invoice: 900_100 },
      ],
      "payments[1]",
    ],
    [
      "one idn twice",
      [
        { idn: 5, invoice: 900_100 },
        { idn: "5", invoice: 900_100 },
      ],
      "payments[1]",
    ],
  ])("§5 %s is an error that says where", async (_what, payments, named) => {
    await expect(withInvoice([invoice], payments)).rejects.toThrow(named);
  });
});

describe("§5 payments by people", () => {
  test("§5 are listed in the order of their creation, across invoices", async () => {
    const { world, call } = await withInvoice(
      [invoice, other(1043)],
      [{ invoice: 900_100, sumPaid: "1.00" }],
    );
    world.pay(1043, { sumPaid: "2.00", externalId: "stp1", payDate: "2026-01-03T00:00:00+0000" });
    const idn = world.pay(1042, { sumPaid: "3.00" });
    const { payments } = world.snapshot();
    expect(payments.map(({ sumPaid }) => sumPaid)).toEqual(["1.00", "2.00", "3.00"]);
    expect((await call("GET", "/payments")).body).toMatchObject({ data: payments });
    expect(payments[1]).toEqual({
      id: expect.any(Number),
      idn: expect.any(String),
      sumPaid: "2.00",
      payDate: "2026-01-03T00:00:00+0000",
      externalId: "stp1",
      logicType: 0,
      createDate: NOW,
      updateDate: NOW,
      invoice: { id: 901_043, idn: "1043" },
    });
    expect(world.payment(idn)).toEqual(payments[2]);
    expect(() => world.pay(1042, { idn })).toThrow(idn);
  });

  test("§3.1 disappear when canceled, and the invoice is open again: paid, partly paid, approved", async () => {
    const { world, read, call, webhooks } = await withInvoice();
    const first = world.pay(1042, { sumPaid: "20.00" });
    const second = world.pay(1042);
    expect(read()).toMatchObject({ status: 5 });
    world.cancelPayment(second);
    expect(read()).toMatchObject({ status: 4, sumPaid: "20.00", payments: { data: [{ idn: first }] } });
    world.cancelPayment(Number(first), { notify: false });
    expect(read()).toMatchObject({ status: 2, sumPaid: "0.00", payments: { data: [] } });
    expect(await call("GET", `/payments/${first}`)).toMatchObject({ status: 404 });
    expect(webhooks).toEqual([paidHook, paidHook, paidHook]);
    expect(() => world.cancelPayment(first)).toThrow("Not Found");
  });

  test("§3.1 can be canceled on a canceled invoice, which stays canceled", async () => {
    const { world, read } = await withInvoice();
    const idn = world.pay(1042);
    world.cancel(1042);
    world.cancelPayment(idn);
    expect(read()).toMatchObject({ status: 8, sumPaid: "0.00" });
  });

  test("§5 stay as they are when the invoice is edited", async () => {
    const { world } = await withInvoice();
    world.pay(1042, { sumPaid: "20.00" });
    const before = world.payments();
    world.edit(1042, { note: "x" });
    expect(world.payments()).toEqual(before);
  });
});

describe("§4 an invoice's credit note pays it", () => {
  const note = (sum: string, set: object = {}) =>
    other(2, { status: 1, logicType: 1, parentData: { idn: "1042" }, sum, ...set });
  const crediting = (sum: string, set: object = {}, of: object = {}) =>
    withInvoice([{ ...invoice, ...of }, note(sum, set)]);
  const credits = ({ world }: Awaited<ReturnType<typeof crediting>>) =>
    world.payments().map(({ sumPaid, logicType }) => ({ sumPaid, logicType }));

  test("§4, §13 when it is approved: with a payment of another type; status and sums follow, and both send webhooks", async () => {
    const company = await crediting("30.00");
    expect(company.world.payments()).toEqual([]);
    company.world.approve(2);
    expect(company.world.payments()).toMatchObject([
      { sumPaid: "30.00", logicType: 1, externalId: null, payDate: NOW, invoice: { idn: "1042" } },
    ]);
    expect(company.read()).toMatchObject({ status: 4, sumPaid: "30.00" });
    expect(company.read(2)).toMatchObject({ status: 2, sumPaid: "0" });
    expect(company.webhooks).toEqual([{ ...hook(2), id: 900_002 }, paidHook]);
  });

  test("§4 with no more than is left to pay, or not at all", async () => {
    const company = await crediting("200.00");
    company.world.pay(1042, { sumPaid: "100.00" });
    company.world.approve(2);
    expect(credits(company)[1]).toEqual({ sumPaid: "19.65", logicType: 1 });
    expect(company.read()).toMatchObject({ status: 5, sumPaid: "119.65" });
    company.world.credit(1042, { sum: "5.00" });
    expect(credits(company)).toHaveLength(2);
  });

  test("§4 at once if it is created from the invoice", async () => {
    const company = await crediting("1.00");
    const idn = company.world.credit(1042, { sum: "20.00" });
    expect(credits(company)).toEqual([{ sumPaid: "20.00", logicType: 1 }]);
    expect(company.webhooks).toEqual([
      { ...hook(0), id: expect.any(Number), action: 0, idn: Number(idn) },
      paidHook,
    ]);
  });

  test("§4 only once: approved again, the payment stays; with another sum, it is replaced", async () => {
    const company = await crediting("30.00");
    const { world, webhooks } = company;
    world.approve(2);
    const before = world.payments();
    world.revise(2, { note: "x" });
    expect(world.payments()).toEqual(before);
    expect(webhooks).toHaveLength(3);
    world.revise(2, { sum: "200.00" });
    expect(credits(company)).toEqual([{ sumPaid: "119.65", logicType: 1 }]);
    expect(world.payments()[0]?.idn).not.toBe(before[0]?.idn);
    world.revise(2, { sum: "25.00" });
    expect(credits(company)).toEqual([{ sumPaid: "25.00", logicType: 1 }]);
    expect(company.read()).toMatchObject({ status: 4, sumPaid: "25.00" });
    expect(webhooks).toHaveLength(7);
  });

  test.each(["reject", "cancel"] as const)("§4 %s of the note removes its payment", async (action) => {
    const company = await crediting("30.00");
    const { world, read, webhooks } = company;
    world.pay(1042, { sumPaid: "10.00" });
    world.approve(2);
    world[action](2);
    expect(credits(company)).toEqual([{ sumPaid: "10.00", logicType: 0 }]);
    expect(read()).toMatchObject({ status: 4, sumPaid: "10.00" });
    expect(webhooks.at(-1)).toEqual(paidHook);
    world.approve(2);
    expect(credits(company)).toHaveLength(2);
  });

  test("§4 a payment that a person has canceled is not removed twice", async () => {
    const company = await crediting("30.00");
    const { world, read } = company;
    world.approve(2);
    world.cancelPayment(world.payments()[0]?.idn ?? "");
    world.cancel(2);
    expect(read()).toMatchObject({ status: 2, sumPaid: "0.00" });
    expect(credits(company)).toEqual([]);
  });

  test("§8.3 without a webhook for the note, there is none for its invoice", async () => {
    const { world, webhooks, read } = await crediting("30.00");
    world.approve(2, {}, { notify: false });
    world.revise(2, { sum: "20.00" }, { notify: false });
    world.cancel(2, {}, { notify: false });
    world.credit(1042, {}, { notify: false });
    expect(read()).toMatchObject({ status: 5 });
    expect(webhooks).toEqual([]);
  });

  test.each<[string, object, object]>([
    ["is standalone", { logicType: 5, parentData: [] }, {}],
    ["is standalone but names an invoice", { logicType: 5 }, {}],
    ["is not a credit note", { logicType: 0 }, {}],
    ["names an unknown invoice", { parentData: { idn: "7" } }, {}],
    ["is invalid", { sum: "a lot" }, {}],
    ["belongs to an invalid invoice", {}, { sum: "a lot" }],
    ...[0, 1, 3, 5, 7, 8].map((status): [string, object, object] => [
      `is of one of status ${status}`,
      {},
      { status },
    ]),
  ])("§4 no payment is made if the note %s", async (_what, set, of) => {
    const { world, read, webhooks } = await crediting("30.00", set, of);
    const before = read();
    world.approve(2);
    expect(read()).toEqual(before);
    expect(webhooks).toHaveLength(1);
  });
});
