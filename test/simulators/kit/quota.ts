/** Counts calls against a limit in fixed windows of time, such as the clock hour or the UTC day. */

export interface Quota {
  isUsedUp(now: number): boolean;
  countCall(now: number): void;
  /** When the next window starts. */
  resetsAt(now: number): number;
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

export const createQuota = (limit: number, windowMs: number): Quota => {
  let window = 0;
  let used = 0;
  const windowOf = (now: number) => Math.floor(now / windowMs);
  return {
    isUsedUp: (now) => windowOf(now) === window && used >= limit,
    countCall(now) {
      used = windowOf(now) === window ? used + 1 : 1;
      window = windowOf(now);
    },
    resetsAt: (now) => (windowOf(now) + 1) * windowMs,
  };
};
