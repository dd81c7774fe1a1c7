/**
 * Changed Documents: the safety net under Precoro's notifications. Scheduled; reads lists page by page and hands on the
 * documents that have to be looked at, in batches.
 */
import { batchTrigger, type TriggerPayload } from "@prismatic-io/spectral";
import {
  changedDocuments as deed,
  type SweepCursor,
  sweepStateSchema,
} from "../../sync/changes/changedDocuments";
import { billAccess, precoroAccess } from "../connections";
import { locationsAs } from "../importInputs";
import {
  approvedFrom,
  billConnectionInput,
  defaultExpenseAccountId,
  precoroConnectionInput,
  sendCreditNotes,
  taxAccountId,
} from "../inputs";
import { exampleChanges } from "../outputs/triggers";
import {
  billClientOf,
  type Context,
  deadlineOf,
  decisionsOf,
  logOf,
  lookAtOf,
  precoroClientOf,
  seenOf,
  writeStateInPlace,
} from "../runtime";

const BATCH_SIZE = 25;

export const changedDocuments = batchTrigger({
  display: {
    label: "Changed Documents",
    description: "Finds documents that changed in Precoro or were never sent, and hands them on in batches",
  },
  inputs: {
    billConnection: billConnectionInput,
    precoroConnection: precoroConnectionInput,
    approvedFrom,
    sendCreditNotes,
    defaultExpenseAccountId,
    taxAccountId,
    locationsAs,
  },
  scheduleSupport: "required",
  batchConfig: { batchSize: BATCH_SIZE, concurrentBatchLimit: 1 },
  perform: async (context, payload: TriggerPayload<SweepCursor>, params) => {
    const host: Context = { ...context, startedAt: payload.startedAt };
    const deadline = deadlineOf(host);
    const bill = billClientOf(host, billAccess(params.billConnection), deadline);
    const precoro = precoroClientOf(host, precoroAccess(params.precoroConnection), deadline);
    const { billConnection: _bill, precoroConnection: _precoro, ...settings } = params;
    const suppliers = seenOf(host).counts.vendors?.count ?? 0;
    const { items, cursor, state } = await deed(
      { bill, precoro, log: logOf(host) },
      {
        rules: { approvedFrom: params.approvedFrom, sendCreditNotes: params.sendCreditNotes },
        state: sweepStateSchema.safeParse(context.polling.getState()).data ?? {},
        decisions: decisionsOf(context),
        lookAt: lookAtOf(host),
        basis: JSON.stringify({ ...settings, suppliers }),
      },
      payload.paginationState,
    );
    // What reconciliation asked for is in the items now.
    const lookAt = lookAtOf(host).length > 0 ? [] : undefined;
    writeStateInPlace(context, host, { bill, precoro, lookAt });
    if (!cursor) context.polling.setState({ ...state });
    const isFirst = payload.paginationState === undefined;
    return {
      items,
      paginationState: cursor ?? null,
      polledNoChanges: isFirst && !cursor && items.length === 0,
    };
  },
  examplePayload: exampleChanges,
});
