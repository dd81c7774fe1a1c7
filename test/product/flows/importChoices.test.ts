/** The calls of a host application's import page while a person waits: a list's options, and the status of imports. */
import type { Simulation } from "../../sandbox/simulation";
import { runAndListWrites, withSimulation } from "../kit/withSimulation";

const vendor = (n: number, set: object = {}) => ({
  id: `00901VENDOR${String(n).padStart(9, "0")}`,
  name: `Vendor ${n}`,
  ...set,
});
const accountId = (n: number) => `0ca01ACCOUNT${String(n).padStart(8, "0")}`;
const account = (n: number, name: string, parent?: number, set: object = {}) => ({
  id: accountId(n),
  name,
  ...(parent === undefined ? {} : { parentId: accountId(parent) }),
  ...set,
});
const many = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));

interface Options {
  options: { id: string; name: string; parentId?: string; integrated?: boolean }[];
  nextPage?: string;
  searchedAll: boolean;
}

/** The response of a synchronous flow, and how long the person waited. */
const asking = async <T>({ platform, clock }: Simulation, flow: string, body: object) => {
  await clock.sleep(61_000);
  const begun = clock.now();
  const { statusCode, body: answer } = await platform.call(flow, body, { apiKey: platform.keyOf(flow) });
  return { statusCode, answer: answer as T, seconds: (clock.now() - begun) / 1_000 };
};

const options = (simulation: Simulation, body: object) =>
  asking<Options>(simulation, "List Import Options", body);

test("a list shows paths and what is imported, without archived and non-posting entries", () =>
  withSimulation(
    {
      bill: {
        chartOfAccounts: [
          account(2, "Air", 1),
          account(1, "Travel", undefined, { account: { type: "EXPENSE", number: "6200" } }),
          account(3, "Gone", undefined, { archived: true }),
          account(4, "Memo", undefined, { account: { type: "NON_POSTING" } }),
        ],
      },
    },
    async (simulation) => {
      await runAndListWrites(simulation, "Import List", {
        list: "chartOfAccounts",
        importAs: "itemCustomField",
        scope: "selected",
        optionIds: [accountId(1)],
      });
      const { statusCode, answer } = await options(simulation, { list: "Chart of Accounts" });
      expect(statusCode).toBe(200);
      expect(answer).toEqual({
        options: [
          { id: accountId(2), name: "Travel › Air", parentId: accountId(1), integrated: false },
          { id: accountId(1), name: "6200 Travel", integrated: true },
        ],
        searchedAll: true,
      });
    },
  ));

test("ten thousand vendors: pages and searches take no longer than a call may, and nothing is read twice", () =>
  withSimulation(
    {
      bill: { vendors: many(10_000, (n) => vendor(n, n === 9_999 ? { name: "Zebra Lda." } : {})) },
      precoro: { suppliers: [{ id: 1, name: "Vendor 3", externalId: vendor(3).id }] },
    },
    async (simulation) => {
      const { bill } = simulation;
      const first = await options(simulation, { list: "vendors" });
      expect(first.seconds).toBeLessThan(25);
      expect(first.answer.options).toHaveLength(100);
      expect(first.answer).toMatchObject({ nextPage: "100", searchedAll: false });
      expect(first.answer.options.filter(({ integrated }) => integrated)).toMatchObject([
        { id: vendor(3).id },
      ]);
      const second = await options(simulation, { list: "vendors", page: first.answer.nextPage });
      expect(second.answer.options[0]).toMatchObject({ name: "Vendor 100", integrated: false });
      let found = await options(simulation, { list: "vendors", search: "zebra" });
      for (let calls = 1; !found.answer.searchedAll; calls++) {
        expect(calls).toBeLessThan(5);
        expect(found.seconds).toBeLessThan(25);
        found = await options(simulation, { list: "vendors", search: "zebra", page: found.answer.nextPage });
      }
      expect(found.answer.options.map(({ name }) => name)).toEqual(["Zebra Lda."]);
      const pages = bill.journal.calls()["GET /v3/vendors"]?.count ?? 0;
      expect(pages).toBe(100);
      await options(simulation, { list: "vendors", search: "vendor 77" });
      expect(bill.journal.calls()["GET /v3/vendors"]?.count).toBe(pages);
    },
  ));

test("Precoro is busy: the options don't show what is imported; BILL is down: the call fails", () =>
  withSimulation({ bill: { vendors: [vendor(1)] } }, async (simulation) => {
    simulation.precoro.faults.add({ match: "GET /suppliers", kind: "500", times: 99 });
    const { answer, seconds } = await options(simulation, { list: "vendors" });
    expect(answer.options).toEqual([{ id: vendor(1).id, name: "Vendor 1" }]);
    expect(seconds).toBeLessThan(25);
    simulation.bill.faults.add({ match: "GET /v3/customers", kind: "500", times: 99 });
    expect((await options(simulation, { list: "customers" })).statusCode).toBe(500);
    expect((await options(simulation, { list: "nonsense" })).statusCode).toBe(400);
  }));

interface ListStatus {
  integrated?: boolean;
  count?: number;
  countedAt?: string;
  complete: boolean;
}

const status = (simulation: Simulation) =>
  asking<Record<string, ListStatus>>(simulation, "Integration Status", {});

test("the status counts what the last imports linked, without a call; before the first import, it reads one page of Precoro", () =>
  withSimulation(
    {
      bill: {
        vendors: many(3, vendor),
        items: [{ id: "0ii01PAPER00000001", name: "Paper" }],
        departments: [{ id: "0de01SALES00000001", name: "Sales" }],
      },
      precoro: {
        documentCustomFields: [
          {
            id: 3,
            name: "Bill Classes",
            options: [{ id: 31, name: "Retail", externalId: "cls01RETAIL0000001" }],
          },
        ],
      },
    },
    async (simulation) => {
      const { precoro } = simulation;
      const fresh = await status(simulation);
      expect(fresh.seconds).toBeLessThan(25);
      expect(fresh.answer).toMatchObject({
        vendors: { integrated: false, count: 0, complete: true },
        classes: { integrated: true, count: 1, complete: true },
        departments: { integrated: false },
        items: { integrated: false },
      });
      await runAndListWrites(simulation, "Import Vendors", { scope: "all" });
      await runAndListWrites(simulation, "Import Items", { scope: "all" });
      await runAndListWrites(simulation, "Import List", {
        list: "departments",
        importAs: "documentCustomField",
        scope: "all",
      });
      const before = precoro.journal.entries.length;
      const { answer } = await status(simulation);
      expect(precoro.journal.entries.length).toBe(before);
      expect(answer).toMatchObject({
        vendors: { integrated: true, count: 3, complete: true },
        items: { integrated: true, count: 1, complete: true },
        departments: { integrated: true, count: 1, countedAt: expect.stringMatching(/^2026-01-05T/) },
        classes: { integrated: true, count: 1 },
      });
    },
  ));

test("an import that is not finished is shown as not complete", () =>
  withSimulation({ bill: { vendors: many(400, vendor) } }, async (simulation) => {
    await runAndListWrites(simulation, "Import Vendors", { scope: "all" });
    const { answer } = await status(simulation);
    expect(answer["vendors"]).toMatchObject({ integrated: true, complete: false });
  }));
