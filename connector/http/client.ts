/**
 * One exchange over HTTP: the only file that knows axios. It bounds the time, reads JSON, and says what a broken
 * line means. What a status means is the vendor rooms' business; repeating is `retry`'s.
 */
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import axios, { isAxiosError } from "axios";
import { clock } from "./clock";
import { type FailureFacts, RequestError } from "./requestError";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type Query = readonly (readonly [name: string, value: string])[];

export interface HttpRequest {
  readonly method: Method;
  /** Begins with a slash. Parts that come from outside are encoded by the caller. */
  readonly path: string;
  readonly query?: Query;
  readonly headers?: Readonly<Record<string, string>>;
  /** `json` is sent as JSON, `form` as application/x-www-form-urlencoded, in the order given. */
  readonly body?: { readonly json: unknown } | { readonly form: Query };
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON as read; text that is not JSON as text; undefined when there was none. */
  readonly body: unknown;
}

export interface HttpSettings {
  /** The vendor's name, for messages. */
  readonly system: string;
  readonly baseUrl: string;
  readonly timeoutMs: number;
}

export type Http = (request: HttpRequest) => Promise<HttpResponse>;

/** Codes of errors that happen before a request has left: nothing can have been done. */
const NOT_SENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ERR_INVALID_URL", "CERT_HAS_EXPIRED"]);

export const queryText = (query: Query): string =>
  new URLSearchParams(query.map(([name, value]): [string, string] => [name, value])).toString();

/**
 * A client for one vendor. An answer of any status is an answer; a broken line, a time-out or a body that is cut
 * short is a `RequestError` of kind `transport`.
 */
export const createHttp = ({ system, baseUrl, timeoutMs }: HttpSettings): Http => {
  // A kept connection that the server closes looks exactly like a write that lost its answer, so none is kept.
  const agents = {
    httpAgent: new HttpAgent({ keepAlive: false }),
    httpsAgent: new HttpsAgent({ keepAlive: false }),
  };
  const instance = axios.create({
    ...agents,
    baseURL: baseUrl,
    allowAbsoluteUrls: false,
    maxRedirects: 0,
    responseType: "text",
    transformResponse: [(text: unknown) => text],
    validateStatus: () => true,
  });

  return ({ method, path, query = [], headers = {}, body }) =>
    clock().within(timeoutMs, async (signal) => {
      const broken = (facts: Pick<FailureFacts, "outcome" | "message">, code?: string) =>
        new RequestError({
          kind: "transport",
          ...facts,
          cause: { system, method, path, ...(code === undefined ? {} : { code }) },
        });
      try {
        const search = query.length === 0 ? "" : `?${queryText(query)}`;
        const response = await instance.request<unknown>({
          method,
          url: `${path}${search}`,
          headers: {
            Accept: "application/json",
            ...(body ? { "Content-Type": contentType(body) } : {}),
            ...headers,
          },
          ...(body ? { data: "json" in body ? JSON.stringify(body.json) : queryText(body.form) } : {}),
          signal,
        });
        return { status: response.status, headers: flat(response.headers), body: readBody(response.data) };
      } catch (error) {
        const code = isAxiosError(error) ? (error.code ?? "") : "";
        if (signal.aborted) {
          const message = `${system} did not answer ${method} ${path} within ${timeoutMs / 1_000} seconds.`;
          throw broken({ outcome: "unknown", message }, "TIMEOUT");
        }
        if (!isAxiosError(error)) throw error;
        throw NOT_SENT.has(code)
          ? broken(
              { outcome: "refused", message: `${system} cannot be reached at ${hostOf(baseUrl)} (${code}).` },
              code,
            )
          : broken(
              { outcome: "unknown", message: `The line to ${system} broke during ${method} ${path}.` },
              code,
            );
      }
    });
};

const contentType = (body: NonNullable<HttpRequest["body"]>): string =>
  "json" in body ? "application/json" : "application/x-www-form-urlencoded";

const hostOf = (url: string): string =>
  URL.canParse(url) ? new URL(url).host : "an address that is not a URL";

const flat = (headers: object): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));

const readBody = (text: unknown): unknown => {
  if (typeof text !== "string" || text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
