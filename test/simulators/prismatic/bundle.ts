/**
 * The built component as the platform sees it: its shape, and a fresh copy for each execution.
 * It knows neither flows nor what the component does.
 */
import { readFileSync, statSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { dirname } from "node:path";
import { Script } from "node:vm";

/* The shape of a built component. Source: integration/PLATFORM.md §1.12. */

export interface BuiltInput {
  key: string;
  type: string;
  required?: boolean;
  default?: unknown;
  /** For inputs that are used only by a first load at deployment. */
  scope?: "ON_DEPLOY";
}

type Handler = (context: object, params: Record<string, unknown>) => Promise<unknown>;
export type Support = "invalid" | "valid" | "required";

interface Branching {
  allowsBranching?: boolean;
  staticBranchNames?: string[];
  dynamicBranchInput?: string;
  terminateExecution?: boolean;
  breakLoop?: boolean;
}

interface BuiltAction extends Branching {
  key: string;
  inputs: BuiltInput[];
  perform: Handler;
}

export interface BuiltTrigger extends Branching {
  key: string;
  inputs: BuiltInput[];
  perform: (context: object, payload: object, params: Record<string, unknown>) => Promise<unknown>;
  scheduleSupport: Support;
  synchronousResponseSupport: Support;
  triggerResolverSupport?: Support;
  triggerResolverDefaultBatchSize?: number;
  triggerResolverDefaultConcurrentBatchLimit?: number;
  resolveTriggerItems?: (context: object, result: unknown) => unknown[];
  getNextPaginationState?: (context: object, result: unknown) => object | null;
  webhookCreate?: Handler;
  webhookDelete?: Handler;
  onInstanceDeploy?: Handler;
  onInstanceDelete?: Handler;
}

interface BuiltDataSource {
  key: string;
  inputs: BuiltInput[];
  dataSourceType: string;
  perform: Handler;
}

export interface BuiltComponent {
  key: string;
  actions: Record<string, BuiltAction>;
  triggers: Record<string, BuiltTrigger>;
  dataSources: Record<string, BuiltDataSource>;
  connections: { key: string; inputs: BuiltInput[] }[];
}

export interface Bundle {
  /** A copy that has never run anything. */
  readonly fresh: () => BuiltComponent;
  /** Copies whose executions have ended, for tests of thousands of executions (`PlatformOptions.warm`). */
  readonly ended: BuiltComponent[];
  /** A copy to read the component's description from; none of its functions is ever called. */
  readonly described: BuiltComponent;
}

/** By file and time of its last change: a bundle is compiled once for all platforms of a process. */
const loaded = new Map<string, Bundle>();

/**
 * Compiled once, evaluated for each copy: executions share no module variables.
 * Source: each execution is a process of its own (integration/PLATFORM.md §5, §11).
 */
export const loadBundle = (file: string): Bundle => {
  const key = `${file} ${statSync(file).mtimeMs}`;
  const known = loaded.get(key);
  if (known) return known;
  const script = new Script(Module.wrap(readFileSync(file, "utf8")), { filename: file });
  const require = createRequire(file);
  const fresh = () => {
    const module: { exports: { default?: BuiltComponent } } = { exports: {} };
    script.runInThisContext()(module.exports, require, module, file, dirname(file));
    if (!module.exports.default) throw new Error(`${file} has no component as its default export`);
    return module.exports.default;
  };
  const bundle = { fresh, ended: [], described: fresh() };
  loaded.set(key, bundle);
  return bundle;
};
