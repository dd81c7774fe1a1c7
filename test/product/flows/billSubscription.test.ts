/** The subscription to BILL's events: created at deployment, kept, repaired, removed. */
import type { Simulation } from "../../sandbox/simulation";
import { withSimulation } from "../kit/withSimulation";
import { FLOW, linkOf, logsOf, subscription, withSentInvoice, world } from "./billEventWorld";

const stored = ({ platform }: Simulation) =>
  (platform.state.crossFlow["bill"] as { subscription: { id: string; key: string } }).subscription;

test("is created at deployment for this flow's URL, and removed with the instance", () =>
  withSimulation(world(), async (simulation) => {
    const { platform, bill } = simulation;
    expect(subscription(simulation)).toMatchObject({
      notificationUrl: platform.urlOf(FLOW),
      status: { enabled: true },
    });
    expect(stored(simulation).key).toBe(bill.webhooks.keyOf(stored(simulation).id));
    bill.webhooks.subscribe({
      name: String(subscription(simulation)?.name),
      status: { enabled: true },
      events: [{ type: "bill.archived", version: "1" }],
      notificationUrl: "https://hooks.example.test/designer",
    });
    await platform.undeploy();
    expect(bill.webhooks.subscriptions().map(({ notificationUrl }) => notificationUrl)).toEqual([
      "https://hooks.example.test/designer",
    ]);
  }));

test("is kept by a second deployment; a lost key is replaced", () =>
  withSimulation(world(), async (simulation) => {
    const { platform, bill } = simulation;
    const { id, key } = stored(simulation);
    await platform.deploy();
    expect(stored(simulation)).toMatchObject({ id, key });
    platform.state.crossFlow = {};
    await platform.deploy();
    expect(bill.webhooks.subscriptions()).toHaveLength(1);
    expect(stored(simulation).key).not.toBe(key);
    expect(stored(simulation).key).toBe(bill.webhooks.keyOf(id));
  }));

test("after a lost key, notifications get 200 and are ignored with a warning, until BILL Changes has a new key", () =>
  withSentInvoice(
    async (simulation, billId) => {
      const { platform, bill } = simulation;
      platform.state.crossFlow = {};
      bill.world.archive(billId);
      await simulation.idle();
      expect(logsOf(simulation).join("\n")).toMatch(/the key to verify it is missing/);
      expect(subscription(simulation)?.status.enabled).toBe(true);
      expect(linkOf(simulation)).toBe(billId);
      await platform.advance(25 * 3_600_000);
      // Meanwhile, the lists have shown the change.
      expect(linkOf(simulation)).toBeNull();
      expect(stored(simulation).key).toBe(bill.webhooks.keyOf(stored(simulation).id));
    },
    { config: { "Export Schedule": "0 * * * *" } },
  ));

test("disabled by BILL, it is enabled again by the daily check", () =>
  withSimulation(world({ config: { "Export Schedule": "0 * * * *" } }), async (simulation) => {
    const { platform, bill } = simulation;
    await platform.advance(2 * 3_600_000);
    bill.webhooks.update(String(subscription(simulation)?.id), { status: { enabled: false } });
    await platform.advance(25 * 3_600_000);
    expect(subscription(simulation)?.status.enabled).toBe(true);
  }));

test("if BILL refuses it, deployment succeeds with a warning", () =>
  withSimulation(world({ config: { "Export Schedule": "0 * * * *" } }), async (simulation) => {
    const { platform, bill } = simulation;
    await platform.undeploy();
    bill.faults.add({ match: "POST /v3/subscriptions", kind: "500", times: 6 });
    await platform.deploy();
    await simulation.idle();
    expect(bill.webhooks.subscriptions()).toEqual([]);
    await platform.advance(26 * 3_600_000);
    expect(bill.webhooks.subscriptions()).toHaveLength(1);
  }));
