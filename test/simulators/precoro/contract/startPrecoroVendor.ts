/** Starts the Precoro simulator on virtual time, and calls it with a user's token. */

import { seededRandom, VirtualClock } from "../../kit/clock";
import { type ClientCall, closeAfterTest, SECOND, START, send } from "../../kit/testClient";
import { type PrecoroOptions, type PrecoroSimulator, startPrecoro } from "..";

export interface PrecoroVendor {
  readonly clock: VirtualClock;
  readonly precoro: PrecoroSimulator;
  readonly call: ClientCall;
  /** Makes a call a second after the last one, as the rate limit requires. */
  readonly paced: ClientCall;
}

export const startPrecoroVendor = async (options: Partial<PrecoroOptions> = {}): Promise<PrecoroVendor> => {
  const clock = new VirtualClock(START, seededRandom(1));
  const precoro = await startPrecoro({ clock, ...options });
  closeAfterTest(precoro);
  const { apiUrl, email, apiToken } = precoro.credentials;
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const call: ClientCall = (method, path, { body, headers, timeoutMs } = {}) =>
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
  const paced: ClientCall = async (...parts) => {
    await clock.sleep(SECOND);
    return call(...parts);
  };
  return { clock, precoro, call, paced };
};
