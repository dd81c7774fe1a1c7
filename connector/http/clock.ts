/**
 * Time, waiting and random numbers for the whole connector. Nothing else in it asks the machine for these, so that the
 * local runner can put a clock of its own in place and a day passes in a second.
 */

/** All times are milliseconds since 1970 UTC. */
export interface Clock {
  now(): number;
  sleep(ms: number): Promise<void>;
  /** Runs one call to the outside for at most `ms`; then its signal is aborted. */
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

/** The clock in use: the one at `globalThis[Symbol.for("precoro-bill.clock")]` where there is one, else the machine's. */
export const clock = (): Clock => (globalThis as Record<symbol, Clock | undefined>)[slot] ?? machine;
