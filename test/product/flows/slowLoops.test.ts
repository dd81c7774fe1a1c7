/** A batch of documents that are slower than an execution may last: it ends by itself, whatever it is told about its start. */
import { acmeWorld, document } from "../fixtures/acme";
import { withSimulation } from "../kit/withSimulation";

const HOUR_MS = 3_600_000;
const DOCUMENTS = 25;

test.each(["own", "arrival", "parent"] as const)("startedAt %s", async (startedAt) => {
  const documents = Array.from({ length: DOCUMENTS }, (_, n) => document(String(n + 1)));
  const world = acmeWorld(
    documents,
    { simulator: { latencyMs: 6_000 }, platform: { startedAt } },
    { "Export Schedule": "0 * * * *" },
  );
  await withSimulation(world, async ({ platform, precoro, bill }) => {
    for (const { idn } of documents) precoro.world.approve(idn, {}, { notify: false });
    await platform.advance(HOUR_MS);
    const [first] = platform.executions.filter(({ batch }) => batch === 1);
    expect(first).toMatchObject({ flow: "Export Changed Documents", status: "succeeded" });
    const sent = bill.world.bills().length;
    expect(sent).toBeGreaterThan(5);
    expect(sent).toBeLessThan(DOCUMENTS);
    await platform.advance(4 * HOUR_MS);
    expect(bill.world.bills()).toHaveLength(DOCUMENTS);
    expect(platform.executions.filter(({ status }) => status === "failed")).toEqual([]);
  });
});
