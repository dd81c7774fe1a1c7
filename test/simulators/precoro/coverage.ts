/** The calls that the Precoro simulator supports: the section of connector/precoro/API.md, how much of it is supported, and the test. */
import type { Coverage } from "../kit/coverage";

const supported = { status: "supported" } as const;
const onlyDropDowns = { status: "partial", missing: "text and date fields" } as const;
const noSupplierFilter = { status: "partial", missing: "supplier[]" } as const;
const noCategory = { status: "partial", missing: "category[id]" } as const;

const inFields = { test: "fields.test.ts" } as const;
const inPayments = { test: "payments.test.ts" } as const;
const inOptions = { ...supported, test: "options.test.ts" } as const;

/** connector/precoro/API.md §6: both levels of custom fields have the same calls. */
const fieldCalls = (path: string): Coverage[] => [
  { call: `GET ${path}`, source: "§6", ...supported, ...inFields },
  { call: `POST ${path}`, source: "§13", ...onlyDropDowns, ...inFields },
  { call: `GET ${path}/{id}/options`, source: "§6, §13", ...inOptions },
  { call: `POST ${path}/{id}/options`, source: "§6", ...inOptions },
  { call: `PUT ${path}/{id}/options/{id}`, source: "§6", ...inOptions },
  { call: `PATCH ${path}/{id}/options/{id}`, source: "§6", ...inOptions },
];

export const precoroCoverage: readonly Coverage[] = [
  { call: "GET /suppliers", source: "§1.4, §2", ...supported, test: "lists.test.ts" },
  { call: "GET /suppliers/{id}", source: "§2", ...supported, test: "suppliers.test.ts" },
  { call: "POST /suppliers", source: "§2, §13", ...supported, test: "suppliers.test.ts" },
  { call: "PUT /suppliers/{id}", source: "§2, §13", ...supported, test: "suppliers.test.ts" },
  { call: "PATCH /suppliers/{id}", source: "§2", ...supported, test: "suppliers.test.ts" },
  { call: "GET /invoices", source: "§1.4, §3", ...supported, test: "lists.test.ts" },
  { call: "GET /invoices/{id}", source: "§3, §13", ...supported, test: "invoices.test.ts" },
  { call: "PATCH /invoices/{id}", source: "§3.5", ...supported, test: "invoices.test.ts" },
  { call: "GET /payments", source: "§5, §13", ...supported, ...inPayments },
  { call: "GET /payments/{id}", source: "§5, §13", ...supported, ...inPayments },
  { call: "POST /payments", source: "§5, §13", ...supported, ...inPayments },
  { call: "PATCH /payments/{id}", source: "§5", ...supported, ...inPayments },
  ...fieldCalls("/documentcustomfields"),
  ...fieldCalls("/itemcustomfields"),
  { call: "GET /locations", source: "§7, §13", ...supported, test: "locations.test.ts" },
  { call: "POST /locations", source: "§13", ...supported, test: "locations.test.ts" },
  { call: "PUT /locations/{id}", source: "§13", ...supported, test: "locations.test.ts" },
  { call: "PATCH /locations/{id}", source: "§7", ...supported, test: "locations.test.ts" },
  { call: "GET /items", source: "§1.4, §7", ...noSupplierFilter, test: "items.test.ts" },
  { call: "GET /items/{id}", source: "§7", ...supported, test: "items.test.ts" },
  { call: "POST /items", source: "§7, §13", ...noCategory, test: "items.test.ts" },
  { call: "PUT /items/{id}", source: "§7", ...noCategory, test: "items.test.ts" },
  { call: "PATCH /items/{id}", source: "§7", ...supported, test: "items.test.ts" },
];
