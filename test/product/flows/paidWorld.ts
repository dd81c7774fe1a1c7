/** A world of linked invoices whose bills were paid before it begins. */

import type { WorldInput } from "../../sandbox/worldFile";
import { supplier, VENDOR, vendor } from "../fixtures/acme";

const billId = (n: number) => `00n01BILL${String(n).padStart(11, "0")}`;
const paymentId = (n: number) => `stp01PAID${String(n).padStart(11, "0")}`;

/** A number of paid bills with their invoices; some bills have two payments, and each invoice is of 100. */
export const paidWorld = (
  invoices: number,
  payments: number,
  simulator: Record<string, unknown>,
  amount = 50,
): WorldInput => ({
  bill: {
    vendors: [vendor],
    bills: Array.from({ length: invoices }, (_, n) => ({
      id: billId(n),
      vendorId: VENDOR,
      amount: 100,
      invoice: { invoiceNumber: `INV-${n + 1}` },
      description: `Precoro invoice #${n + 1} (approved 2026-01-01T10:00:00Z)`,
    })),
    payments: Array.from({ length: payments }, (_, n) => ({
      id: paymentId(n),
      vendorId: VENDOR,
      processDate: "2026-01-04",
      amount,
      billPayments: [{ billId: billId(n % invoices), amount }],
    })),
  },
  precoro: {
    suppliers: [supplier],
    invoices: Array.from({ length: invoices }, (_, n) => ({
      id: 900_001 + n,
      idn: String(n + 1),
      status: 2,
      supplier: { id: 5 },
      externalId: billId(n),
      approvalDate: "2026-01-01T10:00:00+0000",
      items: [{ name: "Paper", price: "100" }],
    })),
  },
  config: { "Export Schedule": "", "Payments Schedule": "*/15 * * * *" },
  simulator: { latencyMs: 1, ...simulator },
});
