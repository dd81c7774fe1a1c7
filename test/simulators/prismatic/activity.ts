/** Counts the work in progress on the platform, so that a caller can wait until there is none. */

interface Activity {
  during<T>(work: Promise<T>): Promise<T>;
  idle(): Promise<void>;
}

/** `onChange`: called with true when the first work starts, and with false when the last has ended. */
export const createActivity = (onChange: (busy: boolean) => void = () => {}): Activity => {
  let count = 0;
  let waiting: (() => void)[] = [];
  const begin = () => {
    count += 1;
    if (count === 1) onChange(true);
  };
  const end = () => {
    count -= 1;
    if (count > 0) return;
    onChange(false);
    const ready = waiting;
    waiting = [];
    for (const go of ready) go();
  };
  return {
    during(work) {
      begin();
      return work.finally(end);
    },
    idle: () => (count === 0 ? Promise.resolve() : new Promise((go) => waiting.push(go))),
  };
};
