/** The simulator's responses have the names, types and constants of BILL's own Postman collection. connector/bill/API.md §0 (PM), §12. */

import { billCoverage } from "../coverage";
import { catalog } from "../webhooks/events";
import shapes from "./bill-v3-shapes.json";
import { startSignedInBill } from "./startBillVendor";
import { tourOfCredits, tourOfMoney, tourOfWebhooks } from "./tours";

const answers: Readonly<Record<string, { status: number; body: unknown }>> = {
  ...shapes.answers,
  "GET /v3/payments": {
    status: 200,
    body: { nextPage: "string", prevPage: "string", results: [shapes.payment] },
  },
  "GET /v3/payments/{id}": { status: 200, body: shapes.payment },
};
const enums: Readonly<Record<string, unknown>> = shapes.enums;

/** The differences between a value and a shape: an unknown name, another type, an undocumented constant. */
const misfits = (value: unknown, shape: unknown, place: string): string[] => {
  if (Array.isArray(value)) {
    const [row] = Array.isArray(shape) ? shape : [];
    return row === undefined ? [`${place}: a list`] : value.flatMap((one) => misfits(one, row, `${place}[]`));
  }
  if (typeof value === "object" && value !== null) {
    if (typeof shape !== "object" || shape === null || Array.isArray(shape)) return [`${place}: an object`];
    const known = Object.entries(shape);
    return Object.entries(value).flatMap(([name, inner]) => {
      const field = known.find(([one]) => one === name);
      return field ? misfits(inner, field[1], `${place}.${name}`) : [`${place}.${name}: unknown`];
    });
  }
  if (shape === "enum") return isListed(value, place) ? [] : [`${place}: ${value} is not documented`];
  return value === shape || typeof value === shape ? [] : [`${place}: ${JSON.stringify(value)}`];
};

const isListed = (value: unknown, place: string): boolean => {
  const [parent, name = ""] = place.replaceAll("[]", "").split(".").slice(-2);
  if (name === "billCurrency" || name === "invoiceCurrency")
    return typeof value === "string" && /^[A-Z]{3}$/.test(value);
  // The field `status` has other values for credits than for payments.
  const own = name === "status" && place.includes("/vendor-credits") ? "creditStatus" : name;
  if (place.endsWith(".events[].type")) return catalog.some(({ type }) => type === value);
  const list = enums[`${parent}.${name}`] ?? enums[own];
  return Array.isArray(list) && list.includes(value);
};

/** Two fields of bills are newer than the collection. */
const withLater = (shape: unknown): unknown => {
  if (typeof shape !== "object" || shape === null) return shape;
  if ("results" in shape && Array.isArray(shape.results))
    return { ...shape, results: shape.results.map(withLater) };
  return "billLineItems" in shape ? { ...shape, ...shapes.later.bill } : shape;
};

const collections = {
  "/v3/vendors/{id}": "vendors",
  "/v3/classifications/chart-of-accounts/{id}": "chartOfAccounts",
  "/v3/classifications/accounting-classes/{id}": "accountingClasses",
  "/v3/classifications/departments/{id}": "departments",
  "/v3/classifications/locations/{id}": "locations",
  "/v3/classifications/items/{id}": "items",
  "/v3/customers/{id}": "customers",
} as const;

const records = {
  vendors: [
    { id: "009A", name: "Acme", shortName: "AC", email: "ap@acme.test", phone: "1", accountNumber: "77" },
    { id: "009B", billCurrency: "EUR", address: { line1: "1 Road", country: "DE" } },
  ],
  chartOfAccounts: [{ id: "0ca1", parentId: "0ca2", account: { type: "EXPENSE", number: "61" } }, {}],
  accountingClasses: [{ id: "cls1", shortName: "C", description: "x", parentId: "cls2" }, {}],
  departments: [{ id: "0de1", shortName: "D", description: "x", parentId: "0de2" }, {}],
  locations: [{ id: "loc1", shortName: "L", description: "x", archived: true }, {}],
  items: [
    { id: "0ii1", shortName: "I", description: "x", parentId: "0ii2", price: 9.9, taxable: true },
    { type: "DISCOUNT", percentage: 5, chartOfAccountId: "0ca1", expenseChartOfAccountId: "0ca1" },
  ],
  customers: [
    { id: "0cu1", companyName: "Y", email: "a@y.test", phone: "1", contact: { firstName: "Ann" } },
    { accountType: "PERSON", invoiceCurrency: "EUR", billingAddress: { city: "Austin" } },
  ],
  vendorCredits: [
    { id: "vcr1", amount: 5, usage: [{ billId: "00n4", paymentId: "stp1" }] },
    { id: "vcr2", amount: 5, status: "IN_PROCESS", archived: true, description: "x" },
  ],
  bills: [
    { id: "00n1", billLineItems: [{ quantity: 2, price: 5 }], archived: true },
    { id: "00n2", amount: 10, paymentStatus: "PAID", classifications: { chartOfAccountId: "0ca1" } },
    { id: "00n3", amount: 10, recordStatus: "DRAFT", purchaseOrderNumber: "PO", description: "x" },
    { id: "00n4", amount: 10, recordStatus: "ACTIVE", creditAmount: 0 },
  ],
  payments: [
    { id: "stp2", billId: "00n2", transactionNumber: "P1", confirmationNumber: "C1", description: "x" },
    {
      id: "stp3",
      billPayments: [{ billId: "00n2" }, { billId: "00n3" }],
      onlinePayment: false,
      status: "VOID",
    },
  ],
};

/** connector/bill/API.md §8: the lists, each with one record. */
const entries = {
  "classifications/chart-of-accounts": "0ca1",
  "classifications/accounting-classes": "cls1",
  "classifications/departments": "0de1",
  "classifications/locations": "loc1",
  "classifications/items": "0ii1",
  customers: "0cu1",
};

/** Makes every call of the simulator once, and some that it refuses. */
const tour = async () => {
  const vendor = await startSignedInBill({ records, pageSizeMax: 1 });
  const { call, bill } = vendor;
  const body = {
    vendorId: "009A",
    dueDate: "2026-02-01",
    invoice: { invoiceNumber: "7", invoiceDate: "2026-01-01" },
    billLineItems: [
      { quantity: 2, price: 5, description: "x", classifications: { chartOfAccountId: "0ca1" } },
    ],
    payFromChartOfAccountId: "0ca1",
  };
  await call("GET", "/v3/login/session");
  for (const list of ["vendors", "bills", "vendor-credits", "payments", ...Object.keys(entries)]) {
    const first = await call("GET", `/v3/${list}`);
    await call("GET", `/v3/${list}?page=${(first.body as { nextPage: string }).nextPage}`);
  }
  await call("GET", "/v3/vendors/009B");
  for (const [list, id] of Object.entries(entries)) await call("GET", `/v3/${list}/${id}`);
  for (const id of ["00n1", "00n2", "00n3", "00nX"]) await call("GET", `/v3/bills/${id}`);
  for (const id of ["stp2", "stp3"]) await call("GET", `/v3/payments/${id}`);
  await call("POST", "/v3/bills", { body });
  await call("POST", "/v3/bills", { body: {} });
  await call("PUT", "/v3/bills/00n4", { body });
  await call("PATCH", "/v3/bills/00n4", { body: { description: "new" } });
  await call("PATCH", "/v3/bills/00n2", { body: { description: "new" } });
  await tourOfMoney(call);
  await call("POST", "/v3/bills/00n4/archive");
  await call("POST", "/v3/bills/00n4/restore");
  await tourOfCredits(call);
  await tourOfWebhooks(vendor);
  await call("POST", "/v3/logout");
  await call("GET", "/v3/bills");
  return bill;
};

test("§0 every response has the shape of the collection", async () => {
  const { journal } = await tour();
  const good = journal.entries.filter(({ status }) => status !== null && status < 400);
  const found = good.flatMap(({ method, path, status, response }) => {
    const call = `${method} ${path}`;
    const shape = answers[call];
    return [
      ...(status === shape?.status ? [] : [`${call}: ${status}`]),
      ...misfits(response, withLater(shape?.body ?? null), call),
    ];
  });
  expect(found).toEqual([]);
  const called = new Set(good.map(({ method, path }) => `${method} ${path}`));
  expect(billCoverage.map(({ call }) => call).filter((call) => !called.has(call))).toEqual([]);
});

test("§2 every error response is an array of errors in the collection's shape", async () => {
  const { journal } = await tour();
  const bad = journal.entries.filter(({ status }) => status !== null && status >= 400);
  expect(bad.map(({ status }) => status)).toEqual([404, 400, 422, 404, 401]);
  for (const { response } of bad) {
    expect(misfits(response, shapes.error, "error")).toEqual([]);
    const whole = { timestamp: expect.any(String), message: expect.any(String), severity: "ERROR" };
    expect(response).toEqual(expect.arrayContaining([expect.objectContaining(whole)]));
  }
});

test("§9 a payment that was made and voided in the web app has the shape of GET /v3/payments/{id}", async () => {
  const { bill } = await startSignedInBill({ records });
  bill.world.pay("00n4", { amount: 4 });
  bill.world.void("00n4");
  bill.world.pay("00n4", { status: "SCHEDULED", singleStatus: "SCHEDULED" });
  expect(misfits(bill.world.snapshot().payments, [shapes.payment], "payment")).toEqual([]);
});

test("§8 a record created in the web app has the shape of its list, including defaults", async () => {
  const { bill } = await startSignedInBill();
  for (const [path, collection] of Object.entries(collections)) {
    const made = bill.world.add(collection, {});
    expect(misfits(made, answers[`GET ${path}`]?.body, path)).toEqual([]);
  }
});

test("the comparison finds an unknown name, another type and another constant", () => {
  const shape = { id: "string", paymentStatus: "enum", lines: [{ amount: "number" }] };
  expect(misfits({ id: 1, paymentStatus: "OWED", lines: [{ amount: 1, tax: 2 }] }, shape, "bill")).toEqual([
    "bill.id: 1",
    "bill.paymentStatus: OWED is not documented",
    "bill.lines[].tax: unknown",
  ]);
});
