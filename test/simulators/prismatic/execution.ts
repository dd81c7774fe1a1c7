/**
 * One execution: a process with a fresh copy of the component, a time limit, a view of the state and a log. It fires the
 * trigger, runs the steps, and succeeds or fails. It knows neither queues nor retries.
 */

import { builtinTrigger, type SideEffects } from "./builtins";
import type { BuiltComponent, BuiltTrigger } from "./bundle";
import { contextOf, payloadOf, type Request } from "./context";
import type { Flow, Step } from "./definition";
import { createProcess, type ExecutionProcess } from "./executionProcess";
import type { Instance } from "./instance";
import { createLog, type Log, type LogLine, messageOf, timestamp } from "./logs";
import { type CallContext, fireBuiltinTrigger, performStep, performTrigger } from "./performStep";
import { answerOf, type FlowResponse } from "./responses";
import { branchOf, runSteps } from "./runSteps";
import type { Session } from "./state";
import { createStepResults, type StepResults } from "./stepResults";
import { type Batching, batchingOf, cutIntoBatches, type Fired, readFired, triggerStep } from "./triggers";

/** Source: integration/PLATFORM.md §5. */
const LIMIT_MS = 15 * 60_000;
const SYNCHRONOUS_LIMIT_MS = 30_000;

export interface Execution {
  flow: string;
  startedAt: string;
  status: "succeeded" | "failed";
  logs: LogLine[];
  steps: Record<string, unknown>;
  results: unknown[];
  attempt: number;
  /** The number of a batch among those of its trigger's execution, from 1. */
  batch?: number;
  answer?: FlowResponse;
  error?: string;
  reason?: "polled_no_changes";
}

/** Observes runs, and carries out the side effects of their steps. */
export interface RunObserver {
  started(run: ExecutionRun): void;
  ended(run: ExecutionRun): void;
  /** The run was a duplicate and counts as never started. */
  dropped(run: ExecutionRun): void;
  invoke: SideEffects["invoke"];
  post: SideEffects["post"];
}

export interface Attempt {
  readonly attempt: number;
  readonly batch?: number;
  /** When its request or batch arrived, and when its trigger's execution or its first attempt began; ms since 1970 UTC. */
  readonly arrivedAt: number;
  readonly parentAt: number;
}

export class ExecutionRun {
  readonly id: string;
  /** Complete only when the run has ended. */
  readonly execution: Execution;
  readonly batching: Batching | undefined;
  private readonly trigger: Step;
  private readonly ownTrigger: BuiltTrigger | undefined;
  private readonly component: BuiltComponent;
  private readonly process: ExecutionProcess;
  private readonly session: Session;
  private readonly stepResults: StepResults;
  private readonly write: Log;
  private readonly calls: CallContext;

  constructor(
    private readonly instance: Instance,
    private readonly flow: Flow,
    private readonly attempt: Attempt,
    private readonly observer: RunObserver,
  ) {
    const { clock } = instance;
    this.component = instance.takeComponent();
    this.trigger = triggerStep(flow);
    this.ownTrigger = builtinTrigger(this.trigger)
      ? undefined
      : this.component.triggers[this.trigger.action.key];
    this.batching = this.ownTrigger && batchingOf(flow, this.ownTrigger);
    this.id = instance.nextExecutionId();
    this.process = createProcess(clock);
    this.session = instance.state.open(flow.name);
    this.stepResults = createStepResults(flow, instance.configVars());
    this.execution = {
      flow: flow.name,
      startedAt: timestamp(clock.now()),
      status: "failed",
      logs: [],
      steps: this.stepResults.all,
      results: this.stepResults.outcomes,
      attempt: attempt.attempt,
      ...(attempt.batch === undefined ? {} : { batch: attempt.batch }),
    };
    this.write = createLog(clock, this.execution.logs, (line) => instance.onLogLine(flow.name, line));
    this.calls = {
      component: this.component,
      session: this.session,
      scope: this.stepResults.scope,
      context: (step) => this.contextFor(step),
      sideEffects: { log: this.log, invoke: observer.invoke, post: observer.post },
    };
  }

  /** Fires the trigger; undefined when the execution failed in it. */
  fire(request: Request): Promise<Fired | undefined> {
    return this.runPart(async () => {
      const payload = payloadOf(this.instance, this.origin, request);
      if (!this.ownTrigger) return fireBuiltinTrigger(this.trigger, payload, this.stepResults.scope);
      const context = this.contextFor(this.trigger);
      return readFired(await performTrigger(this.calls, this.trigger, this.ownTrigger, context, payload));
    });
  }

  /** Fires a batched trigger page by page, which is all that this execution does. */
  async cutBatches(request: Request, take: (batch: Fired) => void): Promise<void> {
    const done = await this.runPart(async () => {
      const { ownTrigger, batching } = this;
      if (!ownTrigger || !batching)
        throw new Error(`The trigger of flow "${this.flow.name}" does not cut batches.`);
      const context = this.contextFor(this.trigger);
      const payload = payloadOf(this.instance, this.origin, request);
      const firePage = (paginationState: object | undefined) =>
        performTrigger(
          this.calls,
          this.trigger,
          ownTrigger,
          context,
          paginationState ? { ...payload, paginationState } : payload,
        );
      const { noChanges } = await cutIntoBatches(ownTrigger, context, batching.size, firePage, take);
      if (noChanges) this.stopUnchanged();
      else this.session.commit();
      return true;
    });
    if (done) this.end("succeeded");
  }

  /** Runs the steps after the trigger. */
  async proceed(fired: Fired, waited = false): Promise<void> {
    if (waited) {
      this.execution.startedAt = timestamp(this.instance.clock.now());
      this.session.reload();
      this.startLimit();
    }
    const done = await this.runPart(async () => {
      if (fired.noChanges) {
        this.stopUnchanged();
        return true;
      }
      this.stepResults.record(this.trigger, { data: fired.payload });
      const perform = (step: Step) => performStep(this.calls, step);
      const { sleep } = this.process.clock;
      const walk = { perform, log: this.log, sleep, results: this.stepResults };
      if (fired.branch !== undefined) await runSteps(branchOf(this.trigger, fired.branch), walk);
      const last = await runSteps(this.flow.steps.slice(1), walk);
      if (this.flow.isSynchronous) this.execution.answer = answerOf(last);
      this.session.commit();
      return true;
    });
    if (done) this.end("succeeded");
  }

  /** Stops the time limit while the run waits for its turn. */
  pauseLimit(): void {
    this.process.clearTimeLimit();
  }

  die(reason: string): void {
    this.process.die(reason);
  }

  begin(): void {
    this.observer.started(this);
    this.log("info", "Execution started.");
    this.startLimit();
  }

  /** A dead process logs nothing. */
  private readonly log: Log = (level, ...words) => {
    if (!this.process.isDead) this.write(level, ...words);
  };

  private startLimit(): void {
    if (this.flow.isSynchronous) this.process.setTimeLimit(SYNCHRONOUS_LIMIT_MS, "30 seconds");
    else this.process.setTimeLimit(LIMIT_MS, "15 minutes");
  }

  /** What context and payload say about the execution. */
  private get origin() {
    const { behavior } = this.instance;
    const { arrivedAt, parentAt } = this.attempt;
    const told = { own: Date.parse(this.execution.startedAt), arrival: arrivedAt, parent: parentAt };
    return { flow: this.flow, executionId: this.id, startedAt: timestamp(told[behavior.startedAt]) };
  }

  private contextFor({ name }: Step) {
    const batch = this.batching ? { enabled: true, batchSize: this.batching.size } : { enabled: false };
    return contextOf(this.instance, this.origin, name, this.session.copy(), this.log, batch);
  }

  /** Runs a part of the execution; undefined when it failed, which ends the execution. */
  private async runPart<T>(body: () => Promise<T>): Promise<T | undefined> {
    try {
      return await this.process.run(body);
    } catch (error) {
      this.end("failed", messageOf(error));
      return undefined;
    }
  }

  private stopUnchanged(): void {
    this.session.commit();
    this.execution.reason = "polled_no_changes";
  }

  private end(status: Execution["status"], error?: string): void {
    this.execution.status = status;
    if (error !== undefined) this.execution.error = error;
    // Assumption: the platform writes one line at the start and one at the end.
    this.write("info", error === undefined ? "Execution succeeded." : `Execution failed: ${error}`);
    // A killed execution may still be using its copy.
    if (!this.process.isDead) this.instance.returnComponent(this.component);
    this.process.die("The execution is over.");
    this.observer.ended(this);
  }
}

export const startRun = (
  instance: Instance,
  flow: Flow,
  attempt: Attempt,
  observer: RunObserver,
): ExecutionRun => {
  const run = new ExecutionRun(instance, flow, attempt, observer);
  run.begin();
  return run;
};
