/** BILL Events: what changes in BILL is followed in Precoro, whoever sends what, how often, and in which order. */

import { createHmac } from "node:crypto";
import type { Stage } from "../../sandbox/stage";
import { VENDOR } from "../fixtures/acme";
import { onStage, resultsOf } from "../kit/onStage";
import {
  activeOf,
  callsOf,
  events,
  FLOW,
  last,
  linkOf,
  logsOf,
  sent,
  subscription,
  world,
} from "./billEventWorld";

test("a bill that a person archives: the document is no longer integrated, and the log says what to do", () =>
  sent(async (stage, billId) => {
    stage.bill.world.archive(billId);
    await stage.idle();
    expect(linkOf(stage)).toBeNull();
    expect(last(stage)).toEqual(["unlinked archived-in-bill"]);
    expect(logsOf(stage).find((line) => line.startsWith("Invoice #1"))).toMatch(
      /^Invoice #1: unlinked \(archived-in-bill\)\. The bill of Invoice #1 was archived in BILL.* https:\/\/app/,
    );
    // Its own echo in Precoro sends nothing.
    await stage.platform.advance(120_000);
    expect(activeOf(stage)).toBe(0);
  }));

test("and restored again: it is linked again", () =>
  sent(async (stage, billId) => {
    stage.bill.world.archive(billId);
    await stage.idle();
    await stage.platform.advance(120_000);
    stage.bill.world.restore(billId);
    await stage.idle();
    expect(linkOf(stage)).toBe(billId);
    expect(last(stage)).toEqual(["linked"]);
  }));

test("restored while the document is canceled: reported, and the document keeps its link", () =>
  sent(async (stage, billId) => {
    stage.precoro.world.cancel("1");
    await stage.idle();
    await stage.platform.advance(120_000);
    expect([linkOf(stage), activeOf(stage)]).toEqual([billId, 0]);
    stage.bill.world.restore(billId);
    await stage.idle();
    expect(last(stage)).toEqual(["rejected restored-of-canceled"]);
    expect(linkOf(stage)).toBe(billId);
  }));

test("our own making and what a person edits come back as events and cost Precoro no call", () =>
  sent(async (stage, billId) => {
    const before = callsOf(stage);
    stage.bill.world.edit(billId, { purchaseOrderNumber: "PO-9" });
    await stage.idle();
    expect(callsOf(stage)).toBe(before);
    expect(linkOf(stage)).toBe(billId);
    expect(new Set(events(stage).flatMap((one) => Object.values(resultsOf(one))))).toEqual(
      new Set(["skipped event-not-followed"]),
    );
  }));

test("our own archiving of a canceled invoice's bill costs one question, and the document keeps its link", () =>
  sent(async (stage, billId) => {
    stage.precoro.world.cancel("1");
    await stage.idle();
    expect(last(stage)).toEqual(["unchanged"]);
    expect(linkOf(stage)).toBe(billId);
  }));

test("a bill that a person has made for somebody else's reasons is nobody's business", () =>
  sent(async (stage) => {
    const { id } = stage.bill.world.add("bills", {
      vendorId: VENDOR,
      invoice: { invoiceNumber: "X" },
      amount: 5,
    });
    stage.bill.world.archive(id);
    await stage.idle();
    expect(last(stage)).toEqual(["skipped voucher-not-linked"]);
  }));

describe("deliveries", () => {
  const archivedEvent = (stage: Stage) =>
    stage.bill.webhooks.history(String(subscription(stage)?.id)).find(({ type }) => type === "bill.archived");

  test("the same one ten times within a minute changes one thing once", () =>
    sent(async (stage, billId) => {
      stage.bill.world.archive(billId);
      const { id } = archivedEvent(stage) ?? { id: "" };
      for (let n = 1; n < 10; n++) stage.bill.webhooks.resend(String(subscription(stage)?.id), id);
      await stage.idle();
      const marks = stage.precoro.journal.entries.filter(({ method }) => method === "PATCH");
      expect(marks).toHaveLength(2);
      expect(linkOf(stage)).toBeNull();
      expect(events(stage).filter(({ status }) => status === "failed")).toEqual([]);
    }));

  test("out of order: an old one of the archiving, after the bill was restored, clears nothing", () =>
    sent(async (stage, billId) => {
      stage.bill.world.archive(billId);
      await stage.idle();
      await stage.platform.advance(120_000);
      stage.bill.world.restore(billId);
      await stage.idle();
      await stage.platform.advance(120_000);
      stage.bill.webhooks.resend(String(subscription(stage)?.id), archivedEvent(stage)?.id ?? "");
      await stage.idle();
      expect(linkOf(stage)).toBe(billId);
      expect(last(stage)).toEqual(["unchanged"]);
    }));

  test("one of a document that Precoro does not have any more is left alone", () =>
    sent(async (stage) => {
      const { id } = stage.bill.world.add("bills", {
        vendorId: VENDOR,
        amount: 5,
        archived: true,
        description: "Precoro invoice #404 (approved -)",
      });
      stage.bill.world.restore(id);
      await stage.idle();
      expect(last(stage)).toEqual(["skipped document-unknown"]);
    }));

  test("signed by somebody else, or not at all: 401, and no step runs", () =>
    sent(async (stage, billId) => {
      const body = JSON.stringify(
        JSON.stringify({ metadata: { eventId: "e", eventType: "bill.archived" }, bill: { id: billId } }),
      );
      stage.bill.world.archive(billId, { notify: false });
      const headers = (key: string) => ({
        "Content-Type": "application/json",
        "x-bill-sha-signature": createHmac("sha256", key).update(body).digest("base64"),
      });
      const key = stage.bill.webhooks.keyOf(String(subscription(stage)?.id));
      const call = async (text: string, sentHeaders: Record<string, string>) => {
        const { statusCode, settled } = await stage.platform.call(FLOW, text, { headers: sentHeaders });
        await settled;
        return statusCode;
      };
      expect(await call(body, headers("another key"))).toBe(401);
      expect(await call(`${body} `, headers(key))).toBe(401);
      expect(await call(body, { "Content-Type": "application/json" })).toBe(401);
      expect(linkOf(stage)).toBe(billId);
      expect(await call(body, headers(key))).toBe(200);
      expect(linkOf(stage)).toBeNull();
    }));
});

describe("a vendor that changes", () => {
  const phoneOf = ({ precoro }: Stage) => JSON.stringify(precoro.world.snapshot()["suppliers"]);
  const on = { config: { "Refresh Suppliers Automatically": "true" } };

  test("switched on: its supplier's card follows", () =>
    onStage(world(on), async (stage) => {
      stage.bill.world.edit(VENDOR, { phone: "555-1234" });
      await stage.idle();
      expect(last(stage)).toEqual(["updated"]);
      expect(phoneOf(stage)).toContain("555-1234");
    }));

  test("switched off: its card stays, without a call", () =>
    onStage(world(), async (stage) => {
      const before = callsOf(stage);
      stage.bill.world.edit(VENDOR, { phone: "555-1234" });
      await stage.idle();
      expect(last(stage)).toEqual(["skipped suppliers-not-refreshed"]);
      expect(callsOf(stage)).toBe(before);
      expect(phoneOf(stage)).not.toContain("555-1234");
    }));
});
