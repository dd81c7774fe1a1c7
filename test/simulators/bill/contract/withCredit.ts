/** Starts a BILL organization with one vendor credit and one bill of the same vendor. */
import type { BillOptions } from "..";
import { startSignedInBill } from "./startBillVendor";

export const records = {
  vendors: [
    { id: "009A", name: "Acme" },
    { id: "009B", name: "Brown" },
    { id: "009Z", name: "Zed", archived: true },
  ],
  chartOfAccounts: [{ id: "0ca1" }],
  items: [{ id: "0ii1" }],
  bills: [{ id: "00n1", vendorId: "009A", invoice: { invoiceNumber: "INV-1" }, amount: 100 }],
};

export const request = {
  vendorId: "009A",
  referenceNumber: "CN-7",
  creditDate: "2026-01-31",
  description: "Precoro credit note #12",
  vendorCreditLineItems: [
    { amount: 40.1, description: "Gloves", classifications: { chartOfAccountId: "0ca1" } },
    { amount: 19.9, classifications: { itemId: "0ii1" } },
  ],
};

interface ShownCredit {
  readonly id: string;
  readonly amount: number;
  readonly updatedTime: string;
  readonly vendorCreditLineItems: readonly { readonly id: string; readonly amount: number }[];
}

/** The credit's amount is 60, the bill's is 100. */
export const withCredit = async (options: Partial<BillOptions> = {}) => {
  const vendor = await startSignedInBill({ records, ...options });
  const { body } = await vendor.call("POST", "/v3/vendor-credits", { body: request });
  const credit = body as ShownCredit;
  const [first, second] = credit.vendorCreditLineItems;
  if (!first || !second) throw new Error("The credit has no lines.");
  const path = `/v3/vendor-credits/${credit.id}`;
  const read = async () => (await vendor.call("GET", path)).body as ShownCredit;
  const readBill = async (id = "00n1") => (await vendor.call("GET", `/v3/bills/${id}`)).body;
  /** Applies so much of the credit to the bill by PATCH. */
  const apply = (amount: number, id = credit.id) =>
    vendor.call("PATCH", "/v3/bills/00n1", { body: { vendorCredits: [{ id, amount }] } });
  return { ...vendor, world: vendor.bill.world, credit, first, second, read, readBill, apply, path };
};
