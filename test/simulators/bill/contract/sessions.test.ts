/** BILL's logins and sessions. connector/bill/API.md §1.2, §1.3, §2. */
import { HOUR, SECOND } from "../../kit/testClient";
import { startBillVendor, startSignedInBill } from "./startBillVendor";

const whole = (credentials: object) => ({ body: credentials });

test("§1.2 POST /v3/login opens a session of the organization", async () => {
  const { bill, call } = await startBillVendor();
  const answer = await call("POST", "/v3/login", whole(bill.credentials));
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({
    sessionId: expect.stringMatching(/^[0-9a-z]{48}$/),
    organizationId: bill.credentials.organizationId,
    userId: expect.stringMatching(/^006/),
    trusted: false,
  });
});

test.each([
  ["username", "BDC_1101", "User name and/or password do not match our records."],
  ["password", "BDC_1101", "User name and/or password do not match our records."],
  ["organizationId", "BDC_1101", "User name and/or password do not match our records."],
  ["devKey", "BDC_1102", "Developer key is invalid."],
])("§2 a wrong %s is refused with %s", async (field, code, message) => {
  const { bill, call } = await startBillVendor();
  const answer = await call("POST", "/v3/login", whole({ ...bill.credentials, [field]: "wrong" }));
  expect(answer.status).toBe(401);
  expect(answer.body).toMatchObject([{ code, severity: "ERROR", category: "REQUEST", message }]);
});

test("§1.2 a login without a password is invalid, and the message names the field", async () => {
  const { bill, call } = await startBillVendor();
  const { password: _password, ...rest } = bill.credentials;
  const answer = await call("POST", "/v3/login", whole(rest));
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject([{ message: "password: must not be null" }]);
});

test("§1.3 GET /v3/login/session returns the session's user", async () => {
  const { bill, call } = await startSignedInBill();
  expect(await call("GET", "/v3/login/session")).toMatchObject({
    status: 200,
    body: { organizationId: bill.credentials.organizationId, mfaStatus: "DISABLED", mfaBypass: false },
  });
});

test("§1.3 an unknown session is refused with 401 BDC_1109, another developer key with BDC_1102", async () => {
  const { call } = await startSignedInBill();
  const unknown = await call("GET", "/v3/bills", { headers: { sessionId: "unknown" } });
  expect(unknown).toMatchObject({ status: 401, body: [{ code: "BDC_1109" }] });
  const otherKey = await call("GET", "/v3/bills", { headers: { devKey: "other" } });
  expect(otherKey).toMatchObject({ status: 401, body: [{ code: "BDC_1102" }] });
});

test("§1.3 POST /v3/logout ends the session and returns an empty body", async () => {
  const { call } = await startSignedInBill();
  expect(await call("POST", "/v3/logout")).toMatchObject({ status: 200, body: null });
  expect(await call("GET", "/v3/bills")).toMatchObject({ status: 401, body: [{ code: "BDC_1109" }] });
});

test("§1.3 a session outlives 48 hours with calls and expires after 48 hours without one", async () => {
  const { call, clock } = await startSignedInBill();
  for (const hours of [47, 47]) {
    await clock.sleep(hours * HOUR);
    expect(await call("GET", "/v3/login/session")).toMatchObject({ status: 200 });
  }
  await clock.sleep(48 * HOUR);
  expect(await call("GET", "/v3/login/session")).toMatchObject({ status: 401, body: [{ code: "BDC_1109" }] });
});

test.each([
  [false, 200],
  [true, 401],
])(
  "§15 after a second login, secondLoginEndsFirst: %s, the first session gets %i",
  async (option, status) => {
    const { call, login } = await startSignedInBill({ secondLoginEndsFirst: option });
    const first = await login();
    const second = await login();
    expect(second).not.toBe(first);
    expect(await call("GET", "/v3/bills", { headers: { sessionId: first } })).toMatchObject({ status });
    expect(await call("GET", "/v3/bills", { headers: { sessionId: second } })).toMatchObject({ status: 200 });
  },
);

test("§3 the 201st login of an hour is refused, the first of the next hour is not", async () => {
  const { call, bill, clock } = await startBillVendor({ latencyMs: 0 });
  for (let n = 0; n < 200; n++) {
    const answer = await call("POST", "/v3/login", whole({ ...bill.credentials, password: "wrong" }));
    expect(answer.status).toBe(401);
  }
  const refused = await call("POST", "/v3/login", whole(bill.credentials));
  expect(refused).toMatchObject({
    status: 429,
    body: [{ code: "BDC_1144", message: "Max number of allowed requests per hour reached: 200." }],
  });
  await clock.sleep(HOUR - SECOND);
  expect(await call("POST", "/v3/login", whole(bill.credentials))).toMatchObject({ status: 429 });
  await clock.sleep(SECOND);
  expect(await call("POST", "/v3/login", whole(bill.credentials))).toMatchObject({ status: 200 });
});

test("§2 an unknown call is 404 BDC_1121", async () => {
  const { call } = await startSignedInBill();
  expect(await call("DELETE", "/v3/bills/00n01")).toMatchObject({
    status: 404,
    body: [{ code: "BDC_1121" }],
  });
});

test("§2 a body that is not JSON is invalid", async () => {
  const { call } = await startSignedInBill();
  expect(await call("POST", "/v3/bills", { body: "{" })).toMatchObject({
    status: 400,
    body: [{ code: "BDC_1143" }],
  });
});
