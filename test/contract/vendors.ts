/** Starts the simulated vendors on virtual time and calls them as any client would, over loopback HTTP. */
import { type BillOptions, type BillSimulator, startBill } from "../simulators/bill";
import { seeded, VirtualClock } from "../simulators/kit/clock";
import { type PrecoroOptions, type PrecoroSimulator, startPrecoro } from "../simulators/precoro";

export const START = Date.UTC(2026, 0, 5, 10);

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

interface Said {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly timeoutMs?: number;
}

/** One call of a client; it rejects when the connection breaks or the time-out is over. */
const send = (clock: VirtualClock, url: string, init: RequestInit, timeoutMs = 300 * SECOND) =>
  clock.within(timeoutMs, async (signal): Promise<Answer> => {
    const response = await fetch(url, { ...init, signal });
    const text = await response.text();
    const body: unknown = text === "" ? null : JSON.parse(text);
    return { status: response.status, headers: response.headers, body };
  });

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((vendor) => vendor.close()));
});

export interface BillVendor {
  readonly clock: VirtualClock;
  readonly bill: BillSimulator;
  /** A call with the headers of the open session; `/v3/...`. */
  call(method: string, path: string, said?: Said): Promise<Answer>;
  /** The same for the calls of webhooks. */
  hook(method: string, path: string, said?: Said): Promise<Answer>;
  /** Opens a session, which the calls then use. */
  login(): Promise<string>;
}

/** A BILL organization, signed in to. */
export const openBill = async (options: Partial<BillOptions> = {}): Promise<BillVendor> => {
  const vendor = await startedBill(options);
  await vendor.login();
  return vendor;
};

export const startedBill = async (options: Partial<BillOptions> = {}): Promise<BillVendor> => {
  const clock = new VirtualClock(START, seeded(1));
  const bill = await startBill({ clock, random: seeded(2), ...options });
  open.push(bill);
  const { devKey, ...credentials } = bill.credentials;
  let sessionId = "";
  const under =
    (base: string): BillVendor["call"] =>
    (method, path, { body, headers, timeoutMs } = {}) =>
      send(
        clock,
        `${bill.gatewayUrl}${base}${path}`,
        {
          method,
          headers: { devKey, sessionId, "content-type": "application/json", ...headers },
          ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
        },
        timeoutMs,
      );
  const call = under("/connect");
  const login = async () => {
    const { body } = await call("POST", "/v3/login", { body: { ...credentials, devKey } });
    sessionId = (body as { sessionId: string }).sessionId;
    return sessionId;
  };
  return { clock, bill, call, hook: under("/connect-events"), login };
};

export interface PrecoroVendor {
  readonly clock: VirtualClock;
  readonly precoro: PrecoroSimulator;
  readonly call: BillVendor["call"];
  /** A call at a second's distance from the one before, as the limits want it. */
  readonly paced: BillVendor["call"];
}

export const openPrecoro = async (options: Partial<PrecoroOptions> = {}): Promise<PrecoroVendor> => {
  const clock = new VirtualClock(START, seeded(1));
  const precoro = await startPrecoro({ clock, ...options });
  open.push(precoro);
  const { apiUrl, email, apiToken } = precoro.credentials;
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const call: PrecoroVendor["call"] = (method, path, { body, headers, timeoutMs } = {}) =>
    send(
      clock,
      apiUrl + path,
      {
        method,
        headers: { "X-AUTH-TOKEN": apiToken, email, ...(body !== undefined && form), ...headers },
        ...(body !== undefined && { body: String(body) }),
      },
      timeoutMs,
    );
  const paced: PrecoroVendor["paced"] = async (...said) => {
    await clock.sleep(SECOND);
    return call(...said);
  };
  return { clock, precoro, call, paced };
};

/** The ids of a list's rows: BILL's `results`, Precoro's `data`. */
export const idsIn = ({ body }: Answer): unknown[] => {
  const { results, data } = body as { results?: { id: unknown }[]; data?: { id: unknown }[] };
  return (results ?? data ?? []).map(({ id }) => id);
};
