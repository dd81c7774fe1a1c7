/**
 * The envelope of every part that talks to BILL or Precoro: clients that know what earlier steps and runs have kept, the time
 * that is left, a log without secrets; and, when the operation has ended, the stores that have changed.
 */
import type { Connection } from "@prismatic-io/spectral";
import { type BillClient, createBillClient } from "../bill/client";
import { moment } from "../core/calendarDate";
import { omitUndefined } from "../core/omitUndefined";
import { createPrecoroClient, type PrecoroClient } from "../precoro/client";
import type { ImportQuota } from "../precoro/importQuota";
import type { Log } from "../sync/syncContext";
import { billAccess, precoroAccess } from "./connections";
import type { Output } from "./outputs/output";
import {
  type Changes,
  type Context,
  changedState,
  deadlineOf,
  logOf,
  rateLimiterStateOf,
  type Stores,
  sessionOf,
} from "./runtime";

export interface Connections {
  readonly billConnection: Connection;
  readonly precoroConnection: Connection;
}

interface Terms {
  /** ms since 1970 UTC; left out, the usual budget of an action. */
  readonly deadline?: number;
  /** What counts the Precoro calls of an import. */
  readonly quota?: ImportQuota | undefined;
}

/** A client for each connection that the part has. */
export type Clients<P extends Partial<Connections>> = {
  readonly deadline: number;
  readonly log: Log;
} & (P extends Pick<Connections, "billConnection"> ? { readonly bill: BillClient } : unknown) &
  (P extends Pick<Connections, "precoroConnection"> ? { readonly precoro: PrecoroClient } : unknown);

/** Makes no call: BILL is logged in to by the first call that needs it. Throws one sentence where a connection lacks a field. */
export const openClients = <P extends Partial<Connections>>(
  context: Context,
  { billConnection, precoroConnection }: P,
  { deadline = deadlineOf(context), quota }: Terms = {},
): Clients<P> => {
  const clients = {
    deadline,
    log: logOf(context),
    ...(billConnection && {
      bill: createBillClient({ access: billAccess(billConnection), deadline, stored: sessionOf(context) }),
    }),
    ...(precoroConnection && {
      precoro: createPrecoroClient({
        access: precoroAccess(precoroConnection),
        deadline,
        // A sequential queue has just ended the execution before, which may have asked Precoro a moment ago.
        rateLimiterState: rateLimiterStateOf(context) ?? {
          lastAt: moment(context.startedAt) ?? 0,
          asked: {},
        },
        importQuota: quota,
      }),
    }),
  };
  return clients as unknown as Clients<P>;
};

/** What an operation ends with, in the form in which its action answers. */
interface Ended {
  readonly data: unknown;
  /** What is to be kept beside the session and the limiter's memory. */
  readonly keep?: Omit<Changes, "bill" | "precoro" | "quota">;
}

/** Runs the operation of an action with its clients, and gives the action's output. */
export const withClients = async <P extends Partial<Connections>, E extends Ended>(
  context: Context,
  params: P,
  operation: (clients: Clients<P>) => Promise<E>,
  terms: Terms = {},
): Promise<Omit<E, "keep"> & Pick<Output<unknown>, "contentType"> & Stores> => {
  const clients: Clients<P> & Pick<Changes, "bill" | "precoro"> = openClients(context, params, terms);
  const { keep, ...output } = await operation(clients);
  const { bill, precoro } = clients;
  const { quota } = terms;
  return {
    ...output,
    contentType: "application/json",
    ...changedState(context, {
      ...keep,
      ...omitUndefined({ bill, precoro, quota: quota?.used() ? quota : undefined }),
    }),
  };
};
