/** Measures what everyday actions cost, each by itself, on both simulators at their usual latency. It asserts nothing. */

import { creditNote, document, supplier, VENDOR, vendor } from "../product/fixtures/acme";
import { withSimulation } from "../product/kit/withSimulation";
import type { Simulation } from "../sandbox/simulation";
import type { WorldInput } from "../sandbox/worldFile";

export interface Figure {
  readonly what: string;
  readonly precoro: number;
  readonly bill: number;
  /** Virtual time from the start to the last call, rounded up to the second. */
  readonly takes: string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n + 1);
const billId = (n: number) => `00n01ACMEBILL${String(n).padStart(7, "0")}`;

/** Only what is measured runs. */
const NO_SCHEDULES = { "Export Schedule": "", "Import Schedule": "", "Payments Schedule": "" };

/** Ten invoices whose payments are imported together. */
const TEN = numbers(10).map((n) => String(10 + n));

const company: WorldInput = {
  bill: {
    vendors: [vendor, ...numbers(100).map((n) => ({ name: `Vendor ${n}` }))],
    departments: numbers(100).map((n) => ({ name: `Department ${n}` })),
  },
  precoro: {
    suppliers: [supplier],
    invoices: [
      ...["1", "2", "3", "5", ...TEN].map((idn) => document(idn, { invoiceNumber: `INV-${idn}` })),
      creditNote("4", "30"),
    ],
  },
  config: { ...NO_SCHEDULES, "Send Credit Notes": "true" },
};

/** 200 documents of one month and one supplier, with their bills. */
const month: WorldInput = {
  bill: {
    vendors: [vendor],
    bills: numbers(200).map((n) => ({
      id: billId(n),
      vendorId: VENDOR,
      amount: 100,
      createdTime: "2026-01-02T10:00:00.000+00:00",
      invoice: { invoiceNumber: `INV-${n}` },
      description: `Precoro invoice #${n} (approved 2026-01-02T10:00:00Z)`,
    })),
  },
  precoro: {
    suppliers: [supplier],
    invoices: numbers(200).map((n) =>
      document(String(n), {
        status: 2,
        externalId: billId(n),
        createDate: "2026-01-02T09:00:00+0000",
        approvalDate: "2026-01-02T10:00:00+0000",
        updateDate: "2026-01-02T10:00:00+0000",
      }),
    ),
  },
  config: { "Payments Schedule": "*/15 * * * *" },
};

export const figures = async (): Promise<Figure[]> => {
  const all: Figure[] = [];
  /** Measures an action and everything that it causes. */
  const measure = async (simulation: Simulation, what: string, action: () => unknown, takes?: string) => {
    // Later, so that the same question may be asked again.
    await simulation.platform.advance(2 * MINUTE_MS);
    const journals = [simulation.precoro.journal, simulation.bill.journal];
    const before = journals.map(({ entries }) => entries.length);
    const begun = simulation.clock.now();
    await action();
    await simulation.idle();
    const made = journals.map(({ entries }, n) => entries.slice(before[n]));
    const ended = Math.max(begun, ...made.flat().map(({ at }) => at));
    const [precoro = 0, bill = 0] = made.map(({ length }) => length);
    all.push({ what, precoro, bill, takes: takes ?? `${Math.ceil((ended - begun) / 1000)} s` });
  };

  const daily = async (simulation: Simulation) => {
    const { platform, precoro, bill } = simulation;
    const billOf = (idn: string) => String(precoro.world.invoice(idn)["externalId"]);
    // From now on there is a BILL session, as on any day but the first.
    precoro.world.approve("3");
    await simulation.idle();
    await measure(simulation, "an invoice is approved and becomes a bill", () => precoro.world.approve("1"));
    await measure(simulation, "another is approved and rejected (no due date)", () =>
      precoro.world.approve("5", { requiredDate: null }),
    );
    await measure(simulation, "the first is approved again, unchanged", () => precoro.world.revise("1"));
    await measure(simulation, "it is approved again with another amount", () =>
      precoro.world.revise("1", { items: { data: [{ name: "Paper", price: "120" }] } }),
    );
    await measure(simulation, "its credit note is approved and applied to the bill", () =>
      precoro.world.approve("4"),
    );
    for (const idn of ["2", ...TEN]) precoro.world.approve(idn);
    await simulation.idle();
    await measure(simulation, "a bill is paid and the payment booked", async () => {
      bill.world.pay(billOf("2"));
      await platform.run("Import Payments");
    });
    await measure(simulation, "ten bills are paid and the payments booked by one import", async () => {
      for (const idn of TEN) bill.world.pay(billOf(idn));
      await platform.run("Import Payments");
    });
    await measure(simulation, "a person archives a bill", () => bill.world.archive(billOf("3")));
    await measure(simulation, "*Send to Bill* restores it", () => platform.run("Send To Bill", { idn: "3" }));
    await measure(simulation, "its invoice is canceled", () => precoro.world.cancel("3"));
    const vendors = () => platform.run("Import Vendors", { scope: "all" });
    await measure(simulation, "100 new vendors are imported", vendors);
    await measure(simulation, "they are imported again, unchanged", vendors);
    const body = { list: "departments", importAs: "documentCustomField", scope: "all" };
    await measure(simulation, "100 departments are imported as a new field", () =>
      platform.run("Import List", body),
    );
  };
  await withSimulation(company, daily);
  await withSimulation(month, async (simulation) => {
    await simulation.platform.advance(24 * HOUR_MS);
    await measure(simulation, "200 documents are reconciled", () => simulation.platform.run("Reconcile"));
    await measure(
      simulation,
      "all schedules in a quiet hour",
      () => simulation.platform.advance(HOUR_MS),
      "1 h",
    );
  });
  return all;
};
