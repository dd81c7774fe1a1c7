/** Plays the steps of a world's script. A step is over when everything it caused is: notifications, queues, retries. */

import type { Fault } from "../simulators/kit/faults";
import { type Fields, isFields } from "../simulators/kit/records";
import { CallRefused, type Platform } from "../simulators/prismatic";
import { BadInput } from "./commandLine";
import type { Simulation } from "./simulation";
import type { SingleStep, Step, WorldFile } from "./worldFile";

/** The script of a world file without one: import all vendors, then process each document. */
export const defaultScript = (world: WorldFile): Step[] => [
  { run: "Import Vendors", body: { scope: "all" } },
  ...(world.precoro["invoices"] ?? []).map((invoice) => {
    const { id, idn } = invoice as { id?: unknown; idn?: unknown };
    return { run: "Export Document", body: { type: 3, action: 1, idn, ...(id === undefined ? {} : { id }) } };
  }),
];

/** Returns, as sentences, what did not happen as the step wants it. */
export const playStep = async (simulation: Simulation, step: Step): Promise<string[]> => {
  if ("show" in step) return [];
  const warnings =
    "together" in step
      ? await Promise.all(step.together.map((one) => playOne(simulation, one, true)))
      : [await playOne(simulation, step, false)];
  await simulation.idle();
  return warnings.filter((warning) => warning !== undefined);
};

/** A mistake in a step is the world file's, and is reported with the step. */
const playOne = async (
  simulation: Simulation,
  step: SingleStep,
  ignoreQueues: boolean,
): Promise<string | undefined> => {
  try {
    if ("run" in step) return await run(simulation, step, ignoreQueues);
    if ("advance" in step) await simulation.platform.advance(milliseconds(step.advance));
    else if ("addKey" in step) simulation.platform.addKey(step.addKey);
    else if ("fault" in step) prepare(simulation, step.fault);
    else if ("precoro" in step) inPrecoro(simulation, step);
    else inBill(simulation, step);
    return undefined;
  } catch (error) {
    if (error instanceof CallRefused) return error.message;
    throw new BadInput(`The step ${JSON.stringify(step)} cannot be run: ${(error as Error).message}`);
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
  else if (action === "edit" || action === "copy") world[action](target, set, { notify });
  else world[action](target, { notify });
};

/** A payment's allocation may name its bill by the Precoro document, `{of: idn}`, as the step itself may. */
const withBills = (simulation: Simulation, set: Fields): Fields => {
  const { billPayments } = set;
  if (!Array.isArray(billPayments)) return set;
  const allocations = billPayments.map((allocation: unknown) => {
    const { billId }: Fields = isFields(allocation) ? allocation : {};
    const { of: idn }: Fields = isFields(billId) ? billId : {};
    return isFields(allocation) && idn !== undefined
      ? { ...allocation, billId: voucherOf(simulation, String(idn)) }
      : allocation;
  });
  return { ...set, billPayments: allocations };
};

const run = async (
  simulation: Simulation,
  step: Of<"run">,
  ignoreQueues: boolean,
): Promise<string | undefined> => {
  const { platform } = simulation;
  const position = platform.running.length;
  const ended = platform.run(step.run, step.body ?? {}, { ignoreQueues });
  const watch = step.die === undefined ? undefined : dieAt(simulation, step.die, platform.running[position]);
  await ended;
  return watch?.waiting ? `${step.run} was not killed, since nobody called ${step.die}.` : undefined;
};

/** Kills the execution as soon as a vendor has processed that call: the execution never gets the answer. */
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

/** The bill or vendor credit of a document: the active one, or else an archived one. */
const voucherOf = ({ bill: { world } }: Simulation, idn: string): string => {
  const name = new RegExp(`^Precoro (invoice|credit note) #${idn} `, "m");
  const named = [...world.bills(), ...world.credits()].filter(({ description }) =>
    name.test(String(description ?? "")),
  );
  const found = named.find(({ archived }) => !archived) ?? named[0];
  if (!found) throw new Error(`BILL has no bill or vendor credit of document #${idn}.`);
  return found.id;
};

const milliseconds = (duration: string): number => {
  const [, days = "0", , hours = "0", minutes = "0", seconds = "0"] =
    /^P(?:(\d+)D)?(T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration) ?? [];
  return (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
};
