/** Scheduled flows under an hourly or daily limit that is used up: they end without an error, say until when, and the next run goes on. */
import { acmeWorld, document } from "../fixtures/acme";
import { withSimulation } from "../kit/withSimulation";

const MINUTE_MS = 60_000;
const quietly = { notify: false };

const world = (callsBefore: number) =>
  acmeWorld(
    [document("1", {}, "10")],
    { now: "2026-01-05T08:30:00Z", simulator: { callsBefore } },
    { "Export Schedule": "*/15 * * * *" },
  );

test.each([
  ["Precoro's hourly", 1_500, "Precoro's API limit is used up until 2026-01-05T09:00:00Z.", 30, "created"],
  [
    "Precoro's daily",
    3_000,
    "Precoro's API limit is used up until 2026-01-06T00:00:00Z.",
    16 * 60,
    "created",
  ],
])("%s limit", async (_, callsBefore, sentence, minutes, outcome) => {
  await withSimulation(world(callsBefore), async ({ platform, precoro, bill }) => {
    precoro.world.approve("1", {}, quietly);
    await platform.advance(20 * MINUTE_MS);
    const reconciled = await platform.run("Reconcile");
    const ended = platform.executions.filter(({ flow }) => /Export Changed Documents|Reconcile/.test(flow));
    expect(ended.map(({ flow, status }) => [flow, status])).toEqual([
      ["Export Changed Documents", "succeeded"],
      ["Reconcile", "succeeded"],
    ]);
    const lines = ended.map(({ logs }) => logs.map(({ message }) => message).join("\n"));
    for (const text of lines) expect(text).toContain(sentence.slice(0, -1));
    expect(reconciled.steps["reconcile"]).toMatchObject({
      compared: 0,
      next: { notBefore: expect.stringMatching(/Z$/) },
    });
    expect(bill.world.bills()).toEqual([]);
    await platform.advance(minutes * MINUTE_MS);
    const results = platform.executions.flatMap(({ results: all }) => all as { outcome: string }[]);
    expect(results.map((one) => one.outcome)).toContain(outcome);
    expect(bill.world.bills()).toHaveLength(1);
  });
});

test("BILL's hourly limit: BILL Changes ends without an error, and says when it goes on", async () => {
  const used = { ...world(0), simulator: { callsBefore: 20_000 } };
  await withSimulation(used, async ({ platform }) => {
    await platform.advance(20 * MINUTE_MS);
    const runs = platform.executions.filter(({ flow }) => flow === "BILL Changes");
    expect(runs).toMatchObject([{ status: "succeeded", reason: "polled_no_changes" }]);
    expect(runs[0]?.logs.map(({ message }) => message)).toContainEqual(
      expect.stringContaining("This run ends here. BILL's API limit is used up until 2026-01-05T09:00:00Z."),
    );
  });
});

test("a limit stops the follow-up of a change in BILL: the next run goes on, although its watermark has moved", async () => {
  // Without schedules: *Export Changed Documents* would find the archived bills, too.
  const documents = [document("1", {}, "10"), document("2", {}, "10")];
  const once = acmeWorld(documents, {}, { "Export Schedule": "" });
  await withSimulation(once, async ({ platform, precoro, bill, clock, idle }) => {
    for (const { idn } of documents) precoro.world.approve(idn);
    await idle();
    await platform.run("BILL Changes");
    for (const { id } of bill.world.bills()) bill.world.archive(id, quietly);
    // As often as a request is tried.
    bill.faults.add({ match: "GET /v3/bills/{id}", kind: "429", times: 8 });
    const linksAfterNextRun = async () => {
      await clock.sleep(60 * MINUTE_MS);
      await platform.run("BILL Changes");
      await idle();
      return documents.flatMap(({ idn }) => precoro.world.invoice(idn)["externalId"] ?? []);
    };
    expect(await linksAfterNextRun()).toHaveLength(1);
    expect(await linksAfterNextRun()).toEqual([]);
    await linksAfterNextRun();
    const runs = platform.executions.filter(({ flow }) => flow === "BILL Changes");
    expect(runs.at(-1)).toMatchObject({ reason: "polled_no_changes" });
  });
});
