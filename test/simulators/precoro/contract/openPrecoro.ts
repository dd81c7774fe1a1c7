/** Starts Precoro's simulator on virtual time, and calls it with a user's token. */
import { type Call, closeAfterwards, SECOND, START, send } from "../../kit/calling";
import { seeded, VirtualClock } from "../../kit/clock";
import { type PrecoroOptions, type PrecoroSimulator, startPrecoro } from "..";

export interface PrecoroVendor {
  readonly clock: VirtualClock;
  readonly precoro: PrecoroSimulator;
  readonly call: Call;
  /** A call at a second's distance from the one before, as the limits want it. */
  readonly paced: Call;
}

export const openPrecoro = async (options: Partial<PrecoroOptions> = {}): Promise<PrecoroVendor> => {
  const clock = new VirtualClock(START, seeded(1));
  const precoro = await startPrecoro({ clock, ...options });
  closeAfterwards(precoro);
  const { apiUrl, email, apiToken } = precoro.credentials;
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const call: Call = (method, path, { body, headers, timeoutMs } = {}) =>
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
  const paced: Call = async (...said) => {
    await clock.sleep(SECOND);
    return call(...said);
  };
  return { clock, precoro, call, paced };
};
