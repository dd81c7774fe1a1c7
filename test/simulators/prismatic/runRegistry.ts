/** Keeps track of a platform's executions, ended and in progress, and of what their steps posted. */
import type { SideEffects } from "./builtins";
import type { Execution, ExecutionRun, RunObserver } from "./execution";

/** What a step has posted to the outside, such as a chat message. */
export interface Posted {
  readonly url: string;
  readonly data: unknown;
}

interface RunRegistry {
  readonly observer: RunObserver;
  /** The executions that have ended, in the order of their start. */
  ended(): Execution[];
  running(): { flow: string; die(): void }[];
  readonly posted: readonly Posted[];
}

export const createRunRegistry = (
  onExecution: (execution: Execution) => void,
  invoke: SideEffects["invoke"],
): RunRegistry => {
  const started: Execution[] = [];
  const posted: Posted[] = [];
  // A run is released when it has ended, since it holds a copy of the component.
  const running = new Map<Execution, ExecutionRun>();
  return {
    observer: {
      started(run) {
        started.push(run.execution);
        running.set(run.execution, run);
      },
      ended({ execution }) {
        running.delete(execution);
        onExecution(execution);
      },
      dropped({ execution }) {
        running.delete(execution);
        started.splice(started.indexOf(execution), 1);
      },
      post(url, data) {
        posted.push({ url, data });
        return { data: null };
      },
      invoke,
    },
    ended: () => started.filter((execution) => !running.has(execution)),
    running: () => [...running].map(([{ flow }, run]) => ({ flow, die: () => run.die("The process died.") })),
    posted,
  };
};
