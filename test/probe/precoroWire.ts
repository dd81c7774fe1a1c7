/** Precoro as the probes reach it: reads alone, each once, within its limits. connector/precoro/API.md §1. */
import { createHttp, type HttpRequest, type Query, queryText } from "../../connector/http/client";
import { registerSecret } from "../../connector/http/redact";
import { withRetry } from "../../connector/http/retry";
import { readResponse } from "../../connector/precoro/errorResponse";
import { createRateLimiter } from "../../connector/precoro/rateLimiter";
import type { PrecoroAccess } from "../../connector/precoro/request";
import { checked } from "./billWire";
import { NotTestable } from "./finding";
import { isOk, type Reply, type Row, replyOf, rowsIn, saying } from "./reply";

export interface PrecoroReader {
  /** The same question is asked once. */
  get(path: string, query?: Query): Promise<Reply>;
  /**
   * The rows of a list, one page.
   *
   * @throws {NotTestable} where Precoro refuses it.
   */
  rows(path: string, query?: Query): Promise<Row[]>;
  /** The answers so far. */
  answers(): Promise<Reply[]>;
  /** The refusals by a limit that came along the way. */
  readonly limits: readonly Reply[];
}

const TIMEOUT_MS = 30_000;

/** The largest page. */
export const WHOLE: Query = [["per_page", "200"]];

export const createPrecoroReader = (
  { apiUrl, apiToken, email }: PrecoroAccess,
  deadline: number,
): PrecoroReader => {
  registerSecret(apiToken);
  const http = createHttp({ system: "Precoro", baseUrl: apiUrl, timeoutMs: TIMEOUT_MS, deadline });
  const rateLimiter = createRateLimiter(undefined, deadline);
  const limits: Reply[] = [];
  const known = new Map<string, Promise<Reply>>();

  const ask = (request: HttpRequest): Promise<Reply> =>
    withRetry(
      async () => {
        const once = async () =>
          checked(
            replyOf(await http({ ...request, headers: { "X-AUTH-TOKEN": apiToken, email } }), request),
            (answer) => readResponse(answer, request),
            limits,
          );
        return (await rateLimiter.run(request, once)) as Reply;
      },
      { repeatable: true, deadline },
    );

  const get: PrecoroReader["get"] = (path, query = []) => {
    const key = `${path}?${queryText(query)}`;
    const answer = known.get(key) ?? ask({ method: "GET", path, query });
    known.set(key, answer);
    return answer;
  };

  return {
    get,
    rows: async (path, query = WHOLE) => {
      const answer = await get(path, query);
      if (!isOk(answer)) throw new NotTestable(`GET ${path}: ${saying(answer)}`);
      return rowsIn(answer.body);
    },
    answers: async () => {
      const settled = await Promise.allSettled(known.values());
      return settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    },
    limits,
  };
};
