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

/** Made by a person who copied the bill of invoice 1: the line is in it, the number is another. */
const copy = {
  id: "00n01COPY0000000000001",
  vendorId: VENDOR,
  invoice: { invoiceNumber: "INV-1 copy", invoiceDate: "2026-01-05" },
  dueDate: "2026-02-04",
  description: "Precoro invoice #1 (approved 2026-01-01T00:00:00Z)",
  billLineItems: [{ amount: 100 }],
  createdBy: "00601PERSON0000000001",
};
const withCopy = () => ({ ...world(), bill: { vendors: [vendor], bills: [copy] } });
const warnings = ({ platform }: Simulation) =>
  platform.executions.flatMap(({ logs }) =>
    logs.filter(({ level }) => level === "warn").map(({ message }) => message),
  );

describe("a person's copy of the bill", () => {
  test("is reported, and neither archived nor linked", () =>
    withSimulation(withCopy(), async (simulation) => {
      simulation.precoro.world.approve("1");
      await simulation.idle();
      await oneSchedule(simulation);
      expect(active(simulation)).toHaveLength(2);
      const own = active(simulation).find(({ invoice }) => invoice.invoiceNumber === "INV-1");
      expect(linkOf(simulation)).toBe(own?.id);
      expect(warnings(simulation)).toEqual([
        expect.stringMatching(/\(copied-in-bill\).*00n01COPY0000000000001/),
      ]);
    }));

  test("stays when the document is canceled", () =>
    withSimulation(withCopy(), async (simulation) => {
      simulation.precoro.world.approve("1");
      await simulation.idle();
      simulation.precoro.world.cancel("1");
      await simulation.idle();
      await oneSchedule(simulation);
      expect(active(simulation).map(({ id }) => id)).toEqual([copy.id]);
    }));
});

test("a bill of a run that died, seen before anybody knows who creates bills: its id is handed on all the same", () => {
  const lost = {
    ...copy,
    invoice: { ...copy.invoice, invoiceNumber: "INV-1" },
    createdBy: "00601SIMULATEDUSER01",
  };
  const input = { ...world({ invoiceNumber: "INV-2" }), bill: { vendors: [vendor], bills: [lost] } };
  return withSimulation(input, async (simulation) => {
    simulation.precoro.world.approve("1", {}, quiet);
    await simulation.platform.run("BILL Changes");
    await simulation.idle();
    await simulation.platform.run("Export Changed Documents");
    await simulation.idle();
    expect(isHealed(simulation, "INV-2")?.id).toBe(lost.id);
  });
});

test("a document in revision is linked to the bill that names it, before its number changes", () =>
  withSimulation(world(), async (simulation) => {
    loseLink(simulation);
    simulation.precoro.world.approve("1");
    await simulation.idle();
    simulation.precoro.world.edit("1", { status: 7 });
    await simulation.idle();
    await oneSchedule(simulation);
    const [one] = active(simulation);
    expect(linkOf(simulation)).toBe(one?.id);
    simulation.precoro.world.revise("1", { invoiceNumber: "INV-2" });
    await simulation.idle();
    expect(isHealed(simulation, "INV-2")?.id).toBe(one?.id);
    expect(simulation.bill.world.bills()).toHaveLength(1);
  }));

test("a payment of a bill that is not linked makes its invoice find it, and is booked", () =>
  withSimulation(world({}, { "Payments Schedule": "30 * * * *" }), async (simulation) => {
    const { precoro, bill } = simulation;
    loseLink(simulation);
    precoro.world.approve("1");
    await simulation.idle();
    bill.world.pay(String(active(simulation)[0]?.id), { amount: 40 }, quiet);
    precoro.world.revise("1", { invoiceNumber: "INV-2" });
    await simulation.idle();
    await oneSchedule(simulation);
    await oneSchedule(simulation);
    const [one, ...others] = active(simulation);
    expect(others).toEqual([]);
    expect(one?.invoice.invoiceNumber).toBe("INV-1");
    expect(linkOf(simulation)).toBe(one?.id);
    expect(precoro.world.payments()).toMatchObject([{ sumPaid: "40.00" }]);
  }));
