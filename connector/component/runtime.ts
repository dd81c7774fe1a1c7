/**
 * What the platform hands to one action, as the operations know it: the time that is left, a log without secrets, and what
 * earlier steps and runs have kept; and what is to be kept in return. It imports nothing of the platform.
 */
import * as z from "zod";
import type { BillClient } from "../bill/client";
import { type StoredSession, storedSessionSchema } from "../bill/session";
import { moment } from "../core/calendarDate";
import type { Decision } from "../core/changes/documentSweep";
import { omitUndefined } from "../core/omitUndefined";
import { clock } from "../http/clock";
import { redact, registerSecret } from "../http/redact";
import type { PrecoroClient } from "../precoro/client";
import { createImportQuota, type ImportQuota, usageSchema } from "../precoro/importQuota";
import { rateLimiterStateSchema } from "../precoro/rateLimiter";
import { type StoredSubscription, storedSubscriptionSchema } from "../sync/changes/billSubscription";
import { decisionSchema } from "../sync/changes/changedDocuments";
import { type ImportStats, importStatsSchema } from "../sync/imports/importStats";
import type { Continuation } from "../sync/imports/runImport";
import { type PaymentsState, paymentsStateSchema } from "../sync/payments/paymentsState";
import type { Log } from "../sync/syncContext";

type Store = Readonly<Record<string, unknown>>;

export interface Context {
  readonly logger: Record<"debug" | "info" | "warn", (...args: unknown[]) => void>;
  readonly startedAt: string;
  readonly crossFlowState: Store;
  readonly executionState: Store;
}

/** Seconds after the start of an execution at which a long action ends itself; the platform cuts it off after 900. */
export const DEFAULT_BUDGET_SECONDS = 780;

/** Counted from the start of the execution, since all its steps share its time. */
export const deadlineOf = (
  { startedAt }: Pick<Context, "startedAt">,
  seconds = DEFAULT_BUDGET_SECONDS,
): number => (moment(startedAt) ?? clock().now()) + seconds * 1_000;

/** The platform gives a synchronous flow 30 seconds; an answer has to be on its way before. */
const SYNC_BUDGET_SECONDS = 22;

/** The deadline of an action whose data answers a synchronous flow. */
export const syncDeadlineOf = (context: Pick<Context, "startedAt">): number =>
  deadlineOf(context, SYNC_BUDGET_SECONDS);

export const logOf = ({ logger }: Pick<Context, "logger">): Log => ({
  debug: (line) => logger.debug(redact(line)),
  info: (line) => logger.info(redact(line)),
  warn: (line) => logger.warn(redact(line)),
});

/** `crossFlowState.bill`; unknown keys belong to others and are kept. */
const billStateSchema = z.looseObject({
  session: storedSessionSchema.optional().catch(undefined),
  subscription: storedSubscriptionSchema.optional().catch(undefined),
});

const billState = ({ crossFlowState }: Pick<Context, "crossFlowState">) =>
  billStateSchema.safeParse(crossFlowState["bill"] ?? {}).data ?? {};

/** `crossFlowState.bill.session`. */
export const sessionOf = (context: Pick<Context, "crossFlowState">): StoredSession | undefined =>
  billState(context).session;

/** `crossFlowState.bill.subscription`; its key is a secret from here on. */
export const subscriptionOf = (context: Pick<Context, "crossFlowState">): StoredSubscription | undefined => {
  const { subscription } = billState(context);
  registerSecret(subscription?.key ?? "");
  return subscription;
};

/** `executionState.precoro`: what earlier steps of this execution have asked Precoro. */
export const rateLimiterStateOf = ({ executionState }: Pick<Context, "executionState">) =>
  rateLimiterStateSchema.safeParse(executionState["precoro"]).data;

export interface Stores {
  crossFlowState?: Record<string, unknown>;
  executionState?: Record<string, unknown>;
}

/** `crossFlowState.calls`: the imports' quota of Precoro's calls. */
export const importQuotaOf = ({ crossFlowState }: Pick<Context, "crossFlowState">): ImportQuota =>
  createImportQuota(usageSchema.safeParse(crossFlowState["calls"]).data ?? []);

/** `crossFlowState.importStats`. */
export const statsOf = ({ crossFlowState }: Pick<Context, "crossFlowState">): ImportStats =>
  importStatsSchema.parse(crossFlowState["importStats"] ?? {});

/** `crossFlowState.payments`. */
export const paymentsOf = ({ crossFlowState }: Pick<Context, "crossFlowState">): PaymentsState =>
  paymentsStateSchema.parse(crossFlowState["payments"] ?? {});

/** `crossFlowState.recheck`: the documents that reconciliation hands to *Export Changed Documents*. */
export const recheckOf = ({ crossFlowState }: Pick<Context, "crossFlowState">): string[] =>
  z
    .array(z.string())
    .catch([])
    .parse(crossFlowState["recheck"] ?? []);

/** `instanceState.decisions`: what this flow has decided to leave as it is, by *Record Outcome*. */
export const decisionsOf = ({ instanceState }: { readonly instanceState: Store }): Decision[] =>
  z.array(decisionSchema).safeParse(instanceState["decisions"]).data ?? [];

export interface Changes {
  readonly bill?: BillClient;
  readonly precoro?: PrecoroClient;
  readonly quota?: ImportQuota;
  readonly stats?: ImportStats | undefined;
  readonly subscription?: StoredSubscription | undefined;
  readonly imports?: readonly Continuation[] | undefined;
  readonly payments?: PaymentsState | undefined;
  readonly recheck?: readonly string[] | undefined;
}

/** The stores that have changed, each whole: whether the platform merges or replaces them, nothing is lost. */
export const changedState = (
  context: Context,
  { bill, precoro, quota, stats, subscription, ...others }: Changes,
): Stores => {
  const session = bill?.freshSession();
  const changed = {
    ...((session || subscription) && {
      bill: { ...billState(context), ...(session && { session }), ...(subscription && { subscription }) },
    }),
    ...omitUndefined({ imports: others.imports, payments: others.payments, recheck: others.recheck }),
    ...(quota && { calls: quota.usage() }),
    ...(stats && { importStats: stats }),
  };
  return {
    ...(Object.keys(changed).length > 0 && { crossFlowState: { ...context.crossFlowState, ...changed } }),
    ...(precoro && { executionState: { ...context.executionState, precoro: precoro.rateLimiterState() } }),
  };
};

/** For a batched trigger, which cannot return state: the stores that have changed, in what it was given. */
export const writeStateInPlace = (
  handed: { readonly crossFlowState: object; readonly executionState: object },
  context: Context,
  changes: Changes,
): void => {
  const { crossFlowState, executionState } = changedState(context, changes);
  Object.assign(handed.crossFlowState, crossFlowState);
  Object.assign(handed.executionState, executionState);
};
