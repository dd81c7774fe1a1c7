/**
 * Every fault on every call about bills, with duplicate numbers refused: the same result, nothing twice, nothing lost. No other
 * call depends on that option; `duplicatesAccepted` breaks them all.
 */
import { documents } from "./documents";
import { disturbEveryCall } from "./everyCall";

test("no single fault changes the final result", async () => {
  const { undisturbed, calls, wrong } = await disturbEveryCall(
    documents({ refuseDuplicateInvoiceNumbers: true }),
    (call) => call.includes("/v3/bills"),
  );
  expect(wrong).toEqual([]);
  expect(calls).toBeGreaterThan(5);
  expect(undisturbed.bills).toHaveLength(2);
  expect(undisturbed.last).toMatchObject({
    "1": "unchanged",
    "2": "rejected due-date-missing",
    "3": "unchanged",
  });
}, 300_000);
