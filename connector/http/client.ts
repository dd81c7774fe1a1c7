/**
 * One HTTP request and its response: the only file that knows axios. It limits the time, reads JSON, and says what a broken
 * connection means. What a status means is decided in `bill` and `precoro`; `retry` repeats.
 */
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import axios, { isAxiosError } from "axios";
import { clock } from "./clock";
import { type FailureCause, type FailureFacts, RequestError } from "./requestError";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type Query = readonly (readonly [name: string, value: string])[];

export interface HttpRequest {
  readonly method: Method;
  /** Begins with a slash. The caller encodes the parts that come from outside. */
  readonly path: string;
  readonly query?: Query;
  readonly headers?: Readonly<Record<string, string>>;
  /** `json` is sent as JSON, `form` as application/x-www-form-urlencoded, in this order. */
  readonly body?: { readonly json: unknown } | { readonly form: Query };
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON; text where it is not JSON; undefined where it is empty. */
  readonly body: unknown;
}

export interface HttpSettings {
  /** The vendor's name, for messages. */
  readonly system: string;
  readonly baseUrl: string;
  readonly timeoutMs: number;
  /** No request begins after this moment, ms since 1970 UTC, and none is waited for much longer. */
  readonly deadline: number;
}

/** @throws {RequestError} of kind `transport` where no whole response came, and of kind `rate-limit` after the deadline. */
export type Http = (request: HttpRequest) => Promise<HttpResponse>;

/** Codes of errors that happen before a request is sent: nothing can have been done. */
const NOT_SENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ERR_INVALID_URL", "CERT_HAS_EXPIRED"]);

export const queryText = (query: Query): string =>
  new URLSearchParams(query.map(([name, value]): [string, string] => [name, value])).toString();

/**
 * A write that is cut off leaves its outcome unknown, so it may end a little after the deadline: synchronous flows keep 8 seconds in
 * reserve, others more.
 */
const WRITE_GRACE_MS = 5_000;

/**
 * A client for one vendor. It returns a response of any status. A timeout or a broken connection throws, and says whether
 * the request may have been carried out: its outcome is `refused` only where it was never sent.
 */
export const createHttp = ({ system, baseUrl, timeoutMs: longest, deadline }: HttpSettings): Http => {
  // A reused connection that the server closes looks exactly like a write whose response was lost, so none is reused.
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

  return async ({ method, path, query = [], headers = {}, body }) => {
    const left = deadline - clock().now();
    if (left <= 0) throw outOfTime({ system, method, path });
    const timeoutMs = Math.min(longest, left + (method === "GET" ? 0 : WRITE_GRACE_MS));
    return clock().within(timeoutMs, async (signal) => {
      const transportError = (facts: Pick<FailureFacts, "outcome" | "message">, code: string) =>
        new RequestError({ kind: "transport", ...facts, cause: { system, method, path, code } });
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
        return {
          status: response.status,
          headers: withLowerCaseNames(response.headers),
          body: readBody(response.data),
        };
      } catch (error) {
        const code = isAxiosError(error) ? (error.code ?? "") : "";
        if (signal.aborted) {
          // A read that the end of the run cut short did nothing, and says nothing about the system.
          if (method === "GET" && timeoutMs < longest) throw outOfTime({ system, method, path });
          const seconds = Math.round(timeoutMs / 100) / 10;
          const message = `${system} did not answer ${method} ${path} within ${seconds} seconds.`;
          throw transportError({ outcome: "unknown", message }, "TIMEOUT");
        }
        if (!isAxiosError(error)) throw error;
        const [outcome, message] = NOT_SENT.has(code)
          ? (["refused", `${system} can't be reached at ${hostOf(baseUrl)} (${code}).`] as const)
          : (["unknown", `The connection to ${system} broke during ${method} ${path}.`] as const);
        throw transportError({ outcome, message }, code);
      }
    });
  };
};

/** Nothing was done: the run has no time left. It ends as at an API limit, and the next run continues. */
const outOfTime = (cause: Pick<FailureCause, "system" | "method" | "path">): RequestError =>
  new RequestError({
    kind: "rate-limit",
    outcome: "refused",
    limit: "time",
    message: `The run is out of time, so ${cause.method} ${cause.path} of ${cause.system} was not waited for.`,
    cause,
  });

const contentType = (body: NonNullable<HttpRequest["body"]>): string =>
  "json" in body ? "application/json" : "application/x-www-form-urlencoded";

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : "an invalid address");

const withLowerCaseNames = (headers: object): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));

const readBody = (text: unknown): unknown => {
  if (typeof text !== "string" || text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
