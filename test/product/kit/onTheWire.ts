/** The connector's own clients against the simulators, over loopback HTTP and on virtual time, without platform or YAML. */
import { type BillClient, createBillClient } from "../../../connector/bill/client";
import type { StoredSession } from "../../../connector/bill/session";
import { createPrecoroClient, type PrecoroClient } from "../../../connector/precoro/client";
import type { RateLimiterState } from "../../../connector/precoro/rateLimiter";
import { type BillOptions, type BillSimulator, startBill } from "../../simulators/bill";
import { seeded, VirtualClock } from "../../simulators/kit/clock";
import { type PrecoroOptions, type PrecoroSimulator, startPrecoro } from "../../simulators/precoro";

export const START = Date.UTC(2026, 0, 5, 8);

/** The clock of the run in hand, left where the connector looks for it. */
let inForce: VirtualClock | undefined;
Object.defineProperty(globalThis, Symbol.for("precoro-bill.clock"), {
  get: () => inForce,
  configurable: true,
});

export interface Wire {
  readonly clock: VirtualClock;
  readonly billSide: BillSimulator;
  readonly precoroSide: PrecoroSimulator;
  bill(more?: { stored?: StoredSession; password?: string; seconds?: number }): BillClient;
  precoro(more?: { rateLimiterState?: RateLimiterState; apiToken?: string; seconds?: number }): PrecoroClient;
}

export interface WireOptions {
  readonly bill?: Partial<BillOptions>;
  readonly precoro?: Partial<PrecoroOptions>;
}

export const onTheWire = async (options: WireOptions, run: (wire: Wire) => Promise<void>): Promise<void> => {
  const clock = new VirtualClock(START, seeded(1));
  const billSide = await startBill({ clock, random: seeded(2), ...options.bill });
  const precoroSide = await startPrecoro({ clock, ...options.precoro });
  inForce = clock;
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
    inForce = undefined;
    await Promise.all([billSide.close(), precoroSide.close()]);
  }
};
