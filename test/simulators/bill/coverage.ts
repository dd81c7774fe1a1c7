/** Which of BILL's calls the simulator has: where each is documented, how far it goes, which test holds it to that. */
import type { Coverage } from "../kit/coverage";

const noCredits = { status: "partial", missing: "vendorCredits, billApprovals" } as const;
const supported = { status: "supported" } as const;

const listCalls = (path: string): Coverage[] => [
  { call: `GET ${path}`, source: "bill-v3 §4.1, §8", ...supported, test: "billClassifications.test.ts" },
  { call: `GET ${path}/{id}`, source: "bill-v3 §8", ...supported, test: "billClassifications.test.ts" },
];

export const billCoverage: readonly Coverage[] = [
  { call: "POST /v3/login", source: "bill-v3 §1.2", ...supported, test: "billSessions.test.ts" },
  { call: "GET /v3/login/session", source: "bill-v3 §1.3", ...supported, test: "billSessions.test.ts" },
  { call: "POST /v3/logout", source: "bill-v3 §1.3", ...supported, test: "billSessions.test.ts" },
  { call: "GET /v3/vendors", source: "bill-v3 §5", ...supported, test: "billLists.test.ts" },
  { call: "GET /v3/vendors/{id}", source: "bill-v3 §5", ...supported, test: "billLists.test.ts" },
  ...listCalls("/v3/classifications/chart-of-accounts"),
  ...listCalls("/v3/classifications/accounting-classes"),
  ...listCalls("/v3/classifications/departments"),
  ...listCalls("/v3/classifications/locations"),
  ...listCalls("/v3/classifications/items"),
  ...listCalls("/v3/customers"),
  { call: "GET /v3/bills", source: "bill-v3 §6.1", ...supported, test: "billLists.test.ts" },
  { call: "GET /v3/bills/{id}", source: "bill-v3 §6.1", ...supported, test: "billBills.test.ts" },
  { call: "POST /v3/bills", source: "bill-v3 §6.2", ...noCredits, test: "billBills.test.ts" },
  { call: "PUT /v3/bills/{id}", source: "bill-v3 §6.4", ...noCredits, test: "billChanges.test.ts" },
  { call: "PATCH /v3/bills/{id}", source: "bill-v3 §6.4", ...noCredits, test: "billChanges.test.ts" },
  { call: "POST /v3/bills/{id}/archive", source: "bill-v3 §6.5", ...supported, test: "billStanding.test.ts" },
  { call: "POST /v3/bills/{id}/restore", source: "bill-v3 §6.5", ...supported, test: "billStanding.test.ts" },
];
