/** Worlds for the tests of BILL's notifications, and what the tests check. */

import type { Simulation } from "../../sandbox/simulation";
import type { WorldInput } from "../../sandbox/worldFile";
import { acmeWorld, document, vendor } from "../fixtures/acme";
import { resultsOf, withSimulation } from "../kit/withSimulation";

export const FLOW = "BILL Events";

export const world = (more: Partial<WorldInput> = {}): WorldInput =>
  acmeWorld(
    [document("1", {}, "10")],
    { bill: { vendors: [{ ...vendor, phone: "1" }] }, ...more },
    { "Export Schedule": "" },
  );

/** Runs a test with one approved invoice and its bill, two minutes after the export. */
export const withSentInvoice = (
  run: (simulation: Simulation, billId: string) => Promise<void>,
  more: Partial<WorldInput> = {},
) =>
  withSimulation(world(more), async (simulation) => {
    simulation.precoro.world.approve("1");
    await simulation.idle();
    await simulation.platform.advance(120_000);
    await run(simulation, String(simulation.bill.world.bills()[0]?.id));
  });

export const linkOf = ({ precoro }: Simulation, idn = "1") => precoro.world.invoice(idn)["externalId"];
export const activeOf = ({ bill }: Simulation) =>
  bill.world.bills().filter(({ archived }) => !archived).length;
export const events = ({ platform }: Simulation) => platform.executions.filter(({ flow }) => flow === FLOW);
export const lastResults = (simulation: Simulation) =>
  Object.values(resultsOf(events(simulation).at(-1) ?? { results: [] }));
export const subscription = ({ bill }: Simulation) => bill.webhooks.subscriptions()[0];
export const logsOf = (simulation: Simulation) =>
  events(simulation).flatMap(({ logs }) => logs.map(({ message }) => message));
export const callsOf = ({ precoro }: Simulation) => precoro.journal.entries.length;
