/** The script of a world, step by step. A step has ended when all that came of it has: notifications, queues, retries. */

import type { Fault } from "../simulators/kit/faults";
import { type Fields, isFields } from "../simulators/kit/records";
import type { Platform } from "../simulators/prismatic";
import { BadInput } from "./commandLine";
import type { Simulation } from "./simulation";
import type { SingleStep, Step, WorldFile } from "./worldFile";

/** What is played where a world file has no script: the product's main job. */
export const defaultScript = (world: WorldFile): Step[] => [
  { run: "Import Vendors", body: { scope: "all" } },
  ...(world.precoro["invoices"] ?? []).map((invoice) => {
    const { id, idn } = invoice as { id?: unknown; idn?: unknown };
    return { run: "Export Document", body: { type: 3, action: 1, idn, ...(id === undefined ? {} : { id }) } };
  }),
];

/** What did not come about as the step wanted it, as sentences. */
export const playStep = async (simulation: Simulation, step: Step): Promise<string[]> => {
  if ("show" in step) return [];
  const remarks =
    "together" in step
      ? await Promise.all(step.together.map((one) => playOne(simulation, one, true)))
      : [await playOne(simulation, step, false)];
  await simulation.idle();
  return remarks.filter((remark) => remark !== undefined);
};

/** A mistake in a step is the world file's, and is told with the step. */
const playOne = async (
  simulation: Simulation,
  step: SingleStep,
  ignoreQueues: boolean,
): Promise<string | undefined> => {
  try {
    if ("run" in step) return await run(simulation, step, ignoreQueues);
    if ("advance" in step) await simulation.platform.advance(milliseconds(step.advance));
    else if ("fault" in step) prepare(simulation, step.fault);
    else if ("precoro" in step) inPrecoro(simulation, step);
    else inBill(simulation, step);
    return undefined;
  } catch (error) {
    throw new BadInput(`The step ${JSON.stringify(step)} cannot be played: ${(error as Error).message}`);
  }
};

type Of<Key extends string> = Extract<SingleStep, Record<Key, unknown>>;

const prepare = ({ bill, precoro }: Simulation, { system, ...fault }: Of<"fault">["fault"]): void => {
  (system === "bill" ? bill : precoro).faults.add(fault as Fault);
};

const inPrecoro = (
  { precoro }: Simulation,
  { precoro: action, idn, set = {}, notify = true }: Of<"precoro">,
): void => {
  if (!precoro.world.invoices().some((one) => one.idn === idn))
    throw new Error(`Precoro has no document #${idn}.`);
  precoro.world[action](idn, set, { notify });
};

const inBill = (simulation: Simulation, { bill: action, id, set = {}, notify = true }: Of<"bill">): void => {
  const { world } = simulation.bill;
  const target = typeof id === "string" ? id : voucherOf(simulation, id.of);
  if (action === "pay") world.pay(target, withBills(simulation, set), { notify });
  else if (action === "edit") world.edit(target, set, { notify });
  else world[action](target, { notify });
};

/** A share of a payment may name its bill by the document that it is of, as the step itself may. */
const withBills = (simulation: Simulation, set: Fields): Fields => {
  const { billPayments } = set;
  if (!Array.isArray(billPayments)) return set;
  const allocations = billPayments.map((share: unknown) => {
    const { billId }: Fields = isFields(share) ? share : {};
    const { of: idn }: Fields = isFields(billId) ? billId : {};
    return isFields(share) && idn !== undefined
      ? { ...share, billId: voucherOf(simulation, String(idn)) }
      : share;
  });
  return { ...set, billPayments: allocations };
};

const run = async (
  simulation: Simulation,
  step: Of<"run">,
  ignoreQueues: boolean,
): Promise<string | undefined> => {
  const { platform } = simulation;
  const place = platform.running.length;
  const ended = platform.run(step.run, step.body ?? {}, { ignoreQueues });
  const watch = step.die === undefined ? undefined : dieAt(simulation, step.die, platform.running[place]);
  await ended;
  return watch?.waiting ? `${step.run} has made no call ${step.die} at which it could die.` : undefined;
};

/** Kills the execution as soon as a vendor has dealt with that call: it never hears the answer. */
const dieAt = (
  { bill, precoro }: Simulation,
  call: string,
  running: Platform["running"][number] | undefined,
): { readonly waiting: boolean } => {
  const watch = { waiting: true };
  for (const { journal } of [bill, precoro]) {
    journal.listen(({ method, path }) => {
      if (watch.waiting && `${method} ${path}` === call) {
        watch.waiting = false;
        running?.die();
      }
    });
  }
  return watch;
};

/** What stands in BILL for a document: the active one, else one that was archived. */
const voucherOf = ({ bill: { world } }: Simulation, idn: string): string => {
  const name = new RegExp(`^Precoro (invoice|credit note) #${idn} `, "m");
  const named = [...world.bills(), ...world.credits()].filter(({ description }) =>
    name.test(String(description ?? "")),
  );
  const found = named.find(({ archived }) => !archived) ?? named[0];
  if (!found) throw new Error(`BILL has nothing of document #${idn}.`);
  return found.id;
};

const milliseconds = (duration: string): number => {
  const [, days = "0", , hours = "0", minutes = "0", seconds = "0"] =
    /^P(?:(\d+)D)?(T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration) ?? [];
  return (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
};
