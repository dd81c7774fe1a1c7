/** A query parameter that is not documented for a call cannot pass. connector/bill/API.md §4, §10. */
import { startSignedInBill } from "./startBillVendor";

test.each([
  ["GET /v3/bills?filter=id:eq:00n1", "filter"],
  ["GET /v3/vendors?limit=100", "limit"],
  ["GET /v3/vendors/009A?max=1", "max"],
  ["GET /v3/bills?max=1&archived=false", "archived"],
  ["POST /v3/bills/00n1/archive?force=true", "force"],
])("%s: a parameter that is not documented for the call is refused with 400", async (request, name) => {
  const { call } = await startSignedInBill();
  const [method = "", path = ""] = request.split(" ");
  expect(await call(method, path)).toMatchObject({
    status: 400,
    body: [{ message: expect.stringContaining(`${name}: not a parameter of this call`) }],
  });
});

test("so are those of the webhook API; an unknown call stays 404", async () => {
  const { call, callEvents } = await startSignedInBill();
  expect(await callEvents("GET", "/v3/subscriptions?filters=a")).toMatchObject({ status: 400 });
  expect(await callEvents("GET", "/v3/events/catalog?max=1")).toMatchObject({ status: 400 });
  expect(await callEvents("GET", "/v3/subscriptions?max=1")).toMatchObject({ status: 200 });
  expect(await call("GET", "/v3/nothing?max=1")).toMatchObject({ status: 404 });
});
