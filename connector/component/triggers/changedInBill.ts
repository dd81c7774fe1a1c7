/**
 * Changed In BILL: finds on schedule the changes that BILL's events missed; for vendor credits, BILL has no events at all. Reads
 * BILL's lists page by page and passes on events, in batches. Once a day it checks the subscription to BILL's events.
 */

import { batchTrigger, type TriggerPayload } from "@prismatic-io/spectral";
import { DAY_MS } from "../../core/calendarDate";
import { omitUndefined } from "../../core/omitUndefined";
import { clock } from "../../http/clock";
import { isRequestError } from "../../http/requestError";
import { keepSubscription, type StoredSubscription } from "../../sync/changes/billSubscription";
import {
  type ChangesCursor,
  changesStateSchema,
  changedInBill as findChanges,
} from "../../sync/changes/changedInBill";
import { eventOfPending } from "../../sync/changes/pendingEvents";
import type { SyncContext } from "../../sync/syncContext";
import { openClients } from "../clients";
import { endAtLimit } from "../endAtLimit";
import { billConnectionInput, precoroConnectionInput, refreshSuppliers } from "../inputs";
import { exampleBillChanges } from "../outputs/triggers";
import { billChangesOf, subscriptionOf, writeStateInPlace } from "../runtime";

const BATCH_SIZE = 25;
/** The shipped flow that receives BILL's events. Its URL is used if no deploy has stored one. */
const LISTENER = "BILL Events";

export const changedInBill = batchTrigger({
  display: {
    label: "Changed In BILL",
    description:
      "Finds bills, vendor credits, and vendors that changed in BILL, and passes them on in batches",
  },
  inputs: {
    billConnection: billConnectionInput,
    precoroConnection: precoroConnectionInput,
    refreshSuppliers,
  },
  scheduleSupport: "required",
  batchConfig: { batchSize: BATCH_SIZE, concurrentBatchLimit: 1 },
  perform: async (context, payload: TriggerPayload<ChangesCursor>, params) => {
    const sync = openClients(context, params);
    const { bill, precoro, startedAt } = sync;
    const state = changesStateSchema.parse(context.polling.getState());
    const isFirst = payload.paginationState === undefined;
    const isDue = isFirst && clock().now() - (state.checkedAt ?? 0) >= DAY_MS;
    const known = subscriptionOf(context);
    const url = known?.url ?? context.webhookUrls[LISTENER];
    const subscription = isDue && url !== undefined ? await checkSubscription(sync, url, known) : undefined;

    const input = { watermarks: state.watermarks, refreshSuppliers: params.refreshSuppliers };
    const found = await endAtLimit(
      sync.log,
      () => findChanges(sync, input, payload.paginationState),
      undefined,
    );
    const { items: changed, cursor } = found ?? { items: [], cursor: undefined };
    // What a limit stopped before; it is in `items` now.
    const pending = found && isFirst ? billChangesOf(context) : [];
    const items = [...pending.map(eventOfPending), ...changed];
    const billChanges = pending.length > 0 ? [] : undefined;
    writeStateInPlace(context, { startedAt, bill, precoro, subscription, billChanges });
    const checkedAt = isDue ? clock().now() : state.checkedAt;
    if (isDue || (found && !cursor)) {
      const kept = found && !cursor ? found.watermarks : state.watermarks;
      context.polling.setState({ watermarks: kept, ...omitUndefined({ checkedAt }) });
    }
    return {
      items,
      paginationState: cursor ?? null,
      polledNoChanges: isFirst && !cursor && items.length === 0,
    };
  },
  examplePayload: exampleBillChanges,
});

/** A failed check must not stop the sweep: it is repeated tomorrow. */
const checkSubscription = async (
  sync: SyncContext,
  url: string,
  known: StoredSubscription | undefined,
): Promise<StoredSubscription | undefined> => {
  try {
    return await keepSubscription(sync, { url, known });
  } catch (error) {
    // Even refused credentials count: a token without permission to subscribe can still read the lists, or fails there.
    if (!isRequestError(error)) throw error;
    sync.log.warn(
      `BILL's notifications could not be checked. BILL Changes finds changes on schedule instead. ${error.message}`,
    );
    return undefined;
  }
};
