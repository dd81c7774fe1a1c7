/** Makes the calls about credits, money and webhooks once each, for the comparison of shapes. */
import type { BillVendor } from "./startBillVendor";

export const tourOfCredits = async (call: BillVendor["call"]) => {
  const classifications = { chartOfAccountId: "0ca1", itemId: "0ii1" };
  const body = {
    vendorId: "009A",
    referenceNumber: "CN-7",
    creditDate: "2026-01-01",
    vendorCreditLineItems: [{ amount: 5, description: "x", classifications }],
    applyToChartOfAccountId: "0ca1",
  };
  const { id } = (await call("POST", "/v3/vendor-credits", { body })).body as { id: string };
  await call("PUT", `/v3/vendor-credits/${id}`, { body });
  await call("PATCH", `/v3/vendor-credits/${id}`, { body: { applyToBankAccountId: "bac1" } });
  await call("PATCH", "/v3/bills/00n4", { body: { vendorCredits: [{ id, amount: 1 }] } });
  for (const one of [id, "vcr1", "vcr2"]) await call("GET", `/v3/vendor-credits/${one}`);
  await call("POST", "/v3/vendor-credits/vcr2/archive");
  await call("POST", `/v3/vendor-credits/${id}/archive`);
};

export const tourOfMoney = async (call: BillVendor["call"]) => {
  const address = { line1: "1 Road", city: "Austin", zipOrPostalCode: "78701", country: "US" };
  const vendor = await call("POST", "/v3/vendors", { body: { name: "New", address } });
  await call("POST", `/v3/vendors/${(vendor.body as { id: string }).id}/archive`);
  const payments = [{ billId: "00n4", amount: 1 }];
  const body = { vendorId: "009A", processDate: "2026-01-05", toPrintCheck: false, payments };
  const { id } = (await call("POST", "/v3/bills/record-payment", { body })).body as { id: string };
  await call("POST", `/v3/payments/${id}/void`, { body: { type: "VOID_ONLY", reason: "x" } });
};

export const tourOfWebhooks = async ({ callEvents }: BillVendor) => {
  const headers = { "X-Idempotent-Key": "1b9d6bcd-bbfd-4b2d-9b5d-000000000001" };
  const events = [{ type: "bill.updated", version: "1" }];
  const [status, notificationUrl] = [{ enabled: true }, "https://hooks.example.test"];
  const body = { name: "x", status, events, notificationUrl };
  await callEvents("GET", "/v3/events/catalog");
  const { id } = (await callEvents("POST", "/v3/subscriptions", { body, headers })).body as { id: string };
  const path = `/v3/subscriptions/${id}`;
  await callEvents("PUT", path, { body });
  await callEvents("PATCH", path, { body: { name: "y" } });
  await callEvents("GET", path);
  await callEvents("POST", `${path}/security_key`, { headers });
  for (const fields of [{}, { eventType: "bill.created" }])
    await callEvents("POST", `${path}/test`, { body: fields });
  const history = `/v3/events/subscription/${id}`;
  const { body: page } = await callEvents("GET", `${history}?max=1`);
  const [event] = (page as { results: { id: string }[] }).results;
  await callEvents("POST", `${history}/event/${event?.id}`);
  await callEvents("GET", "/v3/subscriptions");
  await callEvents("DELETE", path);
  await callEvents("GET", path);
};
