/** Starts BILL's simulator on virtual time, and calls it with the headers of a session. */
import { type Call, closeAfterwards, START, send } from "../../kit/calling";
import { seeded, VirtualClock } from "../../kit/clock";
import { type BillOptions, type BillSimulator, startBill } from "..";

export interface BillVendor {
  readonly clock: VirtualClock;
  readonly bill: BillSimulator;
  /** A call with the headers of the open session; `/v3/...`. */
  readonly call: Call;
  /** The same for the calls of webhooks. */
  readonly hook: Call;
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
  closeAfterwards(bill);
  const { devKey, ...credentials } = bill.credentials;
  let sessionId = "";
  const under =
    (base: string): Call =>
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
