/** The inputs of the two raw request actions, and the HTTP request they describe. */
import { input, type KeyValuePair, util } from "@prismatic-io/spectral";
import type { HttpRequest, Method, Query } from "../http/client";
import { cleanChoice, requireText } from "./inputs";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const satisfies readonly Method[];

/** Headers that only the connection can set. A header input with one of these names is dropped. */
const RESERVED_HEADERS = ["devkey", "sessionid", "x-auth-token", "email", "authorization", "cookie", "host"];

/** Accepts a key-value list, an object, or its JSON text. */
const pairs = (value: unknown): Query => {
  if (value === undefined || value === null || value === "") return [];
  const entries = typeof value === "string" ? util.types.toObject(value) : value;
  if (Array.isArray(entries))
    return (entries as KeyValuePair[]).map(({ key, value: text }) => [key, String(text)]);
  return Object.entries(entries as object).map(([key, text]) => [key, String(text)]);
};

export const rawInputs = (examplePath: string, bodyComment: string) => ({
  method: input({
    label: "Method",
    type: "string",
    required: true,
    default: "GET",
    model: methods.map((value) => ({ label: value, value })),
    comments: "Writes are sent once and never retried.",
    clean: cleanChoice("The method", methods),
  }),
  path: input({
    label: "Path",
    type: "string",
    required: true,
    placeholder: examplePath,
    example: examplePath,
    comments: "Starts with a slash. The connection adds the host.",
    clean: (value: unknown): string => {
      const path = String(value ?? "").trim();
      if (path === "" || /^\/(?!\/)[^\s?#\\]*$/.test(path)) return path;
      throw new Error(
        "Path must start with one slash and contain neither a host nor a query. Use the input Query for the query.",
      );
    },
  }),
  query: input({
    label: "Query",
    type: "string",
    collection: "keyvaluelist",
    required: false,
    comments: "Names and values, which are encoded automatically.",
    clean: pairs,
  }),
  headers: input({
    label: "Headers",
    type: "string",
    collection: "keyvaluelist",
    required: false,
    comments: "Added to the connection's own headers, which can't be replaced.",
    clean: (value: unknown): Record<string, string> =>
      Object.fromEntries(pairs(value).filter(([name]) => !RESERVED_HEADERS.includes(name.toLowerCase()))),
  }),
  body: input({
    label: "Body",
    type: "code",
    language: "json",
    required: false,
    comments: bodyComment,
    clean: (value: unknown): unknown => {
      if (value === undefined || value === null || value === "") return undefined;
      return typeof value === "string" ? util.types.toObject(value) : value;
    },
  }),
});

export interface RawRequest {
  readonly method: Method;
  readonly path: string;
  readonly query: Query;
  readonly headers: Record<string, string>;
}

/** @throws {Error} if the path is empty */
export const rawHttpRequest = (
  { method, path, query, headers }: RawRequest,
  body: HttpRequest["body"] | undefined,
): HttpRequest => ({
  method,
  path: requireText(path, "The path"),
  query,
  headers,
  ...(body ? { body } : {}),
});

/** An object as form fields. An array becomes one field per element. */
export const rawForm = (body: unknown): HttpRequest["body"] | undefined => {
  if (body === undefined) return undefined;
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new Error("Body must be an object of form fields.");
  }
  const form = Object.entries(body).flatMap(([name, value]): [string, string][] =>
    (Array.isArray(value) ? value : [value]).map((one) => [name, String(one ?? "")]),
  );
  return { form };
};
