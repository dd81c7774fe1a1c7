/** BILL as the probes reach it: reads, each once; writes for the sandbox alone; a session that is renewed. connector/bill/API.md §1 to §4. */
import { readResponse } from "../../connector/bill/errorResponse";
import type { BillAccess } from "../../connector/bill/session";
import { createHttp, type HttpRequest, type Query, queryText } from "../../connector/http/client";
import { concurrencyLimit } from "../../connector/http/concurrencyLimit";
import { registerSecret } from "../../connector/http/redact";
import { isRequestError } from "../../connector/http/requestError";
import { withRetry } from "../../connector/http/retry";
import { NotTestable } from "./finding";
import { isOk, type Reply, type Row, replyOf, rowsIn, saying, textAt } from "./reply";

/** Can only read. */
export interface BillReader {
  /** `path` as in `/v3/bills`. The same question is asked once. */
  get(path: string, query?: Query, base?: string): Promise<Reply>;
  /**
   * The rows of a list, one page.
   *
   * @throws {NotTestable} where BILL refuses it.
   */
  rows(path: string, query?: Query): Promise<Row[]>;
  /** The user of the session. */
  userId(): string;
  /** Logs in again; the answer to a question that is then asked in the first session. */
  askAfterSecondLogin(path: string): Promise<Reply>;
  /** The refusals by a limit that came along the way. */
  readonly limits: readonly Reply[];
}

/** Can write, too. */
export interface BillWire extends BillReader {
  /** @throws {Error} with BILL's own words where it refuses the credentials. */
  logIn(): Promise<void>;
  send(method: "POST" | "PUT" | "PATCH", path: string, json?: unknown): Promise<Reply>;
  /** A read past what is remembered. */
  getAgain(path: string, query?: Query): Promise<Reply>;
}

const TIMEOUT_MS = 30_000;
const MAX_CONCURRENT = 3;
/** The simulator's own "documented, but not simulated": asking again would not help. */
const NOT_SIMULATED = 501;

/** The newest records of a list, up to one page. */
const NEWEST: Query = [
  ["max", "100"],
  ["sort", "updatedTime:desc"],
];

/**
 * The answer, whatever it says about the question. `read` is the connector's own reading of it.
 *
 * @throws {RequestError} for a limit, trouble of the vendor's own and a broken response: the question has to be asked again.
 */
export const checked = (answer: Reply, read: (answer: Reply) => unknown, limits: Reply[]): Reply => {
  try {
    read(answer);
  } catch (error) {
    if (!isRequestError(error)) throw error;
    if (error.kind === "rate-limit") limits.push(answer);
    const isTrouble = error.kind === "unavailable" && answer.status !== NOT_SIMULATED;
    if (error.kind === "rate-limit" || error.kind === "transport" || isTrouble) throw error;
  }
  return answer;
};

export const createBillWire = (access: BillAccess, deadline: number): BillWire => {
  const { gatewayUrl, devKey, username, password, organizationId } = access;
  for (const secret of [devKey, password]) registerSecret(secret);
  const http = createHttp({ system: "BILL", baseUrl: gatewayUrl, timeoutMs: TIMEOUT_MS, deadline });
  const inSlot = concurrencyLimit(MAX_CONCURRENT);
  const limits: Reply[] = [];
  const known = new Map<string, Promise<Reply>>();
  let [sessionId, userId] = ["", ""];

  const exchange = (request: HttpRequest, session?: string): Promise<Reply> => {
    const headers = session === undefined ? {} : { devKey, sessionId: session };
    const once = async () =>
      checked(
        replyOf(await http({ ...request, headers }), request),
        (answer) => readResponse(answer, request),
        limits,
      );
    return withRetry(() => inSlot(once), { repeatable: request.method === "GET", deadline });
  };

  const logIn = async () => {
    const json = { username, password, organizationId, devKey };
    const answer = await exchange({ method: "POST", path: "/connect/v3/login", body: { json } });
    if (!isOk(answer)) throw new Error(`BILL refused the sign-in: ${saying(answer)}.`);
    [sessionId, userId] = [registerSecret(textAt(answer.body, "sessionId")), textAt(answer.body, "userId")];
  };

  const request = async (sent: HttpRequest): Promise<Reply> => {
    const answer = await exchange(sent, sessionId);
    if (answer.status !== 401 || !saying(answer).includes("BDC_1109")) return answer;
    await logIn();
    return exchange(sent, sessionId);
  };

  const get: BillReader["get"] = (path, query = [], base = "/connect") => {
    const key = `${base}${path}?${queryText(query)}`;
    const answer = known.get(key) ?? request({ method: "GET", path: `${base}${path}`, query });
    known.set(key, answer);
    return answer;
  };

  return {
    logIn,
    get,
    getAgain: (path, query = []) => request({ method: "GET", path: `/connect${path}`, query }),
    rows: async (path, query = NEWEST) => {
      const sorted = await get(path, query);
      // A list that refuses the order may still be read without it.
      const isOrderRefused = query === NEWEST && sorted.status === 400;
      const answer = isOrderRefused ? await get(path, [["max", "100"]]) : sorted;
      if (!isOk(answer)) throw new NotTestable(`GET ${path}: ${saying(answer)}`);
      return rowsIn(answer.body);
    },
    userId: () => userId,
    askAfterSecondLogin: async (path) => {
      const first = sessionId;
      await logIn();
      return exchange({ method: "GET", path: `/connect${path}` }, first);
    },
    limits,
    send: (method, path, json) =>
      request({ method, path: `/connect${path}`, ...(json === undefined ? {} : { body: { json } }) }),
  };
};
