/** Every fault has its documented effect on the caller and on the vendor's records. */

import { startSignedInBill } from "./bill/contract/startBillVendor";
import type { Fault } from "./kit/faults";
import { SECOND } from "./kit/testClient";
import { startPrecoroVendor } from "./precoro/contract/startPrecoroVendor";

const records = { vendors: [{ id: "009A" }] };
const body = {
  vendorId: "009A",
  dueDate: "2026-02-01",
  invoice: { invoiceNumber: "7", invoiceDate: "2026-01-01" },
  billLineItems: [{ amount: 1 }],
};

const creating = async (kind: Fault["kind"], fault: Partial<Fault> = {}) => {
  const vendor = await startSignedInBill({ records });
  vendor.bill.faults.add({ match: "POST /v3/bills", kind, ...fault });
  const create = (timeoutMs?: number) =>
    vendor.call("POST", "/v3/bills", { body, ...(timeoutMs !== undefined && { timeoutMs }) });
  const made = () => vendor.bill.world.bills().length;
  const last = () => vendor.bill.journal.entries.at(-1);
  return { ...vendor, create, made, last };
};

describe("BILL", () => {
  test("reset-before: the connection breaks, and nothing was created", async () => {
    const { create, made, last } = await creating("reset-before");
    await expect(create()).rejects.toThrow("fetch failed");
    expect(made()).toBe(0);
    expect(last()).toMatchObject({ status: null, fault: "reset-before", response: null });
    expect(await create()).toMatchObject({ status: 201 });
    expect(last()).not.toHaveProperty("fault");
  });

  test("reset-after: the connection breaks, and the bill exists", async () => {
    const { create, made, last } = await creating("reset-after");
    await expect(create()).rejects.toThrow("fetch failed");
    expect(made()).toBe(1);
    expect(last()).toMatchObject({ status: 201, fault: "reset-after" });
  });

  test("500: an error array, and nothing was created", async () => {
    const { create, made } = await creating("500");
    expect(await create()).toMatchObject({
      status: 500,
      body: [{ code: "BDC_1001", category: "SERVER", severity: "ERROR" }],
    });
    expect(made()).toBe(0);
  });

  test("429: the rate limit's error array, nothing was created, and the journal counts the call as refused", async () => {
    const { create, made, bill } = await creating("429");
    expect(await create()).toMatchObject({ status: 429, body: [{ code: "BDC_1322" }] });
    expect(made()).toBe(0);
    expect(bill.journal.calls()["POST /v3/bills"]).toEqual({ count: 1, refused: 1 });
  });

  test("slow: the bill is created at the usual time, the response comes two minutes later", async () => {
    const { create, made, clock } = await creating("slow");
    const before = clock.now();
    const answer = create();
    await clock.sleep(299);
    expect(made()).toBe(0);
    await clock.sleep(2);
    expect(made()).toBe(1);
    expect(await answer).toMatchObject({ status: 201 });
    expect(clock.now() - before).toBe(300 + 120 * SECOND);
  });

  test("slow: a caller that times out has created its bill anyway, and the next call goes through", async () => {
    const { create, made, clock, call } = await creating("slow");
    const before = clock.now();
    await expect(create(30 * SECOND)).rejects.toThrow("aborted");
    expect(clock.now() - before).toBe(30 * SECOND);
    expect(await call("GET", "/v3/bills")).toMatchObject({ body: { results: [{ vendorId: "009A" }] } });
    expect(made()).toBe(1);
    expect(clock.now() - before).toBe(30 * SECOND + 300);
  });

  test("a caller that disconnects early has created its bill anyway, and blocks no other call", async () => {
    const { create, made, clock, call } = await creating("slow");
    const before = clock.now();
    await expect(create(100)).rejects.toThrow("aborted");
    expect(await call("GET", "/v3/vendors")).toMatchObject({ status: 200 });
    expect(made()).toBe(1);
    expect(clock.now() - before).toBe(400);
  });

  test("truncated: status and headers arrive, the body breaks off, and the bill exists", async () => {
    const { made, clock, bill } = await creating("truncated");
    const { devKey, gatewayUrl } = bill.credentials;
    const { sessionId } = await freshSession(bill.credentials, clock);
    const broken = clock.within(60 * SECOND, async (signal) => {
      const headers = { devKey, sessionId };
      const init = { method: "POST", headers, body: JSON.stringify(body), signal };
      const response = await fetch(`${gatewayUrl}/connect/v3/bills`, init);
      expect(response.status).toBe(201);
      expect(response.headers.get("content-type")).toContain("application/json");
      return response.text();
    });
    await expect(broken).rejects.toThrow("terminated");
    expect(made()).toBe(1);
  });

  test("truncated: a response without a body breaks off, too", async () => {
    const { bill, call } = await startSignedInBill();
    bill.faults.add({ match: "POST /v3/logout", kind: "truncated" });
    await expect(call("POST", "/v3/logout")).rejects.toThrow("terminated");
    expect(await call("GET", "/v3/bills")).toMatchObject({ status: 401 });
  });

  test("expired-session: 401 BDC_1109 until the next login, and nothing was created", async () => {
    const { create, made, login } = await creating("expired-session");
    expect(await create()).toMatchObject({ status: 401, body: [{ code: "BDC_1109" }] });
    expect(await create()).toMatchObject({ status: 401 });
    expect(made()).toBe(0);
    await login();
    expect(await create()).toMatchObject({ status: 201 });
  });

  const freshSession = async (
    credentials: object,
    clock: { within<T>(ms: number, run: (signal: AbortSignal) => Promise<T>): Promise<T> },
  ) =>
    clock.within(SECOND, async (signal) => {
      const { gatewayUrl } = credentials as { gatewayUrl: string };
      const init = { method: "POST", body: JSON.stringify(credentials), signal };
      const response = await fetch(`${gatewayUrl}/connect/v3/login`, init);
      return (await response.json()) as { sessionId: string };
    });
});

describe("which calls a fault hits", () => {
  test("`times` calls, after `skip` calls that pass", async () => {
    const { create } = await creating("500", { times: 2, skip: 1 });
    const statuses: number[] = [];
    for (let n = 0; n < 4; n++) statuses.push((await create()).status);
    expect(statuses).toEqual([201, 500, 500, 201]);
  });

  test("{id} matches any one segment, and other calls are not hit", async () => {
    const { bill, call } = await startSignedInBill({ records });
    bill.faults.add({ match: "GET /v3/vendors/{id}", kind: "500" });
    expect(await call("GET", "/v3/vendors")).toMatchObject({ status: 200 });
    expect(await call("GET", "/v3/vendors/009A?x=1")).toMatchObject({ status: 500 });
    bill.faults.add({ match: "GET /v3/vendors/009A", kind: "500" });
    expect(await call("GET", "/v3/vendors/009B")).toMatchObject({ status: 404 });
    expect(await call("GET", "/v3/vendors/009A")).toMatchObject({ status: 500 });
  });

  test("a call that a rate limit refuses does not use up a fault", async () => {
    const { precoro, call, paced } = await startPrecoroVendor();
    await call("GET", "/suppliers");
    precoro.faults.add({ match: "GET /invoices", kind: "500" });
    expect(await call("GET", "/invoices")).toMatchObject({ status: 429 });
    expect(await paced("GET", "/invoices")).toMatchObject({ status: 500 });
  });

  test("adding a fault that can never hit a call is an error", async () => {
    const { bill } = await startSignedInBill();
    const add = (fault: object) => () => bill.faults.add(fault as Fault);
    expect(add({ match: "POST /v3/bill", kind: "500" })).toThrow("no such call");
    expect(add({ match: "POST /v3/bills/{billId}/archive", kind: "500" })).toThrow("not {billId}");
    expect(add({ match: "POST /v3/bills", kind: "flood" })).toThrow("kind");
    expect(add({ match: "POST /v3/bills", kind: "500", times: 0 })).toThrow("times");
    expect(add({ match: "POST /v3/bills", kind: "500", often: 2 })).toThrow("often");
    const { precoro } = await startPrecoroVendor();
    expect(() => precoro.faults.add({ match: "GET /invoices", kind: "expired-session" })).toThrow(
      "precoro has no such fault",
    );
  });
});

describe("Precoro", () => {
  test("429: the body names the per-second limiter and a time some seconds ahead; the call does not count", async () => {
    const { precoro, call } = await startPrecoroVendor();
    precoro.faults.add({ match: "GET /suppliers", kind: "429" });
    expect(await call("GET", "/suppliers")).toMatchObject({
      status: 429,
      body: {
        "RateLimit-Type": "Per second limiter",
        "RateLimit-Retry-After": "2026-01-05 10:00:06 UTC",
      },
    });
    expect(await call("GET", "/suppliers")).toMatchObject({ status: 200 });
  });

  test("500 changes nothing, reset-after changes everything, and a call that the vendor never saw does not count", async () => {
    const { precoro, call, paced } = await startPrecoroVendor({ records: { suppliers: [{ id: 55 }] } });
    const mark = () => paced("PATCH", "/suppliers/55", { body: "externalId=009A" });
    precoro.faults.add({ match: "PATCH /suppliers/{id}", kind: "500" });
    expect(await mark()).toMatchObject({ status: 500, body: { message: expect.any(String) } });
    expect(precoro.world.supplier(55).externalId).toBeNull();
    precoro.faults.add({ match: "PATCH /suppliers/{id}", kind: "reset-after" });
    await expect(mark()).rejects.toThrow("fetch failed");
    expect(precoro.world.supplier(55).externalId).toBe("009A");
    precoro.faults.add({ match: "GET /suppliers/{id}", kind: "reset-before" });
    await expect(paced("GET", "/suppliers/55")).rejects.toThrow("fetch failed");
    expect(await call("GET", "/suppliers/55")).toMatchObject({ status: 200 });
  });
});
