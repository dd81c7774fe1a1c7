/** What BILL's responses mean: the body of a success, and the kind of `RequestError` for anything else. Source: connector/bill/API.md §2 and §3. */
import * as z from "zod";
import { HOUR_MS } from "../core/calendarDate";
import { omitUndefined } from "../core/omitUndefined";
import type { HttpRequest, HttpResponse } from "../http/client";
import { clock } from "../http/clock";
import { isSuccess } from "../http/parse";
import { redact } from "../http/redact";
import { type FailureFacts, RequestError } from "../http/requestError";

export const SYSTEM = "BILL";

/** BILL asks for a few minutes. Source: connector/bill/API.md §2, `BDC_1107`. */
const LOCKED_MS = 10 * 60_000;

/** Errors come as a bare array; the gateway itself may send an object. Source: connector/bill/API.md §2. */
const errorSchema = z.object({ code: z.string().optional(), message: z.string().optional() });
const bodySchema = z.union([z.array(errorSchema), errorSchema.transform((one) => [one])]);

const errorsOf = (body: unknown): z.infer<typeof errorSchema>[] => bodySchema.safeParse(body).data ?? [];

/** True where BILL no longer knows the session. Source: connector/bill/API.md §1.3. */
export const sessionRefused = ({ status, body }: HttpResponse): boolean =>
  errorsOf(body).some(({ code }) => code === "BDC_1109") || (status === 401 && errorsOf(body).length === 0);

type Verdict = Pick<FailureFacts, "kind" | "outcome"> & Partial<Pick<FailureFacts, "until" | "limit">>;

const refused = (kind: FailureFacts["kind"], more: Partial<Verdict> = {}): Verdict => ({
  kind,
  outcome: "refused",
  ...more,
});

const byCode: Readonly<Record<string, (now: number) => Verdict>> = {
  BDC_1101: () => refused("auth"),
  BDC_1102: () => refused("auth"),
  BDC_1109: () => refused("auth"),
  BDC_1145: () => refused("auth"),
  BDC_1302: () => refused("auth"),
  BDC_1361: () => refused("auth"),
  BDC_1107: (now) => refused("rate-limit", { limit: "locked", until: now + LOCKED_MS }),
  BDC_1144: (now) =>
    refused("rate-limit", { limit: "hour", until: Math.ceil((now + 1) / HOUR_MS) * HOUR_MS }),
  BDC_1322: () => refused("rate-limit", { limit: "concurrent" }),
  BDC_1171: () => refused("conflict"),
};

/** True where BILL's code tells what was wrong, so that it cannot have been anything else. */
export const isKnownCode = (code: string | undefined): boolean =>
  code !== undefined && byCode[code] !== undefined;

const byStatus = (status: number): Verdict => {
  if (status === 401 || status === 403) return refused("auth");
  if (status === 404) return refused("not-found");
  if (status === 409 || status === 422) return refused("conflict");
  if (status === 429) return refused("rate-limit", { limit: "concurrent" });
  if (status >= 500) return { kind: "unavailable", outcome: "unknown" };
  return status >= 400 ? refused("invalid") : { kind: "contract", outcome: "unknown" };
};

/**
 * The body of a successful response.
 *
 * @throws {RequestError} for any other, in BILL's own words.
 */
export const readResponse = (response: HttpResponse, { method, path }: HttpRequest): unknown => {
  const { status, body } = response;
  if (isSuccess(response, { system: SYSTEM, method, path })) return body;
  const errors = errorsOf(body);
  const code = errors.find((error) => error.code !== undefined)?.code;
  const verdict = (code === undefined ? undefined : byCode[code]?.(clock().now())) ?? byStatus(status);
  const messages = errors
    .map((error) => [error.code, error.message].filter(Boolean).join(" "))
    .filter(Boolean);
  const words = redact(messages.join("; ") || `status ${status}`).replace(/\.?$/, ".");
  throw new RequestError({
    ...verdict,
    message: `${SYSTEM} answered ${method} ${path} with ${words}`,
    words,
    cause: { system: SYSTEM, method, path, status, ...omitUndefined({ code }) },
  });
};
