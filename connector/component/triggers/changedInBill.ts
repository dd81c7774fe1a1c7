/**
 * Changed In BILL: what BILL's events miss, and all there is for vendor credits. Scheduled; reads lists page by page and
 * hands on events, in batches. Once a day it sees to the subscription to BILL's events.
 */
import { batchTrigger, type TriggerPayload } from "@prismatic-io/spectral";
import { clock } from "../../http/clock";
import { isRequestError } from "../../http/requestError";
import { keepSubscription, type StoredSubscription } from "../../sync/changes/billSubscription";
import {
  type ChangesCursor,
  changesStateSchema,
  changedInBill as deed,
} from "../../sync/changes/changedInBill";
import type { SyncContext } from "../../sync/syncContext";
import { billAccess, precoroAccess } from "../connections";
import { billConnectionInput, precoroConnectionInput, refreshSuppliers } from "../inputs";
import { exampleBillChanges } from "../outputs/triggers";
import {
  billClientOf,
  type Context,
  deadlineOf,
  logOf,
  precoroClientOf,
  subscriptionOf,
  writeStateInPlace,
} from "../runtime";

const BATCH_SIZE = 25;
const DAY_MS = 24 * 3_600_000;
/** The flow of the shipped definition that listens, where no deploy has remembered its address. */
const LISTENER = "BILL Events";

export const changedInBill = batchTrigger({
  display: {
    label: "Changed In BILL",
    description: "Finds bills, vendor credits and vendors that changed in BILL, and hands them on in batches",
  },
  inputs: {
    billConnection: billConnectionInput,
    precoroConnection: precoroConnectionInput,
    refreshSuppliers,
  },
  scheduleSupport: "required",
  batchConfig: { batchSize: BATCH_SIZE, concurrentBatchLimit: 1 },
  perform: async (context, payload: TriggerPayload<ChangesCursor>, params) => {
    const host: Context = { ...context, startedAt: payload.startedAt };
    const deadline = deadlineOf(host);
    const bill = billClientOf(host, billAccess(params.billConnection), deadline);
    const precoro = precoroClientOf(host, precoroAccess(params.precoroConnection), deadline);
    const run: SyncContext = { bill, precoro, deadline, log: logOf(host) };
    const state = changesStateSchema.parse(context.polling.getState());
    const isFirst = payload.paginationState === undefined;
    const isDue = isFirst && clock().now() - (state.checkedAt ?? 0) >= DAY_MS;
    const known = subscriptionOf(host);
    const url = known?.url ?? context.webhookUrls[LISTENER];
    const subscription = isDue && url !== undefined ? await checked(run, url, known) : undefined;

    const order = { marks: state.marks, refreshSuppliers: params.refreshSuppliers };
    const { items, cursor, marks } = await deed(run, order, payload.paginationState);
    writeStateInPlace(context, host, { bill, precoro, subscription });
    const checkedAt = isDue ? clock().now() : state.checkedAt;
    if (isDue || !cursor) {
      const kept = cursor ? state.marks : marks;
      context.polling.setState({ marks: kept, ...(checkedAt === undefined ? {} : { checkedAt }) });
    }
    return {
      items,
      paginationState: cursor ?? null,
      polledNoChanges: isFirst && !cursor && items.length === 0,
    };
  },
  examplePayload: exampleBillChanges,
});

/** What cannot be checked today is checked tomorrow: the lists are read all the same. */
const checked = async (
  run: SyncContext,
  url: string,
  known: StoredSubscription | undefined,
): Promise<StoredSubscription | undefined> => {
  try {
    return await keepSubscription(run, { url, known });
  } catch (error) {
    // Nor is a token that may not subscribe a reason: if it may not read either, the lists say so.
    if (!isRequestError(error)) throw error;
    run.log.warn(
      `BILL's notifications could not be checked; changes are found by schedule. ${error.message}`,
    );
    return undefined;
  }
};
