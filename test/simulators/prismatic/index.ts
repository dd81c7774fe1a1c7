/**
 * A stand-in for the platform on the local machine: it loads the shipped definition and the built component and runs
 * flows as the platform would, on virtual time. It knows neither of the two systems that the component connects.
 */
import type { VirtualClock } from "../kit/clock";
import { createActivity } from "./activity";
import { builtinTrigger } from "./builtins";
import { loadBundle } from "./bundle";
import { configVarsOf } from "./configVars";
import { headerOf, requestOf } from "./context";
import { runDataSource } from "./dataSources";
import type { Definition } from "./definition";
import type { Execution, ExecutionRun, FlowResponse, RunObserver } from "./execution";
import { installClock } from "./executionProcess";
import { createFlowRunner, type StartedCall } from "./flowRunner";
import { type Customer, type Instance, identityOf, keyOf, needsKey, urlOf } from "./instance";
import { onDeploy, onUndeploy, runHandlers } from "./lifecycleHandlers";
import type { LogLine } from "./logs";
import { createSchedules, type Schedule, timingOf } from "./schedules";
import { createStateStore, type StateStore } from "./state";
import { triggerStep } from "./triggers";
import { refuseUnsupported } from "./unsupported";

export { loadDefinition } from "./definition";
export type { Execution } from "./execution";
export type { LogLine } from "./logs";

export interface PlatformOptions {
  clock: VirtualClock;
  definition: Definition;
  /** The built component: a CommonJS file whose default export is what Spectral's `component()` gave. */
  bundlePath: string;
  /** What was chosen in the wizard, by name; for a connection its fields. */
  configVars?: Record<string, unknown>;
  customer?: Customer;
  /**
   * True: an execution may get the copy of the component that another has left, also one of another platform. Many times
   * faster, and not as on the platform: only for tests of thousands of executions that ask what became of records.
   */
  warm?: boolean;
  onExecution?: (execution: Execution) => void;
  onLog?: (flow: string, line: LogLine) => void;
}

interface CallOptions {
  /** Left out, the header `Api-Key` counts. Source: integration/PLATFORM.md §1.9. */
  apiKey?: string;
  headers?: Record<string, string>;
  /** Run at once, as a plan without queues would. */
  ignoreQueues?: boolean;
}

export interface CallResult extends FlowResponse {
  /** Every execution that came of the call, retries and batches included. */
  executions: Promise<Execution[]>;
}

export interface Platform {
  /** A request at the flow's address. */
  call(flow: string, body: unknown, options?: CallOptions): Promise<CallResult>;
  /** Calls with the right key and waits for the end, retries and batches included: the last attempt, or a batched flow's trigger. */
  run(flow: string, body?: unknown, options?: Omit<CallOptions, "apiKey">): Promise<Execution>;
  urlOf(flow: string): string;
  keyOf(flow: string): string;
  /** The flow that listens at an address. */
  flowAt(url: string): string | undefined;
  /** Runs the life-cycle handlers, starts the deploy flows (wait for them with `idle`) and the schedules. */
  deploy(): Promise<void>;
  undeploy(): Promise<void>;
  /** What the wizard gets from the data source of a config variable. */
  dataSource(configVar: string): Promise<unknown>;
  /** Lets time pass, schedules firing, and then waits until what they started has ended; meanwhile they fire no more. */
  advance(ms: number): Promise<void>;
  /** Resolves when nothing runs, waits in a queue or for a retry. */
  idle(): Promise<void>;
  /** Those that have ended, in the order of their start. */
  readonly executions: Execution[];
  /** Those under way; `die` ends one where it stands, like a process that is killed. */
  readonly running: { flow: string; die(): void }[];
  readonly state: StateStore;
  /** What steps have posted to the outside, such as messages to a chat. */
  readonly posted: readonly Posted[];
}

interface Posted {
  readonly url: string;
  readonly data: unknown;
}

export const createPlatform = (options: PlatformOptions): Platform => {
  const { clock, definition, onExecution = () => {}, onLog = () => {} } = options;
  const { fresh, ended, described: component } = loadBundle(options.bundlePath);
  refuseUnsupported(definition, component);
  installClock();

  let executionCount = 0;
  const instance: Instance = {
    clock,
    definition,
    component,
    fresh,
    takeComponent: () => (options.warm ? ended.pop() : undefined) ?? fresh(),
    returnComponent: (copy) => void (options.warm && ended.push(copy)),
    configVars: configVarsOf(definition, component, options.configVars ?? {}),
    state: createStateStore(),
    identity: identityOf(
      definition,
      options.customer ?? { id: "customer-1", externalId: "customer-1", name: "Customer" },
    ),
    nextExecutionId: () => `execution-${++executionCount}`,
    onLogLine: onLog,
  };

  const activity = createActivity();
  const wanted = createActivity((busy) => schedules.follow(busy));
  /** Work that somebody asked for: schedules go on meanwhile. */
  const asked = <T>(work: Promise<T>): Promise<T> => activity.during(wanted.during(work));
  const started: Execution[] = [];
  const posted: Posted[] = [];
  // A run is let go when it has ended: it holds a whole copy of the component.
  const running = new Map<Execution, ExecutionRun>();
  const watcher: RunObserver = {
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
    async invoke(name, data) {
      const body = typeof data === "string" ? data : JSON.stringify(data ?? {});
      const request = requestOf(body, { "Content-Type": "application/json" });
      const { answer, executions } = entry(name).runner.start(request);
      void activity.during(executions);
      return { data: (await answer).body };
    },
  };
  const entries = definition.flows.map((flow) => ({
    flow,
    runner: createFlowRunner(instance, flow, watcher),
  }));
  const entry = (name: string) => {
    const found = entries.find(({ flow }) => flow.name === name);
    if (!found) throw new Error(`There is no flow "${name}".`);
    return found;
  };
  const start = (
    name: string,
    body: unknown,
    headers: Record<string, string> = {},
    ignoreQueues = false,
  ): StartedCall => {
    const begun = entry(name).runner.start(requestOf(body, headers), ignoreQueues);
    void asked(begun.executions);
    return begun;
  };

  const scheduleOf = ({ flow, runner }: (typeof entries)[number]): Schedule[] => {
    const timing = timingOf(flow, instance);
    if (!timing) return [];
    const fire = () => {
      // Source: integration/PLATFORM.md §11, queues.
      if (flow.queueConfig?.singletonExecutions && runner.busy) return;
      void activity.during(runner.start(requestOf({})).executions);
    };
    return [{ ...timing, fire }];
  };
  const schedules = createSchedules(clock, entries.flatMap(scheduleOf));

  return {
    async call(name, body, { headers = {}, apiKey = headerOf(headers, "api-key"), ignoreQueues } = {}) {
      const { flow } = entry(name);
      if (needsKey(flow) && apiKey !== keyOf(flow)) return unauthorized;
      const { answer, executions } = start(name, body, headers, ignoreQueues);
      return { ...(await answer), executions };
    },
    async run(name, body = {}, { headers, ignoreQueues } = {}) {
      const executions = await start(name, body, headers, ignoreQueues).executions;
      const execution = executions.findLast(({ batch }) => batch === undefined);
      if (!execution) throw new Error(`The request at flow "${name}" was dropped as a duplicate.`);
      return execution;
    },
    urlOf: (name) => urlOf(entry(name).flow),
    keyOf: (name) => keyOf(entry(name).flow),
    flowAt: (url) => definition.flows.find((flow) => urlOf(flow) === url)?.name,
    async deploy() {
      await asked(runHandlers(instance, onDeploy));
      for (const flow of definition.flows)
        if (builtinTrigger(triggerStep(flow))?.onDeploy) start(flow.name, {});
      schedules.start();
    },
    async undeploy() {
      schedules.stop();
      await asked(runHandlers(instance, onUndeploy));
    },
    dataSource: (configVar) => asked(runDataSource(instance, configVar)),
    async advance(ms) {
      await asked(clock.sleep(ms).then(() => schedules.fireDue()));
      await activity.idle();
    },
    idle: () => activity.idle(),
    get executions() {
      return started.filter((execution) => !running.has(execution));
    },
    get running() {
      return [...running].map(([{ flow }, run]) => ({ flow, die: () => run.die("The process died.") }));
    },
    state: instance.state,
    posted,
  };
};

/** Assumption: a call without the key of a `customer_required` flow is answered 401 and starts nothing. */
const unauthorized: CallResult = {
  statusCode: 401,
  contentType: "application/json",
  headers: {},
  body: { error: "The API key of this flow is missing or wrong." },
  executions: Promise.resolve([]),
};
