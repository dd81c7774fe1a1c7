/** What records in a world file may omit, and which records are errors. */
import { startBillVendor, startSignedInBill } from "./bill/contract/startBillVendor";
import { startPrecoroVendor } from "./precoro/contract/startPrecoroVendor";

describe("BILL records", () => {
  const opened = async (records: Record<string, unknown[]>) =>
    (await startBillVendor({ records })).bill.world;

  test("an empty record of each collection gets all its defaults", async () => {
    const names = ["accountingClasses", "departments", "locations", "customers", "items", "vendorCredits"];
    const empty = Object.fromEntries(
      ["vendors", "bills", "payments", "chartOfAccounts", ...names].map((name) => [name, [{}]]),
    );
    const world = await opened({ ...empty, payments: [{ vendorId: "009A" }] });
    const prefixes = Object.entries(world.snapshot()).map(([name, rows]) => [
      name,
      rows.map(({ id }) => String(id).slice(0, 3)).join(),
    ]);
    expect(Object.fromEntries(prefixes)).toEqual({
      vendors: "009",
      bills: "00n",
      vendorCredits: "vcr",
      payments: "stp",
      chartOfAccounts: "0ca",
      accountingClasses: "cls",
      departments: "0de",
      locations: "loc",
      customers: "0cu",
      items: "0ii",
    });
    expect(world.bills()).toMatchObject([{ vendorId: world.vendors()[0]?.id, amount: 0, archived: false }]);
  });

  test("amounts follow from lines, statuses and payments, unless the record states them", async () => {
    const world = await opened({
      vendors: [{ id: "009A" }],
      bills: [
        { id: "00n1", billLineItems: [{ amount: 0.1 }, { quantity: 2, price: 0.1 }] },
        { id: "00n2", amount: 50, paymentStatus: "PAID" },
        { id: "00n3", amount: 50 },
        { id: "00n4", amount: 50, paymentStatus: "IN_PROCESS" },
      ],
      payments: [{ billPayments: [{ billId: "00n3", amount: 20 }], vendorId: "009A" }, { billId: "00n4" }],
    });
    expect(world.bills()).toMatchObject([
      { amount: 0.3, dueAmount: 0.3, paymentStatus: "UNPAID" },
      { amount: 50, paidAmount: 50, dueAmount: 0, paymentStatus: "PAID", billLineItems: [{ amount: 50 }] },
      { paidAmount: 20, dueAmount: 30, paymentStatus: "PARTIALLY_PAID" },
      { paymentStatus: "IN_PROCESS", paidAmount: 0 },
    ]);
    expect(world.payments()).toMatchObject([
      { amount: 20, status: "PAID" },
      { amount: 50, vendorId: "009A" },
    ]);
  });

  test("new ids differ from all ids in the records", async () => {
    const first = (await opened({ vendors: [{}] })).vendors()[0];
    const world = await opened({ vendors: [{ id: first?.id }, {}] });
    expect(new Set(world.vendors().map(({ id }) => id)).size).toBe(2);
  });

  test("a snapshot is a copy", async () => {
    const world = await opened({ vendors: [{ id: "009A", address: { city: "Austin" } }] });
    for (const { address } of world.snapshot().vendors) Object.assign(address as object, { city: "Boston" });
    expect(world.vendors()).toMatchObject([{ address: { city: "Austin" } }]);
  });

  test.each<[string, Record<string, unknown[]>, string]>([
    ["an unknown collection", { vendor: [] }, '"vendor"'],
    ["a record that is not an object", { vendors: ["Acme"] }, "vendors[0]"],
    ["a duplicate id", { vendors: [{ id: "009A" }, { id: "009A" }] }, "vendors[1]"],
    ["a field of the wrong type", { vendors: [{}], bills: [{ id: "00n1", amount: "7" }] }, "bills[0] (00n1)"],
    ["an unknown status", { vendors: [{}], bills: [{ paymentStatus: "OWED" }] }, "paymentStatus"],
    ["a bill without any vendor", { bills: [{ id: "00n1" }] }, "vendorId"],
  ])("%s is an error that says where", async (_what, records, named) => {
    await expect(opened(records)).rejects.toThrow(named);
  });
});

describe("Precoro records", () => {
  const opened = async (records: Record<string, unknown[]>) =>
    (await startPrecoroVendor({ records })).precoro.world;

  test("an empty record of each collection gets all its defaults, and new numbers are above the given ones", async () => {
    const world = await opened({
      suppliers: [{}],
      invoices: [{}, { idn: "5000", id: 1_000_000 }],
      payments: [{ invoice: { idn: "5000" } }],
      items: [{}],
      locations: [{}],
      documentCustomFields: [{ name: "Bill Departments", options: [{ id: 9 }] }],
      itemCustomFields: [{}],
    });
    const { invoices, documentCustomFields, items, locations, payments } = world.snapshot();
    const [item] = items;
    expect(item).toMatchObject({ sku: `SKU-${item?.["id"]}`, price: "0", typeString: "Non-Inventory" });
    expect(locations).toMatchObject([{ name: expect.any(String), enable: true, parent: [] }]);
    expect(invoices).toMatchObject([
      {
        idn: "5001",
        status: 2,
        sum: "100.00",
        invoiceNumber: "INV-5001",
        supplier: { id: 1_000_001 },
      },
      { idn: "5000", id: 1_000_000 },
    ]);
    expect(payments).toMatchObject([{ sumPaid: "100.00", invoice: { id: 1_000_000, idn: "5000" } }]);
    expect(documentCustomFields).toMatchObject([{ id: expect.any(Number), options: [{ id: 9 }] }]);
  });

  test("dates: null stays null, the approval date follows the status, other times follow the approval", async () => {
    const world = await opened({
      suppliers: [{ id: 55 }],
      invoices: [
        { requiredDate: null, issueDate: "2026-02-27T00:00:00+0000" },
        { status: 0, issueDate: "2026-02-27" },
        { status: 4, approvalDate: "2026-01-02T08:00:00+0000" },
        { approvalDate: null },
      ],
    });
    const now = "2026-01-05T10:00:00+0000";
    expect(world.invoices()).toMatchObject([
      { requiredDate: null, approvalDate: now, updateDate: now },
      { requiredDate: "2026-03-29T00:00:00+0000", approvalDate: null, createDate: now },
      { approvalDate: "2026-01-02T08:00:00+0000", updateDate: "2026-01-02T08:00:00+0000" },
      { approvalDate: null, updateDate: now },
    ]);
  });

  test("sums: given sums win, lines may be wrapped, and payments determine the status", async () => {
    const world = await opened({
      suppliers: [{ id: 55 }],
      invoices: [
        { sum: 119.9, items: { data: [{ sum: "110.00", taxPercent: 10 }] } },
        { sum: "80.00" },
        { sum: "80.00", payments: [{ sumPaid: 30 }] },
        { sum: "80.00", status: 5 },
        { items: [] },
        { items: [{ quantity: 0.1, price: "10.05", taxPercent: 50 }] },
      ],
    });
    expect(world.invoices()).toMatchObject([
      { sum: 119.9, netSum: 100, items: { data: [{ price: "100", netSum: "100.00", taxSum: "10.00" }] } },
      { sum: "80.00", items: { data: [{ sum: "80.00" }] }, status: 2 },
      { status: 4, sumPaid: "30.00", payments: { data: [{ sumPaid: 30 }] } },
      { status: 5, sumPaid: "80.00" },
      { sum: "0.00", items: { data: [] } },
      { sum: "1.52", items: { data: [{ netSum: "1.01", taxSum: "0.51", sum: "1.52" }] } },
    ]);
  });

  test("an invalid invoice with an idn is stored and shown as it is", async () => {
    const world = await opened({
      suppliers: [{ id: 5 }],
      invoices: [{ idn: 7, sum: "a lot", items: "none" }],
    });
    expect(world.invoice("7")).toMatchObject({ idn: "7", status: 2, sum: "a lot", items: "none" });
    world.approve("7");
    expect(world.invoice("7")).toMatchObject({ sum: "a lot", approvalDate: expect.any(String) });
  });

  test.each<[string, Record<string, unknown[]>, string]>([
    ["an unknown collection", { vendors: [] }, '"vendors"'],
    ["a record that is not an object", { suppliers: [null] }, "suppliers[0]"],
    ["a duplicate id", { suppliers: [{ id: 5 }, { id: 5 }] }, "suppliers[1]"],
    ["a duplicate idn", { suppliers: [{}], invoices: [{ idn: 7 }, { idn: "7" }] }, "invoices[1]"],
    ["a payment without an invoice", { payments: [{ sumPaid: 5 }] }, "payments[0]"],
    [
      "a field of the wrong type, without an idn",
      { suppliers: [{}], invoices: [{ sum: "a lot" }] },
      "invoices[0]",
    ],
    ["an invoice without any supplier", { invoices: [{}] }, "supplier"],
  ])("%s is an error that says where", async (_what, records, named) => {
    await expect(opened(records)).rejects.toThrow(named);
  });
});

test("an unknown simulator option is an error that names it", async () => {
  const wrong = { latency: 5 } as object;
  await expect(startSignedInBill(wrong)).rejects.toThrow('"latency"');
  await expect(startPrecoroVendor(wrong)).rejects.toThrow('"latency"');
  await expect(startSignedInBill({ limits: "no" } as object)).rejects.toThrow("limits");
});
