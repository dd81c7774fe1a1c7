/**
 * The platform's own components, as far as they are simulated. Everything that is not in these tables is refused, so
 * that no run depends on a guess about a step.
 */
import { type ConditionalExpression, evaluate } from "@prismatic-io/spectral/dist/conditionalLogic";
import type { Support } from "./bundle";
import type { Step } from "./definition";
import { asText } from "./inputs";
import { isRecord } from "./json";
import type { Level } from "./logs";

/** What a step produces: an action's result, the branch it takes, or the items of a loop. */
export interface StepOutcome {
  data?: unknown;
  branch?: string;
  items?: unknown[];
  contentType?: string;
  statusCode?: number;
  headers?: Record<string, string>;
}

/** The side effects of the platform's own steps. */
export interface SideEffects {
  log(level: Level, message: string): void;
  invoke(flow: string, body: unknown): Promise<StepOutcome>;
  /** Posts to the outside: nothing is sent, the post is recorded and succeeds. */
  post(url: string, data: unknown): StepOutcome;
}

type Params = Record<string, unknown>;
type BuiltinAction = (params: Params, effects: SideEffects) => StepOutcome | Promise<StepOutcome>;

const pairs = (value: unknown): { key: unknown; value: unknown }[] =>
  (Array.isArray(value) ? value : []).filter(isRecord).map(({ key, value }) => ({ key, value }));

/** Source: every example export has `Else` in addition to the named conditions (integration/PLATFORM.md §11). */
const ELSE = "Else";

/** Source of keys and inputs: integration/PLATFORM.md §3. */
const actions: Record<string, BuiltinAction> = {
  /** Assumption: values are compared as text, since mappings are text. */
  "branch.branchOnValue": ({ inputValue, branchValueMappings }) => {
    const match = pairs(branchValueMappings).find(({ value }) => asText(value) === asText(inputValue));
    return { branch: match ? asText(match.key) : ELSE };
  },
  /** The first condition that is true, evaluated by the SDK's own function (integration/PLATFORM.md §2.6). */
  "branch.branchOnExpression": ({ conditions }) => {
    const match = pairs(conditions).find(({ value }) => evaluate(value as ConditionalExpression));
    return { branch: match ? asText(match.key) : ELSE };
  },
  "loop.loopOverItems": ({ items }) => {
    if (!Array.isArray(items)) throw new Error("The items of a loop must be a list.");
    return { items };
  },
  "log.writeLog": ({ level, message }, effects) => {
    effects.log(asText(level) as Level, asText(message));
    return { data: null };
  },
  "http.httpPost": ({ url, data }, effects) => effects.post(asText(url), data),
  /** Source: integration/PLATFORM.md §3. Assumption: any flow of the instance can be invoked, as by its URL. */
  "cross-flow.invokeFlow": ({ flowName, data }, effects) => effects.invoke(asText(flowName), data),
};

/** A trigger's own response to a request. Source: integration/PLATFORM.md §1.4, `response`. */
export interface TriggerResponse {
  statusCode: number;
  contentType: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/** How a trigger of the platform may be used, and its response to a request. */
interface BuiltinTrigger {
  scheduleSupport: Support;
  synchronousResponseSupport: Support;
  onDeploy?: true;
  response?: (params: Params) => TriggerResponse | undefined;
}

/** Source of the keys: integration/PLATFORM.md §3. Of the supports: the vendor's designer offers no others. */
const triggers: Record<string, BuiltinTrigger> = {
  "webhook-triggers.webhook": {
    scheduleSupport: "invalid",
    synchronousResponseSupport: "valid",
    /** Source: integration/PLATFORM.md §3. */
    response: ({ body, contentType, headers, statusCode }) => {
      const status = Number(asText(statusCode) || 200);
      if (asText(body) === "" && status === 200) return undefined;
      return {
        statusCode: status,
        contentType: asText(contentType) || "text/plain",
        headers: Object.fromEntries(pairs(headers).map(({ key, value }) => [asText(key), asText(value)])),
        body,
      };
    },
  },
  "schedule-triggers.schedule": { scheduleSupport: "required", synchronousResponseSupport: "invalid" },
  "management-triggers.instanceDeploy": {
    scheduleSupport: "invalid",
    synchronousResponseSupport: "invalid",
    onDeploy: true,
  },
};

const nameOf = ({ action }: Step): string => `${action.component.key}.${action.key}`;

/** Public components only, not a private one that happens to have the same key. */
export const builtinAction = (step: Step): BuiltinAction | undefined =>
  step.action.component.isPublic ? actions[nameOf(step)] : undefined;

export const builtinTrigger = (step: Step): BuiltinTrigger | undefined =>
  step.action.component.isPublic ? triggers[nameOf(step)] : undefined;

export const isLoop = (step: Step): boolean => step.action.component.key === "loop";
