/** How BILL formats what it sends: error arrays, times, records without empty fields. */
import type { BillApiError } from "./apiErrors";

/** connector/bill/API.md §5: times like `2026-01-05T10:00:00.123+00:00`. */
export const timeOf = (moment: number): string => new Date(moment).toISOString().replace("Z", "+00:00");

/** connector/bill/API.md §6.2: calendar dates as `yyyy-MM-dd`. */
export const dateOf = (moment: number): string => timeOf(moment).slice(0, 10);

/** connector/bill/API.md §4: null fields are left out. Assumed: a null in a request counts as left out, too. */
export const withoutNulls = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null && inner !== undefined)
      .map(([name, inner]) => [name, withoutNulls(inner)]),
  );
};

const categories = {
  400: "REQUEST",
  401: "REQUEST",
  403: "REQUEST",
  404: "REQUEST",
  422: "APPLICATION",
  429: "REQUEST",
  500: "SERVER",
  501: "SERVER",
} as const;

/** connector/bill/API.md §2: a bare array of errors. */
export const errorResponse = (error: BillApiError, now: number): Response =>
  Response.json(
    error.messages.map((message) => ({
      timestamp: timeOf(now),
      ...(error.code && { code: error.code }),
      severity: "ERROR",
      category: categories[error.status],
      message,
      params: [],
    })),
    { status: error.status },
  );
