/** Starts a BILL organization with bills of two vendors and a credit. */
import type { BillOptions } from "..";
import { startSignedInBill } from "./startBillVendor";

export const vendors = [
  { id: "009A", name: "Acme" },
  { id: "009B", name: "Brown" },
];
const last = { id: "00n4", vendorId: "009A", amount: 20 };
const others = [
  { id: "00n1", vendorId: "009A", amount: 100 },
  { id: "00n2", vendorId: "009A", amount: 50 },
  { id: "00n3", vendorId: "009B", amount: 30 },
];
export const bills = [...others, last];

const records = {
  vendors,
  bills: [...others, { ...last, archived: true }],
  vendorCredits: [{ id: "vcr1", vendorId: "009A", amount: 60 }],
};

type Fields = Record<string, unknown>;

export const withBillsToPay = async (options: Partial<BillOptions> = {}) => {
  const changes: string[] = [];
  const vendor = await startSignedInBill({
    records,
    onChange: ({ collection, id, action }) =>
      changes.push(`${collection === "payments" ? "payment" : id} ${action}`),
    ...options,
  });
  const { world } = vendor.bill;
  const readBill = async (id = "00n1") => (await vendor.call("GET", `/v3/bills/${id}`)).body as Fields;
  const readPayment = async (id: string) => (await vendor.call("GET", `/v3/payments/${id}`)).body as Fields;
  const list = (query: Record<string, string> = {}) =>
    vendor.call("GET", `/v3/payments?${new URLSearchParams(query)}`);
  /** The bill's paid, scheduled and due amounts, and its status. */
  const moneyOn = async (id = "00n1") => {
    const { paidAmount, scheduledAmount, dueAmount, paymentStatus } = await readBill(id);
    return [paidAmount, scheduledAmount, dueAmount, paymentStatus];
  };
  return { ...vendor, world, changes, readBill, readPayment, list, moneyOn };
};
