/** BILL's chart of accounts, classes, departments, locations, items and customers: lists, reads, changes in the web app. connector/bill/API.md §4, §8, §15. */

import { HOUR, idsIn, MINUTE } from "../../kit/testClient";
import type { BillOptions } from "..";
import { startSignedInBill } from "./startBillVendor";

/** Each list's calls, its collection in a world file, and its id prefix. */
const lists = [
  [
    "GET /v3/classifications/chart-of-accounts",
    "GET /v3/classifications/chart-of-accounts/{id}",
    "chartOfAccounts",
    "0ca",
  ],
  [
    "GET /v3/classifications/accounting-classes",
    "GET /v3/classifications/accounting-classes/{id}",
    "accountingClasses",
    "cls",
  ],
  ["GET /v3/classifications/departments", "GET /v3/classifications/departments/{id}", "departments", "0de"],
  ["GET /v3/classifications/locations", "GET /v3/classifications/locations/{id}", "locations", "loc"],
  ["GET /v3/classifications/items", "GET /v3/classifications/items/{id}", "items", "0ii"],
  ["GET /v3/customers", "GET /v3/customers/{id}", "customers", "0cu"],
] as const;

const time = (day: number) => `2026-01-0${day}T09:30:00.500+00:00`;

/** Three records of each collection: `…1`, its child `…2`, and `…3`, which is archived and was changed last. */
const records = Object.fromEntries(
  lists.map(([, , collection, prefix]) => [
    collection,
    [
      { id: `${prefix}1`, name: "Office", shortName: null, createdTime: time(1), updatedTime: time(3) },
      { id: `${prefix}2`, name: "Paper", parentId: `${prefix}1`, createdTime: time(2) },
      { id: `${prefix}3`, name: "Old", archived: true, createdTime: time(3), updatedTime: time(4) },
    ],
  ]),
);

const opened = (options: Partial<BillOptions> = {}) => startSignedInBill({ records, ...options });

describe.each(lists)("§8 %s", (listCall, readCall, collection, prefix) => {
  const path = listCall.slice("GET ".length);

  const listing = async () => {
    const vendor = await opened();
    const list = (query: Record<string, string>) =>
      vendor.call("GET", `${path}?${new URLSearchParams(query)}`);
    return { ...vendor, list };
  };

  test("lists all rows page by page in the order of creation, including archived ones", async () => {
    const { list } = await listing();
    const first = await list({ max: "2" });
    expect(idsIn(first)).toEqual([`${prefix}1`, `${prefix}2`]);
    const { nextPage: page } = first.body as { nextPage: string };
    expect(idsIn(await list({ page, max: "2" }))).toEqual([`${prefix}3`]);
  });

  test.each([
    ["archived:eq:false", ["1", "2"]],
    ["archived:eq:true", ["3"]],
    ['createdTime:gte:"2026-01-02T09:30:00.500Z"', ["2", "3"]],
    ["updatedTime:gt:2026-01-03,archived:eq:false", ["1"]],
    ["createdTime:lt:2026-01-02,updatedTime:lte:2026-01-02", []],
  ])("§4.1 accepts the filters %s", async (filters, ids) => {
    const { list } = await listing();
    expect(idsIn(await list({ filters }))).toEqual(ids.map((id) => prefix + id));
  });

  test.each(["name:eq:Office", "archived:ne:true", "id:eq:1", "parentId:eq:1", "archived:eq:1"])(
    "§4.1 refuses the filter %s",
    async (filters) => {
      const { list } = await listing();
      expect(await list({ filters })).toMatchObject({ status: 400, body: [{ code: "BDC_1143" }] });
    },
  );

  test("§4.2 can be sorted by its times only", async () => {
    const { list } = await listing();
    expect(idsIn(await list({ sort: "createdTime:desc" }))).toEqual(["3", "2", "1"].map((id) => prefix + id));
    expect(idsIn(await list({ sort: "updatedTime:asc" }))).toEqual(["2", "1", "3"].map((id) => prefix + id));
    expect(await list({ sort: "name:asc" })).toMatchObject({ status: 400 });
  });

  test(`${readCall} returns one record without null fields, or 404 for an unknown id`, async () => {
    const { call } = await listing();
    const answer = await call("GET", readCall.slice("GET ".length).replace("{id}", `${prefix}1`));
    expect(answer).toMatchObject({
      status: 200,
      body: { id: `${prefix}1`, name: "Office", archived: false },
    });
    expect(answer.body).not.toHaveProperty("shortName");
    expect(await call("GET", `${path}/${prefix}2`)).toMatchObject({ body: { parentId: `${prefix}1` } });
    for (const id of [`${prefix}9`, "009A"])
      expect(await call("GET", `${path}/${id}`)).toMatchObject({
        status: 404,
        body: [{ severity: "ERROR" }],
      });
  });

  test("§4 a person's change sets updatedTime and does not touch other records", async () => {
    const { bill, clock, list } = await listing();
    const since = async () => idsIn(await list({ filters: "updatedTime:gte:2026-01-05" }));
    expect(await since()).toEqual([]);
    bill.world.edit(`${prefix}2`, { name: "Fine paper", parentId: null });
    expect(bill.world.row(collection, `${prefix}2`)).toMatchObject({
      name: "Fine paper",
      createdTime: time(2),
    });
    expect(bill.world.row(collection, `${prefix}2`)).not.toHaveProperty("parentId");
    expect(await since()).toEqual([`${prefix}2`]);
    await clock.sleep(HOUR);
    bill.world.archive(`${prefix}1`);
    bill.world.restore(`${prefix}3`);
    expect(idsIn(await list({ filters: "archived:eq:false" }))).toEqual([`${prefix}2`, `${prefix}3`]);
    expect(idsIn(await list({ filters: 'updatedTime:gte:"2026-01-05T11:00"' }))).toEqual([
      `${prefix}1`,
      `${prefix}3`,
    ]);
  });

  test("a record that a person adds has the right id prefix and the current time, and is in the list at once", async () => {
    const changes: unknown[] = [];
    const { bill, clock, call } = await opened({ onChange: (change) => changes.push(change) });
    await clock.sleep(MINUTE - 300);
    const { id } = bill.world.add(collection, { name: "New", parentId: `${prefix}1`, description: null });
    expect(id.startsWith(prefix)).toBe(true);
    const now = "2026-01-05T10:01:00.000+00:00";
    const row = bill.world.row(collection, id);
    expect(row).toMatchObject({ name: "New", archived: false, createdTime: now, updatedTime: now });
    expect(row).not.toHaveProperty("description");
    expect(changes).toEqual([{ collection, id, action: "created" }]);
    expect(idsIn(await call("GET", `${path}?sort=createdTime:desc&max=1`))).toEqual([id]);
    expect(() => bill.world.add(collection, { id: `${prefix}1` })).toThrow(`the id ${prefix}1`);
    bill.world.add(collection, {}, { notify: false });
    expect(changes).toHaveLength(1);
  });
});

describe("§8 constants", () => {
  test("the defaults of omitted fields", async () => {
    const { bill } = await opened({
      records: { chartOfAccounts: [{ account: { number: "61" } }], items: [{}], customers: [{}] },
    });
    const { chartOfAccounts, items, customers } = bill.world.snapshot();
    expect(chartOfAccounts).toMatchObject([{ account: { type: "EXPENSE", number: "61" } }]);
    expect(items).toMatchObject([{ type: "NON_INVENTORY", name: expect.any(String) }]);
    expect(customers).toMatchObject([{ accountType: "BUSINESS" }]);
  });

  test.each<[string, Record<string, unknown[]>, string]>([
    ["an item of an unknown type", { items: [{}, { id: "0ii9", type: "STOCK" }] }, "items[1] (0ii9)"],
    ["an account of an unknown type", { chartOfAccounts: [{ account: { type: "COSTS" } }] }, "account.type"],
    ["a price that is text", { items: [{ price: "9.90" }] }, "price"],
    ["a parent that is not an id", { departments: [{ parentId: 7 }] }, "parentId"],
    ["a customer of an unknown type", { customers: [{ accountType: "COMPANY" }] }, "accountType"],
  ])("%s is an error that says where", async (_what, wrong, named) => {
    await expect(opened({ records: wrong })).rejects.toThrow(named);
  });

  test("people cannot make a record invalid either", async () => {
    const { bill } = await opened();
    expect(() => bill.world.edit("0ii1", { type: "STOCK" })).toThrow("type");
    expect(() => bill.world.add("chartOfAccounts", { account: { type: "COSTS" } })).toThrow("account.type");
    expect(bill.world.row("items", "0ii1")).toMatchObject({ type: "NON_INVENTORY" });
  });
});
