/** Worlds in which BILL tells of its changes, and what came of it. */

import type { Stage } from "../../sandbox/stage";
import type { WorldInput } from "../../sandbox/worldFile";
import { acme, document, vendor } from "../fixtures/acme";
import { onStage, resultsOf } from "../kit/onStage";

export const FLOW = "BILL Events";

export const world = (more: Partial<WorldInput> = {}): WorldInput =>
  acme(
    [document("1", {}, "10")],
    { bill: { vendors: [{ ...vendor, phone: "1" }] }, ...more },
    { "Export Schedule": "" },
  );

/** One approved invoice with its bill, two quiet minutes later. */
export const sent = (run: (stage: Stage, billId: string) => Promise<void>, more: Partial<WorldInput> = {}) =>
  onStage(world(more), async (stage) => {
    stage.precoro.world.approve("1");
    await stage.idle();
    await stage.platform.advance(120_000);
    await run(stage, String(stage.bill.world.bills()[0]?.id));
  });

export const linkOf = ({ precoro }: Stage, idn = "1") => precoro.world.invoice(idn)["externalId"];
export const activeOf = ({ bill }: Stage) => bill.world.bills().filter(({ archived }) => !archived).length;
export const events = ({ platform }: Stage) => platform.executions.filter(({ flow }) => flow === FLOW);
export const last = (stage: Stage) => Object.values(resultsOf(events(stage).at(-1) ?? { results: [] }));
export const subscription = ({ bill }: Stage) => bill.webhooks.subscriptions()[0];
export const logsOf = (stage: Stage) =>
  events(stage).flatMap(({ logs }) => logs.map(({ message }) => message));
export const callsOf = ({ precoro }: Stage) => precoro.journal.entries.length;
