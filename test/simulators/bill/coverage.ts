/** Which of BILL's calls the simulator has: where each is documented, how far it goes, which test holds it to that. */
import type { Coverage } from "../kit/coverage";

const noApprovals = { status: "partial", missing: "billApprovals" } as const;
const noWildcards = {
  status: "partial",
  missing: "events of bank-account.*, card-account.*, invoice.* and spend.*",
} as const;
const supported = { status: "supported" } as const;

const listCalls = (path: string): Coverage[] => [
  { call: `GET ${path}`, source: "bill-v3 §4.1, §8", ...supported, test: "classifications.test.ts" },
  { call: `GET ${path}/{id}`, source: "bill-v3 §8", ...supported, test: "classifications.test.ts" },
];

export const billCoverage: readonly Coverage[] = [
  { call: "POST /v3/login", source: "bill-v3 §1.2", ...supported, test: "sessions.test.ts" },
  { call: "GET /v3/login/session", source: "bill-v3 §1.3", ...supported, test: "sessions.test.ts" },
  { call: "POST /v3/logout", source: "bill-v3 §1.3", ...supported, test: "sessions.test.ts" },
  { call: "GET /v3/vendors", source: "bill-v3 §5", ...supported, test: "lists.test.ts" },
  { call: "GET /v3/vendors/{id}", source: "bill-v3 §5", ...supported, test: "lists.test.ts" },
  ...listCalls("/v3/classifications/chart-of-accounts"),
  ...listCalls("/v3/classifications/accounting-classes"),
  ...listCalls("/v3/classifications/departments"),
  ...listCalls("/v3/classifications/locations"),
  ...listCalls("/v3/classifications/items"),
  ...listCalls("/v3/customers"),
  { call: "GET /v3/bills", source: "bill-v3 §6.1", ...supported, test: "lists.test.ts" },
  { call: "GET /v3/bills/{id}", source: "bill-v3 §6.1", ...supported, test: "bills.test.ts" },
  { call: "POST /v3/bills", source: "bill-v3 §6.2", ...noApprovals, test: "bills.test.ts" },
  { call: "PUT /v3/bills/{id}", source: "bill-v3 §6.4", ...noApprovals, test: "billChanges.test.ts" },
  { call: "PATCH /v3/bills/{id}", source: "bill-v3 §6.4", ...noApprovals, test: "billChanges.test.ts" },
  {
    call: "POST /v3/bills/{id}/archive",
    source: "bill-v3 §6.5",
    ...supported,
    test: "billLifecycle.test.ts",
  },
  {
    call: "POST /v3/bills/{id}/restore",
    source: "bill-v3 §6.5",
    ...supported,
    test: "billLifecycle.test.ts",
  },
  { call: "GET /v3/vendor-credits", source: "bill-v3 §7, §15", ...supported, test: "credits.test.ts" },
  { call: "GET /v3/vendor-credits/{id}", source: "bill-v3 §7", ...supported, test: "credits.test.ts" },
  { call: "POST /v3/vendor-credits", source: "bill-v3 §7", ...supported, test: "credits.test.ts" },
  { call: "PUT /v3/vendor-credits/{id}", source: "bill-v3 §7", ...supported, test: "credits.test.ts" },
  { call: "PATCH /v3/vendor-credits/{id}", source: "bill-v3 §7", ...supported, test: "credits.test.ts" },
  {
    call: "POST /v3/vendor-credits/{id}/archive",
    source: "bill-v3 §7",
    ...supported,
    test: "credits.test.ts",
  },
  { call: "GET /v3/payments", source: "bill-v3 §4.1, §4.2, §9", ...supported, test: "payments.test.ts" },
  { call: "GET /v3/payments/{id}", source: "bill-v3 §9", ...supported, test: "payments.test.ts" },
  {
    call: "GET /v3/events/catalog",
    source: "bill-v3 §10",
    ...noWildcards,
    test: "subscriptions.test.ts",
  },
  { call: "GET /v3/subscriptions", source: "bill-v3 §10", ...supported, test: "subscriptions.test.ts" },
  {
    call: "GET /v3/subscriptions/{id}",
    source: "bill-v3 §10",
    ...supported,
    test: "subscriptions.test.ts",
  },
  {
    call: "POST /v3/subscriptions",
    source: "bill-v3 §10",
    ...noWildcards,
    test: "subscriptions.test.ts",
  },
  {
    call: "PUT /v3/subscriptions/{id}",
    source: "bill-v3 §10",
    ...noWildcards,
    test: "subscriptions.test.ts",
  },
  {
    call: "PATCH /v3/subscriptions/{id}",
    source: "bill-v3 §10",
    ...noWildcards,
    test: "subscriptions.test.ts",
  },
  {
    call: "DELETE /v3/subscriptions/{id}",
    source: "bill-v3 §10",
    ...supported,
    test: "subscriptions.test.ts",
  },
  {
    call: "POST /v3/subscriptions/{id}/security_key",
    source: "bill-v3 §10",
    ...supported,
    test: "subscriptions.test.ts",
  },
  {
    call: "POST /v3/subscriptions/{id}/test",
    source: "bill-v3 §10",
    ...supported,
    test: "deliveries.test.ts",
  },
  {
    call: "GET /v3/events/subscription/{id}",
    source: "bill-v3 §10",
    ...supported,
    test: "deliveries.test.ts",
  },
  {
    call: "POST /v3/events/subscription/{id}/event/{id}",
    source: "bill-v3 §10",
    ...supported,
    test: "deliveries.test.ts",
  },
];
