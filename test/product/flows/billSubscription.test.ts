/** The subscription to BILL's events: made at the deploy, kept, renewed, removed. */
import type { Stage } from "../../sandbox/stage";
import { onStage } from "../kit/onStage";
import { FLOW, linkOf, logsOf, sent, subscription, world } from "./billEventWorld";

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
