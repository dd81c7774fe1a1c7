/** The main job as `npm start` plays it: what comes of 160 vendors and 40 invoices, what it costs, and what a second run does. */
import { builtInWorld, onceMore } from "../sandbox/builtInWorld";
import { brokenLaws, type Report, reportOf } from "../sandbox/report";
import { play } from "../sandbox/script";
import { openStage, type Stage } from "../sandbox/stage";
import { readWorld } from "../sandbox/worldFile";
import { outcomesOf, playWorld, standing } from "./playWorld";

jest.setTimeout(120_000);

const world = readWorld(builtInWorld, "the built-in world");
let stage: Stage;
let first: Report;
let writesBefore: number;

const writes = () => stage.bill.journal.writes().length + stage.precoro.journal.writes().length;

beforeAll(async () => {
  stage = await openStage(world);
  for (const step of world.script ?? []) await play(stage, step);
  first = reportOf(stage, Date.parse(world.now));
  writesBefore = writes();
  for (const step of onceMore) await play(stage, step);
});

afterAll(() => stage.close());

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

test("vendors are created, linked, or rejected with their reason", () => {
  expect(counts("Import Vendors")).toEqual({
    created: 152,
    linked: 5,
    "rejected supplier-name-shared": 1,
    "rejected foreign-link": 1,
    "skipped vendor-archived": 1,
  });
});

test("25 invoices have their bill, each other one has its reason", () => {
  const invoices = Array.from({ length: 40 }, (_, n) => String(1001 + n));
  const last = invoices.map((idn) => outcomesOf(first, idn).at(-1) ?? "nothing");
  expect(last.filter((outcome) => outcome === "created")).toHaveLength(24);
  expect(last.filter((outcome) => outcome === "linked")).toHaveLength(1);
  expect(last.filter((outcome) => !["created", "linked"].includes(outcome)).sort()).toEqual([
    "rejected already-paid",
    "rejected currency-differs",
    "rejected due-date-missing",
    "rejected foreign-link",
    "rejected lines-do-not-add-up",
    "rejected negative-line",
    "rejected number-in-use",
    "rejected number-of-another-document",
    "rejected number-too-long",
    "rejected option-not-linked",
    "rejected total-not-positive",
    "rejected vendor-archived",
    "skipped approved-before-start",
    "skipped split-child",
    "skipped supplier-not-linked",
  ]);
});

test("no invoice has two active bills, every bill adds up, and no execution failed", () => {
  expect(brokenLaws(first)).toEqual([]);
  expect(first.executions.filter(({ status }) => status === "failed")).toEqual([]);
});

test("a second run of the same flows writes nothing in either system", () => {
  expect(writes() - writesBefore).toBe(0);
});

test("what it cost: vendors", () => {
  const {
    "POST /suppliers": created,
    "PATCH /suppliers/{id}": linked,
    "PUT /suppliers/{id}": changed,
  } = first.calls.precoro;
  const pages = Math.ceil(9 / 200);
  const perImport =
    (created?.count ?? 0) +
    (linked?.count ?? 0) +
    (changed?.count ?? 0) +
    (first.calls.precoro["GET /suppliers"]?.count ?? 0);
  // The five that were there take a card and a link, like the new ones a card and a link.
  expect(perImport).toBeLessThanOrEqual(pages + 157 + 157 + 2);
  expect(created?.count).toBe(152);
});

test("what it cost: one new invoice takes at most 3 Precoro and 4 BILL calls, and its echo one read and one look", () => {
  const named = /Invoice #1002|"idn":"1002"|\/invoices\/1002|INV-1002/;
  const precoro = stage.precoro.journal.entries.filter(({ url, at }) => named.test(url) && at < midway());
  expect(precoro.map(({ method, path, refused }) => `${method} ${path}${refused ? " refused" : ""}`)).toEqual(
    ["GET /invoices/{id}", "PATCH /invoices/{id}", "GET /invoices/{id} refused"],
  );
  const bill = stage.bill.journal.entries.filter(
    ({ url, request, at }) => at < midway() && named.test(`${url} ${JSON.stringify(request)}`),
  );
  expect(bill.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "GET /v3/bills",
    "POST /v3/bills",
    "GET /v3/bills",
  ]);
});

const midway = () => Date.parse(first.executions.at(-1)?.startedAt ?? "") + 600_000;

test("no limit is hit within an execution, and none of the hour or the day at all", () => {
  const refused = [...stage.bill.journal.entries, ...stage.precoro.journal.entries].filter(
    (entry) => entry.refused,
  );
  const kinds = refused.map(({ response }) => (response as Record<string, unknown>)["RateLimit-Type"]);
  // The only refusals: the echo of our own write asks for the document it has just read.
  expect([...new Set(kinds)]).toEqual(["Route based limiter by minute"]);
  expect(refused.every(({ method, path }) => `${method} ${path}` === "GET /invoices/{id}")).toBe(true);
});

test("one login, kept from run to run, and one more when BILL has ended the session", () => {
  expect(first.calls.bill["POST /v3/login"]?.count).toBe(2);
});

test("every line of every bill names its account or its item", () => {
  const bills = first.bill["bills"] as unknown as {
    description?: string;
    billLineItems: { classifications?: { chartOfAccountId?: string; itemId?: string } }[];
  }[];
  const ours = bills.filter(({ description }) => description?.startsWith("Precoro"));
  const coded = ours.flatMap((bill) => bill.billLineItems.map(({ classifications }) => classifications));
  expect(coded.every((coding) => coding?.chartOfAccountId ?? coding?.itemId)).toBe(true);
  expect(ours).toHaveLength(24);
});

test("with duplicate numbers refused by BILL, the same records and outcomes", async () => {
  const refused = await playWorld({ ...builtInWorld, simulator: { refuseDuplicateInvoiceNumbers: true } });
  expect(standing(refused)).toEqual(standing(first));
  expect(counts("Export Document", refused)).toEqual(counts("Export Document"));
});
