/**
 * Wraps everything that talks to BILL or Precoro: it creates clients from stored sessions and limits, with a deadline and a log
 * free of secrets, and returns the changed state when the operation ends.
 */
import type { Connection } from "@prismatic-io/spectral";
import { type BillClient, createBillClient } from "../bill/client";
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
  observationsOf,
  rateLimiterStateOf,
  type Stores,
  sessionOf,
  startOf,
} from "./runtime";

export interface Connections {
  readonly billConnection: Connection;
  readonly precoroConnection: Connection;
}

interface ClientOptions {
  /** ms since 1970 UTC; defaults to an action's usual time budget. */
  readonly deadline?: number;
  /** Counts an import's Precoro calls. */
  readonly quota?: ImportQuota | undefined;
}

/** A client for each connection in `P`. */
export type Clients<P extends Partial<Connections>> = {
  /** When the execution began for us, ms since 1970 UTC. */
  readonly startedAt: number;
  readonly deadline: number;
  readonly log: Log;
} & (P extends Pick<Connections, "billConnection"> ? { readonly bill: BillClient } : unknown) &
  (P extends Pick<Connections, "precoroConnection"> ? { readonly precoro: PrecoroClient } : unknown);

/**
 * Creates the clients without making a call: the first BILL call that needs a session signs in.
 *
 * @throws {Error} with one sentence, if a connection has a missing or invalid field
 */
export const openClients = <P extends Partial<Connections>>(
  context: Context,
  { billConnection, precoroConnection }: P,
  { deadline = deadlineOf(context), quota }: ClientOptions = {},
): Clients<P> => {
  const startedAt = startOf(context);
  const clients = {
    startedAt,
    deadline,
    log: logOf(context),
    ...(billConnection && {
      bill: createBillClient({
        access: billAccess(billConnection),
        deadline,
        stored: sessionOf(context),
        observations: observationsOf(context),
      }),
    }),
    ...(precoroConnection && {
      precoro: createPrecoroClient({
        access: precoroAccess(precoroConnection),
        deadline,
        // In a sequential queue, the previous execution has only just ended and may have called Precoro a moment ago.
        rateLimiterState: rateLimiterStateOf(context) ?? {
          lastAt: startedAt,
          asked: {},
        },
        importQuota: quota,
      }),
    }),
  };
  return clients as unknown as Clients<P>;
};

/** What an operation returns: its action's output, and the state to store. */
interface OperationResult {
  readonly data: unknown;
  /** State to store besides the BILL session and the rate limiter's, which are always stored. */
  readonly changes?: Omit<Changes, "bill" | "precoro" | "quota">;
}

/**
 * Runs an action's operation with its clients and returns the action's output, with the changed state.
 *
 * @throws {Error} if a connection has a missing or invalid field, and whatever the operation throws
 */
export const withClients = async <P extends Partial<Connections>, R extends OperationResult>(
  context: Context,
  params: P,
  operation: (clients: Clients<P>) => Promise<R>,
  options: ClientOptions = {},
): Promise<Omit<R, "changes"> & Pick<Output<unknown>, "contentType"> & Stores> => {
  const clients: Clients<P> & Pick<Changes, "bill" | "precoro"> = openClients(context, params, options);
  const { changes, ...output } = await operation(clients);
  const { bill, precoro, startedAt } = clients;
  const { quota } = options;
  return {
    ...output,
    contentType: "application/json",
    ...changedState(context, {
      ...changes,
      startedAt,
      ...omitUndefined({ bill, precoro, quota: quota?.used() ? quota : undefined }),
    }),
  };
};
