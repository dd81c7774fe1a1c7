/** Two documents never share one bill: equal invoices, bills whose description a person has overwritten, and races for one bill. */

import type { Simulation } from "../../sandbox/simulation";
import { acmeWorld, document, VENDOR, vendor } from "../fixtures/acme";
import { resultsOf, withSimulation } from "../kit/withSimulation";

const equal = {
  invoiceNumber: "INV-1",
  issueDate: "2026-01-02T00:00:00+0000",
  requiredDate: "2026-02-01T00:00:00+0000",
};
const handMade = {
  id: "00n01HANDMADE00000001",
  vendorId: VENDOR,
  invoice: { invoiceNumber: "INV-1", invoiceDate: "2026-01-02" },
  dueDate: "2026-02-01",
  description: "Paper",
  billLineItems: [{ amount: 100 }],
};
const world = (simulator: object = {}, bills: object[] = []) =>
  acmeWorld([document("1", equal), document("2", equal)], {
    simulator: { ...simulator },
    bill: { vendors: [vendor], bills },
    config: { "Export Schedule": "0 * * * *" },
  });

const linkOf = ({ precoro }: Simulation, idn: string) => precoro.world.invoice(idn)["externalId"];
const lastOf = ({ platform }: Simulation, idn: string) =>
  platform.executions
    .flatMap((one) => resultsOf(one)[idn] ?? [])
    .filter((result) => result !== "postponed read-again-too-soon")
    .at(-1);

const approveBoth = async (simulation: Simulation) => {
  const { precoro, bill, platform } = simulation;
  precoro.world.approve("1");
  await simulation.idle();
  const [one] = bill.world.bills();
  bill.world.edit(String(one?.id), { description: "Written by a person" });
  await simulation.idle();
  await platform.advance(120_000);
  precoro.world.approve("2");
  await simulation.idle();
  return one?.id;
};

test("a bill whose line a person has overwritten is not taken by an equal second invoice", () =>
  withSimulation(world(), async (simulation) => {
    const id = await approveBoth(simulation);
    expect(lastOf(simulation, "2")).toBe("rejected number-used-by-other-document");
    await simulation.platform.advance(25 * 3_600_000);
    expect([linkOf(simulation, "1"), linkOf(simulation, "2")]).toEqual([id, null]);
    expect(simulation.bill.world.bills()).toHaveLength(1);
  }));

test("nor where Precoro can't look up whose it is", () =>
  withSimulation(world({ externalIdLookupNumbersOnly: true }), async (simulation) => {
    const id = await approveBoth(simulation);
    expect(lastOf(simulation, "2")).toBe("rejected number-in-use");
    expect([linkOf(simulation, "1"), linkOf(simulation, "2")]).toEqual([id, null]);
  }));

/** Each call takes 300 ms, so the second run meets the first at another call in each of these. */
const delays = [0, 100, 200, 300, 400, 500, 600, 900, 1_200, 1_500, 1_800, 2_100, 2_400];

test.each([
  ["within Precoro's limits", true, [0, 1_200]],
  ["with nothing between them", false, delays],
])("two equal invoices race for a bill made by hand, %s: one gets it", async (_, limits, each) => {
  for (const delay of each)
    await withSimulation(world({ limits }, [handMade]), async (simulation) => {
      const { precoro, bill, platform, clock } = simulation;
      precoro.world.approve("1", {}, { notify: false });
      precoro.world.approve("2", {}, { notify: false });
      const first = platform.run("Send To Bill", { idn: "1" }, { ignoreQueues: true });
      const second = clock
        .sleep(delay)
        .then(() => platform.run("Send To Bill", { idn: "2" }, { ignoreQueues: true }));
      await Promise.all([first, second]);
      const both = ["1", "2"];
      expect(both.filter((idn) => linkOf(simulation, idn) === handMade.id).length).toBeLessThanOrEqual(1);
      await platform.advance(2 * 3_600_000);
      expect(both.filter((idn) => linkOf(simulation, idn) !== null)).toHaveLength(1);
      const linked = both.find((idn) => linkOf(simulation, idn) === handMade.id);
      expect(bill.world.bills()).toMatchObject([
        { archived: false, description: expect.stringContaining(`Precoro invoice #${linked} `) },
      ]);
    });
});
