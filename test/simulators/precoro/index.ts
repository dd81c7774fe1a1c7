/** Starts a simulated Precoro company on loopback HTTP. */
import { z } from "zod";
import { matchesAny } from "../kit/call";
import type { SimulatorClock } from "../kit/clock";
import { type FaultResponses, type RunningServer, serveVendor, unlimited } from "../kit/server";
import { readSettings } from "../kit/settings";
import { accessDenied, invalidBody, serverError } from "./apiErrors";
import { customFieldCreations } from "./catalog/catalogApi";
import type { Webhook } from "./company";
import { precoroLimits, tooManyRequests } from "./limits";
import { precoroRoutes } from "./routes";
import { errorResponse } from "./wireFormat";
import { createPrecoroWorld, type PrecoroWorld } from "./world";

export type { Webhook } from "./company";

/** The simulator options of a world file. Those that switch an assumption: connector/precoro/API.md §13. */
const settings = z.strictObject({
  latencyMs: z.number().nonnegative().default(400),
  limits: z.boolean().default(true),
  /** Calls that count in the hour and in the day although nobody has made them here. */
  callsBefore: z.int().nonnegative().default(0),
  /** Silently caps the page size, so that a short list has many pages. */
  pageSizeMax: z.int().min(1).max(200).default(200),
  supplierPostTakesExternalId: z.boolean().default(false),
  putClearsArrays: z.boolean().default(false),
  externalIntegrationLogShown: z.boolean().default(true),
  /** False: a document shows what is paid in its header alone. */
  paymentRowsShown: z.boolean().default(true),
  externalIdLookupNumbersOnly: z.boolean().default(false),
  /** Whether the API can create custom fields: allowed, refused with 403, or with 404 as if the call did not exist. */
  customFieldCreation: z.enum(customFieldCreations).default("allowed"),
  /** For options of custom fields and for locations. */
  optionPostTakesExternalId: z.boolean().default(false),
  itemPostTakesExternalId: z.boolean().default(false),
  paymentPostTakesExternalId: z.boolean().default(false),
  itemPriceDecimals: z.int().min(0).max(6).default(6),
  /** Whether documents show the option object with a custom field's value. */
  optionObjectsShown: z.boolean().default(true),
  /** Whether lists show sums of documents as JSON numbers; `sumPaid` is a text either way. */
  sumsAsNumbers: z.boolean().default(true),
  /** Calls that the user has no permission for, as `METHOD /path/{id}`. */
  withoutRights: z.array(z.string()).default([]),
});

export const precoroSettings: readonly string[] = Object.keys(settings.shape);

interface PrecoroCredentials {
  apiUrl: string;
  email: string;
  apiToken: string;
}

export interface PrecoroOptions extends z.input<typeof settings> {
  clock: SimulatorClock;
  credentials?: Partial<PrecoroCredentials>;
  records?: Record<string, unknown[]>;
  onWebhook?: (webhook: Webhook) => void;
}

export interface PrecoroSimulator extends Omit<RunningServer, "url"> {
  readonly apiUrl: string;
  readonly credentials: PrecoroCredentials;
  readonly world: PrecoroWorld;
}

const ownCredentials = { email: "integration@precoro.test", apiToken: "api-token-of-the-simulator" };

/** How far ahead the time is that a "429" fault says to retry at. */
const RETRY_AFTER_MS = 5000;

export const startPrecoro = async (options: PrecoroOptions): Promise<PrecoroSimulator> => {
  const { clock, credentials, records = {}, onWebhook = () => {}, ...settingsGiven } = options;
  const set = readSettings("Precoro simulator", settings, settingsGiven);
  const own = { ...ownCredentials, ...credentials };
  const now = () => clock.now();
  const world = createPrecoroWorld(records, { ...set, now, onWebhook });
  const routes = precoroRoutes({ ...set, ...own, world });

  const faultResponses: FaultResponses = {
    "500": () => errorResponse(serverError()),
    invalid: () => errorResponse(invalidBody({ field: "This value is not valid." })),
    "429": () => tooManyRequests("Per second limiter", now() + RETRY_AFTER_MS, 1),
  };
  const { url, ...served } = await serveVendor({
    system: "precoro",
    routes,
    basePath: "",
    clock,
    latencyMs: set.latencyMs,
    limits: set.limits ? precoroLimits(clock, set.callsBefore) : unlimited,
    forbidden: (call) => (matchesAny(set.withoutRights, call) ? errorResponse(accessDenied()) : undefined),
    faultResponses,
  });
  return { ...served, apiUrl: url, credentials: { ...own, apiUrl: url }, world };
};
