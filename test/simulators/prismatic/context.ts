/** The context and payload that the platform passes to the component's functions. */
import type { PlatformBehavior } from "./behavior";
import type { Flow } from "./definition";
import type { Instance } from "./instance";
import { urlOf } from "./instance";
import type { Log } from "./logs";
import { loggerOf } from "./logs";
import type { States } from "./state";
import { stepId } from "./stepId";

interface Origin {
  flow: Flow;
  executionId: string;
  startedAt: string;
}

/** The common part of a context and a trigger's payload. */
const commonPart = ({ identity }: Instance, { flow, executionId, startedAt }: Origin) => ({
  ...identity,
  flow: { id: stepId(flow.name), name: flow.name, stableId: flow.stableKey ?? stepId(flow.name) },
  invokeUrl: urlOf(flow),
  executionId,
  startedAt,
  globalDebug: false,
});

/** The SDK adds debug and invokeFlow. Source: integration/PLATFORM.md §1.9 and §1.12. */
export const contextOf = (
  instance: Instance,
  origin: Origin,
  step: string,
  states: States,
  log: Log,
  batch: { enabled: boolean; batchSize?: number },
) => ({
  ...commonPart(instance, origin),
  ...states,
  logger: loggerOf(log),
  configVars: instance.configVars(),
  stepId: stepId(step),
  executionFrame: { invokedByExecutionJWT: "" },
  flowSchemas: {},
  runnerAllocatedMemoryMb: 1024,
  components: {},
  batch,
});

/** Source: integration/PLATFORM.md §1.8: a data source gets only these five. */
export const dataSourceContextOf = ({ identity, configVars }: Instance, log: Log) => ({
  logger: loggerOf(log),
  configVars: configVars(),
  customer: identity.customer,
  instance: identity.instance,
  user: identity.user,
});

/** A request to a flow's URL. */
export interface Request {
  headers: Record<string, string>;
  rawBody: { data: unknown; contentType: string };
  body: { data: unknown; contentType: string };
}

/** Header names keep the sender's case: the vendor's examples refer to `headers.X-GitHub-Event` (integration/PLATFORM.md §2.6). */
export const requestOf = (
  body: unknown,
  headers: Record<string, string> = {},
  form: PlatformBehavior["body"] = "text",
): Request => {
  const text = typeof body === "string" ? body : JSON.stringify(body ?? {});
  const contentType =
    headerOf(headers, "content-type") ?? (typeof body === "string" ? "text/plain" : "application/json");
  return {
    headers,
    rawBody: { data: inForm(text, form), contentType },
    body: { data: contentType.includes("json") ? parsed(text) : inForm(text, form), contentType },
  };
};

/** Source: integration/PLATFORM.md §1.4: a body may come as text, as a Buffer, or as a Buffer that went through JSON. */
const inForm = (text: string, form: PlatformBehavior["body"]): unknown => {
  if (form === "text") return text;
  const bytes = Buffer.from(text, "utf8");
  return form === "buffer" ? bytes : bytes.toJSON();
};

/** A header by its lowercase name, whatever its case in the request. */
export const headerOf = (headers: Record<string, string>, name: string): string | undefined =>
  Object.entries(headers).find(([sent]) => sent.toLowerCase() === name)?.[1];

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** Source: integration/PLATFORM.md §1.4. */
export const payloadOf = (instance: Instance, origin: Origin, request: Request): Record<string, unknown> => ({
  ...request,
  ...commonPart(instance, origin),
  queryParameters: {},
  pathFragment: "",
});
