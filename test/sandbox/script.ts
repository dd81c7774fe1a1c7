/** The script of a world, step by step. A step has ended when all that came of it has: notifications, queues, retries. */
import type { Execution } from "../runner";
import type { Fault } from "../simulators/kit/faults";
import type { Stage } from "./stage";
import { BadWorld, type SingleStep, type Step, type WorldFile } from "./worldFile";

/** What is played where a world file has no script: the product's main job. */
export const mainJob = (world: WorldFile): Step[] => [
  { run: "Import Vendors", body: { scope: "all" } },
  ...(world.precoro["invoices"] ?? []).map((invoice) => {
    const { id, idn } = invoice as { id?: unknown; idn?: unknown };
    return { run: "Export Document", body: { type: 3, action: 1, idn, ...(id === undefined ? {} : { id }) } };
  }),
];

export const play = async (stage: Stage, step: Step): Promise<void> => {
  if ("together" in step) await Promise.all(step.together.map((one) => playOne(stage, one, true)));
  else await playOne(stage, step, false);
  await stage.idle();
};

const playOne = async (stage: Stage, step: SingleStep, ignoreQueues: boolean): Promise<void> => {
  const { platform, precoro, bill, clock } = stage;
  if ("run" in step) await run(stage, step, ignoreQueues);
  else if ("advance" in step) await platform.advance(milliseconds(step.advance));
  else if ("fault" in step) {
    const { system, ...fault } = step.fault;
    named(step, () => (system === "bill" ? bill : precoro).faults.add(fault as Fault));
  } else if ("precoro" in step) {
    const { precoro: deed, idn, set = {}, notify = true } = step;
    named(step, () => precoro.world[deed](idn, set, { notify }));
  } else {
    const { bill: deed, id, set = {}, notify = true } = step;
    const target = typeof id === "string" ? id : named(step, () => billOf(stage, id.of));
    named(step, () => {
      if (deed === "pay" || deed === "edit") bill.world[deed](target, set, { notify });
      else bill.world[deed](target, { notify });
    });
  }
  if (ignoreQueues) return;
  await clock.sleep(0);
};

const run = async (
  stage: Stage,
  step: Extract<SingleStep, { run: string }>,
  ignoreQueues: boolean,
): Promise<void> => {
  const { platform, bill, precoro } = stage;
  const known = platform.running.length;
  const ended: Promise<Execution> = named(step, () =>
    platform.run(step.run, step.body ?? {}, { ignoreQueues }),
  );
  if (step.die !== undefined) {
    const dying = platform.running[known];
    const [method, path] = step.die.split(" ");
    let dead = false;
    for (const vendor of [bill, precoro]) {
      vendor.journal.listen((entry) => {
        if (dead || entry.method !== method || entry.path !== path) return;
        dead = true;
        dying?.die();
      });
    }
  }
  await ended;
};

/** A mistake in a step is the world file's, and is told with the step. */
const named = <T>(step: SingleStep, deed: () => T): T => {
  try {
    return deed();
  } catch (error) {
    throw new BadWorld(`The step ${JSON.stringify(step)} cannot be played: ${(error as Error).message}.`);
  }
};

const billOf = ({ bill }: Stage, idn: string): string => {
  const name = new RegExp(`^Precoro (invoice|credit note) #${idn} `, "m");
  const bills = bill.world.bills().filter(({ description }) => name.test(String(description ?? "")));
  const found = bills.find(({ archived }) => !archived) ?? bills[0];
  if (!found) throw new Error(`there is no bill of document #${idn}`);
  return found.id;
};

const milliseconds = (duration: string): number => {
  const [, days = "0", , hours = "0", minutes = "0", seconds = "0"] =
    /^P(?:(\d+)D)?(T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration) ?? [];
  return (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
};
