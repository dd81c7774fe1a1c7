/** When the form without negative lines is tried, what is remembered of it, and which refusal is reported. */

import { readResponse } from "../../../../connector/bill/errorResponse";
import { createObserved, refusesNegatives } from "../../../../connector/bill/observed";
import type { VoucherDraft } from "../../../../connector/core/documents/voucher";
import { money } from "../../../../connector/core/money";
import { isStopped, reject } from "../../../../connector/core/outcome";
import { RequestError } from "../../../../connector/http/requestError";
import { whyNeitherForm, writeEitherForm } from "../../../../connector/sync/documents/writeEitherForm";

const access = {
  gatewayUrl: "http://127.0.0.1:1",
  webUrl: "https://app.bill.test",
  username: "u",
  password: "p",
  organizationId: "o",
  devKey: "d",
};
const line = (amount: string) => ({ amount: money(amount), description: "Line", coding: {} });
const draft = (set: Partial<VoucherDraft> = {}): VoucherDraft => ({
  ref: { kind: "invoice", idn: "1", approved: undefined },
  vendorId: "0091",
  number: "7",
  date: "2026-01-05",
  total: money("50"),
  lines: [line("60"), line("-10")],
  folded: [line("50")],
  ...set,
});
const refusal = (status: number, code?: string): unknown => {
  try {
    readResponse(
      { status, headers: {}, body: [{ code, message: `status ${status}` }] },
      { method: "POST", path: "/v3/bills" },
    );
  } catch (error) {
    return error;
  }
  throw new Error("It was not refused.");
};
const lost = new RequestError({
  kind: "transport",
  outcome: "unknown",
  message: "The answer was lost.",
  cause: { system: "BILL", method: "POST", path: "/v3/bills" },
});

/** Writes with these answers in turn: an error is thrown. */
const run = async (
  answers: readonly unknown[],
  wanted = draft(),
  kind: "invoice" | "credit note" = "invoice",
) => {
  const observed = createObserved(access, undefined);
  const sent: number[] = [];
  const write = async ({ lines }: VoucherDraft) => {
    const answer = answers[sent.length];
    sent.push(lines.length);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const result = await writeEitherForm({ observed }, { kind }, wanted, write).catch(
    (error: unknown) => error,
  );
  return { sent, result, observed, seen: observed.seen().negativesRefusedAt };
};

test("accepted as they are: one write, nothing remembered", async () => {
  expect(await run(["made"])).toMatchObject({ sent: [2], result: "made", seen: undefined });
});

test.each([400, 422])("%d: the other form is tried, and remembered for that kind alone", async (status) => {
  const bill = await run([refusal(status), "made"]);
  expect(bill).toMatchObject({ sent: [2, 1], result: "made", seen: { bill: expect.any(Number) } });
  expect(refusesNegatives(bill.observed.seen(), "bill")).toBe(true);
  expect(refusesNegatives(bill.observed.seen(), "vendor credit")).toBe(false);
  const credit = await run([refusal(status), "made"], draft(), "credit note");
  expect(credit.seen).toEqual({ "vendor credit": expect.any(Number) });
});

test.each<[string, unknown]>([
  ["no right", refusal(403)],
  ["not found", refusal(404)],
  ["a state that has changed", refusal(409)],
  ["a limit", refusal(429)],
  ["a number that is in use", refusal(422, "BDC_1171")],
  ["an outage", refusal(503)],
  ["a lost answer", lost],
])("%s is not about negative lines: nothing else is sent", async (_, error) => {
  const end = await run([error, "made"]);
  expect(end).toMatchObject({ sent: [2], seen: undefined });
  expect(end.result).toBe(error);
});

test("without a negative line, a refusal is final", async () => {
  const { folded: _, ...plain } = draft({ lines: [line("50")] });
  expect(await run([refusal(400), "made"], plain)).toMatchObject({ sent: [1], seen: undefined });
});

test("both refused: the first refusal is reported, and nothing is remembered", async () => {
  const first = refusal(400);
  const end = await run([first, refusal(422)]);
  expect(end).toMatchObject({ sent: [2, 1], seen: undefined });
  expect(end.result).toBe(first);
});

test.each([
  ["a lost answer", lost],
  ["a limit", refusal(429)],
  ["an outage", refusal(503)],
])("%s to the other form is what counts: it may have been made", async (_, second) => {
  const end = await run([refusal(400), second]);
  expect(end.result).toBe(second);
  expect(end.seen).toBeUndefined();
});

test("known for 29 days: the other form alone is sent; after 30, the lines as they are", async () => {
  const day = 86_400_000;
  const now = Date.now();
  const isKnown = (days: number) =>
    refusesNegatives({ negativesRefusedAt: { bill: now - days * day } }, "bill");
  expect([isKnown(0), isKnown(29), isKnown(30)]).toEqual([true, true, false]);
});

test("a draft without the other form is not sent where BILL is known to refuse negative lines", async () => {
  const folded = reject("negative-line", { document: "Invoice #1", line: "Line", amount: "-10.00" });
  const { observed } = await run([refusal(400), "made"]);
  expect(whyNeitherForm({ observed }, { kind: "invoice" }, draft({ folded }))).toMatchObject({
    reason: "negative-line",
  });
  expect(whyNeitherForm({ observed }, { kind: "credit note" }, draft({ folded }))).toBeUndefined();
  expect(isStopped(whyNeitherForm({ observed }, { kind: "invoice" }, draft()))).toBe(false);
});
