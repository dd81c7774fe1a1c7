/**
 * Changed Documents: the scheduled sweep that finds what Precoro's notifications missed. Reads Precoro's lists page by page and
 * passes on the documents to process, in batches.
 */
import { batchTrigger, type TriggerPayload } from "@prismatic-io/spectral";
import {
  changedDocuments as findChangedDocuments,
  type SweepCursor,
  sweepStateSchema,
} from "../../sync/changes/changedDocuments";
import { openClients } from "../clients";
import { endAtLimit } from "../endAtLimit";
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
import { decisionsOf, recheckOf, statsOf, writeStateInPlace } from "../runtime";

const BATCH_SIZE = 25;

export const changedDocuments = batchTrigger({
  display: {
    label: "Changed Documents",
    description: "Finds documents that changed in Precoro or were never sent, and passes them on in batches",
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
    const { bill, precoro, log, startedAt } = openClients(context, params);
    const { billConnection: _bill, precoroConnection: _precoro, ...settings } = params;
    const suppliers = statsOf(context).counts.vendors?.count ?? 0;
    const input = {
      rules: { approvedFrom: params.approvedFrom, sendCreditNotes: params.sendCreditNotes },
      state: sweepStateSchema.safeParse(context.polling.getState()).data ?? {},
      decisions: decisionsOf(context),
      recheck: recheckOf(context),
      configFingerprint: JSON.stringify({ ...settings, suppliers }),
    };
    const read = () => findChangedDocuments({ bill, precoro, log }, input, payload.paginationState);
    const page = await endAtLimit(log, read, undefined);
    const { items, cursor } = page ?? { items: [], cursor: undefined };
    // The documents that reconciliation wanted checked are in `items` now.
    const recheck = page && input.recheck.length > 0 ? [] : undefined;
    writeStateInPlace(context, { startedAt, bill, precoro, recheck });
    if (page && !cursor) context.polling.setState({ ...page.state });
    const isFirst = payload.paginationState === undefined;
    return {
      items,
      paginationState: cursor ?? null,
      polledNoChanges: isFirst && !cursor && items.length === 0,
    };
  },
  examplePayload: exampleChanges,
});
