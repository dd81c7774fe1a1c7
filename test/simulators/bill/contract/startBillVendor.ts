/** Starts BILL's simulator on virtual time, and calls it with the headers of a session. */

import { seededRandom, VirtualClock } from "../../kit/clock";
import { type ClientCall, closeAfterTest, START, send } from "../../kit/testClient";
import { type BillOptions, type BillSimulator, startBill } from "..";

export interface BillVendor {
  readonly clock: VirtualClock;
  readonly bill: BillSimulator;
  /** A call with the headers of the open session; `/v3/...`. */
  readonly call: ClientCall;
  /** The same for the calls of webhooks. */
  readonly callEvents: ClientCall;
  /** Opens a session, which the calls then use. */
  login(): Promise<string>;
}

/** A BILL organization, signed in to. */
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
