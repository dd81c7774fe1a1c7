/** How an action runs an import: with its share of Precoro's calls, and with what is kept for the import pages. */

import { asksForNothing, type ImportRequest } from "../core/imports/importRequest";
import { clock } from "../http/clock";
import { type ImportStats, withCount } from "../sync/imports/importStats";
import type { ImportData, ImportEnd, Resume } from "../sync/imports/runImport";
import type { SyncContext } from "../sync/syncContext";
import { billAccess, precoroAccess } from "./connections";
import type { Output } from "./outputs/output";
import {
  billClientOf,
  type Context,
  changedState,
  deadlineOf,
  importQuotaOf,
  logOf,
  precoroClientOf,
  seenOf,
} from "./runtime";

interface ImportParams {
  readonly billConnection: Parameters<typeof billAccess>[0];
  readonly precoroConnection: Parameters<typeof precoroAccess>[0];
  readonly place: string | undefined;
  readonly notBefore: string | undefined;
  readonly timeBudgetSeconds: number;
}

export const performImport = async <Request extends ImportRequest>(
  context: Context,
  params: ImportParams,
  request: Request,
  deed: (
    run: SyncContext,
    request: Request,
    resume: Resume,
    rememberedFieldId?: string,
  ) => Promise<ImportEnd>,
): Promise<Output<ImportData>> => {
  const contentType = "application/json";
  if (asksForNothing(request)) return { data: { results: [], counts: {}, request }, contentType };
  const deadline = deadlineOf(context, params.timeBudgetSeconds);
  const share = importQuotaOf(context);
  const bill = billClientOf(context, billAccess(params.billConnection), deadline);
  const precoro = precoroClientOf(context, precoroAccess(params.precoroConnection), deadline, share);
  const before = seenOf(context);
  const run: SyncContext = { bill, precoro, deadline, log: logOf(context) };
  const { place, notBefore } = params;
  const resume = {
    ...(place === undefined ? {} : { place }),
    ...(notBefore === undefined ? {} : { notBefore }),
  };
  const remembered = before.counts[request.list]?.fieldId;
  const { data, seen } = await deed(run, request, resume, remembered);
  const stores = changedState(context, {
    bill,
    precoro,
    ...(share.used() ? { share } : {}),
    seen: seen && counted(before, request, { ...seen, complete: data.next === undefined }),
  });
  return { data, contentType, ...stores };
};

const counted = (
  before: ImportStats,
  request: ImportRequest,
  { count, complete, fieldId }: NonNullable<ImportEnd["seen"]> & { readonly complete: boolean },
): ImportStats =>
  withCount(before, request.list, {
    count,
    complete,
    countedAt: clock().now(),
    ...("importAs" in request ? { importAs: request.importAs } : {}),
    ...(fieldId === undefined ? {} : { fieldId }),
  });
