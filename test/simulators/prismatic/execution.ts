/**
 * One execution: a process with a fresh component, a time limit, a view of the state and a log. It fires the trigger,
 * walks the steps, and ends well or not at all. It knows neither queues nor retries.
 */

import { builtinTrigger, type SideEffects, type StepOutcome } from "./builtins";
import type { BuiltTrigger } from "./bundle";
import { contextOf, payloadOf, type Request } from "./context";
import type { Flow, Step } from "./definition";
import { createProcess } from "./executionProcess";
import type { Instance } from "./instance";
import { createLog, type LogLine, messageOf, timestamp } from "./logs";
import { type CallContext, fireBuiltinTrigger, performStep, performTrigger } from "./performStep";
import { branchOf, runSteps } from "./runSteps";
import { createStepResults } from "./stepResults";
import { type Batching, batchingOf, cutIntoBatches, type Fired, readFired, triggerStep } from "./triggers";

/** Source: integration/PLATFORM.md §5. */
const LIMIT_MS = 15 * 60_000;
const SYNCHRONOUS_LIMIT_MS = 30_000;

export interface FlowResponse {
  statusCode: number;
  contentType: string;
  headers: Record<string, string>;
  body: unknown;
}

export interface Execution {
  flow: string;
  startedAt: string;
  status: "succeeded" | "failed";
  logs: LogLine[];
  steps: Record<string, unknown>;
  results: unknown[];
  attempt: number;
  /** The place of a batch among those of its trigger's execution, from 1. */
  batch?: number;
  answer?: FlowResponse;
  error?: string;
  reason?: "polled_no_changes";
}

export interface ExecutionRun {
  readonly id: string;
  /** Complete only when the run has ended. */
  readonly execution: Execution;
  readonly batching: Batching | undefined;
  /** Fires the trigger; undefined when the execution failed at it. */
  fire(request: Request): Promise<Fired | undefined>;
  /** Fires a batched trigger page by page, which is all that this execution does. */
  cutBatches(request: Request, take: (batch: Fired) => void): Promise<void>;
  /** Walks the steps after the trigger. */
  proceed(fired: Fired, waited?: boolean): Promise<void>;
  /** Stops the time limit while the run waits for its turn. */
  pauseLimit(): void;
  die(reason: string): void;
}

export interface RunObserver {
  started(run: ExecutionRun): void;
  ended(run: ExecutionRun): void;
  /** The run was one too many and counts as never started. */
  dropped(run: ExecutionRun): void;
  invoke: SideEffects["invoke"];
  post: SideEffects["post"];
}

export interface Attempt {
  attempt: number;
  batch?: number;
}

export const startRun = (
  instance: Instance,
  flow: Flow,
  kind: Attempt,
  watcher: RunObserver,
): ExecutionRun => {
  const { clock } = instance;
  const component = instance.takeComponent();
  const trigger = triggerStep(flow);
  const ownTrigger: BuiltTrigger | undefined = builtinTrigger(trigger)
    ? undefined
    : component.triggers[trigger.action.key];
  const batching = ownTrigger && batchingOf(flow, ownTrigger);
  const limit = () =>
    flow.isSynchronous
      ? process.setTimeLimit(SYNCHRONOUS_LIMIT_MS, "30 seconds")
      : process.setTimeLimit(LIMIT_MS, "15 minutes");

  const id = instance.nextExecutionId();
  const process = createProcess(clock);
  const session = instance.state.open(flow.name);
  const stepResults = createStepResults(flow, instance.configVars());
  const execution: Execution = {
    flow: flow.name,
    startedAt: timestamp(clock.now()),
    status: "failed",
    logs: [],
    steps: stepResults.all,
    results: stepResults.outcomes,
    ...kind,
  };
  const write = createLog(clock, execution.logs, (line) => instance.onLogLine(flow.name, line));
  /** The dead write nothing. */
  const log: typeof write = (level, ...words) => process.isDead || write(level, ...words);

  const moment = () => ({ flow, executionId: id, startedAt: execution.startedAt });
  const batch = batching ? { enabled: true, batchSize: batching.size } : { enabled: false };
  const context = (step: Step) => contextOf(instance, moment(), step.name, session.copy(), log, batch);
  const calls: CallContext = {
    component,
    session,
    scope: stepResults.scope,
    context,
    reach: { log, invoke: watcher.invoke, post: watcher.post },
  };

  const end = (status: Execution["status"], error?: string) => {
    execution.status = status;
    if (error !== undefined) execution.error = error;
    // Assumption: the platform's own lines are one at the start and one at the end.
    write("info", error === undefined ? "Execution succeeded." : `Execution failed: ${error}`);
    // One that was cut off may still hold on to what it was doing.
    if (!process.isDead) instance.returnComponent(component);
    process.die("The execution is over.");
    watcher.ended(run);
  };

  /** Runs part of the execution; undefined when it failed, which ends the execution. */
  const runPart = async <T>(body: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await process.run(body);
    } catch (error) {
      end("failed", messageOf(error));
      return undefined;
    }
  };

  const stopUnchanged = () => {
    session.commit();
    execution.reason = "polled_no_changes";
  };

  const run: ExecutionRun = {
    id,
    execution,
    batching,
    fire: (request) =>
      runPart(async () => {
        const payload = payloadOf(instance, moment(), request);
        return ownTrigger
          ? readFired(await performTrigger(calls, trigger, ownTrigger, context(trigger), payload))
          : fireBuiltinTrigger(trigger, payload, stepResults.scope);
      }),

    async cutBatches(request, take) {
      const done = await runPart(async () => {
        if (!ownTrigger || !batching)
          throw new Error(`The trigger of flow "${flow.name}" does not deal out batches.`);
        const around = context(trigger);
        const payload = payloadOf(instance, moment(), request);
        const page = (paginationState: object | undefined) =>
          performTrigger(
            calls,
            trigger,
            ownTrigger,
            around,
            paginationState ? { ...payload, paginationState } : payload,
          );
        const { noChanges } = await cutIntoBatches(ownTrigger, around, batching.size, page, take);
        if (noChanges) stopUnchanged();
        else session.commit();
        return true;
      });
      if (done) end("succeeded");
    },

    async proceed(fired, waited = false) {
      if (waited) {
        execution.startedAt = timestamp(clock.now());
        session.reload();
        limit();
      }
      const done = await runPart(async () => {
        if (fired.noChanges) {
          stopUnchanged();
          return true;
        }
        stepResults.record(trigger, { data: fired.payload });
        const perform = (step: Step) => performStep(calls, step);
        const walk = { perform, log, sleep: process.clock.sleep, results: stepResults };
        if (fired.branch !== undefined) await runSteps(branchOf(trigger, fired.branch), walk);
        const last = await runSteps(flow.steps.slice(1), walk);
        if (flow.isSynchronous) execution.answer = answerOf(last);
        session.commit();
        return true;
      });
      if (done) end("succeeded");
    },

    pauseLimit: () => process.clearTimeLimit(),
    die: (reason) => process.die(reason),
  };

  watcher.started(run);
  log("info", "Execution started.");
  limit();
  return run;
};

/** Source: integration/PLATFORM.md §11, synchronous flows. */
const answerOf = ({ data, contentType, statusCode, headers }: StepOutcome): FlowResponse => ({
  statusCode: statusCode ?? 200,
  contentType: contentType ?? (typeof data === "string" ? "text/plain" : "application/json"),
  headers: headers ?? {},
  body: data ?? null,
});
