/**
 * The process of one execution: it has its own clock, and once it is killed, nothing that it waits for ever
 * returns, so it makes no further calls. It knows nothing about flows.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { runInThisContext } from "node:vm";
import type { Clock } from "../../../connector/http/clock";
import type { VirtualClock } from "../kit/clock";

class CutOff extends Error {}

export interface ExecutionProcess {
  readonly clock: Clock;
  readonly isDead: boolean;
  /** Kills the process where it is. */
  die(reason: string): void;
  /** Starts the time limit, or restarts it. */
  setTimeLimit(ms: number, what: string): void;
  /** Removes the time limit, for a process that waits for its turn. */
  clearTimeLimit(): void;
  /** Runs code in this process; rejects with `CutOff` if the process ends first. */
  run<T>(body: () => Promise<T>): Promise<T>;
}

const currentProcess = new AsyncLocalStorage<ExecutionProcess>();

/**
 * Code that asks for the clock gets the clock of its execution, or none outside of executions (so the machine's).
 * The bundle runs in the realm of the main script, which in a test runner is not this module's own.
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
  const death = new Promise<never>((_, reject) => {
    end = reject;
  });
  death.catch(() => {});
  let timer = () => {};

  /** Settles only while the process is alive. */
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
      // A request ends with the process: its connection breaks, and the clock no longer waits for it.
      within: (ms, run) =>
        process.isDead
          ? never
          : whileAlive(
              clock.within(ms, (signal) =>
                Promise.race([run(AbortSignal.any([signal, stop.signal])), death]),
              ),
            ),
    },
    get isDead() {
      return stop.signal.aborted;
    },
    die(reason) {
      timer();
      stop.abort(reason);
      end(new CutOff(reason));
    },
    setTimeLimit(ms, what) {
      timer();
      timer = clock.at(clock.now() + ms, "~", () => process.die(`Cut off after ${what}.`));
    },
    clearTimeLimit() {
      timer();
    },
    run: (body) => (process.isDead ? death : Promise.race([currentProcess.run(process, body), death])),
  };
  return process;
};
