/** Creating, changing and archiving vendor credits in BILL. connector/bill/API.md §7, §15. */

import { idsIn } from "../../kit/testClient";
import { startSignedInBill } from "./startBillVendor";
import { records, request, withCredit } from "./withCredit";

describe("§7 POST /v3/vendor-credits", () => {
  test("returns 201 with the whole credit, except for its usage", async () => {
    const { call } = await startSignedInBill({ records });
    const answer = await call("POST", "/v3/vendor-credits", { body: request });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      ...request,
      id: expect.stringMatching(/^vcr[0-9A-Z]{17}$/),
      vendorCreditLineItems: [
        { ...request.vendorCreditLineItems[0], id: expect.stringMatching(/^vci[0-9A-Z]{17}$/) },
        { ...request.vendorCreditLineItems[1], id: expect.stringMatching(/^vci[0-9A-Z]{17}$/) },
      ],
      archived: false,
      amount: 60,
      appliedAmount: 0,
      status: "NOT_APPLIED",
      createdTime: "2026-01-05T10:00:00.600+00:00",
      updatedTime: "2026-01-05T10:00:00.600+00:00",
    });
  });

  test("§13 a duplicate reference number is accepted", async () => {
    const { call, world } = await withCredit();
    expect(await call("POST", "/v3/vendor-credits", { body: request })).toMatchObject({ status: 201 });
    expect(world.credits()).toHaveLength(2);
  });

  const line = (fields: object) => ({ vendorCreditLineItems: [fields] });
  const wrong: readonly (readonly [string, object])[] = [
    ["vendorId", { vendorId: "009X" }],
    ["vendorId", { vendorId: "009Z" }],
    ["referenceNumber", { referenceNumber: "" }],
    ["referenceNumber", { referenceNumber: "x".repeat(101) }],
    ["creditDate", { creditDate: "31.01.2026" }],
    ["vendorCreditLineItems", { vendorCreditLineItems: [] }],
    ["vendorCreditLineItems[0].amount", line({ amount: 0 })],
    ["vendorCreditLineItems[0].amount", line({ amount: 1.005 })],
    ["vendorCreditLineItems[0].description", line({ amount: 1, description: "x".repeat(4001) })],
    ["vendorCreditLineItems[0].itemId", line({ amount: 1, classifications: { itemId: "0iiX" } })],
    ["vendorCreditLineItems[0].jobId", line({ amount: 1, classifications: { jobId: "job1" } })],
    ["applyToChartOfAccountId", { applyToChartOfAccountId: "0caX" }],
    ["applyToBankAccountId", { applyToChartOfAccountId: "0ca1", applyToBankAccountId: "bac1" }],
  ];

  test.each<[string, object]>([
    ["vendorId", { vendorId: undefined }],
    ["referenceNumber", { referenceNumber: null }],
    ["vendorCreditLineItems[0].amount", line({ quantity: 1, price: 2 })],
  ])("§2 without %s it is a validation error: %j", async (field, fields) => {
    const { call, bill } = await startSignedInBill({ records });
    const answer = await call("POST", "/v3/vendor-credits", { body: { ...request, ...fields } });
    expect(answer).toMatchObject({ status: 400, body: [{ message: `${field}: must not be null` }] });
    expect(bill.world.credits()).toEqual([]);
  });

  test.each(wrong)("is refused with 400 BDC_1143 naming %s: %j", async (field, fields) => {
    const { call, bill } = await startSignedInBill({ records });
    const answer = await call("POST", "/v3/vendor-credits", { body: { ...request, ...fields } });
    expect(answer).toMatchObject({
      status: 400,
      body: [{ code: "BDC_1143", message: expect.stringContaining(`Invalid entity data. ${field}: `) }],
    });
    expect(bill.world.credits()).toEqual([]);
  });

  test("the reference number may have its maximum length, and either account may be given", async () => {
    const { call } = await startSignedInBill({ records });
    for (const fields of [{ applyToChartOfAccountId: "0ca1" }, { applyToBankAccountId: "bac1" }]) {
      const body = { ...request, referenceNumber: "x".repeat(100), ...fields };
      expect(await call("POST", "/v3/vendor-credits", { body })).toMatchObject({ status: 201, body: fields });
    }
  });
});

describe("§7, §15 GET /v3/vendor-credits and GET /v3/vendor-credits/{id}", () => {
  test("both show the usage of a credit, which is empty at first", async () => {
    const { call, apply, read } = await withCredit();
    expect(await read()).toMatchObject({ usage: [], amount: 60 });
    await apply(25);
    const usage = [{ billId: "00n1", amount: 25 }];
    expect(await read()).toMatchObject({ usage, appliedAmount: 25, status: "PARTIALLY_APPLIED" });
    expect(await call("GET", "/v3/vendor-credits")).toMatchObject({ body: { results: [{ usage }] } });
  });

  test("a new credit is in the list at once, and archived ones stay in it", async () => {
    const { call, credit, path } = await withCredit();
    expect(idsIn(await call("GET", "/v3/vendor-credits"))).toEqual([credit.id]);
    await call("POST", `${path}/archive`);
    expect(idsIn(await call("GET", "/v3/vendor-credits"))).toEqual([credit.id]);
  });

  test("an unknown credit is 404", async () => {
    const { call } = await withCredit();
    expect(await call("GET", "/v3/vendor-credits/vcrX")).toMatchObject({ status: 404 });
  });

  const dated = ["2026-01-01", "2026-01-02", "2026-01-03"].map((day, n) => ({
    id: `vcr${n + 1}`,
    createdTime: `${day}T12:00:00.500+00:00`,
  }));

  test.each([
    ["filters", 'createdTime:gte:"2026-01-02T12:00:00.500Z"', ["vcr2", "vcr3"]],
    ["filters", "updatedTime:lt:2026-01-02", ["vcr1"]],
    ["sort", "createdTime:desc", ["vcr3", "vcr2", "vcr1"]],
    ["sort", "updatedTime:asc", ["vcr1", "vcr2", "vcr3"]],
  ])("§15 %s: %s", async (name, value, ids) => {
    const { call } = await startSignedInBill({ records: { ...records, vendorCredits: dated } });
    expect(idsIn(await call("GET", `/v3/vendor-credits?${new URLSearchParams({ [name]: value })}`))).toEqual(
      ids,
    );
  });

  test.each([
    ["filters", "archived:eq:false"],
    ["filters", "id:eq:vcr1"],
    ["filters", "vendorId:eq:009A"],
    ["filters", "referenceNumber:eq:CN-7"],
    ["sort", "referenceNumber:asc"],
  ])("§15 %s by other fields than the two times are refused: %s", async (name, value) => {
    const { call } = await startSignedInBill({ records });
    expect(await call("GET", `/v3/vendor-credits?${new URLSearchParams({ [name]: value })}`)).toMatchObject({
      status: 400,
    });
  });
});

describe("§7 PUT /v3/vendor-credits/{id}", () => {
  test("a line with an id keeps it, a line without one is added, an omitted one is removed; omitted fields are cleared", async () => {
    const { call, path, first, read } = await withCredit();
    const { description: _description, ...rest } = request;
    const body = { ...rest, vendorCreditLineItems: [{ amount: 1 }, { id: first.id, amount: 2 }] };
    const answer = await call("PUT", path, { body });
    expect(answer.status).toBe(200);
    expect(answer.body).not.toHaveProperty("usage");
    const credit = await read();
    expect(credit).not.toHaveProperty("description");
    expect(credit).toMatchObject({
      amount: 3,
      vendorCreditLineItems: [
        { id: expect.stringMatching(/^vci/), amount: 1 },
        { id: first.id, amount: 2 },
      ],
    });
  });

  test.each(["vendorId", "referenceNumber", "creditDate", "vendorCreditLineItems"])(
    "requires %s",
    async (field) => {
      const { call, path } = await withCredit();
      expect(await call("PUT", path, { body: { ...request, [field]: undefined } })).toMatchObject({
        status: 400,
        body: [{ message: expect.stringContaining(`${field}: `) }],
      });
    },
  );

  test.each(["vciX", "twice"])("an unknown or duplicate line id is refused: %s", async (id) => {
    const { call, path, first, read, credit } = await withCredit();
    const lines = [first.id, id === "twice" ? first.id : id].map((one) => ({ id: one, amount: 1 }));
    const body = { ...request, vendorCreditLineItems: lines };
    expect(await call("PUT", path, { body })).toMatchObject({ status: 400 });
    expect(await read()).toMatchObject({ updatedTime: credit.updatedTime });
  });
});

describe("§7 PATCH /v3/vendor-credits/{id}", () => {
  test("changes only the given fields and the given line", async () => {
    const { call, path, first, second, credit, read } = await withCredit();
    const vendorCreditLineItems = [{ id: first.id, amount: 1, classifications: { itemId: "0ii1" } }];
    await call("PATCH", path, { body: { description: "new", vendorCreditLineItems } });
    expect(await read()).toEqual({
      ...credit,
      description: "new",
      amount: 20.9,
      vendorCreditLineItems: [
        { ...first, amount: 1, classifications: { chartOfAccountId: "0ca1", itemId: "0ii1" } },
        second,
      ],
      usage: [],
      updatedTime: expect.any(String),
    });
  });

  test("setting one account removes the other", async () => {
    const { call, path, read } = await withCredit();
    await call("PATCH", path, { body: { applyToChartOfAccountId: "0ca1" } });
    await call("PATCH", path, { body: { description: "new" } });
    expect(await read()).toMatchObject({ applyToChartOfAccountId: "0ca1" });
    await call("PATCH", path, { body: { applyToBankAccountId: "bac1" } });
    expect(await read()).not.toHaveProperty("applyToChartOfAccountId");
  });

  test.each([
    ["a line without id", { vendorCreditLineItems: [{ amount: 1 }] }],
    ["a line of an unknown id", { vendorCreditLineItems: [{ id: "vciX", amount: 1 }] }],
    ["an unknown vendor", { vendorId: "009X" }],
    ["an empty reference number", { referenceNumber: "" }],
  ])("%s is refused", async (_what, body) => {
    const { call, path } = await withCredit();
    expect(await call("PATCH", path, { body })).toMatchObject({ status: 400, body: [{ code: "BDC_1143" }] });
  });
});

describe("§7 POST /v3/vendor-credits/{id}/archive", () => {
  test("is final: archiving again changes nothing, and there is no restore", async () => {
    const { call, path, read, clock } = await withCredit();
    const archived = { status: 200, body: { archived: true } };
    expect(await call("POST", `${path}/archive`)).toMatchObject(archived);
    const once = await read();
    await clock.sleep(1000);
    expect(await call("POST", `${path}/archive`)).toMatchObject(archived);
    expect(await read()).toEqual(once);
    expect(await call("POST", `${path}/restore`)).toMatchObject({
      status: 404,
      body: [{ code: "BDC_1121" }],
    });
  });

  test("an archived credit cannot be changed, an unknown one is 404", async () => {
    const { call, path } = await withCredit();
    await call("POST", `${path}/archive`);
    const refused = { status: 422, body: [{ code: "BDC_1143", category: "APPLICATION" }] };
    expect(await call("PUT", path, { body: request })).toMatchObject(refused);
    expect(await call("PATCH", path, { body: { description: "new" } })).toMatchObject(refused);
    expect(await call("POST", "/v3/vendor-credits/vcrX/archive")).toMatchObject({ status: 404 });
  });
});

test.each([[10], [60]])(
  "§7 a credit of 60 with %d applied cannot be changed; without appliedCreditArchives, it cannot be archived either",
  async (amount) => {
    const { call, path, read, apply, world, credit } = await withCredit({ appliedCreditArchives: false });
    await apply(amount);
    const before = await read();
    const refused = { status: 422, body: [{ code: "BDC_1143", category: "APPLICATION" }] };
    expect(await call("PUT", path, { body: request })).toMatchObject(refused);
    expect(await call("PATCH", path, { body: { description: "new" } })).toMatchObject(refused);
    expect(await call("POST", `${path}/archive`)).toMatchObject(refused);
    expect(() => world.archive(credit.id)).toThrow("APPLIED");
    expect(await read()).toEqual(before);
  },
);
