/** Runs at most so many calls at once, first come first served. p-limit would do, but it is ESM only and does not load under Jest. */

export type RunLimited = <T>(run: () => Promise<T>) => Promise<T>;

export const concurrencyLimit = (limit: number): RunLimited => {
  let free = limit;
  const waiting: (() => void)[] = [];
  return async (run) => {
    if (free > 0) free--;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
};
