/** BILL Events: what changes in BILL is followed in Precoro, whoever sends what, how often, and in which order (product 7). */
import { createHmac } from "node:crypto";
import type { Stage } from "../sandbox/stage";
import type { WorldInput } from "../sandbox/worldFile";
import { onStage, resultsOf } from "./onStage";

const VENDOR = "00901ACME0000000001";
const FLOW = "BILL Events";

const invoice = (idn: string, set: object = {}) => ({
  id: 900_000 + Number(idn),
  idn,
  status: 1,
  supplier: { id: 5 },
  items: [{ name: "Paper", price: "10" }],
  ...set,
});
const world = (more: Partial<WorldInput> = {}): WorldInput => ({
  bill: { vendors: [{ id: VENDOR, name: "Acme", phone: "1" }] },
  precoro: { suppliers: [{ id: 5, name: "Acme", externalId: VENDOR }], invoices: [invoice("1")] },
  ...more,
  config: { "Export Schedule": "", ...more.config },
});

/** One approved invoice with its bill, two quiet minutes later. */
const sent = (run: (stage: Stage, billId: string) => Promise<void>, more: Partial<WorldInput> = {}) =>
  onStage(world(more), async (stage) => {
    stage.precoro.world.approve("1");
    await stage.idle();
    await stage.platform.advance(120_000);
    await run(stage, String(stage.bill.world.bills()[0]?.id));
  });

const linkOf = ({ precoro }: Stage, idn = "1") => precoro.world.invoice(idn)["externalId"];
const activeOf = ({ bill }: Stage) => bill.world.bills().filter(({ archived }) => !archived).length;
const events = ({ platform }: Stage) => platform.executions.filter(({ flow }) => flow === FLOW);
const last = (stage: Stage) => Object.values(resultsOf(events(stage).at(-1) ?? { results: [] }));
const subscription = ({ bill }: Stage) => bill.webhooks.subscriptions()[0];
const logsOf = (stage: Stage) => events(stage).flatMap(({ logs }) => logs.map(({ message }) => message));
const callsOf = ({ precoro }: Stage) => precoro.journal.entries.length;

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
    stage.bill.world.pay(billId, { amount: 4 });
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

describe("the subscription", () => {
  const stored = ({ platform }: Stage) =>
    (platform.state.crossFlow["bill"] as { subscription: { id: string; key: string } }).subscription;

  test("is made at the deploy, for this flow's address, and removed with the instance", () =>
    onStage(world(), async (stage) => {
      const { platform, bill } = stage;
      expect(subscription(stage)).toMatchObject({
        notificationUrl: platform.urlOf(FLOW),
        status: { enabled: true },
      });
      expect(stored(stage).key).toBe(bill.webhooks.keyOf(stored(stage).id));
      bill.webhooks.subscribe({
        name: String(subscription(stage)?.name),
        status: { enabled: true },
        events: [{ type: "bill.archived", version: "1" }],
        notificationUrl: "https://hooks.example.test/designer",
      });
      await platform.undeploy();
      expect(bill.webhooks.subscriptions().map(({ notificationUrl }) => notificationUrl)).toEqual([
        "https://hooks.example.test/designer",
      ]);
    }));

  test("a second deploy keeps it; a key that is lost is renewed", () =>
    onStage(world(), async (stage) => {
      const { platform, bill } = stage;
      const { id, key } = stored(stage);
      await platform.deploy();
      expect(stored(stage)).toMatchObject({ id, key });
      platform.state.crossFlow = {};
      await platform.deploy();
      expect(bill.webhooks.subscriptions()).toHaveLength(1);
      expect(stored(stage).key).not.toBe(key);
      expect(stored(stage).key).toBe(bill.webhooks.keyOf(id));
    }));

  test("a lost key: notifications are ignored with a warning and answered 200, until BILL Changes has a new key", () =>
    sent(
      async (stage, billId) => {
        const { platform, bill } = stage;
        platform.state.crossFlow = {};
        bill.world.archive(billId);
        await stage.idle();
        expect(logsOf(stage).join("\n")).toMatch(/key of BILL's notifications is not known/);
        expect(subscription(stage)?.status.enabled).toBe(true);
        expect(linkOf(stage)).toBe(billId);
        await platform.advance(25 * 3_600_000);
        // The lists have told of it meanwhile.
        expect(linkOf(stage)).toBeNull();
        expect(stored(stage).key).toBe(bill.webhooks.keyOf(stored(stage).id));
      },
      { config: { "Export Schedule": "0 * * * *" } },
    ));

  test("switched off by BILL: the daily check switches it on again", () =>
    onStage(world({ config: { "Export Schedule": "0 * * * *" } }), async (stage) => {
      const { platform, bill } = stage;
      await platform.advance(2 * 3_600_000);
      bill.webhooks.update(String(subscription(stage)?.id), { status: { enabled: false } });
      await platform.advance(25 * 3_600_000);
      expect(subscription(stage)?.status.enabled).toBe(true);
    }));

  test("BILL refuses it: the deploy goes through all the same, with a warning", () =>
    onStage(world({ config: { "Export Schedule": "0 * * * *" } }), async (stage) => {
      const { platform, bill } = stage;
      await platform.undeploy();
      bill.faults.add({ match: "POST /v3/subscriptions", kind: "500", times: 6 });
      await platform.deploy();
      await stage.idle();
      expect(bill.webhooks.subscriptions()).toEqual([]);
      await platform.advance(26 * 3_600_000);
      expect(bill.webhooks.subscriptions()).toHaveLength(1);
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
