/**
 * The life of one execution's process: it has a clock of its own, and once it is cut off, nothing it waits for ever
 * comes back, so none of its later calls happens. It knows nothing of flows.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { runInThisContext } from "node:vm";
import type { Clock } from "../../../connector/http/clock";
import type { VirtualClock } from "../kit/clock";

class CutOff extends Error {}

export interface ExecutionProcess {
  readonly clock: Clock;
  readonly isDead: boolean;
  /** Cuts the execution off where it stands. */
  die(reason: string): void;
  /** Starts the time limit (again), from now. */
  setTimeLimit(ms: number, what: string): void;
  /** Takes the time limit away: the process waits for its turn, or is over. */
  clearTimeLimit(): void;
  /** Runs code as part of this life; rejects with `CutOff` when the life ends first. */
  run<T>(body: () => Promise<T>): Promise<T>;
}

const currentProcess = new AsyncLocalStorage<ExecutionProcess>();

/**
 * Whoever asks for the clock gets that of the execution it is running in; outside of all, none (so the machine's).
 * The bundle runs in the realm of the main script, which under a test harness is not this module's own.
 */
export const installClock = (): void => {
  Object.defineProperty(runInThisContext("globalThis"), Symbol.for("precoro-bill.clock"), {
    configurable: true,
    get: () => currentProcess.getStore()?.clock,
  });
};

const never = new Promise<never>(() => {});

export const createProcess = (clock: VirtualClock): ExecutionProcess => {
  const stop = new AbortController();
  let end: (error: CutOff) => void;
  const over = new Promise<never>((_, reject) => {
    end = reject;
  });
  over.catch(() => {});
  let timer = () => {};

  /** Passes an ending on only to the living. */
  const whileAlive = <T>(promise: Promise<T>): Promise<T> =>
    new Promise((done, fail) =>
      promise.then(
        (value) => stop.signal.aborted || done(value),
        (error) => stop.signal.aborted || fail(error),
      ),
    );

  const process: ExecutionProcess = {
    clock: {
      now: () => clock.now(),
      random: () => clock.random(),
      sleep: (ms) => (process.isDead ? never : whileAlive(clock.sleep(ms))),
      // The exchange ends with the life: its connection breaks, and the clock no longer waits for it.
      within: (ms, run) =>
        process.isDead
          ? never
          : whileAlive(
              clock.within(ms, (signal) => Promise.race([run(AbortSignal.any([signal, stop.signal])), over])),
            ),
    },
    get isDead() {
      return stop.signal.aborted;
    },
    die(reason) {
      timer();
      stop.abort();
      end(new CutOff(reason));
    },
    setTimeLimit(ms, what) {
      timer();
      timer = clock.at(clock.now() + ms, "~", () => process.die(`Cut off after ${what}.`));
    },
    clearTimeLimit() {
      timer();
    },
    run: (body) => (process.isDead ? over : Promise.race([currentProcess.run(process, body), over])),
  };
  return process;
};
