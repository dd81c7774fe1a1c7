/** Checks responses and records against their schemas. A response that does not fit throws; a record of a list is set aside. */
import type * as z from "zod";
import type { HttpResponse } from "./client";
import { RequestError } from "./requestError";

interface RequestName {
  readonly system: string;
  readonly method: string;
  readonly path: string;
}

/**
 * True for a status of 2xx.
 *
 * @throws {RequestError} of kind `transport` for a 2xx whose body is no JSON: it was cut short, and the request may have been carried out.
 */
export const isSuccess = ({ status, body }: HttpResponse, { system, method, path }: RequestName): boolean => {
  if (status < 200 || status >= 300) return false;
  if (typeof body !== "string") return true;
  throw new RequestError({
    kind: "transport",
    outcome: "unknown",
    message: `${system}'s response to ${method} ${path} was cut short.`,
    cause: { system, method, path, status },
  });
};

/**
 * The body as its schema reads it.
 *
 * @throws {RequestError} of kind `contract` for one that does not fit. The request may have been carried out all the same.
 */
export const parseResponse = <T>(schema: z.ZodType<T>, body: unknown, at: RequestName): T => {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new RequestError({
    kind: "contract",
    outcome: "unknown",
    message: `${at.system}'s response to ${at.method} ${at.path} is not as documented: ${problemText(parsed.error)}.`,
    cause: at,
  });
};

/** A record of a list: read, or set aside with its ID and what is wrong with it, so that the others go on. */
export type Parsed<T> =
  | { readonly record: T }
  | { readonly unreadable: { readonly id: string; readonly problem: string } };

export const parseRecord = <T>(schema: z.ZodType<T>, row: unknown): Parsed<T> => {
  const parsed = schema.safeParse(row);
  if (parsed.success) return { record: parsed.data };
  return { unreadable: { id: idOf(row), problem: problemText(parsed.error) } };
};

const idOf = (row: unknown): string => {
  const { id, idn } = (typeof row === "object" && row !== null ? row : {}) as { id?: unknown; idn?: unknown };
  return String(idn ?? id ?? "without an id");
};

/** The first thing that does not fit, and where. */
export const problemText = ({ issues }: z.ZodError): string => {
  const [issue] = issues;
  return issue ? `${issue.path.join(".") || "the record"}: ${issue.message}` : "it can't be read";
};

/** The records that could be read. */
export const readable = <T>(rows: readonly Parsed<T>[]): T[] =>
  rows.flatMap((row) => ("record" in row ? [row.record] : []));
