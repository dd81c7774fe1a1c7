/** Worlds in which BILL tells of its changes, and what came of it. */
import type { Stage } from "../sandbox/stage";
import type { WorldInput } from "../sandbox/worldFile";
import { onStage, resultsOf } from "./onStage";

export const VENDOR = "00901ACME0000000001";
export const FLOW = "BILL Events";

const invoice = (idn: string, set: object = {}) => ({
  id: 900_000 + Number(idn),
  idn,
  status: 1,
  supplier: { id: 5 },
  items: [{ name: "Paper", price: "10" }],
  ...set,
});
export const world = (more: Partial<WorldInput> = {}): WorldInput => ({
  bill: { vendors: [{ id: VENDOR, name: "Acme", phone: "1" }] },
  precoro: { suppliers: [{ id: 5, name: "Acme", externalId: VENDOR }], invoices: [invoice("1")] },
  ...more,
  config: { "Export Schedule": "", ...more.config },
});

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
