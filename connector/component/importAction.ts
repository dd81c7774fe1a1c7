/** How the import actions run: within the import quota for Precoro, and updating the counts shown on the import pages. */

import { isDeepStrictEqual } from "node:util";
import { asksForNothing, type ImportRequest } from "../core/imports/importRequest";
import { omitUndefined } from "../core/omitUndefined";
import { count, type ListResult } from "../core/outcome";
import { clock } from "../http/clock";
import { progressOf, withProgress } from "../sync/imports/importProgress";
import { type ImportStats, withCount } from "../sync/imports/importStats";
import { readPending } from "../sync/imports/pendingImports";
import type { ImportData, ImportEnd, Resume } from "../sync/imports/runImport";
import type { StoredItemPrices } from "../sync/items/itemPrices";
import type { SyncContext } from "../sync/syncContext";
import { refusing } from "./badInput";
import { type Connections, withClients } from "./clients";
import type { Output } from "./outputs/output";
import {
  type Context,
  deadlineOf,
  importProgressOf,
  importQuotaOf,
  itemPricesOf,
  logOf,
  statsOf,
} from "./runtime";

export interface ImportParams extends Connections {
  readonly place: string | undefined;
  readonly notBefore: string | undefined;
  readonly timeBudgetSeconds: number;
}

/** What earlier imports have stored. */
interface Known {
  readonly fieldId: string | undefined;
  readonly prices: StoredItemPrices;
}

type End = ImportEnd & { readonly prices?: StoredItemPrices | undefined };

type Operation<Request> = (sync: SyncContext, request: Request, resume: Resume, known: Known) => Promise<End>;

const contentType = "application/json";

/**
 * Runs an import and stores its count. An empty selection makes no call. Bad input is the only result, a rejection. `requestOf`
 * puts the request together from the inputs.
 *
 * @throws {RequestError} if the import fails before it has handled any record
 */
export const performImport = <Request extends ImportRequest>(
  context: Context,
  params: ImportParams,
  requestOf: () => Request,
  operation: Operation<Request>,
): Promise<Output<ImportData | ListResult>> =>
  refusing<Output<ImportData | ListResult>>(
    logOf(context),
    params,
    () => runRequest(context, params, requestOf(), operation),
    (result) => ({ data: { results: [result], counts: count([result]) }, contentType }),
  );

/**
 * The same of a request that is made up already.
 *
 * @throws {RequestError} if the import fails before it has handled any record
 */
export const runRequest = async <Request extends ImportRequest>(
  context: Context,
  params: ImportParams,
  request: Request,
  operation: Operation<Request>,
): Promise<Output<ImportData>> => {
  if (asksForNothing(request)) return { data: { results: [], counts: {}, request }, contentType };
  const before = statsOf(context);
  const { place, notBefore } = params;
  const isResumed = place !== undefined || notBefore !== undefined;
  const run = async (sync: SyncContext) => {
    const known = { fieldId: before.counts[request.list]?.fieldId, prices: itemPricesOf(context) };
    const stored = importProgressOf(context);
    const resume = { place, notBefore, progress: progressOf(stored, request, isResumed) };
    const { data, linked, progress, prices } = await operation(sync, request, omitUndefined(resume), known);
    const stats = linked && statsWithCount(before, request, { ...linked, complete: data.next === undefined });
    const pending = readPending(context.crossFlowState["imports"]).map((one) => one.request);
    const changed = withProgress(stored, request, progress, pending);
    const importProgress = isDeepStrictEqual(changed, stored) ? undefined : changed;
    return { data, changes: { stats, importProgress, itemPrices: prices } };
  };
  const deadline = deadlineOf(context, params.timeBudgetSeconds);
  return withClients(context, params, run, { deadline, quota: importQuotaOf(context) });
};

const statsWithCount = (
  before: ImportStats,
  request: ImportRequest,
  { count, complete, fieldId }: NonNullable<ImportEnd["linked"]> & { readonly complete: boolean },
): ImportStats =>
  withCount(before, request.list, {
    count,
    complete,
    countedAt: clock().now(),
    ...("importAs" in request && { importAs: request.importAs }),
    ...omitUndefined({ fieldId }),
  });
