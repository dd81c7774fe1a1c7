/** Import Payments On Demand: a request is recorded, carried out by the next import, and never lost without a word. */

import type { Simulation } from "../../sandbox/simulation";
import {
  billOf,
  FLOW,
  HOUR_MS,
  importPayments,
  invoice,
  lastOutcomes,
  ON_DEMAND,
  paymentImports,
  sumsOf,
  withBudget,
  withoutNotification,
  withSentInvoices,
} from "./paymentWorld";

const MINUTE_MS = 60_000;
const range = { from: "2026-01-01", to: "2026-01-31" };

const call = async ({ platform }: Simulation, flow: string, body: object) => {
  const { statusCode, body: answer } = await platform.call(flow, JSON.stringify(body), {
    headers: { "Content-Type": "application/json" },
    apiKey: platform.keyOf(flow),
  });
  return { statusCode, ...(answer as { id: string; state?: string; open?: string[]; message?: string }) };
};
const ask = (simulation: Simulation, body: object) => call(simulation, ON_DEMAND, body);
const stateOf = async (simulation: Simulation, ...ids: string[]) => {
  const answer = await call(simulation, "Integration Status", { paymentRequests: ids });
  const { paymentRequests } = answer as unknown as { paymentRequests: Record<string, { state: string }> };
  return ids.map((id) => paymentRequests[id]?.state);
};
const pay = (simulation: Simulation, idn: string, set: Record<string, unknown> = {}) =>
  simulation.bill.world.pay(billOf(simulation, idn), set, withoutNotification).id;

/** As if everything that has changed in BILL until now had been imported: only a request finds it. */
const passOver = ({ platform, clock }: Simulation) => {
  const payments = { watermark: clock.now() + 2 * HOUR_MS, lookedBackAt: clock.now() };
  platform.state.crossFlow = { ...platform.state.crossFlow, payments };
};

test("a request is answered at once without a call to BILL or Precoro, and the next import carries it out", () =>
  withSentInvoices([invoice("1")], async (simulation) => {
    const { bill, precoro, platform } = simulation;
    const id = pay(simulation, "1", { amount: 40 });
    passOver(simulation);
    await importPayments(simulation);
    expect(lastOutcomes(simulation)).toEqual([]);
    const calls = () => bill.journal.entries.length + precoro.journal.entries.length;
    const before = calls();
    const asked = await ask(simulation, { ids: [id] });
    expect(asked).toEqual({ statusCode: 200, state: "recorded", id: expect.any(String), open: [asked.id] });
    expect(calls()).toBe(before);
    expect(await stateOf(simulation, asked.id, "never heard of")).toEqual(["open", "not known"]);
    await importPayments(simulation);
    expect(sumsOf(simulation)).toEqual([40]);
    expect(await stateOf(simulation, asked.id)).toEqual(["done"]);
    expect(
      paymentImports(simulation)
        .at(-1)
        ?.logs.map(({ message }) => message),
    ).toContain(`Payment request ${asked.id} (${id}): done.`);
    // What is done is dropped with the next request, and not carried out again.
    const again = await ask(simulation, { changedSince: "2026-01-01T00:00:00Z" });
    expect(again.open).toEqual([again.id]);
    await platform.run(FLOW);
    expect(await stateOf(simulation, asked.id, again.id)).toEqual(["done", "done"]);
    expect(sumsOf(simulation)).toEqual([40]);
  }));

test.each<[string, object, RegExp]>([
  ["no fields", {}, /Choose the payments/],
  ["two choices", { ...range, ids: ["stp01ABCDEFGHIJKLMNO"] }, /Choose the payments/],
  ["a range without an end", { from: "2026-01-01" }, /A range needs both dates/],
  ["a range that ends before it begins", { from: "2026-02-01", to: "2026-01-01" }, /after it ends/],
  ["a range without dates", { from: "soon", to: "later" }, /is not a date/],
  ["a bill's ID", { ids: ["00n01ABCDEFGHIJKLMNO"] }, /is not the ID of a BILL payment/],
  ["a time that is none", { changedSince: "yesterday" }, /is not a time/],
])("a request with %s is refused with one sentence, once", async (_, body, sentence) => {
  await withSentInvoices([], async (simulation) => {
    const { statusCode, message } = await ask(simulation, body);
    expect([statusCode, message]).toEqual([400, expect.stringMatching(sentence)]);
    await simulation.platform.advance(HOUR_MS);
    expect(simulation.platform.executions.filter(({ flow }) => flow === ON_DEMAND)).toHaveLength(1);
    expect(simulation.platform.state.crossFlow["paymentRequests"]).toBeUndefined();
  });
});

test("a request during a run of 13 minutes: its record is lost to that run's end, which is said; the same call brings it back", () =>
  withSentInvoices(
    Array.from({ length: 13 }, (_, n) => invoice(String(n + 1))),
    async (simulation) => {
      const { platform, precoro, clock } = simulation;
      for (let n = 1; n < 13; n++) pay(simulation, String(n), { amount: 40 });
      // Each lost answer takes a minute.
      precoro.faults.add({ match: "POST /payments", kind: "reset-after", times: 12 });
      const id = "stp01ASKEDFOR000000001";
      const begun = clock.now();
      const running = platform.run(FLOW);
      await clock.sleep(5 * MINUTE_MS);
      const first = await ask(simulation, { ids: [id] });
      expect(await stateOf(simulation, first.id)).toEqual(["open"]);
      const { status } = await running;
      expect([status, clock.now() - begun > 12 * MINUTE_MS]).toEqual(["succeeded", true]);
      expect(await stateOf(simulation, first.id)).toEqual(["not known"]);
      const again = await ask(simulation, { ids: [id] });
      expect(again.id).toBe(first.id);
      await importPayments(simulation);
      expect(await stateOf(simulation, first.id)).toEqual(["done"]);
      for (let n = 1; n < 13; n++) expect(sumsOf(simulation, String(n))).toEqual([40]);
    },
    {},
    { definitionText: withBudget(840) },
  ));

test("two requests at once: the one whose record is lost is not known, and asking again records it", () =>
  withSentInvoices([invoice("1"), invoice("2")], async (simulation) => {
    const ids = [pay(simulation, "1"), pay(simulation, "2")];
    passOver(simulation);
    const asked = await Promise.all(ids.map((id) => ask(simulation, { ids: [id] })));
    expect(asked.map(({ state }) => state)).toEqual(["recorded", "recorded"]);
    const states = await stateOf(simulation, ...asked.map(({ id }) => id));
    expect([...states].sort()).toEqual(["not known", "open"]);
    const lost = ids[states.indexOf("not known")];
    const again = await ask(simulation, { ids: [lost] });
    expect(again.open).toHaveLength(2);
    await importPayments(simulation);
    expect([sumsOf(simulation, "1"), sumsOf(simulation, "2")]).toEqual([[100], [100]]);
    expect(new Set(await stateOf(simulation, ...(again.open ?? [])))).toEqual(new Set(["done"]));
  }));

test("Reconcile ends after the request: its record is lost, and any later request brings it back", () =>
  withSentInvoices([invoice("1"), invoice("2")], async (simulation) => {
    const { platform, clock } = simulation;
    const ids = [pay(simulation, "1", { amount: 40 }), pay(simulation, "2")];
    passOver(simulation);
    const reconciling = platform.run("Reconcile");
    await clock.sleep(1_000);
    const first = await ask(simulation, { ids: [ids[0]] });
    await reconciling;
    expect(await stateOf(simulation, first.id)).toEqual(["not known"]);
    const second = await ask(simulation, { ids: [ids[1]] });
    expect(second.open).toEqual([first.id, second.id]);
    await importPayments(simulation);
    expect(await stateOf(simulation, first.id, second.id)).toEqual(["done", "done"]);
    expect([sumsOf(simulation, "1"), sumsOf(simulation, "2")]).toEqual([[40], [100]]);
  }));
