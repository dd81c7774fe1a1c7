/**
 * Takes the requests of one flow: queues them, drops duplicates, retries failures and answers the callers.
 * It does not know what an execution does.
 */
import type { PlatformBehavior } from "./behavior";
import type { Request } from "./context";
import type { Flow } from "./definition";
import { type Attempt, type Execution, type ExecutionRun, type RunObserver, startRun } from "./execution";
import type { Instance } from "./instance";
import { createQueue, type Queue } from "./queue";
import { parseReference, walkPath } from "./references";
import { accepted, customAnswer, type FlowResponse, failure } from "./responses";
import { batchRetries, flowRetries } from "./retries";
import { type Fired, triggerStep } from "./triggers";

export interface StartedCall {
  answer: Promise<FlowResponse>;
  /** Every execution that the request caused, retries and batches included, in the order of their start. */
  executions: Promise<Execution[]>;
}

/** Source: integration/PLATFORM.md §2.4: sequential, throttled, singleton, parallel. */
const concurrencyOf = ({ queueConfig }: Flow, { queues }: PlatformBehavior): number => {
  if (!queues) return Number.POSITIVE_INFINITY;
  if (queueConfig?.usesFifoQueue) return queueConfig.concurrencyLimit ?? 1;
  return queueConfig?.singletonExecutions ? 1 : Number.POSITIVE_INFINITY;
};

const unlimitedQueue = (): Queue => createQueue(Number.POSITIVE_INFINITY);

/** Answers the caller. Only the first call counts, since only the first attempt has a caller. */
type Reply = (answer: FlowResponse) => void;

interface AttemptResult {
  readonly executions: Execution[];
  readonly isRetried: boolean;
}

export class FlowRunner {
  private readonly queue: Queue;
  private readonly isScheduled: boolean;
  /** The dedupe ids of the requests that wait or run. */
  private readonly pendingIds = new Set<string>();
  private openRequests = 0;

  constructor(
    private readonly instance: Instance,
    private readonly flow: Flow,
    private readonly observer: RunObserver,
  ) {
    this.queue = createQueue(concurrencyOf(flow, instance.behavior));
    this.isScheduled = triggerStep(flow).schedule !== undefined;
  }

  /** Whether a request is still waiting or running. */
  get busy(): boolean {
    return this.openRequests > 0;
  }

  /** `ignoreQueues`: as a plan without queues would. Source: integration/PLATFORM.md §5. */
  start(request: Request, ignoreQueues = false): StartedCall {
    let reply: Reply = () => {};
    const answer = new Promise<FlowResponse>((done) => {
      reply = done;
    });
    this.openRequests += 1;
    const queue = ignoreQueues ? unlimitedQueue() : this.queue;
    const executions = this.runAttempts(request, queue, reply).finally(() => {
      this.openRequests -= 1;
    });
    return { answer, executions };
  }

  private async runAttempts(request: Request, queue: Queue, reply: Reply): Promise<Execution[]> {
    const ended: Execution[] = [];
    const delayAfter = flowRetries(this.flow);
    const origin = { arrivedAt: this.instance.clock.now(), parentAt: this.instance.clock.now() };
    for (let attempt = 1; ; attempt++) {
      const { executions, isRetried } = await this.runAttempt(request, { attempt, ...origin }, queue, reply);
      ended.push(...executions);
      const delay = isRetried ? delayAfter(attempt) : undefined;
      if (delay === undefined) return ended;
      // Assumption: a waiting retry holds no slot in the queue, and lines up again at its end.
      await this.instance.clock.sleep(delay);
    }
  }

  /**
   * A schedule waits for its turn before anything runs. A request fires its trigger at once, since the trigger may answer
   * it (integration/PLATFORM.md §1.4, `response`) and its payload holds the `dedupeIdField`; then it queues.
   */
  private runAttempt(request: Request, attempt: Attempt, queue: Queue, reply: Reply): Promise<AttemptResult> {
    return this.isScheduled
      ? queue.turn(() => this.runAttemptNow(request, attempt, unlimitedQueue(), reply))
      : this.runAttemptNow(request, attempt, queue, reply);
  }

  private async runAttemptNow(
    request: Request,
    attempt: Attempt,
    queue: Queue,
    reply: Reply,
  ): Promise<AttemptResult> {
    const run = startRun(this.instance, this.flow, attempt, this.observer);
    if (run.batching) {
      reply(accepted(run));
      // Only a failed batch is retried. Source: integration/PLATFORM.md §11.
      return { executions: await this.runInBatches(run, request), isRetried: false };
    }
    const fired = await run.fire(request);
    if (fired) {
      if (!this.flow.isSynchronous) reply(fired.response ? customAnswer(fired.response) : accepted(run));
      if (!(await this.proceedInTurn(run, fired, queue))) return { executions: [], isRetried: false };
    }
    reply(run.execution.answer ?? failure(run));
    return { executions: [run.execution], isRetried: run.execution.status === "failed" };
  }

  /** False when the run was a duplicate. Assumption: it is one while another of its id waits or runs. */
  private async proceedInTurn(run: ExecutionRun, fired: Fired, queue: Queue): Promise<boolean> {
    const id = this.instance.behavior.queues ? dedupeId(this.flow, fired) : undefined;
    if (id !== undefined && this.pendingIds.has(id)) {
      this.observer.dropped(run);
      run.die("The request is a duplicate.");
      return false;
    }
    if (id !== undefined) this.pendingIds.add(id);
    if (queue.full) run.pauseLimit();
    await queue.turn((waited) => run.proceed(fired, waited));
    if (id !== undefined) this.pendingIds.delete(id);
    return true;
  }

  /** Batches run after the trigger, each as an execution of its own (integration/PLATFORM.md §11). */
  private async runInBatches(run: ExecutionRun, request: Request): Promise<Execution[]> {
    const batches: { readonly fired: Fired; readonly arrivedAt: number }[] = [];
    const parentAt = Date.parse(run.execution.startedAt);
    // Batches that were cut before a later page failed still run (integration/PLATFORM.md §1.5).
    await run.cutBatches(request, (fired) => batches.push({ fired, arrivedAt: this.instance.clock.now() }));
    const queue = createQueue(run.batching?.atOnce ?? 1);
    const ended = await Promise.all(
      batches.map(({ fired, arrivedAt }, n) =>
        this.runBatch(fired, { batch: n + 1, arrivedAt, parentAt }, queue),
      ),
    );
    return [run.execution, ...ended.flat()];
  }

  private async runBatch(fired: Fired, origin: Omit<Attempt, "attempt">, queue: Queue): Promise<Execution[]> {
    const ended: Execution[] = [];
    const delayAfter = batchRetries(this.flow);
    for (let attempt = 1; ; attempt++) {
      const execution = await queue.turn(async () => {
        const run = startRun(this.instance, this.flow, { attempt, ...origin }, this.observer);
        await run.proceed(fired);
        return run.execution;
      });
      ended.push(execution);
      const delay = execution.status === "failed" ? delayAfter(attempt) : undefined;
      if (delay === undefined) return ended;
      await this.instance.clock.sleep(delay);
    }
  }
}

/** Source: integration/PLATFORM.md §2.4, `dedupeIdField`. A request without an id is never a duplicate. */
const dedupeId = ({ queueConfig }: Flow, { payload }: Fired): string | undefined => {
  const field = queueConfig?.usesFifoQueue ? queueConfig.dedupeIdField : undefined;
  const value = field && walkPath(payload, parseReference(field.value)?.path ?? []);
  return value === undefined || value === null || value === "" ? undefined : JSON.stringify(value);
};
