/** Logins by sync token, and the sessions that they open. */
import { z } from "zod";
import { HOUR_MS } from "../kit/quota";
import { BillApiError, invalidSession } from "./apiErrors";
import { bodyParser } from "./requestSchema";

export interface BillCredentials {
  gatewayUrl: string;
  username: string;
  password: string;
  organizationId: string;
  devKey: string;
}

/** connector/bill/API.md §1.3: a sync token's session expires after 48 hours without a call. */
const IDLE_MS = 48 * HOUR_MS;

const parseLogin = bodyParser(
  z.object({
    username: z.string(),
    password: z.string(),
    organizationId: z.string(),
    devKey: z.string(),
  }),
);

interface Login {
  readonly sessionId: string;
  readonly organizationId: string;
  readonly userId: string;
  readonly trusted: boolean;
}

export class Sessions {
  private readonly lastCall = new Map<string, number>();

  constructor(
    private readonly own: Omit<BillCredentials, "gatewayUrl">,
    private readonly userId: string,
    private readonly random: () => number,
    private readonly secondLoginEndsFirst: boolean,
  ) {}

  /** connector/bill/API.md §1.2; `trusted` is true only after MFA, which sync tokens do not have (§1.4). */
  login(body: unknown, now: number): Login {
    const { username, password, organizationId, devKey } = parseLogin(body);
    if (devKey !== this.own.devKey) throw wrongKey();
    if (username !== this.own.username || password !== this.own.password) throw wrongUser();
    // Assumed: an organization that the user does not belong to is refused like wrong credentials.
    if (organizationId !== this.own.organizationId) throw wrongUser();
    if (this.secondLoginEndsFirst) this.lastCall.clear();
    const sessionId = Array.from({ length: 48 }, () => Math.floor(this.random() * 36).toString(36)).join("");
    this.lastCall.set(sessionId, now);
    return { sessionId, organizationId, userId: this.userId, trusted: false };
  }

  /** connector/bill/API.md §1.2: headers `devKey` and `sessionId`; §1.3: each call extends the session. */
  enter(devKey: string | undefined, sessionId: string | undefined, now: number): void {
    if (devKey !== this.own.devKey) throw wrongKey();
    const last = this.lastCall.get(sessionId ?? "");
    if (sessionId === undefined || last === undefined || now - last >= IDLE_MS) throw invalidSession();
    this.lastCall.set(sessionId, now);
  }

  end(sessionId: string | null | undefined): void {
    this.lastCall.delete(sessionId ?? "");
  }

  /** connector/bill/API.md §1.3, GET /v3/login/session. */
  about() {
    const { organizationId } = this.own;
    return { organizationId, userId: this.userId, mfaStatus: "DISABLED", mfaBypass: false };
  }
}

/** connector/bill/API.md §2: the codes and texts are known, the status 401 is assumed. */
const wrongUser = () =>
  new BillApiError(401, "BDC_1101", ["User name and/or password do not match our records."]);
const wrongKey = () => new BillApiError(401, "BDC_1102", ["Developer key is invalid."]);
