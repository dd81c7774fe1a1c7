/** Worlds for the tests of payments, and what the tests check. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulation, SimulationOptions } from "../../sandbox/simulation";
import type { WorldInput } from "../../sandbox/worldFile";
import { acmeWorld, document } from "../fixtures/acme";
import { resultsOf, withSimulation } from "../kit/withSimulation";

export const FLOW = "Import Payments";
export const ON_DEMAND = "Import Payments On Demand";
export const HOUR_MS = 3_600_000;
export const withoutNotification = { notify: false };

export const invoice = (idn: string, price?: string, set?: object) => document(idn, set, price);

/** Runs a test with approved invoices and their bills, two minutes after the export. */
export const withSentInvoices = (
  invoices: object[],
  run: (simulation: Simulation) => Promise<void>,
  more: Partial<WorldInput> = {},
  options: Pick<SimulationOptions, "definitionText"> = {},
): Promise<void> =>
  withSimulation(
    acmeWorld(invoices, more, { "Export Schedule": "" }),
    async (simulation) => {
      for (const { idn } of simulation.precoro.world.invoices()) simulation.precoro.world.approve(idn);
      await simulation.idle();
      await simulation.platform.advance(120_000);
      await run(simulation);
    },
    options,
  );

export const billOf = ({ bill, precoro }: Simulation, idn: string) =>
  String(bill.world.bills().find(({ id }) => id === precoro.world.invoice(idn)["externalId"])?.id);
export const paymentsOf = ({ precoro }: Simulation, idn = "1") =>
  (
    precoro.world.invoice(idn)["payments"] as {
      data: { idn: string; sumPaid: string; payDate: string; externalId: string | null; logicType: number }[];
    }
  ).data;
export const sumsOf = (simulation: Simulation, idn = "1") =>
  paymentsOf(simulation, idn).map(({ sumPaid }) => Number(sumPaid));
export const statusOf = ({ precoro }: Simulation, idn = "1") => precoro.world.invoice(idn)["status"];
export const paymentImports = ({ platform }: Simulation) =>
  platform.executions.filter(({ flow }) => flow === FLOW);
const outcomes = (simulation: Simulation) =>
  paymentImports(simulation).map((one) => Object.values(resultsOf(one)));
export const lastOutcomes = (simulation: Simulation) => outcomes(simulation).at(-1);
export const paymentWrites = ({ precoro }: Simulation) =>
  precoro.journal.writes().filter(({ path }) => path.startsWith("/payments"));
/** The shipped flows with another time budget of the import, in seconds. */
export const withBudget = (seconds: number): string =>
  readFileSync(join(__dirname, "../../../integration/precoro-bill.yml"), "utf8").replace(
    'timeBudgetSeconds: { type: value, value: "480" }',
    `timeBudgetSeconds: { type: value, value: "${seconds}" }`,
  );

/** Imports what is due, and what is requested with this body before. */
export const importPayments = async ({ platform }: Simulation, body?: object) => {
  if (body) await platform.run(ON_DEMAND, body);
  await platform.run(FLOW);
  await platform.idle();
};
