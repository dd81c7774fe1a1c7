/** The built-in run of `npm start`: what becomes of vendors, lists, items and 40 invoices, how many calls it takes, and what a second run does. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { builtInWorld } from "../../sandbox/builtInWorld";
import { brokenInvariants } from "../../sandbox/report";
import { finalRecords, outcomesOf, playWorld } from "../kit/playWorld";
import { type MainJobRun, runMainJob } from "./mainJobRun";

jest.setTimeout(120_000);

let run: MainJobRun;
let first: MainJobRun["first"];
beforeAll(async () => {
  run = await runMainJob();
  first = run.first;
});

test("npm start passes its checks, and prints the README's excerpt", () => {
  const readme = readFileSync(join(__dirname, "../../../README.md"), "utf8");
  const [, excerpt = ""] = /^```\n(Precoro ↔ BILL.*?)^```/ms.exec(readme) ?? [];
  const shownLines = excerpt.split("\n").filter((line) => line.trim() !== "");
  expect([run.exitCode, run.complaint]).toEqual([0, undefined]);
  expect(shownLines.length).toBeGreaterThan(15);
  for (const line of shownLines) {
    const begins = line.endsWith("…") ? line.slice(0, -1) : undefined;
    const found = run.printed.split("\n").some((one) => (begins ? one.startsWith(begins) : one === line));
    expect(`${found ? "" : "not printed: "}${line}`).toBe(line);
  }
});

const counts = (flow: string, report = first) => {
  const totals: Record<string, number> = {};
  for (const { results } of report.executions.filter((execution) => execution.flow === flow)) {
    for (const { outcome, reason } of results) {
      const key = reason === undefined ? outcome : `${outcome} ${reason}`;
      totals[key] = (totals[key] ?? 0) + 1;
    }
  }
  return totals;
};

test("vendors are created, linked, or rejected with a reason", () => {
  expect(counts("Import Vendors")).toEqual({
    created: 152,
    linked: 4,
    "linked currency-not-main": 1,
    "rejected duplicate-supplier-name": 1,
    "rejected external-id-not-from-bill": 1,
    "skipped vendor-archived": 1,
  });
});

test("lists are imported with their hierarchy, at deployment and by request; only entries without a valid place are rejected", () => {
  expect(counts("Initial Import")).toEqual({ created: 1, linked: 1 });
  expect(counts("Import List")).toEqual({
    created: 33,
    linked: 4,
    updated: 2,
    unchanged: 23,
    archived: 1,
    "rejected circular-parent": 2,
    "rejected too-many-levels": 1,
    "skipped list-entry-archived": 2,
  });
  const [before, after] = run.shown.map(({ nodes }) => nodes.map(({ text }) => text));
  expect(before).toHaveLength(27);
  expect(before).toContain("5190      Other (Materials)");
  expect(before?.slice(-8)).toEqual([
    "7000  Fixed Assets",
    "7100    Machines",
    "7110      Hall 2",
    "7111        Line A",
    "7112          Cell 4",
    "8000  Overhead",
    "8100    Allocated Rent",
    "      Marketing (not linked)",
  ]);
  expect(after?.slice(6, 11)).toEqual([
    "5200    Freight In (off)",
    "6300    Software",
    "6310      Licenses",
    "6320      Hosting",
    "6000  Operating Expenses",
  ]);
  expect(after).toContain("6210      Flights");
});

test("items reach the catalog, or the log says why not", () => {
  expect(counts("Import Items")).toEqual({
    created: 9,
    linked: 1,
    "rejected item-not-purchasable": 1,
    "skipped item-archived": 1,
  });
  const items = first.precoro["items"] as { name: string; price: string; externalId: string; type: number }[];
  expect(items.map(({ name, price, type }) => `${name} ${price} ${type}`)).toEqual([
    ...["Paper A4 9.9 1", "Toner 54.125 0", "Standing Desk 400 0", "Courier 10 2", "Advice by the hour 0 2"],
    ...[
      "Cloud Seat 12.345678 2",
      "Laptop 1250 1",
      "Stationery 3.2 1",
      "Sales Tax 8.25 3",
      "Envelopes 0.045 1",
    ],
  ]);
  expect(items.every(({ externalId }) => externalId.startsWith("0ii01"))).toBe(true);
});

test("26 invoices have a bill, each of the others has a reason", () => {
  const invoices = Array.from({ length: 40 }, (_, n) => String(1001 + n));
  const last = invoices.map((idn) => outcomesOf(first, idn).at(-1) ?? "nothing");
  expect(last.filter((outcome) => outcome === "created")).toHaveLength(24);
  expect(last.filter((outcome) => outcome === "linked")).toHaveLength(1);
  expect(last.filter((outcome) => !["created", "linked"].includes(outcome)).sort()).toEqual([
    "created credited-before-bill",
    "rejected currency-differs",
    "rejected due-date-missing",
    "rejected external-id-not-from-bill",
    "rejected lines-do-not-add-up",
    "rejected number-in-use",
    "rejected number-too-long",
    "rejected number-used-by-other-document",
    "rejected option-not-linked",
    "rejected paid-outside-bill",
    "rejected total-not-positive",
    "rejected vendor-archived",
    "skipped approved-before-start",
    "skipped split-invoice-part",
    "skipped supplier-not-linked",
  ]);
});

test("no invoice has two active bills, every bill adds up, and no execution failed", () => {
  expect(brokenInvariants(first)).toEqual([]);
  expect(first.executions.filter(({ status }) => status === "failed")).toEqual([]);
});

test("a second run of the same flows writes nothing to either system", () => {
  expect(run.secondRunWrites).toBe(0);
});

test("what it cost: vendors", () => {
  const {
    "POST /suppliers": created,
    "PATCH /suppliers/{id}": linked,
    "PUT /suppliers/{id}": changed,
  } = first.calls.precoro;
  const perImport =
    (created?.count ?? 0) +
    (linked?.count ?? 0) +
    (changed?.count ?? 0) +
    (first.calls.precoro["GET /suppliers"]?.count ?? 0);
  // One page of them; the five existing suppliers are updated and linked; each new one is created and linked.
  expect(perImport).toBeLessThanOrEqual(1 + 157 + 157 + 2);
  expect(created?.count).toBe(152);
});

test("what it cost: one write for each field, option or item, one for its link, one for a change", () => {
  const count = (call: string) => first.calls.precoro[call]?.count ?? 0;
  expect(count("POST /documentcustomfields")).toBe(1);
  const made = { "/itemcustomfields": 25 + 1, "/documentcustomfields": 3 + 3 };
  for (const [path, number] of Object.entries(made)) {
    expect(count(`POST ${path}/{id}/options`)).toBe(number);
    // Each list had one more entry, created by hand.
    const byHand = path === "/itemcustomfields" ? 2 : 1;
    expect(count(`PATCH ${path}/{id}/options/{id}`)).toBe(number + byHand);
  }
  // The existing option gets its parent and its number; later, one option each is renamed, moved and disabled.
  expect(count("PUT /itemcustomfields/{id}/options/{id}")).toBe(1 + 3);
  expect(
    ["POST", "PUT"].map((method) => count(`${method} /locations${method === "PUT" ? "/{id}" : ""}`)),
  ).toEqual([2, 1]);
  expect([count("POST /items"), count("PUT /items/{id}"), count("PATCH /items/{id}")]).toEqual([9, 1, 10]);
});

test("what it cost: a new invoice takes at most 3 Precoro and 4 BILL calls, and the notification of our own write one read and one lookup", () => {
  const named = /Invoice #1002|"idn":"1002"|\/invoices\/1002|INV-1002/;
  const precoro = run.simulation.precoro.journal.entries.filter(
    ({ url, at }) => named.test(url) && at < midway(),
  );
  expect(precoro.map(({ method, path, refused }) => `${method} ${path}${refused ? " refused" : ""}`)).toEqual(
    ["GET /invoices/{id}", "PATCH /invoices/{id}", "GET /invoices/{id} refused"],
  );
  const bill = run.simulation.bill.journal.entries.filter(
    ({ url, request, at }) => at < midway() && named.test(`${url} ${JSON.stringify(request)}`),
  );
  expect(bill.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "GET /v3/bills",
    "POST /v3/bills",
    "GET /v3/bills",
  ]);
});

const midway = () => Date.parse(first.executions.at(-1)?.startedAt ?? "") + 600_000;

test("no execution hits a rate limit, and the hourly and daily limits are never reached", () => {
  const refused = [...run.simulation.bill.journal.entries, ...run.simulation.precoro.journal.entries].filter(
    (entry) => entry.refused,
  );
  const kinds = refused.map(({ response }) => (response as Record<string, unknown>)["RateLimit-Type"]);
  // The only refusals: the notification of our own write reads a document that was just read, an import reads the options
  // of another field that was read within the minute, and two flows make a call in the same second.
  expect([...new Set(kinds)].sort()).toEqual(["Per second limiter", "Route based limiter by minute"]);
  expect([...new Set(refused.map(({ method, path }) => `${method} ${path}`))].sort()).toEqual([
    "GET /documentcustomfields/{id}/options",
    "GET /invoices",
    "GET /invoices/{id}",
    "GET /itemcustomfields/{id}/options",
  ]);
});

test("one login is kept from run to run, and there is one more after BILL has ended the session", () => {
  expect(first.calls.bill["POST /v3/login"]?.count).toBe(2);
});

test("every line of every bill has an account or an item", () => {
  const bills = first.bill["bills"] as unknown as {
    description?: string;
    billLineItems: { classifications?: { chartOfAccountId?: string; itemId?: string } }[];
  }[];
  const ours = bills.filter(({ description }) => description?.startsWith("Precoro"));
  const coded = ours.flatMap((bill) => bill.billLineItems.map(({ classifications }) => classifications));
  expect(coded.every((coding) => coding?.chartOfAccountId ?? coding?.itemId)).toBe(true);
  expect(ours).toHaveLength(27);
});

test("imported records reach the lines: account or item, class, department and location, the line's before the document's", () => {
  const linesOf = (number: string) =>
    (
      first.bill["bills"] as unknown as { invoice: { invoiceNumber: string }; billLineItems: object[] }[]
    ).find(({ invoice }) => invoice.invoiceNumber === number)?.billLineItems;
  const sales = { departmentId: "0de01SALES00000000000" };
  const office = { chartOfAccountId: "0ca01ACCOUNT6100" };
  const austin = { locationId: "loc01AUSTIN0000000000" };
  expect(linesOf("INV-1019")).toMatchObject([
    { classifications: { ...sales, itemId: "0ii01PAPERA400000000" } },
    { classifications: { ...sales, chartOfAccountId: "0ca01ACCOUNT6900" } },
  ]);
  expect(linesOf("INV-1020")).toMatchObject([
    { classifications: { ...sales, ...office, ...austin, accountingClassId: "cls01RETAIL0000000000" } },
    { classifications: { ...sales, ...office, ...austin } },
    { classifications: { ...sales, ...office, locationId: "loc01BERLIN0000000000" } },
  ]);
});

test("if BILL refuses duplicate numbers, records and outcomes are the same", async () => {
  const refused = await playWorld({ ...builtInWorld, simulator: { refuseDuplicateInvoiceNumbers: true } });
  expect(finalRecords(refused)).toEqual(finalRecords(first));
  expect(counts("Export Document", refused)).toEqual(counts("Export Document"));
});
