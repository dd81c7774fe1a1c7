/** Answers and records held against their schema. A record that does not fit is said; an answer that does not is a failure. */
import type * as z from "zod";
import type { HttpResponse } from "./client";
import { RequestError } from "./requestError";

interface RequestName {
  readonly system: string;
  readonly method: string;
  readonly path: string;
}

/** True for an answer of success. One whose body is no JSON was cut short: what was asked may have been done. */
export const isSuccess = ({ status, body }: HttpResponse, { system, method, path }: RequestName): boolean => {
  if (status < 200 || status >= 300) return false;
  if (typeof body !== "string") return true;
  throw new RequestError({
    kind: "transport",
    outcome: "unknown",
    message: `${system}'s answer to ${method} ${path} was cut short.`,
    cause: { system, method, path, status },
  });
};

/** The answer as its schema reads it; else a `contract` failure. What was asked may have been done all the same. */
export const parseResponse = <T>(schema: z.ZodType<T>, body: unknown, at: RequestName): T => {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  throw new RequestError({
    kind: "contract",
    outcome: "unknown",
    message: `${at.system}'s answer to ${at.method} ${at.path} is not what it documents: ${problemText(read.error)}.`,
    cause: at,
  });
};

/** A record of a list: read, or set aside with its id and what is the matter with it, so that its neighbours go on. */
export type Parsed<T> =
  | { readonly record: T }
  | { readonly unreadable: { readonly id: string; readonly problem: string } };

export const parseRecord = <T>(schema: z.ZodType<T>, row: unknown): Parsed<T> => {
  const read = schema.safeParse(row);
  if (read.success) return { record: read.data };
  return { unreadable: { id: idOf(row), problem: problemText(read.error) } };
};

const idOf = (row: unknown): string => {
  const { id, idn } = (typeof row === "object" && row !== null ? row : {}) as { id?: unknown; idn?: unknown };
  return String(idn ?? id ?? "without an id");
};

/** The first thing that does not fit, and where. */
export const problemText = ({ issues }: z.ZodError): string => {
  const [issue] = issues;
  return issue ? `${issue.path.join(".") || "the record"}: ${issue.message}` : "it cannot be read";
};

export const readable = <T>(rows: readonly Parsed<T>[]): T[] =>
  rows.flatMap((row) => ("record" in row ? [row.record] : []));
