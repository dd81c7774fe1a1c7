/** The README's map leads a newcomer to the place of each rule at first guess: the places are there, and hold the rule. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");

/** A question as the map asks it, the first place it names, and what stands there. */
const questions: [string, string, RegExp][] = [
  ["where cents are rounded and spread", "connector/core/money.ts", /export const spread =/],
  [
    "which of several bills, or vendor credits, stays",
    "connector/core/documents/decideExport.ts",
    /const keeper =/,
  ],
  ["what happens after a lost answer", "connector/sync/documents/ensureVoucher.ts", /IN_FLIGHT_MS/],
  [
    "what happens to a cancelled invoice's bill",
    "connector/core/documents/cancellation.ts",
    /export const cancel =/,
  ],
  [
    "which documents the schedule looks at again",
    "connector/core/changes/documentSweep.ts",
    /export const needsProcessing =/,
  ],
  ["what is retried, and when", "connector/http/retry.ts", /export const waitBeforeRetry =/],
  [
    "how Precoro's limits are kept: by the second and minute, by the hour and day",
    "connector/precoro/rateLimiter.ts",
    /export const createRateLimiter =/,
  ],
  ["where a BILL session is kept and renewed", "connector/bill/session.ts", /export const createSessions =/],
  [
    "when two names are the same, and which supplier is meant by a vendor",
    "connector/core/name.ts",
    /export const sameName =/,
  ],
  ["what never reaches a log", "connector/http/redact.ts", /export const redact =/],
  ["what a field is called on the wire", "connector/bill/schema.ts", /Schema = /],
  ["what the wizard asks", "integration/precoro-bill.yml", /^requiredConfigVars:/m],
  [
    "when a credit is applied, and how far",
    "connector/sync/documents/applyCredit.ts",
    /const whyNotApplied =/,
  ],
  ["how BILL's signature is checked", "connector/bill/signature.ts", /timingSafeEqual/],
  ["which payment counts as money moved", "connector/core/payments/paymentStatus.ts", /const singleStatuses/],
  [
    "how much of a payment is booked, and when not",
    "connector/core/payments/payment.ts",
    /export const whatToBook =/,
  ],
  [
    "what counts as a difference between the two systems",
    "connector/core/reconciliation/differences.ts",
    /differenceOf =/,
  ],
  ["where an entry's place in the hierarchy is decided", "connector/core/lists/tree.ts", /export const/],
  ["how many calls imports leave to documents", "connector/precoro/importQuota.ts", /const shares =/],
  [
    "every reason a record can be rejected for, and what to do",
    "connector/core/reason.ts",
    /const sentences =/,
  ],
];

test.each(questions)("%s: %s", (question, place, rule) => {
  const row = readme.split("\n").find((line) => line.startsWith(`| ${question} |`)) ?? "";
  expect(row.split("`")[1]).toBe(place);
  expect(readFileSync(join(root, place), "utf8")).toMatch(rule);
});

test("every place that the map names is there", () => {
  const [, map = ""] = readme.split("| looking for | it is in |");
  const rows = map.slice(0, map.indexOf("\n\n")).split("\n").slice(2);
  expect(rows.length).toBeGreaterThan(20);
  const missing = rows.flatMap((row) =>
    [...row.matchAll(/`([\w./]+\.ts)`/g)]
      .map(([, place = ""]) => (place.startsWith("connector/") ? place : `connector/${place}`))
      .filter((place) => !existsSync(join(root, place))),
  );
  expect(missing).toEqual([]);
});
