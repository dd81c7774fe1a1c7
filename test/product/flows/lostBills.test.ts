/**
 * Bills of ours that the document's own number and supplier no longer lead to: the link was lost, then the document was changed.
 * Within one Export Schedule there is one active bill again, linked, of the last approval.
 */

import { playStep } from "../../sandbox/playStep";
import type { Simulation } from "../../sandbox/simulation";
import { acmeWorld, document, supplier, VENDOR, vendor } from "../fixtures/acme";
import { withSimulation } from "../kit/withSimulation";

const HOUR_MS = 3_600_000;
const OTHER_VENDOR = "00901OTHER000000001";
const quiet = { notify: false };

const world = (set: object = {}, config: Record<string, string> = {}) => ({
  ...acmeWorld(
    [document("1", { invoiceNumber: "INV-1", ...set })],
    {},
    { "Export Schedule": "0 * * * *", "Send Credit Notes": "true", ...config },
  ),
  bill: { vendors: [vendor, { id: OTHER_VENDOR, name: "Other" }] },
  precoro: {
    suppliers: [supplier, { id: 6, name: "Other", externalId: OTHER_VENDOR }],
    invoices: [document("1", { invoiceNumber: "INV-1", ...set })],
  },
});

const notification = { id: 900_001, type: 3, action: 1, idn: "1" };
const active = ({ bill }: Simulation) => bill.world.bills().filter(({ archived }) => !archived);
const linkOf = ({ precoro }: Simulation) => precoro.world.invoice("1")["externalId"];
const loseLink = ({ precoro }: Simulation, times = 4) =>
  precoro.faults.add({ match: "PATCH /invoices/{id}", kind: "500", times });
const oneSchedule = async ({ platform }: Simulation) => {
  // BILL Changes and the sweep run on the hour; the one may come before the other.
  await platform.advance(2 * HOUR_MS);
};
const isHealed = (simulation: Simulation, number: string) => {
  const [one, ...others] = active(simulation);
  expect(others).toEqual([]);
  expect(one?.invoice.invoiceNumber).toBe(number);
  expect(linkOf(simulation)).toBe(one?.id);
  return one;
};

const changes = {
  "another number": { invoiceNumber: "INV-2" },
  "another supplier": { supplier: { id: 6 } },
  both: { invoiceNumber: "INV-2", supplier: { id: 6 } },
};

describe.each(Object.entries(changes))("the document is revised with %s", (_, set) => {
  const number = "invoiceNumber" in set ? set.invoiceNumber : "INV-1";

  test("after its link was lost: one active bill", () =>
    withSimulation(world(), async (simulation) => {
      loseLink(simulation);
      simulation.precoro.world.approve("1");
      await simulation.idle();
      expect(linkOf(simulation)).toBeNull();
      simulation.precoro.world.revise("1", set);
      await simulation.idle();
      await oneSchedule(simulation);
      const one = isHealed(simulation, number);
      expect(one?.vendorId).toBe("supplier" in set ? OTHER_VENDOR : VENDOR);
    }));

  test("after the run died behind its create", () =>
    withSimulation(world(), async (simulation) => {
      const { precoro, bill, clock } = simulation;
      let revised: Promise<void> | undefined;
      bill.journal.listen(({ method, path }) => {
        if (method !== "POST" || path !== "/v3/bills") return;
        revised ??= clock.sleep(20_000).then(() => precoro.world.revise("1", set));
      });
      precoro.world.approve("1", {}, quiet);
      await playStep(simulation, { run: "Export Document", body: notification, die: "POST /v3/bills" });
      await revised;
      await simulation.idle();
      await oneSchedule(simulation);
      isHealed(simulation, number);
    }));

  test("and a person restores the bill that he had archived", () =>
    withSimulation(world(), async (simulation) => {
      const { precoro, bill } = simulation;
      precoro.world.approve("1");
      await simulation.idle();
      const first = String(active(simulation)[0]?.id);
      bill.world.archive(first);
      await simulation.idle();
      await simulation.platform.advance(120_000);
      precoro.world.revise("1", set);
      await simulation.idle();
      bill.world.restore(first);
      await simulation.idle();
      await oneSchedule(simulation);
      isHealed(simulation, number);
    }));

  test("and is canceled after its link was lost: no active bill", () =>
    withSimulation(world(), async (simulation) => {
      const { precoro } = simulation;
      loseLink(simulation);
      precoro.world.approve("1");
      await simulation.idle();
      precoro.world.cancel("1", set);
      await simulation.idle();
      await oneSchedule(simulation);
      expect(active(simulation)).toEqual([]);
    }));
});
