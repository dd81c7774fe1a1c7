/** BILL Events: changes in BILL are followed in Precoro, in whatever order and however often notifications come. */

import { createHmac } from "node:crypto";
import type { Simulation } from "../../sandbox/simulation";
import { VENDOR } from "../fixtures/acme";
import { resultsOf, withSimulation } from "../kit/withSimulation";
import {
  activeOf,
  callsOf,
  events,
  FLOW,
  lastResults,
  linkOf,
  logsOf,
  subscription,
  withSentInvoice,
  world,
} from "./billEventWorld";

test("a person archives a bill: the document is no longer integrated, and the log says what to do", () =>
  withSentInvoice(async (simulation, billId) => {
    simulation.bill.world.archive(billId);
    await simulation.idle();
    expect(linkOf(simulation)).toBeNull();
    expect(lastResults(simulation)).toEqual(["unlinked archived-in-bill"]);
    expect(logsOf(simulation).find((line) => line.startsWith("Invoice #1"))).toMatch(
      /^Invoice #1: unlinked \(archived-in-bill\)\. Invoice #1 has its bill archived in BILL.* https:\/\/app/,
    );
    // The notification of our own write in Precoro sends nothing.
    await simulation.platform.advance(120_000);
    expect(activeOf(simulation)).toBe(0);
  }));

test("BILL sends its notifications as JSON text within JSON: they are followed, too", () =>
  withSentInvoice(
    async (simulation, billId) => {
      simulation.bill.world.archive(billId);
      await simulation.idle();
      expect(linkOf(simulation)).toBeNull();
      expect(lastResults(simulation)).toEqual(["unlinked archived-in-bill"]);
    },
    { simulator: { billNotifications: "textInText" } },
  ));

test("the person restores it: the document is linked again", () =>
  withSentInvoice(async (simulation, billId) => {
    simulation.bill.world.archive(billId);
    await simulation.idle();
    await simulation.platform.advance(120_000);
    simulation.bill.world.restore(billId);
    await simulation.idle();
    expect(linkOf(simulation)).toBe(billId);
    expect(lastResults(simulation)).toEqual(["linked"]);
  }));

test("restored while its document is canceled: this is reported, and the document keeps its link", () =>
  withSentInvoice(async (simulation, billId) => {
    simulation.precoro.world.cancel("1");
    await simulation.idle();
    await simulation.platform.advance(120_000);
    expect([linkOf(simulation), activeOf(simulation)]).toEqual([billId, 0]);
    simulation.bill.world.restore(billId);
    await simulation.idle();
    expect(lastResults(simulation)).toEqual(["rejected restored-but-canceled"]);
    expect(linkOf(simulation)).toBe(billId);
  }));

test("events of our own changes and of a person's edits cause no call to Precoro", () =>
  withSentInvoice(async (simulation, billId) => {
    const before = callsOf(simulation);
    simulation.bill.world.edit(billId, { purchaseOrderNumber: "PO-9" });
    await simulation.idle();
    expect(callsOf(simulation)).toBe(before);
    expect(linkOf(simulation)).toBe(billId);
    expect(new Set(events(simulation).flatMap((one) => Object.values(resultsOf(one))))).toEqual(
      new Set(["skipped event-ignored"]),
    );
  }));

test("the event of our archiving a canceled invoice's bill causes one read, and the document keeps its link", () =>
  withSentInvoice(async (simulation, billId) => {
    simulation.precoro.world.cancel("1");
    await simulation.idle();
    expect(lastResults(simulation)).toEqual(["unchanged"]);
    expect(linkOf(simulation)).toBe(billId);
  }));

test("events of a bill that a person entered are ignored", () =>
  withSentInvoice(async (simulation) => {
    const { id } = simulation.bill.world.add("bills", {
      vendorId: VENDOR,
      invoice: { invoiceNumber: "X" },
      amount: 5,
    });
    simulation.bill.world.archive(id);
    await simulation.idle();
    expect(lastResults(simulation)).toEqual(["skipped bill-record-not-linked"]);
  }));

describe("deliveries", () => {
  const archivedEvent = (simulation: Simulation) =>
    simulation.bill.webhooks
      .history(String(subscription(simulation)?.id))
      .find(({ type }) => type === "bill.archived");

  test("ten deliveries of the same event within a minute change one thing once", () =>
    withSentInvoice(async (simulation, billId) => {
      simulation.bill.world.archive(billId);
      const { id } = archivedEvent(simulation) ?? { id: "" };
      for (let n = 1; n < 10; n++) simulation.bill.webhooks.resend(String(subscription(simulation)?.id), id);
      await simulation.idle();
      const writes = simulation.precoro.journal.entries.filter(({ method }) => method === "PATCH");
      expect(writes.map(({ request }) => Object.keys(request as object))).toEqual([
        ["externalId"],
        ["externalId"],
        ["externalIntegrationLog"],
      ]);
      expect(linkOf(simulation)).toBeNull();
      expect(events(simulation).filter(({ status }) => status === "failed")).toEqual([]);
    }));

  test("an old event of the archiving, delivered after the bill was restored, clears no link", () =>
    withSentInvoice(async (simulation, billId) => {
      simulation.bill.world.archive(billId);
      await simulation.idle();
      await simulation.platform.advance(120_000);
      simulation.bill.world.restore(billId);
      await simulation.idle();
      await simulation.platform.advance(120_000);
      simulation.bill.webhooks.resend(
        String(subscription(simulation)?.id),
        archivedEvent(simulation)?.id ?? "",
      );
      await simulation.idle();
      expect(linkOf(simulation)).toBe(billId);
      expect(lastResults(simulation)).toEqual(["unchanged"]);
    }));

  test("an event about a document that Precoro no longer has is ignored", () =>
    withSentInvoice(async (simulation) => {
      const { id } = simulation.bill.world.add("bills", {
        vendorId: VENDOR,
        amount: 5,
        archived: true,
        description: "Precoro invoice #404 (approved -)",
      });
      simulation.bill.world.restore(id);
      await simulation.idle();
      expect(lastResults(simulation)).toEqual(["skipped document-not-found"]);
    }));

  test.each<[string, (event: object) => string, (body: string) => string]>([
    ["a plain object", (event) => JSON.stringify(event), (body) => body],
    ["JSON text within JSON", (event) => JSON.stringify(JSON.stringify(event)), (body) => body],
    [
      "an object with spaces, signed without them",
      (event) => JSON.stringify(event, null, 2),
      (body) => JSON.stringify(JSON.parse(body)),
    ],
  ])("%s: a wrong or missing signature gets 401, and no step runs", (_form, write, signed) =>
    withSentInvoice(async (simulation, billId) => {
      const body = write({ metadata: { eventId: "e", eventType: "bill.archived" }, bill: { id: billId } });
      simulation.bill.world.archive(billId, { notify: false });
      const headers = (key: string) => ({
        "Content-Type": "application/json",
        "x-bill-sha-signature": createHmac("sha256", key).update(signed(body)).digest("base64"),
      });
      const key = simulation.bill.webhooks.keyOf(String(subscription(simulation)?.id));
      const call = async (text: string, sentHeaders: Record<string, string>) => {
        const { statusCode, executions } = await simulation.platform.call(FLOW, text, {
          headers: sentHeaders,
        });
        await executions;
        return statusCode;
      };
      expect(await call(body, headers("another key"))).toBe(401);
      expect(await call(body.replace(billId, "00n01SOMEOTHERBILL01"), headers(key))).toBe(401);
      expect(await call(body.slice(1), headers(key))).toBe(401);
      expect(await call(body, { "Content-Type": "application/json" })).toBe(401);
      expect(linkOf(simulation)).toBe(billId);
      expect(await call(body, headers(key))).toBe(200);
      expect(linkOf(simulation)).toBeNull();
    }),
  );
});

describe("a vendor changes", () => {
  const phoneOf = ({ precoro }: Simulation) => JSON.stringify(precoro.world.snapshot()["suppliers"]);
  const on = { config: { "Refresh Suppliers Automatically": "true" } };

  test("refresh on: its supplier's record follows", () =>
    withSimulation(world(on), async (simulation) => {
      simulation.bill.world.edit(VENDOR, { phone: "555-1234" });
      await simulation.idle();
      expect(lastResults(simulation)).toEqual(["updated"]);
      expect(phoneOf(simulation)).toContain("555-1234");
    }));

  test("refresh off: its supplier's record stays, without a call", () =>
    withSimulation(world(), async (simulation) => {
      const before = callsOf(simulation);
      simulation.bill.world.edit(VENDOR, { phone: "555-1234" });
      await simulation.idle();
      expect(lastResults(simulation)).toEqual(["skipped supplier-refresh-off"]);
      expect(callsOf(simulation)).toBe(before);
      expect(phoneOf(simulation)).not.toContain("555-1234");
    }));
});
