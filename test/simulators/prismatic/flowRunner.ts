/**
 * Takes the requests at one flow: who has to wait, what is dropped, what is tried again, what the caller is told.
 * It knows not what an execution does.
 */
import type { TriggerResponse } from "./builtins";
import type { Request } from "./context";
import type { Flow } from "./definition";
import {
  type Execution,
  type ExecutionRun,
  type FlowResponse,
  type RunObserver,
  startRun,
} from "./execution";
import type { Instance } from "./instance";
import { throughJson } from "./json";
import { createQueue, type Queue } from "./queue";
import { parseReference, walkPath } from "./references";
import { batchRetries, flowRetries } from "./retries";
import { type Fired, triggerStep } from "./triggers";

export interface StartedCall {
  answer: Promise<FlowResponse>;
  /** Every execution that came of it, retries and batches included, in the order of their start. */
  executions: Promise<Execution[]>;
}

interface FlowRunner {
  /** Something that was started has not settled yet. */
  readonly busy: boolean;
  /** `ignoreQueues`: as a plan without queues would. Source: integration/PLATFORM.md §5. */
  start(request: Request, ignoreQueues?: boolean): StartedCall;
}

/** Source: integration/PLATFORM.md §2.4: sequential, throttled, singleton, parallel. */
const concurrencyOf = ({ queueConfig }: Flow): number => {
  if (queueConfig?.usesFifoQueue) return queueConfig.concurrencyLimit ?? 1;
  return queueConfig?.singletonExecutions ? 1 : Number.POSITIVE_INFINITY;
};

export const createFlowRunner = (instance: Instance, flow: Flow, watcher: RunObserver): FlowRunner => {
  const { clock } = instance;
  const queue = createQueue(concurrencyOf(flow));
  const scheduled = triggerStep(flow).schedule !== undefined;
  const pending = new Set<string>();
  let open = 0;

  /** The first call of `reply` counts: only the first attempt has a caller. */
  type Reply = (answer: FlowResponse) => void;

  const attempts = async (request: Request, lane: Queue, reply: Reply): Promise<Execution[]> => {
    const ended: Execution[] = [];
    const delayAfter = flowRetries(flow);
    for (let attempt = 1; ; attempt++) {
      const { executions, again } = await attemptOnce(request, attempt, lane, reply);
      ended.push(...executions);
      const delay = again ? delayAfter(attempt) : undefined;
      if (delay === undefined) return ended;
      // Assumption: a retry that waits holds no place in the queue, and takes a new one at its end.
      await clock.sleep(delay);
    }
  };

  type Attempt = { executions: Execution[]; again: boolean };

  /**
   * A schedule asks for its turn before anything runs. A request fires its trigger at once, for the trigger may answer
   * it (integration/PLATFORM.md §1.4, `response`), and says what it is by its payload (`dedupeIdField`); then it queues.
   */
  const attemptOnce = (request: Request, attempt: number, lane: Queue, reply: Reply): Promise<Attempt> =>
    scheduled
      ? lane.turn(() => attemptNow(request, attempt, createQueue(Number.POSITIVE_INFINITY), reply))
      : attemptNow(request, attempt, lane, reply);

  const attemptNow = async (
    request: Request,
    attempt: number,
    lane: Queue,
    reply: Reply,
  ): Promise<Attempt> => {
    const run = startRun(instance, flow, { attempt }, watcher);
    if (run.batching) {
      reply(accepted(run));
      // Only a failed batch is tried again. Source: integration/PLATFORM.md §11.
      return { executions: await inBatches(run, request), again: false };
    }
    const fired = await run.fire(request);
    if (fired) {
      if (!flow.isSynchronous) reply(fired.response ? customAnswer(fired.response) : accepted(run));
      if (!(await proceedInTurn(run, fired, lane))) return { executions: [], again: false };
    }
    reply(run.execution.answer ?? failure(run));
    return { executions: [run.execution], again: run.execution.status === "failed" };
  };

  /** False when the run was a duplicate. Assumption: it is one while another of its id waits or runs. */
  const proceedInTurn = async (run: ExecutionRun, fired: Fired, lane: Queue): Promise<boolean> => {
    const id = dedupeId(flow, fired);
    if (id !== undefined && pending.has(id)) {
      watcher.dropped(run);
      run.die("The request is a duplicate.");
      return false;
    }
    if (id !== undefined) pending.add(id);
    if (lane.full) run.pauseLimit();
    await lane.turn((waited) => run.proceed(fired, waited));
    if (id !== undefined) pending.delete(id);
    return true;
  };

  /** Batches run after the trigger, each as an execution of its own (integration/PLATFORM.md §11). */
  const inBatches = async (run: ExecutionRun, request: Request): Promise<Execution[]> => {
    const batches: Fired[] = [];
    // Batches that were cut before a later page failed stay (integration/PLATFORM.md §1.5).
    await run.cutBatches(request, (batch) => batches.push(batch));
    const lane = createQueue(run.batching?.atOnce ?? 1);
    const ended = await Promise.all(batches.map((batch, place) => batchAttempts(batch, place, lane)));
    return [run.execution, ...ended.flat()];
  };

  const batchAttempts = async (batch: Fired, place: number, lane: Queue): Promise<Execution[]> => {
    const ended: Execution[] = [];
    const delayAfter = batchRetries(flow);
    for (let attempt = 1; ; attempt++) {
      const execution = await lane.turn(async () => {
        const run = startRun(instance, flow, { attempt, batch: place + 1 }, watcher);
        await run.proceed(batch);
        return run.execution;
      });
      ended.push(execution);
      const delay = execution.status === "failed" ? delayAfter(attempt) : undefined;
      if (delay === undefined) return ended;
      await clock.sleep(delay);
    }
  };

  return {
    get busy() {
      return open > 0;
    },
    start(request, ignoreQueues = false) {
      let reply: Reply = () => {};
      const answer = new Promise<FlowResponse>((done) => {
        reply = done;
      });
      open += 1;
      const lane = ignoreQueues ? createQueue(Number.POSITIVE_INFINITY) : queue;
      const executions = attempts(request, lane, reply).finally(() => {
        open -= 1;
      });
      return { answer, executions };
    },
  };
};

/** Source: integration/PLATFORM.md §2.4, `dedupeIdField`. A request without an id is never a duplicate. */
const dedupeId = ({ queueConfig }: Flow, { payload }: Fired): string | undefined => {
  const field = queueConfig?.usesFifoQueue ? queueConfig.dedupeIdField : undefined;
  const value = field && walkPath(payload, parseReference(field.value)?.path ?? []);
  return value === undefined || value === null || value === "" ? undefined : JSON.stringify(value);
};

/** An asynchronous call is answered with the execution's id. Source: integration/PLATFORM.md §9. */
const accepted = ({ id }: ExecutionRun): FlowResponse => ({
  statusCode: 200,
  contentType: "application/json",
  headers: {},
  body: { executionId: id },
});

const customAnswer = ({ statusCode, contentType, headers, body }: TriggerResponse): FlowResponse => ({
  statusCode,
  contentType,
  headers: headers ?? {},
  body: throughJson(body) ?? null,
});

/** Assumption: a failed or cut off execution that somebody waits for answers 500. */
const failure = ({ execution }: ExecutionRun): FlowResponse => ({
  statusCode: 500,
  contentType: "application/json",
  headers: {},
  body: { error: execution.error },
});
