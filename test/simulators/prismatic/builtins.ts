/**
 * The platform's own components, as far as they are imitated. Everything that is not in these tables is refused, so
 * that a run never rests on a guess about a step.
 */
import { type ConditionalExpression, evaluate } from "@prismatic-io/spectral/dist/conditionalLogic";
import type { Support } from "./bundle";
import type { Step } from "./definition";
import { asText } from "./inputs";
import { isRecord } from "./json";
import type { Level } from "./logs";

/** What a step gives: an action's result, the branch it takes, or the items a loop goes over. */
export interface StepOutcome {
  data?: unknown;
  branch?: string;
  items?: unknown[];
  contentType?: string;
  statusCode?: number;
  headers?: Record<string, string>;
}

/** What a step of the platform may do beside computing. */
export interface SideEffects {
  log(level: Level, message: string): void;
  invoke(flow: string, body: unknown): Promise<StepOutcome>;
  /** Something is posted to the outside, which is not there: it is kept, and answered with yes. */
  post(url: string, data: unknown): StepOutcome;
}

type Params = Record<string, unknown>;
type BuiltinAction = (params: Params, reach: SideEffects) => StepOutcome | Promise<StepOutcome>;

const pairs = (value: unknown): { key: unknown; value: unknown }[] =>
  (Array.isArray(value) ? value : []).filter(isRecord).map(({ key, value }) => ({ key, value }));

/** Source: every example export has `Else` beside the names of the conditions (integration/PLATFORM.md §11). */
const ELSE = "Else";

/** Source of keys and inputs: integration/PLATFORM.md §3. */
const actions: Record<string, BuiltinAction> = {
  /** Assumption: compared as text, since mappings are text. */
  "branch.branchOnValue": ({ inputValue, branchValueMappings }) => {
    const match = pairs(branchValueMappings).find(({ value }) => asText(value) === asText(inputValue));
    return { branch: match ? asText(match.key) : ELSE };
  },
  /** The first condition that holds. Source of the evaluation: the SDK's own (integration/PLATFORM.md §2.6). */
  "branch.branchOnExpression": ({ conditions }) => {
    const match = pairs(conditions).find(({ value }) => evaluate(value as ConditionalExpression));
    return { branch: match ? asText(match.key) : ELSE };
  },
  "loop.loopOverItems": ({ items }) => {
    if (!Array.isArray(items)) throw new Error("The items of a loop have to be a list.");
    return { items };
  },
  "log.writeLog": ({ level, message }, reach) => {
    reach.log(asText(level) as Level, asText(message));
    return { data: null };
  },
  "http.httpPost": ({ url, data }, reach) => reach.post(asText(url), data),
  /** Source: integration/PLATFORM.md §3. Assumption: any flow of the instance can be invoked, as by its URL. */
  "cross-flow.invokeFlow": ({ flowName, data }, reach) => reach.invoke(asText(flowName), data),
};

/** A trigger's own answer to a request. Source: integration/PLATFORM.md §1.4, `response`. */
export interface TriggerResponse {
  statusCode: number;
  contentType: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/** How a trigger of the platform's may be used, and the answer it gives to a request. */
interface BuiltinTrigger {
  scheduleSupport: Support;
  synchronousResponseSupport: Support;
  onDeploy?: true;
  response?: (params: Params) => TriggerResponse | undefined;
}

/** Source of keys: integration/PLATFORM.md §3; of the supports: the vendor's builder offers no other. */
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

/** Only the vendor's own components are meant, not one of ours that happens to have the same key. */
export const builtinAction = (step: Step): BuiltinAction | undefined =>
  step.action.component.isPublic ? actions[nameOf(step)] : undefined;

export const builtinTrigger = (step: Step): BuiltinTrigger | undefined =>
  step.action.component.isPublic ? triggers[nameOf(step)] : undefined;

export const isLoop = (step: Step): boolean => step.action.component.key === "loop";
