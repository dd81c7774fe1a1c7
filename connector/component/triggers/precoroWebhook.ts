/**
 * Precoro Webhook: receives Precoro's notifications. They are not signed and Precoro can't send a key, so their content is not
 * trusted: they only name the document to read again. Source: connector/precoro/API.md §8.
 */
import { trigger } from "@prismatic-io/spectral";
import * as z from "zod";
import { exampleNotification } from "../outputs/triggers";
import { jsonOf } from "../webhookBody";

/** The notification type of invoices and, probably, credit notes. Source: connector/precoro/API.md §8.2. */
const DOCUMENT = "3";

const scalar = z.union([z.string(), z.number()]).transform(String);
const notificationSchema = z.object({
  type: scalar,
  id: scalar.nullish(),
  action: scalar.nullish(),
  idn: scalar.pipe(z.string().regex(/^[\w-]{1,40}$/)),
});

export const precoroWebhook = trigger({
  display: {
    label: "Precoro Webhook",
    description: "Receives Precoro's notifications and branches by whether they concern a document",
    directions:
      "In Precoro, under Configuration > Webhooks, create a webhook with this flow's URL and the entity Invoice.",
  },
  inputs: {},
  scheduleSupport: "invalid",
  synchronousResponseSupport: "invalid",
  allowsBranching: true,
  staticBranchNames: ["Document", "Ignored"],
  examplePayload: exampleNotification,
  perform: async (context, payload) => {
    const notification = notificationSchema.safeParse(jsonOf(payload.body.data));
    const isDocument = notification.success && notification.data.type === DOCUMENT;
    if (!isDocument) context.logger.debug("The notification doesn't concern an invoice or credit note.");
    return {
      payload: isDocument
        ? { ...payload, body: { data: notification.data, contentType: "application/json" } }
        : payload,
      branch: isDocument ? "Document" : "Ignored",
    };
  },
});
