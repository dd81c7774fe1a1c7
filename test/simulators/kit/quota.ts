/** A count of calls that begins anew with each window of the clock, such as the hour or the UTC day. */

export interface Quota {
  full(now: number): boolean;
  take(now: number): void;
  /** When the next window begins. */
  renewal(now: number): number;
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

export const quota = (limit: number, windowMs: number): Quota => {
  let window = 0;
  let used = 0;
  const windowOf = (now: number) => Math.floor(now / windowMs);
  return {
    full: (now) => windowOf(now) === window && used >= limit,
    take(now) {
      used = windowOf(now) === window ? used + 1 : 1;
      window = windowOf(now);
    },
    renewal: (now) => (windowOf(now) + 1) * windowMs,
  };
};
