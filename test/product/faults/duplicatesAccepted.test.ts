/** Every fault on every call of both flows, with duplicate numbers accepted: the same result, nothing twice, nothing lost. */
import { documents } from "./documents";
import { disturbEveryCall } from "./everyCall";

test("no single fault changes the final result", async () => {
  const { undisturbed, calls, wrong } = await disturbEveryCall(
    documents({ refuseDuplicateInvoiceNumbers: false }),
  );
  expect(wrong).toEqual([]);
  expect(calls).toBeGreaterThan(25);
  expect(undisturbed.bills).toHaveLength(2);
  expect(undisturbed.last).toMatchObject({
    "1": "unchanged",
    "2": "rejected due-date-missing",
    "3": "unchanged",
  });
}, 300_000);
