/**
 * BILL's sessions: one is kept between runs, and a client logs in at most once, however many of its requests are refused
 * at the same time. It knows no record. Source: connector/bill/API.md §1.2 and §1.3.
 */
import { createHash } from "node:crypto";
import * as z from "zod";
import { type HttpRequest, queryText } from "../http/client";
import { parseResponse } from "../http/parse";
import { registerSecret } from "../http/redact";
import { RequestError } from "../http/requestError";
import { SYSTEM } from "./errorResponse";

const LOGIN = "/connect/v3/login";

/** What the connection says. */
export interface BillAccess {
  /** Without a path; `/connect/v3/…` is appended. */
  readonly gatewayUrl: string;
  readonly organizationId: string;
  /** Name and value of a sync token, or a user's e-mail and password. */
  readonly username: string;
  readonly password: string;
  readonly devKey: string;
  /** The web application, for links to records. */
  readonly webUrl: string;
}

/** Kept in state between runs. `owner` identifies the connection it belongs to, without its secrets. */
export const storedSessionSchema = z.object({ id: z.string().min(1), owner: z.string() });
export type StoredSession = z.infer<typeof storedSessionSchema>;

const loginSchema = z.object({ sessionId: z.string().min(1) });

export const ownerOf = ({ gatewayUrl, organizationId, username, password, devKey }: BillAccess): string =>
  createHash("sha256")
    .update(queryText(Object.entries({ gatewayUrl, organizationId, username, password, devKey })))
    .digest("hex")
    .slice(0, 32);

export interface Sessions {
  /** The session to use; logs in where there is none. */
  current(): Promise<string>;
  /**
   * The session to use instead of a refused one.
   *
   * @throws {RequestError} of kind `auth` where the refused one comes from this client's own login; and what a login throws.
   */
  refresh(refused: string): Promise<string>;
  /** The session to store; undefined where no login was made. */
  fresh(): StoredSession | undefined;
}

/** `attempt` sends the login under the client's own rules. */
export const createSessions = (
  attempt: (login: HttpRequest) => Promise<unknown>,
  access: BillAccess,
  stored: StoredSession | undefined,
): Sessions => {
  const owner = ownerOf(access);
  let current = stored?.owner === owner ? registerSecret(stored.id) : undefined;
  let login: Promise<string> | undefined;

  const logIn = async (): Promise<string> => {
    const { organizationId, username, password, devKey } = access;
    const json = { username, password, organizationId, devKey };
    // Source: connector/bill/API.md §1.2.
    const body = await attempt({ method: "POST", path: LOGIN, body: { json } });
    current = registerSecret(
      parseResponse(loginSchema, body, { system: SYSTEM, method: "POST", path: LOGIN }).sessionId,
    );
    return current;
  };

  const once = (): Promise<string> => {
    login ??= logIn();
    return login;
  };

  return {
    current: async () => current ?? (await once()),
    refresh: async (refused) => {
      if (login === undefined) {
        current = undefined;
        return once();
      }
      const id = await login;
      if (id !== refused) return id;
      throw new RequestError({
        kind: "auth",
        outcome: "refused",
        message: `${SYSTEM} refused the session right after the sign-in. Another program may be using the same sync token; create a separate token for this connection.`,
        cause: { system: SYSTEM, method: "POST", path: LOGIN, code: "BDC_1109" },
      });
    },
    fresh: () => (login !== undefined && current !== undefined ? { id: current, owner } : undefined),
  };
};
