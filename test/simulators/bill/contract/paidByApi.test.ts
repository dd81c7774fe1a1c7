/** What only the probe asks of BILL: vendors made and archived, payments recorded and voided. connector/bill/API.md §5, §9. */

import { startSignedInBill } from "./startBillVendor";

const address = { line1: "1 Road", city: "Austin", zipOrPostalCode: "78701", country: "US" };
const records = {
  vendors: [{ id: "009A" }, { id: "009B" }],
  bills: [{ id: "00n1", vendorId: "009A", amount: 10 }],
};

test("§5 POST /v3/vendors takes a name with an address, and the list shows it; POST /v3/vendors/{id}/archive archives it, twice, too", async () => {
  const { call } = await startSignedInBill();
  expect((await call("POST", "/v3/vendors", { body: { name: "Probe" } })).status).toBe(400);
  const { status, body } = await call("POST", "/v3/vendors", { body: { name: "Probe", address } });
  expect([status, body]).toMatchObject([201, { name: "Probe", archived: false, address }]);
  const { id } = body as { id: string };
  expect((await call("GET", "/v3/vendors")).body).toMatchObject({ results: [{ id, name: "Probe" }] });
  for (const _ of [1, 2])
    expect(await call("POST", `/v3/vendors/${id}/archive`)).toMatchObject({
      status: 200,
      body: { id, archived: true },
    });
  expect((await call("POST", "/v3/vendors/009X/archive")).status).toBe(404);
});

test("§9 POST /v3/bills/record-payment puts money on a bill; POST /v3/payments/{id}/void takes it off", async () => {
  const { call } = await startSignedInBill({ records });
  const recordOn = (vendorId: string, amount: number) =>
    call("POST", "/v3/bills/record-payment", {
      body: {
        vendorId,
        processDate: "2026-01-05",
        toPrintCheck: false,
        payments: [{ billId: "00n1", amount }],
      },
    });
  expect((await recordOn("009B", 4)).status).toBe(400);
  expect((await recordOn("009A", 11)).status).toBe(400);
  const { status, body } = await recordOn("009A", 4);
  expect([status, body]).toMatchObject([200, { amount: 4, onlinePayment: false, processDate: "2026-01-05" }]);
  const bill = async () => (await call("GET", "/v3/bills/00n1")).body;
  expect(await bill()).toMatchObject({ paidAmount: 4, paymentStatus: "PARTIALLY_PAID" });
  const { id } = body as { id: string };
  expect(await call("POST", `/v3/payments/${id}/void`, { body: { type: "VOID_ONLY" } })).toMatchObject({
    status: 200,
    body: { id, status: "VOID" },
  });
  expect(await bill()).toMatchObject({ paidAmount: 0, paymentStatus: "UNPAID" });
  expect((await call("POST", `/v3/payments/${id}/void`)).status).toBe(404);
});
