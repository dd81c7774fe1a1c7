/**
 * BILL Webhook: receives BILL's notifications. Subscribes when the instance is deployed, unsubscribes when it is removed, and
 * passes on only what BILL signed. Source: connector/bill/API.md §10.
 */
import { trigger } from "@prismatic-io/spectral";
import { isSignedBy, SIGNATURE_HEADER } from "../../bill/signature";
import { parseNotification } from "../../core/changes/billEvent";
import { keepSubscription, removeSubscription } from "../../sync/changes/billSubscription";
import { type Clients, type Connections, openClients } from "../clients";
import { billConnectionInput } from "../inputs";
import { exampleEvent } from "../outputs/triggers";
import { type Context, changedState, deadlineOf, logOf, type Stores, subscriptionOf } from "../runtime";
import { bytesOf } from "../webhookBody";

/** Prismatic allows a lifecycle handler about 30 seconds. */
const HANDLER_SECONDS = 25;

type LifecycleContext = Context & {
  readonly webhookUrls: Readonly<Record<string, string>>;
  readonly flow: { readonly name: string };
};
type Params = Pick<Connections, "billConnection">;

/**
 * Runs a lifecycle handler. A failure must not block the deploy: *BILL Changes* finds the same changes, only later, and retries
 * the subscription once a day. If a connection is wrong, every other flow reports it.
 */
const runLifecycle = async (
  context: LifecycleContext,
  params: Params,
  operation: (clients: Clients<Params>, url: string) => Promise<Stores>,
): Promise<Stores> => {
  const url = context.webhookUrls[context.flow.name];
  if (url === undefined) return {};
  const log = logOf(context);
  try {
    const deadline = deadlineOf(context, HANDLER_SECONDS);
    return await operation(openClients(context, params, { deadline }), url);
  } catch (error) {
    const why = error instanceof Error ? error.message : "";
    log.warn(
      `BILL's notifications could not be set up. BILL Changes finds changes on schedule instead. ${why}`,
    );
    return changedState(context, { subscription: subscriptionOf(context) ?? { url } });
  }
};

const headerOf = (headers: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.entries(headers).find(([sent]) => sent.toLowerCase() === name)?.[1];

const REFUSED = {
  statusCode: 401,
  contentType: "application/json",
  body: JSON.stringify({ error: "The signature is not valid." }),
};

export const billWebhook = trigger({
  display: {
    label: "BILL Webhook",
    description:
      "Receives BILL's notifications, verifies their signatures, and keeps the subscription active",
  },
  inputs: { billConnection: billConnectionInput },
  scheduleSupport: "invalid",
  synchronousResponseSupport: "invalid",
  allowsBranching: true,
  staticBranchNames: ["Verified", "Ignored", "Refused"],
  examplePayload: exampleEvent,
  perform: async (context, payload) => {
    const log = logOf(context);
    const key = subscriptionOf(context)?.key;
    if (key === undefined) {
      log.warn(
        "This notification was ignored, because the key to verify it is missing. BILL Changes creates a new key within a day.",
      );
      return { payload, branch: "Ignored" };
    }
    const body = bytesOf(payload.rawBody.data);
    if (!body || !isSignedBy(key, body, headerOf(payload.headers, SIGNATURE_HEADER))) {
      log.warn("A notification without a valid BILL signature was refused.");
      return { payload, branch: "Refused", response: REFUSED };
    }
    const event = parseNotification(Buffer.from(body).toString("utf8"));
    if (!event) {
      log.warn("A notification from BILL can't be read and was ignored.");
      return { payload, branch: "Ignored" };
    }
    return {
      payload: { ...payload, body: { data: event, contentType: "application/json" } },
      branch: "Verified",
    };
  },
  webhookLifecycleHandlers: {
    create: (context, params) =>
      runLifecycle(context, params, async ({ bill, log }, url) => {
        const known = subscriptionOf(context);
        const subscription = await keepSubscription({ bill, log }, { url, known });
        return changedState(context, { bill, subscription });
      }),
    delete: (context, params) =>
      runLifecycle(context, params, async ({ bill }, url) => {
        await removeSubscription({ bill }, url);
        return changedState(context, { bill });
      }),
  },
});
