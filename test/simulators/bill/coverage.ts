/** The calls that the BILL simulator supports: the section of connector/bill/API.md, how much of it is supported, and the test. */
import type { Coverage } from "../kit/coverage";

const noApprovals = { status: "partial", missing: "billApprovals and paymentTermId, both 501" } as const;
const noWildcards = {
  status: "partial",
  missing: "events of bank-account.*, card-account.*, invoice.* and spend.*",
} as const;
const fewFields = { status: "partial", missing: "most optional fields of the request" } as const;
const supported = { status: "supported" } as const;

const listCalls = (path: string): Coverage[] => [
  { call: `GET ${path}`, source: "§4.1, §8", ...supported, test: "classifications.test.ts" },
  { call: `GET ${path}/{id}`, source: "§8", ...supported, test: "classifications.test.ts" },
];

export const billCoverage: readonly Coverage[] = [
  { call: "POST /v3/login", source: "§1.2", ...supported, test: "sessions.test.ts" },
  { call: "GET /v3/login/session", source: "§1.3", ...supported, test: "sessions.test.ts" },
  { call: "POST /v3/logout", source: "§1.3", ...supported, test: "sessions.test.ts" },
  { call: "GET /v3/vendors", source: "§5", ...supported, test: "lists.test.ts" },
  { call: "GET /v3/vendors/{id}", source: "§5", ...supported, test: "lists.test.ts" },
  { call: "POST /v3/vendors", source: "§5", ...fewFields, test: "paidByApi.test.ts" },
  { call: "POST /v3/vendors/{id}/archive", source: "§5", ...supported, test: "paidByApi.test.ts" },
  ...listCalls("/v3/classifications/chart-of-accounts"),
  ...listCalls("/v3/classifications/accounting-classes"),
  ...listCalls("/v3/classifications/departments"),
  ...listCalls("/v3/classifications/locations"),
  ...listCalls("/v3/classifications/items"),
  ...listCalls("/v3/customers"),
  { call: "GET /v3/bills", source: "§6.1", ...supported, test: "lists.test.ts" },
  { call: "GET /v3/bills/{id}", source: "§6.1", ...supported, test: "bills.test.ts" },
  { call: "POST /v3/bills", source: "§6.2", ...noApprovals, test: "bills.test.ts" },
  { call: "PUT /v3/bills/{id}", source: "§6.4", ...noApprovals, test: "billChanges.test.ts" },
  { call: "PATCH /v3/bills/{id}", source: "§6.4", ...noApprovals, test: "billChanges.test.ts" },
  {
    call: "POST /v3/bills/{id}/archive",
    source: "§6.5",
    ...supported,
    test: "billLifecycle.test.ts",
  },
  {
    call: "POST /v3/bills/{id}/restore",
    source: "§6.5",
    ...supported,
    test: "billLifecycle.test.ts",
  },
  { call: "GET /v3/vendor-credits", source: "§7, §15", ...supported, test: "credits.test.ts" },
  { call: "GET /v3/vendor-credits/{id}", source: "§7", ...supported, test: "credits.test.ts" },
  { call: "POST /v3/vendor-credits", source: "§7", ...supported, test: "credits.test.ts" },
  { call: "PUT /v3/vendor-credits/{id}", source: "§7", ...supported, test: "credits.test.ts" },
  { call: "PATCH /v3/vendor-credits/{id}", source: "§7", ...supported, test: "credits.test.ts" },
  {
    call: "POST /v3/vendor-credits/{id}/archive",
    source: "§7",
    ...supported,
    test: "credits.test.ts",
  },
  { call: "GET /v3/payments", source: "§4.1, §4.2, §9", ...supported, test: "payments.test.ts" },
  { call: "GET /v3/payments/{id}", source: "§9", ...supported, test: "payments.test.ts" },
  { call: "POST /v3/bills/record-payment", source: "§9", ...fewFields, test: "paidByApi.test.ts" },
  { call: "POST /v3/payments/{id}/void", source: "§9", ...fewFields, test: "paidByApi.test.ts" },
  {
    call: "GET /v3/events/catalog",
    source: "§10",
    ...noWildcards,
    test: "subscriptions.test.ts",
  },
  { call: "GET /v3/subscriptions", source: "§10", ...supported, test: "subscriptions.test.ts" },
  {
    call: "GET /v3/subscriptions/{id}",
    source: "§10",
    ...supported,
    test: "subscriptions.test.ts",
  },
  {
    call: "POST /v3/subscriptions",
    source: "§10",
    ...noWildcards,
    test: "subscriptions.test.ts",
  },
  {
    call: "PUT /v3/subscriptions/{id}",
    source: "§10",
    ...noWildcards,
    test: "subscriptions.test.ts",
  },
  {
    call: "PATCH /v3/subscriptions/{id}",
    source: "§10",
    ...noWildcards,
    test: "subscriptions.test.ts",
  },
  {
    call: "DELETE /v3/subscriptions/{id}",
    source: "§10",
    ...supported,
    test: "subscriptions.test.ts",
  },
  {
    call: "POST /v3/subscriptions/{id}/security_key",
    source: "§10",
    ...supported,
    test: "subscriptions.test.ts",
  },
  {
    call: "POST /v3/subscriptions/{id}/test",
    source: "§10",
    ...supported,
    test: "deliveries.test.ts",
  },
  {
    call: "GET /v3/events/subscription/{id}",
    source: "§10",
    ...supported,
    test: "deliveries.test.ts",
  },
  {
    call: "POST /v3/events/subscription/{id}/event/{id}",
    source: "§10",
    ...supported,
    test: "deliveries.test.ts",
  },
];
