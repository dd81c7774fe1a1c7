/**
 * A local simulator of the Prismatic platform: it loads a definition and the built component, and runs
 * flows as the platform would, in virtual time. It knows neither of the systems that the component connects.
 */
import type { VirtualClock } from "../kit/clock";
import { createActivity } from "./activity";
import type { PlatformBehaviorInput } from "./behavior";
import { builtinTrigger } from "./builtins";
import { loadBundle } from "./bundle";
import { headerOf, requestOf } from "./context";
import { runDataSource } from "./dataSources";
import type { Definition } from "./definition";
import type { Execution, RunObserver } from "./execution";
import { installClock } from "./executionProcess";
import { FlowRunner, type StartedCall } from "./flowRunner";
import { type Customer, createInstance, type Instance, urlOf } from "./instance";
import { onDeploy, onUndeploy, runHandlers } from "./lifecycleHandlers";
import type { LogLine } from "./logs";
import type { FlowResponse } from "./responses";
import { createRunRegistry, type Posted } from "./runRegistry";
import { createSchedules, type Schedule, timingOf } from "./schedules";
import type { StateStore } from "./state";
import { triggerStep } from "./triggers";
import { refuseUnsupported } from "./unsupported";

export { platformBehavior } from "./behavior";
export { loadDefinition } from "./definition";
export type { Execution } from "./execution";
export type { LogLine } from "./logs";

export interface PlatformOptions {
  clock: VirtualClock;
  definition: Definition;
  /** The built component: a CommonJS file whose default export is the result of Spectral's `component()`. */
  bundlePath: string;
  /** The selections of the config wizard, by name; for a connection, its fields. */
  configVars?: Record<string, unknown>;
  customer?: Customer;
  /** How the platform behaves where its documents leave it open. */
  behavior?: PlatformBehaviorInput;
  /**
   * True: an execution may reuse the component copy of an earlier one, even of another platform. This is many times
   * faster, but not how the platform works: only for tests of thousands of executions that check the resulting records.
   */
  warm?: boolean;
  onExecution?: (execution: Execution) => void;
  onLog?: (flow: string, line: LogLine) => void;
}

interface CallOptions {
  /** By default, the header `Api-Key`. Source: integration/PLATFORM.md §1.9. */
  apiKey?: string;
  headers?: Record<string, string>;
  /** Runs at once, as in a plan without queues. */
  ignoreQueues?: boolean;
}

export interface CallResult extends FlowResponse {
  /** Every execution that the call caused, retries and batches included. */
  executions: Promise<Execution[]>;
}

export interface Platform {
  /** Sends a request to the flow's URL. */
  call(flow: string, body: unknown, options?: CallOptions): Promise<CallResult>;
  /** Calls with the flow's key, if it has one, and waits for the end, retries and batches included. Returns the last attempt; for a batched flow, its trigger's execution. Throws `CallRefused` where the key is missing. */
  run(flow: string, body?: unknown, options?: Omit<CallOptions, "apiKey">): Promise<Execution>;
  urlOf(flow: string): string;
  /** Throws if the flow has none. */
  keyOf(flow: string): string;
  /** Adds an API key to a flow that needs one, as a person does in the instance's settings. */
  addKey(flow: string): void;
  /** The flow of a URL. */
  flowAt(url: string): string | undefined;
  /** Runs the lifecycle handlers, and starts the deploy flows (wait for them with `idle`) and the schedules. */
  deploy(): Promise<void>;
  undeploy(): Promise<void>;
  /** Replaces what was selected in the wizard for these config variables. As on the platform, `deploy` makes it count. */
  configure(selections: Record<string, unknown>): void;
  /** Runs the data source of a config variable, as the wizard does. */
  dataSource(configVar: string): Promise<unknown>;
  /** Lets time pass while schedules fire, and then waits until everything they started has ended; they do not fire meanwhile. */
  advance(ms: number): Promise<void>;
  /** Resolves when nothing runs, and nothing waits in a queue or for a retry. */
  idle(): Promise<void>;
  /** The executions that have ended, in the order of their start. */
  readonly executions: Execution[];
  /** The executions in progress; `die` kills one where it is. */
  readonly running: { flow: string; die(): void }[];
  readonly state: StateStore;
  /** What steps have posted to the outside, such as chat messages. */
  readonly posted: readonly Posted[];
}

/** Looks up a flow with its runner by name. */
const createRunners = (instance: Instance, observer: RunObserver) => {
  const runners = instance.definition.flows.map((flow) => ({
    flow,
    runner: new FlowRunner(instance, flow, observer),
  }));
  const find = (name: string) => {
    const found = runners.find(({ flow }) => flow.name === name);
    if (!found) throw new Error(`There is no flow "${name}".`);
    return found;
  };
  return { all: runners, find };
};

type Runners = ReturnType<typeof createRunners>;

const scheduleOf = (
  { flow, runner }: Runners["all"][number],
  instance: Instance,
  during: (work: Promise<unknown>) => void,
): Schedule[] => {
  const timing = timingOf(flow, instance);
  if (!timing) return [];
  const fire = () => {
    // Source: integration/PLATFORM.md §11, queues.
    if (instance.behavior.queues && flow.queueConfig?.singletonExecutions && runner.busy) return;
    during(runner.start(requestOf({})).executions);
  };
  return [{ ...timing, fire }];
};

export const createPlatform = (options: PlatformOptions): Platform => {
  const { clock, definition, onExecution = () => {} } = options;
  const bundle = loadBundle(options.bundlePath);
  refuseUnsupported(definition, bundle.described);
  installClock();

  const instance = createInstance(options, bundle);
  const activity = createActivity();
  const requested = createActivity((busy) => schedules.follow(busy));
  /** Work that was requested from outside; schedules fire while it is in progress. */
  const onRequest = <T>(work: Promise<T>): Promise<T> => activity.during(requested.during(work));
  const registry = createRunRegistry(onExecution, async (name, data) => {
    const text = typeof data === "string" ? data : JSON.stringify(data ?? {});
    const request = requestOf(text, { "Content-Type": "application/json" }, instance.behavior.body);
    const { flow, runner } = runners.find(name);
    // The SDK sends the key of a flow that has one. Source: integration/PLATFORM.md §1.9, `invokeFlow`.
    const [key] = instance.keys.byFlow()[name] ?? [];
    if (!instance.keys.accept(flow, key))
      throw new Error(`Flow "${name}" refused the call: it has no API key.`);
    const { answer, executions } = runner.start(request);
    void activity.during(executions);
    return { data: (await answer).body };
  });
  const runners = createRunners(instance, registry.observer);
  const inBackground = (work: Promise<unknown>) => void activity.during(work);
  const schedules = createSchedules(
    clock,
    runners.all.flatMap((one) => scheduleOf(one, instance, inBackground)),
  );
  const start = (name: string, body: unknown, headers?: Record<string, string>, ignoreQueues?: boolean) => {
    const started = runners
      .find(name)
      .runner.start(requestOf(body, headers, instance.behavior.body), ignoreQueues);
    void onRequest(started.executions);
    return started;
  };

  return {
    ...callsOf(instance, runners, start),
    ...lifecycleOf(instance, schedules, start, onRequest),
    configure: instance.configure,
    dataSource: (configVar) => onRequest(runDataSource(instance, configVar)),
    async advance(ms) {
      await onRequest(clock.sleep(ms).then(() => schedules.fireDue()));
      await activity.idle();
    },
    idle: () => activity.idle(),
    get executions() {
      return registry.ended();
    },
    get running() {
      return registry.running();
    },
    state: instance.state,
    posted: registry.posted,
  };
};

type Start = (
  flow: string,
  body: unknown,
  headers?: Record<string, string>,
  ignoreQueues?: boolean,
) => StartedCall;

const callsOf = (
  { keys }: Instance,
  { all, find }: Runners,
  start: Start,
): Pick<Platform, "call" | "run" | "urlOf" | "keyOf" | "addKey" | "flowAt"> => ({
  async call(name, body, { headers = {}, apiKey = headerOf(headers, "api-key"), ignoreQueues } = {}) {
    const { flow } = find(name);
    if (!keys.accept(flow, apiKey)) return unauthorized;
    const { answer, executions } = start(name, body, headers, ignoreQueues);
    return { ...(await answer), executions };
  },
  async run(name, body = {}, { headers, ignoreQueues } = {}) {
    const [key] = keys.byFlow()[name] ?? [];
    if (!keys.accept(find(name).flow, key))
      throw new CallRefused(`${name} refused the call: it has no API key.`);
    const executions = await start(name, body, headers, ignoreQueues).executions;
    const execution = executions.findLast(({ batch }) => batch === undefined);
    if (!execution) throw new Error(`The request at flow "${name}" was dropped as a duplicate.`);
    return execution;
  },
  urlOf: (name) => urlOf(find(name).flow),
  keyOf: (name) => keys.of(find(name).flow),
  addKey: (name) => keys.add(find(name).flow),
  flowAt: (url) => all.find(({ flow }) => urlOf(flow) === url)?.flow.name,
});

const lifecycleOf = (
  instance: Instance,
  schedules: ReturnType<typeof createSchedules>,
  start: Start,
  onRequest: <T>(work: Promise<T>) => Promise<T>,
): Pick<Platform, "deploy" | "undeploy"> => ({
  async deploy() {
    await onRequest(runHandlers(instance, onDeploy));
    for (const flow of instance.definition.flows)
      if (builtinTrigger(triggerStep(flow))?.onDeploy) start(flow.name, {});
    schedules.start();
  },
  async undeploy() {
    schedules.stop();
    await onRequest(runHandlers(instance, onUndeploy));
  },
});

/** A call that a flow refused, since nobody has added its API key. */
export class CallRefused extends Error {}

/** Assumption: a call of a `customer_required` flow without its key gets 401 and starts nothing. */
const unauthorized: CallResult = {
  statusCode: 401,
  contentType: "application/json",
  headers: {},
  body: { error: "The API key of this flow is missing or wrong." },
  executions: Promise.resolve([]),
};
