/** Example payloads of the triggers, so that the designer can pick references before the first run. */
import type { TriggerPayload } from "@prismatic-io/spectral";
import { eventAbout } from "../../core/changes/billEvent";
import type { SweepItem } from "../../sync/changes/changedDocuments";

const notification = { id: "900100", type: "3", action: "1", idn: "1042" };

/** *Precoro Webhook*, branch Document. */
export const exampleNotification: { payload: TriggerPayload; branch: string } = {
  branch: "Document",
  payload: {
    headers: { "Content-Type": "application/json" },
    queryParameters: {},
    rawBody: { data: JSON.stringify(notification), contentType: "application/json" },
    body: { data: notification, contentType: "application/json" },
    pathFragment: "",
    webhookUrls: { "Export Document": "https://hooks.example.com/trigger/EXAMPLE" },
    webhookApiKeys: {},
    invokeUrl: "https://hooks.example.com/trigger/EXAMPLE",
    executionId: "example-execution",
    customer: { id: "example-customer", externalId: "customer-1", name: "Example Customer" },
    instance: { id: "example-instance", name: "Precoro for BILL" },
    user: { id: "example-user", email: "user@example.com", name: "Example User", externalId: "user-1" },
    integration: {
      id: "example-integration",
      name: "Precoro for BILL",
      versionSequenceId: "1",
      externalVersion: "1",
    },
    flow: { id: "example-flow", name: "Export Document", stableId: "export-document" },
    startedAt: "2026-03-02T09:00:00.000Z",
    globalDebug: false,
  },
};

const { paginationState: _, ...anyPayload } = exampleNotification.payload;

const changed: SweepItem[] = [{ idn: "1042", id: "900100", vouchers: ["00n01ABCDEFGHIJKLMNO"] }];

/** One batch of *Changed Documents*. */
export const exampleChanges = {
  payload: {
    ...anyPayload,
    body: {
      data: changed,
      contentType: "application/json",
    },
  },
};

const event = {
  metadata: {
    eventId: "b1946ac9-2492-4d23-8475-1d0e5a7e9c41",
    subscriptionId: "5f4dcc3b-5aa7-4654-9d61-d8327deb882c",
    organizationId: "00801ABCDEFGHIJKLMNO",
    eventType: "bill.archived",
    version: "1",
  },
  bill: { id: "00n01ABCDEFGHIJKLMNO", archived: true },
};

/** *BILL Webhook*, branch Verified. */
export const exampleEvent: { payload: TriggerPayload; branch: string } = {
  branch: "Verified",
  payload: {
    ...exampleNotification.payload,
    rawBody: { data: JSON.stringify(event), contentType: "application/json" },
    body: { data: event, contentType: "application/json" },
  },
};

/** One batch of *Changed In BILL*. */
export const exampleBillChanges = {
  payload: {
    ...anyPayload,
    body: { data: [eventAbout("bill", event.bill.id, "archived")], contentType: "application/json" },
  },
};
