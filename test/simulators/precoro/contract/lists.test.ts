/** Precoro's lists: pages, filters, rows. connector/precoro/API.md §1.2–§1.4, §2, §3, §13. */
import fc from "fast-check";
import { idsIn } from "../../kit/testClient";
import type { PrecoroOptions } from "..";
import { startPrecoroVendor } from "./startPrecoroVendor";

const stamp = (day: number) => `2026-01-0${day}T09:00:00+0000`;

const records = {
  suppliers: [
    { id: 1, name: "Acme", externalId: "009A", updateDate: stamp(1) },
    { id: 2, name: "Brown", enable: false, updateDate: stamp(2) },
    { id: 3, name: "Acorn", externalId: 77, updateDate: stamp(3) },
  ],
  invoices: [
    { id: 11, idn: 101, status: 1, updateDate: stamp(1) },
    { id: 12, idn: 102, approvalDate: "2026-01-02T23:59:59+0000", updateDate: stamp(2), externalId: "00n1" },
    { id: 13, idn: 103, logicType: 1, parentData: { idn: "102" }, approvalDate: stamp(3) },
    { id: 14, idn: 104, status: 5, approvalDate: null, updateDate: stamp(4) },
  ],
};

const listing = async (options: Partial<PrecoroOptions> = {}) => {
  const vendor = await startPrecoroVendor({ records, limits: false, ...options });
  const list = (path: string, query: string) => vendor.call("GET", `${path}?${query}`);
  return { ...vendor, list };
};

test.each([{ "X-AUTH-TOKEN": "wrong" }, { email: "wrong@precoro.test" }, { "X-AUTH-TOKEN": "" }])(
  "§1.2 both headers are required: %j",
  async (headers) => {
    const { call } = await startPrecoroVendor();
    expect(await call("GET", "/suppliers", { headers })).toMatchObject({
      status: 401,
      body: { message: "Bad credentials" },
    });
  },
);

test("§1.6 an unknown call is 404", async () => {
  const { call } = await startPrecoroVendor();
  expect(await call("GET", "/vendors")).toMatchObject({ status: 404, body: { message: expect.any(String) } });
});

describe("§1.4 GET /suppliers filters", () => {
  test.each([
    ["", [1, 2, 3]],
    ["modifiedSince=2026-01-02T09:00:00", [2, 3]],
    ["modifiedSince=2026-01-02T09:00:01", [3]],
    ["modifiedSince=2026-01-02T09:00:01Z", [3]],
    ["enable=1", [1, 3]],
    ["enable=true", [1, 3]],
    ["enable=0", [2]],
    ["externalIntegrated=0", [2]],
    ["externalIntegrated=1", [1, 3]],
    ["external_id[]=009A&external_id[]=77&external_id[]=009X", [1, 3]],
    ["external_id%5B%5D=009A", [1]],
    ["external_id[]=009A&enable=0", []],
  ])("%s", async (query, ids) => {
    const { list } = await listing();
    expect(idsIn(await list("/suppliers", query))).toEqual(ids);
  });
});

describe("§1.4 GET /invoices filters; credit notes are among the rows (§4)", () => {
  test.each([
    ["", [11, 12, 13, 14]],
    ["status[]=1&status[]=5", [11, 14]],
    ["logicType[]=1&logicType[]=5", [13]],
    ["id=12", [12]],
    ["sent_to_external=0", [11, 13, 14]],
    ["external_id[]=00n1", [12]],
    ["modifiedSince=2026-01-04T00:00:00", [14]],
    ["approvalDate[left_date]=02.01.2026", [12, 13]],
    ["approvalDate[left_date]=03.01.2026", [13]],
    ["approvalDate[right_date]=02.01.2026", [12]],
    ["approvalDate%5Bleft_date%5D=02.01.2026&approvalDate%5Bright_date%5D=02.01.2026", [12]],
  ])("%s", async (query, ids) => {
    const { list } = await listing();
    expect(idsIn(await list("/invoices", query))).toEqual(ids);
  });
});

describe("§1.4 a parameter that is not documented for the call is refused with 400", () => {
  test.each([
    ["/suppliers?externalIntegrate=1", "externalIntegrate"],
    ["/suppliers?sent_to_external=0", "sent_to_external"],
    ["/invoices?modified_since=2026-01-02T09:00:00", "modified_since"],
    ["/invoices?status[]=2&state[]=2", "state"],
    ["/payments?status[]=2", "status"],
    ["/locations?externalIntegrated=1", "externalIntegrated"],
    ["/documentcustomfields?name=Account", "name"],
    ["/suppliers/1?per_page=10", "per_page"],
    ["/invoices/101?id=11", "id"],
  ])("GET %s", async (path, field) => {
    const { call } = await listing();
    expect(await call("GET", path)).toMatchObject({
      status: 400,
      body: { errors: { errors: { [field]: "This field was not expected." } } },
    });
  });

  test("also a misspelled part of one, and in a write", async () => {
    const { call, precoro } = await listing();
    const wrong = await call("GET", "/invoices?approvalDate[left]=02.01.2026");
    expect(wrong).toMatchObject({
      status: 400,
      body: { errors: { errors: { approvalDate: expect.any(String) } } },
    });
    expect(await call("PATCH", "/suppliers/1?notify=0", { body: "externalId=7" })).toMatchObject({
      status: 400,
    });
    expect(precoro.world.supplier(1)).toMatchObject({ externalId: "009A" });
  });

  test.each([
    ["/items?supplier[]=1", "supplier"],
    ["/locations?modifiedSince=2026-01-02T09:00:00", "modifiedSince"],
  ])("GET %s: 501, documented, but not simulated", async (path, name) => {
    const { call } = await listing();
    expect(await call("GET", path)).toMatchObject({
      status: 501,
      body: { message: `${name}: documented by Precoro, but not simulated` },
    });
  });

  test("an unknown call stays 404", async () => {
    const { call } = await listing();
    expect(await call("GET", "/vendors?page=1")).toMatchObject({ status: 404 });
  });
});

describe("§1.6 an invalid parameter is refused with the field's name, doubly nested", () => {
  test.each([
    ["per_page=25", "per_page"],
    ["page=0", "page"],
    ["page=x", "page"],
    ["modifiedSince=2026-01-02", "modifiedSince"],
    ["status[]=approved", "status.0"],
    ["approvalDate[left_date]=2026-01-02", "approvalDate.left_date"],
    ["sent_to_external=no", "sent_to_external"],
    [Array.from({ length: 201 }, (_, n) => `external_id[]=${n}`).join("&"), "external_id"],
  ])("%s", async (query, field) => {
    const { list } = await listing();
    const answer = await list("/invoices", query);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ errors: { errors: { [field]: expect.any(String) } } });
  });

  test("§13 up to 200 external ids are accepted, with the option only numbers", async () => {
    const { list } = await listing();
    const many = Array.from({ length: 200 }, (_, n) => `external_id[]=00n${n}`).join("&");
    expect(idsIn(await list("/invoices", many))).toEqual([12]);
    const numbers = await listing({ externalIdLookupNumbersOnly: true });
    expect(await numbers.list("/invoices", "external_id[]=00n1")).toMatchObject({ status: 400 });
    expect(idsIn(await numbers.list("/suppliers", "external_id[]=77"))).toEqual([3]);
  });
});

describe("§1.4 pages", () => {
  const suppliers = Array.from({ length: 25 }, (_, n) => ({ id: n + 1 }));
  const page = (from: number, to: number, more: boolean) => ({
    data: suppliers.slice(from - 1, to),
    meta: { pagination: { has_next_page: more } },
  });

  test.each([
    ["", page(1, 20, true)],
    ["page=2", page(21, 25, false)],
    ["per_page=10&page=2", page(11, 20, true)],
    ["per_page=10&page=last", page(21, 25, false)],
    ["per_page=200", page(1, 25, false)],
    ["page=3", page(1, 0, false)],
  ])("%s", async (query, expected) => {
    const { list } = await listing({ records: { suppliers } });
    expect(await list("/suppliers", query)).toMatchObject({ status: 200, body: expected });
    expect(idsIn(await list("/suppliers", query))).toHaveLength(expected.data.length);
  });

  test("pages of any size show each row once and in order, even if the vendor caps them", async () => {
    const sizes = fc.constantFrom(10, 20, 50, 100, 200);
    const few = fc.integer({ min: 0, max: 45 });
    await fc.assert(
      fc.asyncProperty(few, sizes, fc.integer({ min: 1, max: 30 }), async (count, size, pageSizeMax) => {
        const rows = Array.from({ length: count }, (_, n) => ({ id: n + 1 }));
        const { list, precoro } = await listing({ records: { suppliers: rows }, pageSizeMax });
        const ids: unknown[] = [];
        for (let at = 1, more = true; more; at++) {
          const answer = await list("/suppliers", `per_page=${size}&page=${at}`);
          ids.push(...idsIn(answer));
          more = (answer.body as ReturnType<typeof page>).meta.pagination.has_next_page;
        }
        expect(ids).toEqual(rows.map(({ id }) => id));
        await precoro.close();
      }),
      { numRuns: 20 },
    );
  });
});

test("§13 an invoice's row in a list has its link and its supplier's name, but no lines, payments or other links", async () => {
  const { list } = await listing();
  const { body } = await list("/invoices", "id=13");
  const [row] = (body as { data: Record<string, unknown>[] }).data;
  expect(row).toMatchObject({
    id: 13,
    idn: "103",
    status: 2,
    statusString: "Approved",
    externalId: null,
    approvalDate: stamp(3),
    invoiceNumber: "INV-103",
    parentData: { idn: "102" },
    sum: 100,
    dataDocumentCustomFields: { data: [] },
  });
  const { supplier }: Record<string, unknown> = row ?? {};
  expect(supplier).toEqual({ id: 1, name: "Acme" });
  for (const absent of ["items", "payments", "externalIntegrationLog"])
    expect(row).not.toHaveProperty(absent);
});

test("§1.3 sumsAsNumbers: sums in lists are JSON numbers, with the noise of their addition, or texts; others are texts", async () => {
  const lines = [{ price: "0.1" }, { price: "0.2" }];
  const invoices = [
    { id: 11, idn: 101, items: lines, payments: [{ sumPaid: "0.10" }] },
    { id: 12, idn: 102, items: [{ price: "5" }], sum: "20.68", netSum: 20.5 },
  ];
  for (const [sumsAsNumbers, sums] of [
    [true, [0.30000000000000004, 20.68]],
    [false, ["0.30", "20.68"]],
  ] as const) {
    const { list, call } = await listing({
      records: { suppliers: records.suppliers, invoices },
      sumsAsNumbers,
    });
    const { data } = (await list("/invoices", "")).body as { data: Record<string, unknown>[] };
    expect(data.map(({ sum }) => sum)).toEqual(sums);
    expect(data[0]).toMatchObject({ sumPaid: "0.10" });
    expect(data[1]).toMatchObject({ netSum: 20.5 });
    expect((await call("GET", "/invoices/101")).body).toMatchObject({ sum: "0.30", sumPaid: "0.10" });
  }
});
