/** Runs a limited number of jobs at the same time, first come, first served. */

export interface Queue {
  /** Whether a job would have to wait now. */
  readonly full: boolean;
  /** Runs the job when it is its turn; `waited` says whether it had to wait. */
  turn<T>(job: (waited: boolean) => Promise<T>): Promise<T>;
}

export const createQueue = (limit: number): Queue => {
  let running = 0;
  const waiting: (() => void)[] = [];
  const isFull = () => running >= limit;
  return {
    get full() {
      return isFull();
    },
    async turn(job) {
      const waits = isFull();
      // A slot is handed to the next job directly, so that no other job can take it.
      if (waits) await new Promise<void>((go) => waiting.push(go));
      else running += 1;
      try {
        return await job(waits);
      } finally {
        const next = waiting.shift();
        if (next) next();
        else running -= 1;
      }
    },
  };
};
