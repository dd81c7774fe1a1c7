/** The journal records every call and no secrets; the server follows the virtual clock. */
import fc from "fast-check";
import { startSignedInBill } from "./bill/contract/startBillVendor";
import { createEntry } from "./kit/journal";
import { START } from "./kit/testClient";
import { startPrecoroVendor } from "./precoro/contract/startPrecoroVendor";

test("a call is recorded with its path pattern, its URL, its request and its response", async () => {
  const { bill, call } = await startSignedInBill({ records: { vendors: [{ id: "009A", name: "Acme" }] } });
  await call("PATCH", "/v3/bills/00nX?", { body: { description: "new" } });
  expect(bill.journal.entries.at(-1)).toEqual({
    at: START + 600,
    system: "bill",
    method: "PATCH",
    path: "/v3/bills/{id}",
    url: "/connect/v3/bills/00nX",
    status: 404,
    headers: { "content-type": "application/json", devkey: "[redacted]", sessionid: "[redacted]" },
    request: { description: "new" },
    response: [expect.objectContaining({ severity: "ERROR" })],
    refused: false,
  });
});

test("a form is recorded by field, with all values", async () => {
  const { precoro, call } = await startPrecoroVendor();
  await call("POST", "/suppliers", { body: "name=A+B&currencies[]=USD&currencies[]=EUR" });
  expect(precoro.journal.entries).toMatchObject([
    { path: "/suppliers", request: { name: "A B", "currencies[]": ["USD", "EUR"] }, status: 201 },
  ]);
});

test("calls are counted by path pattern and sorted; writes exclude reads and logins", async () => {
  const { bill, call } = await startSignedInBill();
  await call("POST", "/v3/bills/00n2/restore");
  await call("POST", "/v3/bills/00n1/archive");
  await call("POST", "/v3/bills/00n2/archive");
  await call("GET", "/v3/nothing/here");
  await call("POST", "/v3/logout");
  expect(Object.entries(bill.journal.calls())).toEqual([
    ["GET /v3/nothing/here", { count: 1, refused: 0 }],
    ["POST /v3/bills/{id}/archive", { count: 2, refused: 0 }],
    ["POST /v3/bills/{id}/restore", { count: 1, refused: 0 }],
    ["POST /v3/login", { count: 1, refused: 0 }],
    ["POST /v3/logout", { count: 1, refused: 0 }],
  ]);
  expect(bill.journal.writes().map(({ url }) => url)).toEqual([
    "/connect/v3/bills/00n2/restore",
    "/connect/v3/bills/00n1/archive",
    "/connect/v3/bills/00n2/archive",
  ]);
});

test("a listener is called before the caller gets the response", async () => {
  const { bill, call } = await startSignedInBill();
  const heard: string[] = [];
  bill.journal.listen(({ url }) => heard.push(url));
  await call("GET", "/v3/bills").then(() => heard.push("answer"));
  expect(heard).toEqual(["/connect/v3/bills", "answer"]);
});

test("the journals contain neither vendor's secrets, but the email address", async () => {
  const { bill, call, login } = await startSignedInBill();
  const sessionId = await login();
  await call("POST", "/v3/login", { body: `{"password":"${bill.credentials.password}"` });
  const kept = JSON.stringify(bill.journal.entries);
  const { password, devKey, username } = bill.credentials;
  for (const secret of [sessionId, password, devKey]) expect(kept).not.toContain(secret);
  expect(kept).toContain(username);

  const { precoro, call: ask } = await startPrecoroVendor();
  await ask("GET", "/suppliers");
  expect(JSON.stringify(precoro.journal.entries)).not.toContain(precoro.credentials.apiToken);
  expect(JSON.stringify(precoro.journal.entries)).toContain(precoro.credentials.email);
});

test("an entry contains no secret, however deeply nested or spelled", () => {
  const name = fc.constantFrom("devKey", "sessionId", "password", "X-AUTH-TOKEN", "DEVKEY", "SessionID");
  const secret = fc.string({ minLength: 8, unit: fc.constantFrom(..."abcdef012345") });
  const path = fc.array(fc.constantFrom("a", "b", "0"), { maxLength: 4 });
  const written = fc.constantFrom(
    (value: object) => JSON.stringify(value),
    (value: object) => JSON.stringify([value]),
    (value: object) => JSON.stringify(value).slice(0, -1),
    (value: object) => new URLSearchParams(value as Record<string, string>).toString(),
  );
  fc.assert(
    fc.property(name, secret, path, written, (field, hidden, places, write) => {
      const flat = write.toString().includes("URLSearchParams");
      const inner: object = { [field]: hidden };
      const value = flat ? inner : places.reduce<object>((deep, place) => ({ [place]: deep }), inner);
      const said = write(value);
      const headers: [string, string][] = [[field.toLowerCase(), hidden]];
      const rest = { at: 0, system: "x", method: "GET", path: "/", url: "/", status: 200, refused: false };
      const entry = createEntry({ ...rest, headers, request: said, response: said });
      expect(JSON.stringify(entry)).not.toContain(hidden);
    }),
  );
});

test("the Date header shows virtual time", async () => {
  const { call } = await startSignedInBill();
  const { headers } = await call("GET", "/v3/bills");
  expect(headers.get("date")).toBe("Mon, 05 Jan 2026 10:00:00 GMT");
});

test("a call takes the configured latency, by default 300 ms for BILL and 400 ms for Precoro", async () => {
  const { clock, call } = await startSignedInBill();
  const took = async (run: () => Promise<unknown>, now: () => number) => {
    const before = now();
    await run();
    return now() - before;
  };
  expect(
    await took(
      () => call("GET", "/v3/bills"),
      () => clock.now(),
    ),
  ).toBe(300);
  const precoro = await startPrecoroVendor();
  expect(
    await took(
      () => precoro.call("GET", "/suppliers"),
      () => precoro.clock.now(),
    ),
  ).toBe(400);
  const quick = await startSignedInBill({ latencyMs: 7 });
  expect(
    await took(
      () => quick.call("GET", "/v3/bills"),
      () => quick.clock.now(),
    ),
  ).toBe(7);
});
