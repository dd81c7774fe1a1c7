/** A vendor's answer as the probes see it, and what may be said of it without telling anything about the customer. */
import type { HttpRequest, HttpResponse } from "../../connector/http/client";
import { clock } from "../../connector/http/clock";
import { redact } from "../../connector/http/redact";

export interface Reply extends HttpResponse {
  /** Our clock when it came, ms since 1970 UTC. */
  readonly at: number;
  /** Every value of the request, so that a message that repeats one can be masked. */
  readonly sent: readonly string[];
}

export type Row = Readonly<Record<string, unknown>>;

const isRow = (value: unknown): value is Row =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** All texts and numbers in a JSON value. */
const leaves = (value: unknown): string[] => {
  if (typeof value === "string" || typeof value === "number") return [String(value)];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [];
};

/** A filter's field and operator, which are no values. */
const CONDITION = /[\w.]+:(eq|ne|gte?|lte?|in|nin|sw):/g;

export const replyOf = (response: HttpResponse, { path, query = [], body }: HttpRequest): Reply => ({
  ...response,
  at: clock().now(),
  sent: [
    ...path.split("/").filter((part) => /\d/.test(part) && !/^v\d$/.test(part)),
    ...query.flatMap(([, value]) => value.replace(CONDITION, ",").split(/[:,"]/)),
    ...(body && "json" in body ? leaves(body.json) : []),
  ].filter((value) => value.length > 2),
});

export const isOk = ({ status }: Reply): boolean => status >= 200 && status < 300;

/** A value inside a record, by a path such as `invoice.invoiceNumber`. */
export const at = (value: unknown, path: string): unknown =>
  path.split(".").reduce<unknown>((inner, name) => (isRow(inner) ? inner[name] : undefined), value);

export const textAt = (value: unknown, path: string): string => {
  const found = at(value, path);
  return typeof found === "string" || typeof found === "number" ? String(found) : "";
};

export const numberAt = (value: unknown, path: string): number => Number(at(value, path) ?? 0);

export const has = (value: unknown, name: string): boolean => isRow(value) && name in value;

/** Rows of a list of either vendor, or of a collection inside a record: `results`, `data`, or the list itself. */
export const rowsIn = (value: unknown): Row[] => {
  const list = at(value, "results") ?? at(value, "data") ?? value;
  return Array.isArray(list) ? list.filter(isRow) : [];
};

/** The JSON type of a value. */
export const typeOf = (value: unknown): string =>
  value === null ? "null" : Array.isArray(value) ? "array" : typeof value;

/** The values in the order in which they first came, each once, for a sentence. */
export const list = (values: Iterable<string>, none = "none"): string =>
  [...new Set(values)].join(", ") || none;

const BILL_ID = /\b(00[0-9a-z]|0ca|0de|0cu|0ii|0du|00h|cls|loc|vcr|vci|stp|bli|blp)[0-9A-Za-z]{6,}\b/g;

const messagesIn = (body: unknown): string[] => {
  if (Array.isArray(body)) return body.flatMap(messagesIn);
  if (!isRow(body)) return [];
  const fields = at(body, "errors.errors");
  const named = isRow(fields) ? Object.entries(fields).map(([name, text]) => `${name}: ${text}`) : [];
  return [...named, ...[body["message"], body["error"]].filter((text) => typeof text === "string")];
};

/** `422 BDC_1143 "…"`: status, code and words of an answer; values that were sent, ids and addresses are masked. */
export const saying = ({ status, body, sent }: Reply): string => {
  const codes = (Array.isArray(body) ? body : [body]).map((one) => textAt(one, "code")).filter(Boolean);
  const words = messagesIn(body)
    .join("; ")
    .replace(BILL_ID, "$1…")
    .replace(/\S+@\S+/g, "…");
  const masked = [...sent]
    .sort((a, b) => b.length - a.length)
    .reduce((text, value) => text.replaceAll(value, "…"), redact(words));
  return [String(status), ...new Set(codes), masked && `"${masked.slice(0, 200)}"`].filter(Boolean).join(" ");
};

/** The form of a time: its digits and words are masked. */
export const formOf = (value: unknown): string =>
  typeof value === "string"
    ? value
        .replace(/\d/g, "9")
        .replace(/[^\W\d_TZ]/g, "x")
        .slice(0, 40)
    : typeOf(value);
