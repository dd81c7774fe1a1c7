/** The README's map leads a newcomer to the place of each rule at first guess: the places are there. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");

/** A question as the map asks it, and the first place it names. */
const questions: [string, string][] = [
  ["where cents are rounded and spread", "connector/core/money.ts"],
  ["which of several bills, or vendor credits, stays", "connector/core/documents/decideExport.ts"],
  ["what happens after a lost answer", "connector/sync/documents/ensureVoucher.ts"],
  ["what happens to a cancelled invoice's bill", "connector/core/documents/cancellation.ts"],
  ["which documents the schedule looks at again", "connector/core/changes/documentSweep.ts"],
  ["what is retried, and when", "connector/http/retry.ts"],
  [
    "how Precoro's limits are kept: by the second and minute, by the hour and day",
    "connector/precoro/rateLimiter.ts",
  ],
  ["where a BILL session is kept and renewed", "connector/bill/session.ts"],
  ["when two names are the same, and which supplier is meant by a vendor", "connector/core/name.ts"],
  ["what never reaches a log", "connector/http/redact.ts"],
  ["what a field is called on the wire", "connector/bill/schema.ts"],
  ["what the wizard asks", "integration/precoro-bill.yml"],
  ["when a credit is applied, and how far", "connector/sync/documents/applyCredit.ts"],
  ["how BILL's signature is checked", "connector/bill/signature.ts"],
  ["which payment counts as money moved", "connector/core/payments/paymentStatus.ts"],
  ["how much of a payment is booked, and when not", "connector/core/payments/payment.ts"],
  ["what counts as a difference between the two systems", "connector/core/reconciliation/differences.ts"],
  ["where an entry's place in the hierarchy is decided", "connector/core/lists/tree.ts"],
  ["how many calls imports leave to documents", "connector/precoro/importQuota.ts"],
  ["every reason a record can be rejected for, and what to do", "connector/core/reason.ts"],
];

test.each(questions)("%s: %s", (question, place) => {
  const row = readme.split("\n").find((line) => line.startsWith(`| ${question} |`)) ?? "";
  expect(row.split("`")[1]).toBe(place);
  expect(existsSync(join(root, place))).toBe(true);
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
