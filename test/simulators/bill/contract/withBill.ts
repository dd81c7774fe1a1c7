/** Starts a BILL organization with one bill. */
import type { BillOptions } from "..";
import { startSignedInBill } from "./startBillVendor";

export const records = {
  vendors: [
    { id: "009A", name: "Acme" },
    { id: "009Z", name: "Zed", archived: true },
  ],
  chartOfAccounts: [{ id: "0ca1" }],
  items: [{ id: "0ii1" }],
};

export const request = {
  vendorId: "009A",
  dueDate: "2026-02-28",
  invoice: { invoiceNumber: "INV-7", invoiceDate: "2026-01-31" },
  billLineItems: [
    { amount: 100.1, description: "Gloves", classifications: { chartOfAccountId: "0ca1" } },
    { quantity: 2, price: 79.99, classifications: { itemId: "0ii1" } },
  ],
  description: "Precoro invoice #381",
  purchaseOrderNumber: "PO-1042",
};

interface Shown {
  readonly id: string;
  readonly amount: number;
  readonly updatedTime: string;
  readonly billLineItems: readonly { readonly id: string; readonly amount: number }[];
}

export const withBill = async (options: Partial<BillOptions> = {}) => {
  const vendor = await startSignedInBill({ records, ...options });
  const { body } = await vendor.call("POST", "/v3/bills", { body: request });
  const bill = body as Shown;
  const [first, second] = bill.billLineItems;
  if (!first || !second) throw new Error("The bill has no lines.");
  const read = async () => (await vendor.call("GET", `/v3/bills/${bill.id}`)).body as Shown;
  return { ...vendor, world: vendor.bill.world, bill, first, second, read, path: `/v3/bills/${bill.id}` };
};
