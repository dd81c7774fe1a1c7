/** BILL's rate limits: three calls at once, 20,000 an hour. connector/bill/API.md §3, §15. */

import { HOUR, SECOND, START } from "../../kit/testClient";
import { billLimits } from "../limits";
import { startSignedInBill } from "./startBillVendor";

test("§3 of four concurrent calls one is refused with BDC_1322, always the same", async () => {
  for (let turn = 0; turn < 3; turn++) {
    const { call, bill } = await startSignedInBill();
    const answers = await Promise.all(["d", "b", "a", "c"].map((id) => call("GET", `/v3/bills/${id}`)));
    expect(answers.map(({ status }) => status)).toEqual([429, 404, 404, 404]);
    expect(answers[0]?.body).toMatchObject([
      { code: "BDC_1322", message: "Max number of concurrent requests per organization reached." },
    ]);
    expect(answers[0]?.headers.get("retry-after")).toBeNull();
    expect(bill.journal.calls()["GET /v3/bills/{id}"]).toEqual({ count: 4, refused: 1 });
  }
});

test("§3 a call is accepted as soon as one of the three has its response", async () => {
  const { call, clock, bill } = await startSignedInBill();
  bill.faults.add({ match: "GET /v3/bills", kind: "slow", times: 2 });
  const slow = [call("GET", "/v3/bills?max=1"), call("GET", "/v3/bills?max=2")];
  await clock.sleep(SECOND);
  expect(await call("GET", "/v3/vendors")).toMatchObject({ status: 200 });
  expect(await call("GET", "/v3/vendors")).toMatchObject({ status: 200 });
  const both = await Promise.all([call("GET", "/v3/vendors?max=1"), call("GET", "/v3/vendors?max=2")]);
  expect(both.map(({ status }) => status)).toEqual([200, 429]);
  await Promise.all(slow);
  const three = await Promise.all([1, 2, 3].map((max) => call("GET", `/v3/vendors?max=${max}`)));
  expect(three.map(({ status }) => status)).toEqual([200, 200, 200]);
});

test("§3 the 20,001st call of a clock hour is refused with BDC_1144, the first of the next hour is not", async () => {
  let now = START;
  const limits = billLimits({ now: () => now });
  const call = {
    method: "GET",
    path: "/v3/vendors",
    url: "/connect/v3/vendors",
    headers: new Headers(),
    body: "",
  };
  for (let n = 0; n < 20_000; n++) {
    expect(limits.rejection(call)).toBeUndefined();
    limits.startCall(call)();
  }
  const refusal = limits.rejection(call);
  expect(refusal?.status).toBe(429);
  expect(await refusal?.json()).toMatchObject([
    { code: "BDC_1144", message: "Max number of allowed requests per hour reached: 20000." },
  ]);
  now += HOUR;
  expect(limits.rejection(call)).toBeUndefined();
});

test.each([400, 403, 429] as const)(
  "§2 limitStatus %i: the limits and the fault have that status, their codes stay",
  async (limitStatus) => {
    const { call, bill } = await startSignedInBill({ limitStatus });
    const answers = await Promise.all([1, 2, 3, 4].map((max) => call("GET", `/v3/bills?max=${max}`)));
    expect(answers.filter(({ status }) => status !== 200)).toMatchObject([
      { status: limitStatus, body: [{ code: "BDC_1322", category: "REQUEST" }] },
    ]);
    bill.faults.add({ match: "GET /v3/vendors", kind: "429" });
    expect(await call("GET", "/v3/vendors")).toMatchObject({
      status: limitStatus,
      body: [{ code: "BDC_1322" }],
    });
    expect(bill.journal.calls()).toMatchObject({
      "GET /v3/bills": { count: 4, refused: 1 },
      "GET /v3/vendors": { count: 1, refused: 1 },
    });
    const limits = billLimits({ now: () => START }, { limitStatus });
    const login = { method: "POST", path: "/v3/login", url: "/", headers: new Headers(), body: "" };
    for (let n = 0; n < 200; n++) limits.startCall(login)();
    expect(limits.rejection(login)?.status).toBe(limitStatus);
  },
);

test("without limits nothing is refused", async () => {
  const { call } = await startSignedInBill({ limits: false });
  const answers = await Promise.all([1, 2, 3, 4, 5].map((max) => call("GET", `/v3/bills?max=${max}`)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
});
