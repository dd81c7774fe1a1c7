/** Worlds in which bills are paid, and what is booked of it. */

import type { Stage } from "../../sandbox/stage";
import type { WorldInput } from "../../sandbox/worldFile";
import { acme, document } from "../fixtures/acme";
import { onStage, resultsOf } from "../kit/onStage";

export const FLOW = "Import Payments On Demand";
export const HOUR_MS = 3_600_000;
export const silent = { notify: false };

export const invoice = (idn: string, price?: string, set?: object) => document(idn, set, price);

/** Approved invoices with their bills, two quiet minutes later. */
export const sent = (
  invoices: object[],
  run: (stage: Stage) => Promise<void>,
  more: Partial<WorldInput> = {},
): Promise<void> =>
  onStage(acme(invoices, more, { "Export Schedule": "" }), async (stage) => {
    for (const { idn } of stage.precoro.world.invoices()) stage.precoro.world.approve(idn);
    await stage.idle();
    await stage.platform.advance(120_000);
    await run(stage);
  });

export const billOf = ({ bill, precoro }: Stage, idn: string) =>
  String(bill.world.bills().find(({ id }) => id === precoro.world.invoice(idn)["externalId"])?.id);
export const paymentsOf = ({ precoro }: Stage, idn = "1") =>
  (
    precoro.world.invoice(idn)["payments"] as {
      data: { idn: string; sumPaid: string; payDate: string; externalId: string | null; logicType: number }[];
    }
  ).data;
export const sumsOf = (stage: Stage, idn = "1") =>
  paymentsOf(stage, idn).map(({ sumPaid }) => Number(sumPaid));
export const statusOf = ({ precoro }: Stage, idn = "1") => precoro.world.invoice(idn)["status"];
export const imports = ({ platform }: Stage) => platform.executions.filter(({ flow }) => flow === FLOW);
const outcomes = (stage: Stage) => imports(stage).map((one) => Object.values(resultsOf(one)));
export const last = (stage: Stage) => outcomes(stage).at(-1);
export const booking = ({ precoro }: Stage) =>
  precoro.journal.writes().filter(({ path }) => path.startsWith("/payments"));
export const ask = async ({ platform }: Stage, body: object) => {
  await platform.run(FLOW, body);
  await platform.idle();
};
