/** How many may go at the same time, first come, first served. It knows not who they are. */

export interface Queue {
  /** Whoever asks for a turn now has to wait. */
  readonly full: boolean;
  /** Runs the job when its turn has come; `waited` tells it whether it had to wait. */
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
      // A place is handed over, not given up and taken again: nobody can slip in between.
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
