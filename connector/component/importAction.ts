/** How the import actions run: within the import quota for Precoro, and updating the counts shown on the import pages. */

import { asksForNothing, type ImportRequest } from "../core/imports/importRequest";
import { omitUndefined } from "../core/omitUndefined";
import { clock } from "../http/clock";
import { type ImportStats, withCount } from "../sync/imports/importStats";
import type { ImportData, ImportEnd, Resume } from "../sync/imports/runImport";
import type { SyncContext } from "../sync/syncContext";
import { type Connections, withClients } from "./clients";
import type { Output } from "./outputs/output";
import { type Context, deadlineOf, importQuotaOf, statsOf } from "./runtime";

interface ImportParams extends Connections {
  readonly place: string | undefined;
  readonly notBefore: string | undefined;
  readonly timeBudgetSeconds: number;
}

/**
 * Runs an import and stores its count. An empty selection makes no call.
 *
 * @throws {RequestError} if the import fails before it has handled any record
 */
export const performImport = async <Request extends ImportRequest>(
  context: Context,
  params: ImportParams,
  request: Request,
  operation: (
    sync: SyncContext,
    request: Request,
    resume: Resume,
    knownFieldId?: string,
  ) => Promise<ImportEnd>,
): Promise<Output<ImportData>> => {
  const contentType = "application/json";
  if (asksForNothing(request)) return { data: { results: [], counts: {}, request }, contentType };
  const before = statsOf(context);
  const { place, notBefore } = params;
  const run = async (sync: SyncContext) => {
    const knownFieldId = before.counts[request.list]?.fieldId;
    const resume = omitUndefined({ place, notBefore });
    const { data, linked } = await operation(sync, request, resume, knownFieldId);
    const stats = linked && statsWithCount(before, request, { ...linked, complete: data.next === undefined });
    return { data, changes: { stats } };
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
