/** What Precoro's responses mean: the body of a success, and the kind of `RequestError` for anything else. Source: connector/precoro/API.md §1.5 and §1.6. */
import * as z from "zod";
import { moment } from "../core/calendarDate";
import { omitUndefined } from "../core/omitUndefined";
import type { HttpRequest, HttpResponse } from "../http/client";
import { isSuccess } from "../http/parse";
import { redact } from "../http/redact";
import { type FailureFacts, type LimitKind, RequestError } from "../http/requestError";

export const SYSTEM = "Precoro";

const limitSchema = z.object({
  "RateLimit-Type": z.string().nullish(),
  "RateLimit-Retry-After": z.string().nullish(),
});

/** Values seen: connector/precoro/API.md §1.5. An unknown one counts as the shortest limit; its date holds. */
const limits: Readonly<Record<string, LimitKind>> = {
  "route based limiter by minute": "same-request",
  "hourly limiter": "hour",
  "daily limiter": "day",
};

const rateLimit = (body: unknown): Partial<FailureFacts> => {
  const details = limitSchema.safeParse(body).data;
  const until = moment(details?.["RateLimit-Retry-After"]?.replace(/ UTC$/, "Z"));
  return {
    kind: "rate-limit",
    limit: limits[details?.["RateLimit-Type"]?.toLowerCase() ?? ""] ?? "second",
    ...omitUndefined({ until }),
  };
};

const verdict = ({
  status,
  body,
}: HttpResponse): Pick<FailureFacts, "kind" | "outcome"> & Partial<FailureFacts> => {
  if (status === 429) return { kind: "rate-limit", outcome: "refused", ...rateLimit(body) };
  if (status === 401 || status === 403) return { kind: "auth", outcome: "refused" };
  if (status === 404) return { kind: "not-found", outcome: "refused" };
  if (status === 409) return { kind: "conflict", outcome: "refused" };
  if (status >= 500) return { kind: "unavailable", outcome: "unknown" };
  return status >= 400 ? { kind: "invalid", outcome: "refused" } : { kind: "contract", outcome: "unknown" };
};

/** Validation errors are doubly nested: `{"errors": {"errors": {"<field>": "<message>"}}}`. */
const errorSchema = z.object({
  errors: z.object({ errors: z.record(z.string(), z.unknown()) }).nullish(),
  message: z.string().nullish(),
  error: z.string().nullish(),
});

const wordsOf = ({ status, body }: HttpResponse): string => {
  const error = errorSchema.safeParse(body).data;
  const fields = Object.entries(error?.errors?.errors ?? {}).map(
    ([field, message]) => `${field}: ${message}`,
  );
  return fields.join("; ") || error?.message || error?.error || `status ${status}`;
};

/**
 * The body of a successful response.
 *
 * @throws {RequestError} for any other, in Precoro's own words.
 */
export const readResponse = (response: HttpResponse, { method, path }: HttpRequest): unknown => {
  const { status, body } = response;
  if (isSuccess(response, { system: SYSTEM, method, path })) return body;
  const words = redact(wordsOf(response)).replace(/\.?$/, ".");
  const message = `${SYSTEM} answered ${method} ${path} with ${words}`;
  throw new RequestError({
    ...verdict(response),
    message,
    words,
    cause: { system: SYSTEM, method, path, status },
  });
};
