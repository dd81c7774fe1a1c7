/** Starts a BILL organization with a webhook subscription whose deliveries are recorded. */
import type { BillOptions, Delivery } from "..";
import { startSignedInBill } from "./startBillVendor";

const URL = "https://hooks.example.test/bill";

export const key = (n: number): string => `1b9d6bcd-bbfd-4b2d-9b5d-${String(n).padStart(12, "0")}`;

export const request = {
  name: "Precoro",
  status: { enabled: true },
  events: [{ type: "bill.created", version: "1" }],
  notificationUrl: URL,
};

const records = {
  vendors: [{ id: "009A", name: "Acme", shortName: "AC" }],
  chartOfAccounts: [{ id: "0ca1" }],
  bills: [{ id: "00n1", vendorId: "009A", amount: 100, invoice: { invoiceNumber: "INV-1" } }],
  vendorCredits: [{ id: "vcr1", vendorId: "009A", amount: 10 }],
};

interface Payload {
  readonly metadata: { readonly eventId: string; readonly eventType: string };
  readonly bill?: object;
  readonly vendor?: object;
  readonly payment?: object;
}

/** The receiver answers with the given statuses, and then with 200. */
export const withSubscriber = async (
  types: readonly string[],
  statuses: readonly number[] = [],
  options: Partial<BillOptions> = {},
) => {
  const responses = [...statuses];
  const deliveries: (Delivery & { readonly at: number; readonly payload: Payload })[] = [];
  const vendor = await startSignedInBill({
    records,
    deliver: async (delivery) => {
      const sent: unknown = JSON.parse(delivery.body);
      const payload = (typeof sent === "string" ? JSON.parse(sent) : sent) as Payload;
      deliveries.push({ ...delivery, at: vendor.clock.now(), payload });
      const status = responses.shift() ?? 200;
      if (status === 0) throw new Error("unreachable");
      return { status };
    },
    ...options,
  });
  const { webhooks, world } = vendor.bill;
  const events = types.map((type) => ({ type, version: "1" }));
  const { id, securityKey } = webhooks.subscribe({ ...request, events });
  const typesDelivered = () => deliveries.map(({ payload }) => payload.metadata.eventType);
  const waitUntilDelivered = async () => {
    for (;;) {
      const [next] = webhooks.pending();
      if (!next) return;
      await vendor.clock.sleep(Math.max(next.at - vendor.clock.now(), 0) + 1);
    }
  };
  return {
    ...vendor,
    webhooks,
    world,
    deliveries,
    types: typesDelivered,
    id,
    securityKey,
    waitUntilDelivered,
  };
};
