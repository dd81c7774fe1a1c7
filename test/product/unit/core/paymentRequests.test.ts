/** Requests for payments: kept until they are done, and never given up for another. */

import {
  MOST_REQUESTS,
  type PaymentRequest,
  requestStatuses,
  requestText,
  withRequest,
} from "../../../../connector/core/payments/paymentRequests";

const request = (n: number): PaymentRequest => ({
  id: `request-${n}`,
  at: Date.UTC(2026, 0, 5, 8),
  payments: { ids: [`stp${n}`] },
});
const none = () => false;

test("one for payments that are asked for already is that request", () => {
  const again = { ...request(1), id: "another call" };
  expect(withRequest([request(1)], none, again)).toEqual({ request: request(1), open: [request(1)] });
});

test("one that is done gives way, and is asked for anew", () => {
  const again = { ...request(1), id: "another call" };
  const recorded = withRequest([request(1), request(2)], (id) => id === "request-1", again);
  expect(recorded).toEqual({ request: again, open: [request(2), again] });
});

test("with as many as are kept, one more is refused, and none is dropped", () => {
  const kept = Array.from({ length: MOST_REQUESTS }, (_, n) => request(n));
  expect(withRequest(kept, none, request(MOST_REQUESTS))).toBeUndefined();
  expect(withRequest(kept, none, { ...request(0), id: "another call" })?.open).toHaveLength(MOST_REQUESTS);
  expect(withRequest(kept, (id) => id === "request-7", request(MOST_REQUESTS))?.open).toHaveLength(
    MOST_REQUESTS,
  );
});

test("a request is done as soon as that is known, and one that nobody knows is not known", () => {
  const done = [{ id: "request-1", at: Date.UTC(2026, 0, 5, 8, 15) }];
  expect(requestStatuses(["request-3"], [request(1), request(2)], done)).toEqual({
    "request-1": { state: "done", doneAt: "2026-01-05T08:15:00Z" },
    "request-2": { state: "open", recordedAt: "2026-01-05T08:00:00Z" },
    "request-3": { state: "not known" },
  });
});

test.each([
  [{ from: "2026-01-01", to: "2026-01-31" }, "2026-01-01 to 2026-01-31"],
  [{ changedSince: "2026-01-01T00:00:00.000Z" }, "changed since 2026-01-01T00:00:00.000Z"],
  [{ ids: ["stp1"] }, "stp1"],
  [{ ids: ["stp1", "stp2", "stp3"] }, "stp1 and 2 more"],
])("for people, %j is: %s", (payments, text) => {
  expect(requestText(payments)).toBe(text);
});
