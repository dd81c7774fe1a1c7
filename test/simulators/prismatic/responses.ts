/** What a caller of a flow gets: the last step's result, the trigger's own response, the execution's id, or an error. */
import type { StepOutcome, TriggerResponse } from "./builtins";
import { throughJson } from "./json";

export interface FlowResponse {
  statusCode: number;
  contentType: string;
  headers: Record<string, string>;
  body: unknown;
}

/** Source: integration/PLATFORM.md §11, synchronous flows. */
export const answerOf = ({ data, contentType, statusCode, headers }: StepOutcome): FlowResponse => ({
  statusCode: statusCode ?? 200,
  contentType: contentType ?? (typeof data === "string" ? "text/plain" : "application/json"),
  headers: headers ?? {},
  body: data ?? null,
});

/** An asynchronous call is answered with the execution's id. Source: integration/PLATFORM.md §9. */
export const accepted = ({ id }: { readonly id: string }): FlowResponse => ({
  statusCode: 200,
  contentType: "application/json",
  headers: {},
  body: { executionId: id },
});

export const customAnswer = ({ statusCode, contentType, headers, body }: TriggerResponse): FlowResponse => ({
  statusCode,
  contentType,
  headers: headers ?? {},
  body: throughJson(body) ?? null,
});

/** Assumption: if a caller waits for an execution that fails or is killed, the response is 500. */
export const failure = ({
  execution,
}: {
  readonly execution: { readonly error?: string };
}): FlowResponse => ({
  statusCode: 500,
  contentType: "application/json",
  headers: {},
  body: { error: execution.error },
});
