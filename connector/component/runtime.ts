/**
 * Translates Prismatic's context for the operations: deadlines, a log free of secrets, and reading and writing stored state.
 * It imports nothing from Prismatic.
 */
import * as z from "zod";
import type { BillClient } from "../bill/client";
import { type StoredObservations, storedObservationsSchema } from "../bill/observed";
import { type StoredSession, storedSessionSchema } from "../bill/session";
import type { Decision } from "../core/changes/documentSweep";
import { mergeRechecks, type Recheck } from "../core/documents/recheck";
import { omitUndefined } from "../core/omitUndefined";
import type { RecordResult } from "../core/outcome";
import type { PaymentRequest } from "../core/payments/paymentRequests";
import { clock } from "../http/clock";
import { redact, registerSecret } from "../http/redact";
import type { PrecoroClient } from "../precoro/client";
import { createImportQuota, type ImportQuota, usageSchema } from "../precoro/importQuota";
import { rateLimiterStateSchema } from "../precoro/rateLimiter";
import { type StoredSubscription, storedSubscriptionSchema } from "../sync/changes/billSubscription";
import { decisionSchema } from "../sync/changes/changedDocuments";
import { readPendingEvents, type VoucherChanged } from "../sync/changes/pendingEvents";
import { importProgressSchema, type StoredProgress } from "../sync/imports/importProgress";
import { type ImportStats, importStatsSchema } from "../sync/imports/importStats";
import type { Continuation } from "../sync/imports/runImport";
import { itemPricesSchema, type StoredItemPrices } from "../sync/items/itemPrices";
import {
  type PaymentsState,
  paymentsStateSchema,
  recordedRequestsSchema,
} from "../sync/payments/paymentsState";
import type { Log } from "../sync/syncContext";

type Store = Readonly<Record<string, unknown>>;

export interface Context {
  readonly logger: Record<"debug" | "info" | "warn", (...args: unknown[]) => void>;
  readonly executionId: string;
  readonly crossFlowState: Store;
  readonly executionState: Store;
}

/** Prismatic kills an execution after so many seconds. */
const EXECUTION_SECONDS = 900;
/** Seconds after the start of an execution when a long action stops by itself. The last call and the steps after it keep 120. */
export const DEFAULT_BUDGET_SECONDS = EXECUTION_SECONDS - 120;

/** `executionState.started`: when the first of our steps in an execution began, ms since 1970 UTC. */
const startedSchema = z.object({ executionId: z.string(), at: z.number() });

/**
 * When this execution began for us, ms since 1970 UTC: as its first step noted it, or else now. Prismatic's `startedAt` may be the
 * parent's or the time of arrival, long before (integration/PLATFORM.md §1.9). A note of another execution does not count, nor does
 * one that is older than an execution can be.
 */
export const startOf = ({ executionState, executionId }: Pick<Context, "executionState" | "executionId">) => {
  const now = clock().now();
  const noted = startedSchema.safeParse(executionState["started"]).data;
  if (noted?.executionId !== executionId || noted === undefined) return now;
  const age = now - noted.at;
  return age >= 0 && age < EXECUTION_SECONDS * 1_000 ? noted.at : now;
};

/** A deadline in ms since 1970 UTC, counted from the start of the execution, because all its steps share its time. */
export const deadlineOf = (
  context: Pick<Context, "executionState" | "executionId">,
  seconds = DEFAULT_BUDGET_SECONDS,
): number => startOf(context) + seconds * 1_000;

/** Prismatic allows a synchronous flow 30 seconds, including sending the response. */
const SYNC_BUDGET_SECONDS = 22;

/** The deadline of an action whose output is the response of a synchronous flow; ms since 1970 UTC. */
export const syncDeadlineOf = (context: Pick<Context, "executionState" | "executionId">): number =>
  deadlineOf(context, SYNC_BUDGET_SECONDS);

export const logOf = ({ logger }: Pick<Context, "logger">): Log => ({
  debug: (line) => logger.debug(redact(line)),
  info: (line) => logger.info(redact(line)),
  warn: (line) => logger.warn(redact(line)),
});

/** `crossFlowState.bill`. Unknown keys are kept. */
const billStateSchema = z.looseObject({
  session: storedSessionSchema.optional().catch(undefined),
  subscription: storedSubscriptionSchema.optional().catch(undefined),
  observed: storedObservationsSchema.optional().catch(undefined),
});

const billState = ({ crossFlowState }: Pick<Context, "crossFlowState">) =>
  billStateSchema.safeParse(crossFlowState["bill"] ?? {}).data ?? {};

/** `crossFlowState.bill.session`. */
export const sessionOf = (context: Pick<Context, "crossFlowState">): StoredSession | undefined =>
  billState(context).session;

/** `crossFlowState.bill.observed`. */
export const observationsOf = (context: Pick<Context, "crossFlowState">): StoredObservations | undefined =>
  billState(context).observed;

/** `crossFlowState.bill.subscription`. Registers its key as a secret. */
export const subscriptionOf = (context: Pick<Context, "crossFlowState">): StoredSubscription | undefined => {
  const { subscription } = billState(context);
  registerSecret(subscription?.key ?? "");
  return subscription;
};

/** `executionState.precoro`: the Precoro requests made by earlier steps of this execution. */
export const rateLimiterStateOf = ({ executionState }: Pick<Context, "executionState">) =>
  rateLimiterStateSchema.safeParse(executionState["precoro"]).data;

export interface Stores {
  crossFlowState?: Record<string, unknown>;
  executionState?: Record<string, unknown>;
}

/** `crossFlowState.calls`: the Precoro calls counted against the import quota. */
export const importQuotaOf = ({ crossFlowState }: Pick<Context, "crossFlowState">): ImportQuota =>
  createImportQuota(usageSchema.safeParse(crossFlowState["calls"]).data ?? []);

/** `crossFlowState.importStats`. */
export const statsOf = ({ crossFlowState }: Pick<Context, "crossFlowState">): ImportStats =>
  importStatsSchema.parse(crossFlowState["importStats"] ?? {});

/** `crossFlowState.importProgress`. */
export const importProgressOf = ({ crossFlowState }: Pick<Context, "crossFlowState">): StoredProgress =>
  importProgressSchema.parse(crossFlowState["importProgress"]);

/** `crossFlowState.itemPrices`. */
export const itemPricesOf = ({ crossFlowState }: Pick<Context, "crossFlowState">): StoredItemPrices =>
  itemPricesSchema.parse(crossFlowState["itemPrices"]);

/** `crossFlowState.supplierMapping`: whether suppliers are left to map, and since when that can be tried, ms since 1970 UTC. */
const supplierMappingSchema = z
  .object({ pending: z.boolean(), until: z.number().optional().catch(undefined) })
  .catch({ pending: false });
export type StoredSupplierMapping = z.output<typeof supplierMappingSchema>;

export const supplierMappingOf = ({
  crossFlowState,
}: Pick<Context, "crossFlowState">): StoredSupplierMapping =>
  supplierMappingSchema.parse(crossFlowState["supplierMapping"]);

/** `crossFlowState.payments`. */
export const paymentsOf = ({ crossFlowState }: Pick<Context, "crossFlowState">): PaymentsState =>
  paymentsStateSchema.parse(crossFlowState["payments"] ?? {});

/** `paymentRequests` of either store: what *Import Payments On Demand* keeps in its own state and hands on in `crossFlowState`. */
export const paymentRequestsOf = (store: Store): PaymentRequest[] =>
  recordedRequestsSchema.parse(store["paymentRequests"] ?? []);

/** Before ids were kept with it, an entry was a document's number alone. */
const recheckSchema = z.union([
  z.string().transform((idn): Recheck => ({ idn, vouchers: [] })),
  z.object({ idn: z.string(), vouchers: z.array(z.string()) }),
]);

/** `crossFlowState.billChanges`: what *BILL Changes* has to look at again. */
export const billChangesOf = ({ crossFlowState }: Pick<Context, "crossFlowState">): VoucherChanged[] =>
  readPendingEvents(crossFlowState["billChanges"]);

/** `crossFlowState.recheck`: what *Export Changed Documents* has to process besides what it finds itself. */
export const recheckOf = ({ crossFlowState }: Pick<Context, "crossFlowState">): Recheck[] =>
  z
    .array(recheckSchema)
    .catch([])
    .parse(crossFlowState["recheck"] ?? []);

/** The documents to process once a result is known: one that was postponed keeps the ids that were seen. */
export const recheckAfter = (
  context: Pick<Context, "crossFlowState">,
  { id, outcome }: RecordResult,
  vouchers: readonly string[],
): Recheck[] | undefined =>
  outcome === "postponed" && vouchers.length > 0 ? [...recheckOf(context), { idn: id, vouchers }] : undefined;

/** `instanceState.decisions`: this flow's unsent documents, as recorded by *Record Outcome*. */
export const decisionsOf = ({ instanceState }: { readonly instanceState: Store }): Decision[] =>
  z.array(decisionSchema).safeParse(instanceState["decisions"]).data ?? [];

export interface Changes {
  readonly bill?: BillClient;
  readonly precoro?: PrecoroClient;
  readonly quota?: ImportQuota;
  readonly stats?: ImportStats | undefined;
  readonly importProgress?: StoredProgress | undefined;
  readonly itemPrices?: StoredItemPrices | undefined;
  readonly supplierMapping?: StoredSupplierMapping | undefined;
  readonly subscription?: StoredSubscription | undefined;
  readonly imports?: readonly Continuation[] | undefined;
  readonly payments?: PaymentsState | undefined;
  readonly paymentRequests?: readonly PaymentRequest[] | undefined;
  readonly recheck?: readonly Recheck[] | undefined;
  readonly billChanges?: readonly VoucherChanged[] | undefined;
  /** When the execution began for us, for its later steps; ms since 1970 UTC. */
  readonly startedAt?: number;
}

/** The changed stores, each complete, so that nothing is lost whether Prismatic merges or replaces them. */
export const changedState = (
  context: Context,
  { bill, precoro, quota, stats, subscription, startedAt, ...others }: Changes,
): Stores => {
  const ofBill = omitUndefined({
    session: bill?.freshSession(),
    observed: bill?.observed.fresh(),
    subscription,
  });
  const changed = {
    ...(Object.keys(ofBill).length > 0 && { bill: { ...billState(context), ...ofBill } }),
    ...omitUndefined({
      imports: others.imports,
      importProgress: others.importProgress,
      itemPrices: others.itemPrices,
      supplierMapping: others.supplierMapping,
      payments: others.payments,
      billChanges: others.billChanges,
      paymentRequests: others.paymentRequests,
    }),
    ...(others.recheck && { recheck: mergeRechecks(others.recheck) }),
    ...(quota && { calls: quota.usage() }),
    ...(stats && { importStats: stats }),
  };
  return {
    ...(Object.keys(changed).length > 0 && { crossFlowState: { ...context.crossFlowState, ...changed } }),
    ...((precoro || startedAt !== undefined) && {
      executionState: {
        ...context.executionState,
        ...(startedAt !== undefined && { started: { executionId: context.executionId, at: startedAt } }),
        ...(precoro && { precoro: precoro.rateLimiterState() }),
      },
    }),
  };
};

/** For a batched trigger, which can't return state: writes the changes into the stores that Prismatic passed to it. */
export const writeStateInPlace = (context: Context, changes: Changes): void => {
  const { crossFlowState, executionState } = changedState(context, changes);
  Object.assign(context.crossFlowState, crossFlowState);
  Object.assign(context.executionState, executionState);
};
