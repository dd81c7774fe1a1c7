/** What it costs: each thing that happens all day, alone, on both simulators at their usual latency. It asserts nothing. */

import { creditNote, document, supplier, VENDOR, vendor } from "../product/fixtures/acme";
import { withSimulation } from "../product/kit/withSimulation";
import type { Simulation } from "../sandbox/simulation";
import type { WorldInput } from "../sandbox/worldFile";

export interface Figure {
  readonly what: string;
  readonly precoro: number;
  readonly bill: number;
  /** Virtual time from the beginning to the last call, rounded up to the second. */
  readonly takes: string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n + 1);
const billId = (n: number) => `00n01ACMEBILL${String(n).padStart(7, "0")}`;

/** Nothing runs but what is measured. */
const quiet = { "Export Schedule": "", "Import Schedule": "", "Payments Schedule": "" };

const company: WorldInput = {
  bill: {
    vendors: [vendor, ...numbers(100).map((n) => ({ name: `Vendor ${n}` }))],
    departments: numbers(100).map((n) => ({ name: `Department ${n}` })),
  },
  precoro: {
    suppliers: [supplier],
    invoices: [...["1", "2", "3", "5"].map((idn) => document(idn)), creditNote("4", "30")],
  },
  config: { ...quiet, "Send Credit Notes": "true" },
};

/** 200 documents with their bills, of one month and one supplier. */
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
};

export const figures = async (): Promise<Figure[]> => {
  const all: Figure[] = [];
  /** What `deed` calls for, and all that comes of it. */
  const measure = async (stage: Simulation, what: string, deed: () => unknown, takes?: string) => {
    // A minute later, so that an equal question may be asked again.
    await stage.platform.advance(2 * MINUTE_MS);
    const journals = [stage.precoro.journal, stage.bill.journal];
    const before = journals.map(({ entries }) => entries.length);
    const begun = stage.clock.now();
    await deed();
    await stage.idle();
    const made = journals.map(({ entries }, n) => entries.slice(before[n]));
    const ended = Math.max(begun, ...made.flat().map(({ at }) => at));
    const [precoro = 0, bill = 0] = made.map(({ length }) => length);
    all.push({ what, precoro, bill, takes: takes ?? `${Math.ceil((ended - begun) / 1000)} s` });
  };

  const daily = async (stage: Simulation) => {
    const { platform, precoro, bill } = stage;
    const billOf = (idn: string) => String(precoro.world.invoice(idn)["externalId"]);
    // The session of BILL is there from now on, as on any day but the first.
    precoro.world.approve("3");
    await stage.idle();
    await measure(stage, "an invoice is approved and becomes a bill", () => precoro.world.approve("1"));
    await measure(stage, "another is approved and rejected (no due date)", () =>
      precoro.world.approve("5", { requiredDate: null }),
    );
    await measure(stage, "the first is approved again, unchanged", () => precoro.world.revise("1"));
    await measure(stage, "it is approved again with another amount", () =>
      precoro.world.revise("1", { items: { data: [{ name: "Paper", price: "120" }] } }),
    );
    await measure(stage, "its credit note is approved and applied to the bill", () =>
      precoro.world.approve("4"),
    );
    await measure(stage, "the bill is paid and the payment booked", () =>
      bill.world.pay(billOf("1"), { amount: 90 }),
    );
    await measure(stage, "a person archives a bill", () => bill.world.archive(billOf("3")));
    await measure(stage, "*Send to Bill* restores it", () => platform.run("Send To Bill", { idn: "3" }));
    await measure(stage, "its invoice is canceled", () => precoro.world.cancel("3"));
    const vendors = () => platform.run("Import Vendors", { scope: "all" });
    await measure(stage, "100 new vendors are imported", vendors);
    await measure(stage, "they are imported again, unchanged", vendors);
    const body = { list: "departments", importAs: "documentCustomField", scope: "all" };
    await measure(stage, "100 departments are imported as a new field", () =>
      platform.run("Import List", body),
    );
  };
  await withSimulation(company, daily);
  await withSimulation(month, async (stage) => {
    await stage.platform.advance(24 * HOUR_MS);
    await measure(stage, "200 documents are reconciled", () => stage.platform.run("Reconcile"));
    await measure(stage, "all schedules in a quiet hour", () => stage.platform.advance(HOUR_MS), "1 h");
  });
  return all;
};
