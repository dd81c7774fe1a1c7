/** Which of Precoro's calls the simulator has: where each is documented, how far, which test holds it to that. */
import type { Coverage } from "../kit/coverage";

const supported = { status: "supported" } as const;

export const precoroCoverage: readonly Coverage[] = [
  { call: "GET /suppliers", source: "precoro §1.4, §2", ...supported, test: "precoroLists.test.ts" },
  { call: "GET /suppliers/{id}", source: "precoro §2", ...supported, test: "precoroSuppliers.test.ts" },
  { call: "POST /suppliers", source: "precoro §2, §13", ...supported, test: "precoroSuppliers.test.ts" },
  { call: "PUT /suppliers/{id}", source: "precoro §2, §13", ...supported, test: "precoroSuppliers.test.ts" },
  { call: "PATCH /suppliers/{id}", source: "precoro §2", ...supported, test: "precoroSuppliers.test.ts" },
  { call: "GET /invoices", source: "precoro §1.4, §3", ...supported, test: "precoroLists.test.ts" },
  { call: "GET /invoices/{id}", source: "precoro §3, §13", ...supported, test: "precoroInvoices.test.ts" },
  { call: "PATCH /invoices/{id}", source: "precoro §3.5", ...supported, test: "precoroInvoices.test.ts" },
];
