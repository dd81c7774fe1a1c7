/** Starts a simulated BILL organization on loopback HTTP. */
import { z } from "zod";
import { matchesAny } from "../kit/call";
import type { SimulatorClock } from "../kit/clock";
import { type FaultResponses, type RunningServer, serveVendor, unlimited } from "../kit/server";
import { readSettings } from "../kit/settings";
import {
  invalid,
  invalidSession,
  limitStatuses,
  noPermission,
  systemFailure,
  tooManyConcurrentCalls,
} from "./apiErrors";
import { billRules } from "./billRules";
import { billLimits } from "./limits";
import type { Change } from "./organization";
import { basePath, billRoutes } from "./routes";
import { type BillCredentials, Sessions } from "./sessions";
import { type Deliver, notificationForms } from "./webhooks/deliveries";
import { eventsPath } from "./webhooks/webhookRoutes";
import { type BillWebhooks, createWebhooks } from "./webhooks/webhooks";
import { errorResponse } from "./wireFormat";
import { type BillWorld, createBillWorld } from "./world";

/** The simulator options of a world file. Those that switch an assumption: connector/bill/API.md §15. */
const settings = z.strictObject({
  ...billRules.shape,
  latencyMs: z.number().nonnegative().default(300),
  limits: z.boolean().default(true),
  /** Calls that count in the hour although nobody has made them here. */
  callsBefore: z.int().nonnegative().default(0),
  /** The HTTP status of a refusal by a limit. */
  limitStatus: z.literal(limitStatuses).default(429),
  /** Silently caps the page size, so that a short list has many pages. */
  pageSizeMax: z.int().min(1).max(100).default(100),
  refuseFiltersWithPage: z.boolean().default(false),
  refuseInvoiceNumberFilter: z.boolean().default(false),
  secondLoginEndsFirst: z.boolean().default(false),
  billNotifications: z.enum(notificationForms).default("object"),
  /** How often a failed webhook delivery is retried, which is not known (connector/bill/API.md §14). */
  webhookRetries: z.int().min(0).max(10).default(4),
  /** Calls that the user has no permission for, as `METHOD /path/{id}`. */
  withoutRights: z.array(z.string()).default([]),
});

export const billSettings: readonly string[] = Object.keys(settings.shape);

export interface BillOptions extends z.input<typeof settings> {
  clock: SimulatorClock;
  random: () => number;
  credentials?: Partial<BillCredentials>;
  records?: Record<string, unknown[]>;
  onChange?: (change: Change) => void;
  /** Delivers webhooks to their URLs. By default, each is answered 200 and dropped. */
  deliver?: Deliver;
}

export type { Deliver, Delivery } from "./webhooks/deliveries";

export interface BillSimulator extends Omit<RunningServer, "url"> {
  readonly gatewayUrl: string;
  readonly credentials: BillCredentials;
  readonly world: BillWorld;
  readonly webhooks: BillWebhooks;
}

const USER_ID = "00601SIMULATEDUSER01";
const PERSON_ID = "00601PERSONINWEBAPP1";

const ownCredentials = {
  username: "precoro-sync",
  password: "sync-token-of-the-simulator",
  organizationId: "00801SIMULATEDORG001",
  devKey: "01SIMULATEDDEVKEY",
};

const drop: Deliver = async () => ({ status: 200 });

export const startBill = async (options: BillOptions): Promise<BillSimulator> => {
  const { clock, random, credentials, records = {}, onChange, deliver = drop, ...settingsGiven } = options;
  const set = readSettings("BILL simulator", settings, settingsGiven);
  const own = { ...ownCredentials, ...credentials };
  const now = () => clock.now();
  const world = createBillWorld(records, {
    ...set,
    now,
    userId: USER_ID,
    personId: PERSON_ID,
    onChange(change) {
      webhooks.raise(change);
      onChange?.(change);
    },
  });
  const webhooks = createWebhooks({
    clock,
    deliver,
    retries: set.webhookRetries,
    form: set.billNotifications,
    organizationId: own.organizationId,
    row: (change) => world.row(change.collection, change.id),
    vendorOf: ({ vendorId }) => world.vendors().find(({ id }) => id === vendorId) ?? {},
  });
  const sessions = new Sessions(own, USER_ID, random, set.secondLoginEndsFirst);
  const routes = billRoutes({ ...set, world, sessions, webhooks, now });

  const faultResponses: FaultResponses = {
    "500": () => errorResponse(systemFailure(), now()),
    invalid: () => errorResponse(invalid("field: the value is not valid"), now()),
    "429": () => errorResponse(tooManyConcurrentCalls(set.limitStatus), now()),
    "expired-session": ({ headers }) => {
      sessions.end(headers.get("sessionId"));
      return errorResponse(invalidSession(), now());
    },
  };
  const { url, ...served } = await serveVendor({
    system: "bill",
    routes,
    basePath,
    furtherPaths: [eventsPath],
    clock,
    latencyMs: set.latencyMs,
    limits: set.limits ? billLimits(clock, set) : unlimited,
    forbidden: (call) =>
      matchesAny(set.withoutRights, call)
        ? errorResponse(noPermission(`${call.method} ${call.path}`), now())
        : undefined,
    faultResponses,
  });
  return { ...served, gatewayUrl: url, credentials: { ...own, gatewayUrl: url }, world, webhooks };
};
