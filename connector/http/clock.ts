/**
 * Time, waiting and chance for the whole connector. Nothing else in it may ask the machine for any of these,
 * so that a host (the local runner) can hand in a clock of its own and a day passes in a second.
 */

/** All times are milliseconds since 1970 UTC. */
export interface Clock {
  now(): number;
  sleep(ms: number): Promise<void>;
  /** Runs one exchange with the outside for at most `ms`; the signal is aborted when that time is over. */
  within<T>(ms: number, run: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** At least 0, less than 1. */
  random(): number;
}

const slot = Symbol.for("precoro-bill.clock");

const machine: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
  async within(ms, run) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), ms);
    try {
      return await run(stop.signal);
    } finally {
      clearTimeout(timer);
    }
  },
  random: () => Math.random(),
};

/** The clock in force: the host's, if one has been left at `globalThis[Symbol.for("precoro-bill.clock")]`, else the machine's. */
export const clock = (): Clock => (globalThis as Record<symbol, Clock | undefined>)[slot] ?? machine;
