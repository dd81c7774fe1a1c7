/** Runs several imports in one step, each within what the ones before it have left of the limits, and keeps what is not finished. */
import type { ImportRequest } from "../core/imports/importRequest";
import { count, type ListResult } from "../core/outcome";
import { isRequestError, type RequestError } from "../http/requestError";
import { pendingAfter, readPending } from "../sync/imports/pendingImports";
import type { Continuation, ImportData } from "../sync/imports/runImport";
import { importItems } from "../sync/items/importItems";
import { importList } from "../sync/lists/importList";
import { importVendors } from "../sync/vendors/importVendors";
import { type ImportParams, runRequest } from "./importAction";
import type { Output } from "./outputs/output";
import { type Context, logOf } from "./runtime";

export interface RefreshData extends ListResult {
  /** The imports that are not finished; omitted if all are. *Continue Imports* resumes them. */
  readonly next?: readonly Continuation[];
}

const contentType = "application/json";

const runOne = (context: Context, params: ImportParams, request: ImportRequest) => {
  if (request.list === "vendors") return runRequest(context, params, request, importVendors);
  if (request.list === "items") return runRequest(context, params, request, importItems);
  return runRequest(context, params, request, importList);
};

/**
 * Runs the imports one after the other. One that fails is tried again by *Continue Imports*, and does not hold up the others.
 *
 * @throws {RequestError} if all of them fail before they have handled any record
 */
export const performRefresh = async (
  context: Context,
  params: ImportParams,
  requests: readonly ImportRequest[],
): Promise<Output<RefreshData>> => {
  let current = context;
  const ended: Pick<ImportData, "results" | "next">[] = [];
  const failures: RequestError[] = [];
  for (const request of requests) {
    const output = await runOne(current, params, request).catch((error: unknown) => {
      if (!isRequestError(error)) throw error;
      failures.push(error);
      logOf(context).warn(`The import stopped: ${error.message}`);
      return { data: { results: [], request, next: { request } } };
    });
    ended.push(output.data);
    current = contextAfter(current, output);
  }
  const [failure] = failures;
  if (failure && failures.length === requests.length) throw failure;
  const results = ended.flatMap((one) => one.results);
  const next = ended.flatMap((one) => one.next ?? []);
  const { crossFlowState, executionState } = current;
  return {
    data: { results, counts: count(results), ...(next.length > 0 && { next }) },
    contentType,
    ...(requests.length > 0 && {
      crossFlowState: { ...crossFlowState },
      executionState: { ...executionState },
    }),
  };
};

/** The context of the next import: what the one before it has stored, and whether that one is pending. */
const contextAfter = (
  context: Context,
  output: { readonly data: Pick<ImportData, "request" | "next"> } & Pick<
    Output<unknown>,
    "crossFlowState" | "executionState"
  >,
): Context => {
  const { crossFlowState = context.crossFlowState, executionState = context.executionState } = output;
  const imports = pendingAfter(readPending(crossFlowState["imports"]), output.data);
  return { ...context, crossFlowState: { ...crossFlowState, imports }, executionState };
};
