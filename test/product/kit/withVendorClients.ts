/** The connector's own clients against the simulators, over loopback HTTP and on virtual time, without platform or YAML. */
import { type BillClient, createBillClient } from "../../../connector/bill/client";
import type { StoredSession } from "../../../connector/bill/session";
import { createPrecoroClient, type PrecoroClient } from "../../../connector/precoro/client";
import type { RateLimiterState } from "../../../connector/precoro/rateLimiter";
import { type BillOptions, type BillSimulator, startBill } from "../../simulators/bill";
import { seededRandom, VirtualClock } from "../../simulators/kit/clock";
import { type PrecoroOptions, type PrecoroSimulator, startPrecoro } from "../../simulators/precoro";

export const START = Date.UTC(2026, 0, 5, 8);

/** The clock of the current run, where the connector looks for it. */
let currentClock: VirtualClock | undefined;
Object.defineProperty(globalThis, Symbol.for("precoro-bill.clock"), {
  get: () => currentClock,
  configurable: true,
});

export interface VendorClients {
  readonly clock: VirtualClock;
  readonly billSide: BillSimulator;
  readonly precoroSide: PrecoroSimulator;
  bill(more?: { stored?: StoredSession; password?: string; seconds?: number }): BillClient;
  precoro(more?: { rateLimiterState?: RateLimiterState; apiToken?: string; seconds?: number }): PrecoroClient;
}

export interface VendorOptions {
  readonly bill?: Partial<BillOptions>;
  readonly precoro?: Partial<PrecoroOptions>;
}

export const withVendorClients = async (
  options: VendorOptions,
  run: (clients: VendorClients) => Promise<void>,
): Promise<void> => {
  const clock = new VirtualClock(START, seededRandom(1));
  const billSide = await startBill({ clock, random: seededRandom(2), ...options.bill });
  const precoroSide = await startPrecoro({ clock, ...options.precoro });
  currentClock = clock;
  const deadline = (seconds = 780) => clock.now() + seconds * 1_000;
  try {
    await run({
      clock,
      billSide,
      precoroSide,
      bill: ({ stored, password, seconds } = {}) =>
        createBillClient({
          access: {
            ...billSide.credentials,
            webUrl: "https://app.bill.test",
            ...(password ? { password } : {}),
          },
          deadline: deadline(seconds),
          stored,
        }),
      precoro: ({ rateLimiterState, apiToken, seconds } = {}) =>
        createPrecoroClient({
          access: {
            ...precoroSide.credentials,
            webUrl: "https://app.precoro.test",
            ...(apiToken ? { apiToken } : {}),
          },
          deadline: deadline(seconds),
          rateLimiterState,
        }),
    });
  } finally {
    currentClock = undefined;
    await Promise.all([billSide.close(), precoroSide.close()]);
  }
};
