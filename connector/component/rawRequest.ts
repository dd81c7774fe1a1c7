/** The inputs of the two raw requests, and the exchange they describe. */
import { input, type KeyValuePair, util } from "@prismatic-io/spectral";
import type { HttpRequest, Method, Query } from "../http/client";
import { cleanChoice, needed } from "./inputs";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const satisfies readonly Method[];

/** The connection signs every request; nobody signs it otherwise. */
const OURS = ["devkey", "sessionid", "x-auth-token", "email", "authorization", "cookie", "host"];

const pairs = (value: unknown): Query => {
  if (value === undefined || value === null || value === "") return [];
  const given = typeof value === "string" ? util.types.toObject(value) : value;
  if (Array.isArray(given))
    return (given as KeyValuePair[]).map(({ key, value: text }) => [key, String(text)]);
  return Object.entries(given as object).map(([key, text]) => [key, String(text)]);
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
      Object.fromEntries(pairs(value).filter(([name]) => !OURS.includes(name.toLowerCase()))),
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

export const rawExchange = (
  { method, path, query, headers }: RawRequest,
  body: HttpRequest["body"] | undefined,
): HttpRequest => ({ method, path: needed(path, "The path"), query, headers, ...(body ? { body } : {}) });

/** A record as form fields; a list becomes one field an entry. */
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
