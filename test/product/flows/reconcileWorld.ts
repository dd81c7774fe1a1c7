/** Two invoices and their bills, two credit notes, and what *Reconcile* says of them. */

import type { Simulation } from "../../sandbox/simulation";
import type { WorldInput } from "../../sandbox/worldFile";
import { acmeWorld, creditNote, document as invoice } from "../fixtures/acme";
import { messageOf, resultsOf, withSimulation } from "../kit/withSimulation";

export const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;
export const quietly = { notify: false };

/** Invoices 1 and 2 and their bills, two minutes after the export; credit notes 3 and 4 of invoice 1 wait for their approval. */
export const sent = (
  run: (simulation: Simulation) => Promise<void>,
  more: Partial<WorldInput> = {},
): Promise<void> =>
  withSimulation(
    acmeWorld([invoice("1"), invoice("2"), creditNote("3", "30"), creditNote("4", "20")], more, {
      "Export Schedule": "",
      "Send Credit Notes": "true",
    }),
    async (simulation) => {
      for (const idn of ["1", "2"]) simulation.precoro.world.approve(idn);
      await simulation.idle();
      await simulation.platform.advance(2 * MINUTE_MS);
      await run(simulation);
    },
  );

export const approveNote = async ({ precoro, platform, idle }: Simulation, idn: string) => {
  precoro.world.approve(idn);
  await idle();
  await platform.advance(2 * MINUTE_MS);
};

export const reconcile = async ({ platform }: Simulation) => {
  const execution = await platform.run("Reconcile");
  const { csv } = execution.steps["reconcile"] as { csv: string };
  const rows = csv.trimEnd().split("\r\n").slice(1);
  return {
    found: resultsOf(execution),
    message: (idn: string) => messageOf(execution, idn),
    /** What is left to pay in Precoro and in BILL, and what of it is scheduled. */
    rests: rows.map((line) => line.split(",").slice(5, 8).join(" · ")),
    rows,
  };
};
export const creditOf = ({ bill }: Simulation, idn: string) => {
  const name = new RegExp(`^Precoro credit note #${idn} `, "m");
  return String(bill.world.credits().find(({ description }) => name.test(String(description)))?.id);
};
export const inState = ({ bill }: Simulation, id: string, singleStatus: string) =>
  bill.world.edit(id, { singleStatus }, quietly);
