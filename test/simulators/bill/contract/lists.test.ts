/** BILL's lists: pages, filters, sort and reads by id. connector/bill/API.md §4, §5, §15. */
import fc from "fast-check";
import { idsIn } from "../../kit/testClient";
import type { BillOptions } from "..";
import { type BillVendor, startSignedInBill } from "./startBillVendor";

const records = {
  vendors: [
    { id: "009A", name: "Acme", address: { country: "US" }, accountType: "BUSINESS" },
    { id: "009B", name: "Brown, Sons", billCurrency: "EUR", accountType: "PERSON", email: "b@brown.test" },
    { id: "009C", name: "Acorn", archived: true, email: "a@acorn.test", shortName: null },
  ],
  bills: [
    { id: "00n1", vendorId: "009A", invoice: { invoiceNumber: "INV-1" }, dueDate: "2026-01-31", amount: 10 },
    { id: "00n2", vendorId: "009B", invoice: { invoiceNumber: "INV-2" }, dueDate: "2026-02-28", amount: 5 },
    {
      id: "00n3",
      vendorId: "009A",
      invoice: { invoiceNumber: "INV-1" },
      dueDate: "2026-02-28",
      archived: true,
    },
    { id: "00n4", vendorId: "009A", dueDate: "2026-03-01", paymentStatus: "PAID", amount: 7 },
    { id: "00n5", vendorId: "009C", dueDate: "2026-03-02", recordStatus: "DRAFT" },
  ].map((bill, n) => ({ ...bill, createdTime: `2026-01-0${n + 1}T12:00:00.500+00:00` })),
};

const listing = async (options: Partial<BillOptions> = {}) => {
  const vendor = await startSignedInBill({ records, ...options });
  const list = (path: string, query: Record<string, string> = {}) =>
    vendor.call("GET", `${path}?${new URLSearchParams(query)}`);
  return { ...vendor, list };
};

describe("§4.1 GET /v3/bills filters", () => {
  test.each([
    ["id:eq:00n1", ["00n1"]],
    ["id:ne:00n1", ["00n2", "00n3", "00n4", "00n5"]],
    ['id:in:"00n2,00n4,00nX"', ["00n2", "00n4"]],
    ["archived:eq:false", ["00n1", "00n2", "00n4"]],
    ["archived:ne:false", ["00n3", "00n5"]],
    ["vendorId:eq:009B", ["00n2"]],
    ['vendorId:eq:009A,invoice.invoiceNumber:eq:"INV-1"', ["00n1", "00n3"]],
    ["dueDate:gt:2026-02-28", ["00n4", "00n5"]],
    ['dueDate:gte:"2026-02-28",dueDate:lt:2026-03-02', ["00n2", "00n3", "00n4"]],
    ["dueDate:lte:2026-01-31", ["00n1"]],
    ["paymentStatus:ne:UNPAID", ["00n4"]],
    ['createdTime:gte:"2026-01-04T12:00:00.500Z"', ["00n4", "00n5"]],
    ['createdTime:gt:"2026-01-04T12:00:00.500+00:00"', ["00n5"]],
    ['createdTime:lt:"2026-01-02T12:00"', ["00n1"]],
  ])("%s", async (filters, ids) => {
    const { list } = await listing();
    const answer = await list("/v3/bills", { filters });
    expect(answer.status).toBe(200);
    expect(idsIn(answer)).toEqual(ids);
  });

  test.each([
    ["a field that is not filterable", "amount:eq:5"],
    ["an operator that the field does not accept", "vendorId:sw:009"],
    ["an unknown operator", "id:like:00n1"],
    ["no operator", "id:00n1"],
    ["an empty value", "id:eq:"],
    ["an empty condition", "id:eq:00n1,"],
    ["a value with a comma, even in quotes", 'invoice.invoiceNumber:eq:"A,B"'],
    ["a value with a colon, even in quotes", 'invoice.invoiceNumber:eq:"A:B"'],
    ["a value with a quote", 'invoice.invoiceNumber:eq:"A"B"'],
    ["a bare list", "id:in:00n1,00n2"],
    ["a bare time", "createdTime:gt:2026-01-04T12:00:00"],
    ["an invalid time", 'createdTime:gt:"yesterday"'],
    ["a zone without milliseconds", 'createdTime:gt:"2026-01-04T12:00:00Z"'],
    ["a boolean other than true or false", "archived:eq:1"],
  ])("%s is refused with 400", async (_what, filters) => {
    const { list } = await listing();
    expect(await list("/v3/bills", { filters })).toMatchObject({ status: 400, body: [{ code: "BDC_1143" }] });
  });

  test("§15 with the option, the filter invoice.invoiceNumber is refused, others are not", async () => {
    const { list } = await listing({ refuseInvoiceNumberFilter: true });
    expect(await list("/v3/bills", { filters: "invoice.invoiceNumber:eq:INV-1" })).toMatchObject({
      status: 400,
    });
    expect(idsIn(await list("/v3/bills", { filters: "vendorId:eq:009B" }))).toEqual(["00n2"]);
  });
});

describe("§4.1 filters of the other lists", () => {
  test.each([
    ["name:sw:Ac", ["009A", "009C"]],
    ["name:sw:ac", []],
    ["name:eq:Acme", ["009A"]],
    ["address.country:eq:US", ["009A"]],
    ["billCurrency:nin:EUR", ["009A", "009C"]],
  ])("GET /v3/vendors %s", async (filters, ids) => {
    const { list } = await listing();
    expect(idsIn(await list("/v3/vendors", { filters }))).toEqual(ids);
  });
});

describe("§4.2 sort", () => {
  test.each([
    ["dueDate:desc", ["00n5", "00n4", "00n2", "00n3", "00n1"]],
    ["dueDate:asc,createdTime:desc", ["00n1", "00n3", "00n2", "00n4", "00n5"]],
    ["fundingAmount:desc", ["00n1", "00n4", "00n2", "00n3", "00n5"]],
  ])("GET /v3/bills %s", async (sort, ids) => {
    const { list } = await listing();
    expect(idsIn(await list("/v3/bills", { sort }))).toEqual(ids);
  });

  test("rows without the field are last in ascending order", async () => {
    const { list } = await listing();
    expect(idsIn(await list("/v3/vendors", { sort: "email:asc" }))).toEqual(["009C", "009B", "009A"]);
  });

  test.each(["amount:asc", "dueDate", "dueDate:up", "dueDate:asc:desc"])("%s is refused", async (sort) => {
    const { list } = await listing();
    expect(await list("/v3/bills", { sort })).toMatchObject({ status: 400 });
  });
});

describe("§4 pages", () => {
  test.each([
    ["0", 400],
    ["101", 400],
    ["2.5", 400],
    ["x", 400],
    ["1", 200],
    ["100", 200],
  ])("max=%s gets %i", async (max, status) => {
    const { list } = await listing();
    expect((await list("/v3/bills", { max })).status).toBe(status);
  });

  test("a page has 20 rows by default", async () => {
    const vendors = Array.from({ length: 25 }, () => ({}));
    const { list } = await listing({ records: { vendors } });
    expect(idsIn(await list("/v3/vendors"))).toHaveLength(20);
    expect(idsIn(await list("/v3/vendors", { max: "100" }))).toHaveLength(25);
  });

  test("the token keeps filters and sort, and leads back to the previous page", async () => {
    const { list } = await listing();
    const query = { filters: "archived:eq:false", sort: "dueDate:desc", max: "2" };
    const first = await list("/v3/bills", query);
    expect(idsIn(first)).toEqual(["00n4", "00n2"]);
    expect(first.body).not.toHaveProperty("prevPage");
    const { nextPage } = first.body as { nextPage: string };
    const second = await list("/v3/bills", { page: nextPage, max: "2" });
    expect(idsIn(second)).toEqual(["00n1"]);
    expect(second.body).not.toHaveProperty("nextPage");
    expect((await list("/v3/bills", { max: "5" })).body).not.toHaveProperty("nextPage");
    expect(await list("/v3/bills", { ...query, page: nextPage })).toMatchObject({ body: second.body });
    const { prevPage } = second.body as { prevPage: string };
    expect(idsIn(await list("/v3/bills", { page: prevPage, max: "2" }))).toEqual(["00n4", "00n2"]);
  });

  test("if a row stops matching the filter between two pages, no other row is skipped", async () => {
    const { list, bill } = await listing();
    const first = await list("/v3/bills", { filters: "archived:eq:false", max: "1" });
    bill.world.archive("00n1");
    const { nextPage } = first.body as { nextPage: string };
    expect(idsIn(await list("/v3/bills", { page: nextPage, max: "1" }))).toEqual(["00n2"]);
  });

  test("changes between two pages are shown, including a vendor's new name in its bills", async () => {
    const { list, bill } = await listing();
    const first = await list("/v3/bills", { max: "1", sort: "dueDate:asc" });
    bill.world.edit("009A", { name: "Acme Inc" });
    bill.world.edit("00n4", { dueDate: "2026-02-01" });
    const { nextPage: page } = first.body as { nextPage: string };
    const second = await list("/v3/bills", { page, max: "3" });
    expect(idsIn(second)).toEqual(["00n4", "00n2", "00n3"]);
    expect(second).toMatchObject({ body: { results: [{ vendorName: "Acme Inc" }, {}, {}] } });
  });

  test("10,000 rows have 100 pages that show each row once, in any sort order", async () => {
    const vendors = Array.from({ length: 10_000 }, (_, n) => ({
      id: `009${n}`,
      name: `${(n * 7919) % 10_000}`,
    }));
    const vendor = await startSignedInBill({ records: { vendors }, latencyMs: 0, limits: false });
    expect(new Set(await everyPage(vendor, 100)).size).toBe(10_000);
  });

  test("a token of another list is refused", async () => {
    const { list } = await listing();
    const { body } = await list("/v3/vendors", { max: "1" });
    const { nextPage } = body as { nextPage: string };
    const forged = Buffer.from('{"filters":"","sort":"","after":"00nX"}').toString("base64url");
    for (const page of [nextPage, `${nextPage}A`, "2", "", forged])
      expect(await list("/v3/bills", { page })).toMatchObject({ status: 400 });
  });

  test("§15 with the option, filters or sort together with a page are refused", async () => {
    const { list } = await listing({ refuseFiltersWithPage: true });
    const { body } = await list("/v3/bills", { max: "1", sort: "dueDate:asc" });
    const { nextPage: page } = body as { nextPage: string };
    expect(await list("/v3/bills", { page, sort: "dueDate:asc" })).toMatchObject({ status: 400 });
    expect(await list("/v3/bills", { page, filters: "archived:eq:true" })).toMatchObject({ status: 400 });
    expect(idsIn(await list("/v3/bills", { page, max: "1" }))).toEqual(["00n2"]);
  });

  test("pages of any size show each row once and in order, even if the vendor caps them", async () => {
    const size = fc.integer({ min: 1, max: 12 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 30 }), size, size, async (count, max, pageSizeMax) => {
        const vendors = Array.from({ length: count }, (_, n) => ({ name: `Vendor ${n % 3}` }));
        const vendor = await startSignedInBill({ records: { vendors }, pageSizeMax, latencyMs: 0 });
        const ids = await everyPage(vendor, max);
        const byName = [0, 1, 2].flatMap((rest) =>
          vendor.bill.world.vendors().filter((_, n) => n % 3 === rest),
        );
        expect(ids).toEqual(byName.map(({ id }) => id));
        await vendor.bill.close();
      }),
      { numRuns: 25 },
    );
  });
});

const everyPage = async ({ call }: BillVendor, max: number): Promise<unknown[]> => {
  const ids: unknown[] = [];
  let page: string | undefined;
  do {
    const query = page === undefined ? "sort=name:asc" : `page=${page}`;
    const answer = await call("GET", `/v3/vendors?max=${max}&${query}`);
    ids.push(...idsIn(answer));
    page = (answer.body as { nextPage?: string }).nextPage;
  } while (page !== undefined);
  return ids;
};

describe("reads by id", () => {
  test("§5 GET /v3/vendors/{id} returns no null fields", async () => {
    const { call } = await listing();
    const answer = await call("GET", "/v3/vendors/009C");
    expect(answer.body).toMatchObject({ id: "009C", name: "Acorn", archived: true });
    expect(answer.body).not.toHaveProperty("shortName");
  });

  test.each(["vendors/009X", "bills/00nX"])(
    "§2 an unknown id is a 404 with an error array: %s",
    async (path) => {
      const { call } = await listing();
      expect(await call("GET", `/v3/${path}`)).toMatchObject({ status: 404, body: [{ severity: "ERROR" }] });
    },
  );
});
