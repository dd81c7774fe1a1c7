/** Starts the BILL simulator on virtual time, and calls it with a session's headers. */

import { seededRandom, VirtualClock } from "../../kit/clock";
import { type ClientCall, closeAfterTest, START, send } from "../../kit/testClient";
import { type BillOptions, type BillSimulator, startBill } from "..";

export interface BillVendor {
  readonly clock: VirtualClock;
  readonly bill: BillSimulator;
  /** Makes a call with the current session's headers; paths are `/v3/...`. */
  readonly call: ClientCall;
  /** The same for the webhook API. */
  readonly callEvents: ClientCall;
  /** Logs in; further calls use the new session. */
  login(): Promise<string>;
}

/** Starts the simulator and logs in. */
export const startSignedInBill = async (options: Partial<BillOptions> = {}): Promise<BillVendor> => {
  const vendor = await startBillVendor(options);
  await vendor.login();
  return vendor;
};

export const startBillVendor = async (options: Partial<BillOptions> = {}): Promise<BillVendor> => {
  const clock = new VirtualClock(START, seededRandom(1));
  const bill = await startBill({ clock, random: seededRandom(2), ...options });
  closeAfterTest(bill);
  const { devKey, ...credentials } = bill.credentials;
  let sessionId = "";
  const callsUnder =
    (base: string): ClientCall =>
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
  const call = callsUnder("/connect");
  const login = async () => {
    const { body } = await call("POST", "/v3/login", { body: { ...credentials, devKey } });
    sessionId = (body as { sessionId: string }).sessionId;
    return sessionId;
  };
  return { clock, bill, call, callEvents: callsUnder("/connect-events"), login };
};
