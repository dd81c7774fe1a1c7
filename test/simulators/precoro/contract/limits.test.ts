/** Precoro's rate limits: per second, for repeated reads, per hour and per day. connector/precoro/API.md §1.5. */

import { HOUR, MINUTE, SECOND, START } from "../../kit/testClient";
import { precoroLimits } from "../limits";
import { startPrecoroVendor } from "./startPrecoroVendor";

const refusal = (type: string, retryAfter: string, limit = 1) => ({
  status: 429,
  body: {
    error: expect.stringMatching(/^Too many requests/),
    "RateLimit-Type": type,
    "RateLimit-Retry-After": retryAfter,
    "RateLimit-Limit": limit,
  },
});

const PER_SECOND = "Per second limiter";
const ROUTE = "Route based limiter by minute";

test("§1.5 a second call within a second is refused, a second later it is not", async () => {
  const { call, clock } = await startPrecoroVendor();
  expect(await call("GET", "/suppliers")).toMatchObject({ status: 200 });
  await clock.sleep(599);
  expect(await call("GET", "/invoices")).toMatchObject(refusal(PER_SECOND, "2026-01-05 10:00:01 UTC"));
  await clock.sleep(1);
  expect(await call("GET", "/invoices")).toMatchObject({ status: 200 });
});

test("§1.5 concurrent calls are refused, however long the first takes", async () => {
  const { call, clock, precoro } = await startPrecoroVendor();
  precoro.faults.add({ match: "GET /suppliers", kind: "slow" });
  const slow = call("GET", "/suppliers");
  await clock.sleep(30 * SECOND);
  expect(await call("GET", "/invoices")).toMatchObject(refusal(PER_SECOND, "2026-01-05 10:00:31 UTC"));
  await slow;
  expect(await call("GET", "/invoices")).toMatchObject({ status: 200 });
});

test("§1.5 of two calls at the same instant, always the same one is refused", async () => {
  for (let turn = 0; turn < 3; turn++) {
    const { call } = await startPrecoroVendor();
    const answers = await Promise.all([call("GET", "/suppliers"), call("GET", "/invoices")]);
    expect(answers.map(({ status }) => status)).toEqual([429, 200]);
  }
});

test("§1.5 a repeated GET within a minute is refused; another query or a write is not", async () => {
  const { call, paced, clock } = await startPrecoroVendor({ records: { suppliers: [{ id: 55 }] } });
  await call("PATCH", "/suppliers/55", { body: "externalId=1" });
  expect(await paced("GET", "/suppliers/55")).toMatchObject({ status: 200 });
  expect(await paced("GET", "/suppliers/55")).toMatchObject(refusal(ROUTE, "2026-01-05 10:01:02 UTC"));
  expect(await paced("GET", "/suppliers?page=1")).toMatchObject({ status: 200 });
  expect(await paced("GET", "/suppliers?page=2")).toMatchObject({ status: 200 });
  expect(await paced("PATCH", "/suppliers/55", { body: "externalId=1" })).toMatchObject({ status: 200 });
  expect(await paced("PATCH", "/suppliers/55", { body: "externalId=1" })).toMatchObject({ status: 200 });
  await clock.sleep(MINUTE);
  expect(await call("GET", "/suppliers/55")).toMatchObject({ status: 200 });
});

test("§1.5 the time to retry at is rounded up to the second", async () => {
  const { call, clock } = await startPrecoroVendor();
  await clock.sleep(1);
  await call("GET", "/suppliers");
  expect(await call("GET", "/invoices")).toMatchObject(refusal(PER_SECOND, "2026-01-05 10:00:02 UTC"));
});

test("§1.5 1,500 calls a clock hour and 3,000 a UTC day are accepted; refused ones do not count", async () => {
  let now = START;
  let n = 0;
  const limits = precoroLimits({ now: () => now });
  const next = () => ({
    method: "GET",
    path: "/suppliers",
    url: `/suppliers?n=${n++}`,
    headers: new Headers(),
    body: "",
  });
  const run = (count: number) => {
    for (let left = count; left > 0; left--) {
      const call = next();
      expect(limits.rejection(call)).toBeUndefined();
      limits.startCall(call)();
      expect(limits.rejection(next())?.status).toBe(429);
      now += SECOND;
    }
  };
  const refused = async () => ({ status: 429, body: await limits.rejection(next())?.json() });
  run(1500);
  expect(await refused()).toEqual(refusal("Hourly limiter", "2026-01-05 11:00:00 UTC", 1500));
  now = START + HOUR;
  run(1500);
  now += HOUR;
  expect(await refused()).toEqual(refusal("Daily limiter", "2026-01-06 00:00:00 UTC", 3000));
  now = START + 14 * HOUR;
  expect(limits.rejection(next())).toBeUndefined();
});

test("without limits nothing is refused", async () => {
  const { call } = await startPrecoroVendor({ limits: false });
  const answers = await Promise.all([call("GET", "/suppliers"), call("GET", "/suppliers")]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
});
