/** Runs the probes of the systems whose credentials are given, one after the other, and takes away what they have written. */
import type { BillAccess } from "../../connector/bill/session";
import { clock } from "../../connector/http/clock";
import { redact } from "../../connector/http/redact";
import type { PrecoroAccess } from "../../connector/precoro/request";
import { BadInput } from "../sandbox/commandLine";
import { type BillWire, createBillWire } from "./billWire";
import { type Finding, NotTestable, notTestable, type Probe } from "./finding";
import { createPrecoroReader, type PrecoroReader, WHOLE } from "./precoroWire";
import { billProbes, precoroProbes } from "./probes";
import { saying } from "./reply";
import { createSandbox, type Sandbox } from "./sandbox";
import { type UnknownFields, unknownOfBill, unknownOfPrecoro } from "./unknownFields";

export interface Accesses {
  readonly bill?: BillAccess;
  readonly precoro?: PrecoroAccess;
  /** True where the probes may write to BILL, which is a sandbox then. */
  readonly writes: boolean;
}

export interface Result extends Finding {
  readonly id: string;
  readonly assumption: string;
  readonly byHand: boolean;
}

export interface SystemResult {
  readonly system: "BILL" | "Precoro";
  readonly results: readonly Result[];
  readonly unknownFields: Readonly<Record<string, UnknownFields>>;
  /** What the probes have made and could not take away again. */
  readonly left: readonly string[];
}

export interface Watcher {
  system(name: SystemResult["system"]): void;
  result(result: Result): void;
  ended(system: SystemResult): void;
  /** True where the run is to end; what was written is taken away first. */
  isStopped(): boolean;
}

/** No wait ends later than this after the start. */
const LONGEST_MS = 10 * 60_000;

const runEach = async <Context>(
  probes: readonly Probe<Context>[],
  context: Context,
  watcher: Watcher,
): Promise<Result[]> => {
  const results: Result[] = [];
  for (const probe of probes) {
    if (watcher.isStopped()) break;
    const { id, assumption, byHand = false } = probe;
    const result = { id, assumption, byHand, ...(await findingOf(probe, context)) };
    results.push(result);
    watcher.result(result);
  }
  return results;
};

/** A probe that cannot go on says why. */
const findingOf = async <Context>(probe: Probe<Context>, context: Context): Promise<Finding> => {
  try {
    return await probe.run(context);
  } catch (error) {
    const message = redact(error instanceof Error ? error.message : String(error));
    return notTestable(error instanceof NotTestable ? message : `It failed: ${message}`);
  }
};

/** @throws {BadInput} where the credentials are refused. */
const signInToBill = async (access: BillAccess, deadline: number): Promise<BillWire> => {
  const wire = createBillWire(access, deadline);
  await wire.logIn().catch((error: Error) => {
    throw new BadInput(redact(error.message));
  });
  return wire;
};

/** @throws {BadInput} where the credentials are refused. */
const signInToPrecoro = async (access: PrecoroAccess, deadline: number): Promise<PrecoroReader> => {
  const precoro = createPrecoroReader(access, deadline);
  const answer = await precoro.get("/suppliers", WHOLE).catch((error: Error) => {
    throw new BadInput(redact(error.message));
  });
  if (answer.status === 401) throw new BadInput(`Precoro refused the API key: ${saying(answer)}.`);
  return precoro;
};

const runBill = async (
  bill: BillWire,
  sandbox: Sandbox | undefined,
  watcher: Watcher,
): Promise<SystemResult> => {
  const context = { bill, sandbox };
  let left: string[] = [];
  const run = async () => {
    const unknownFields = await unknownOfBill(context);
    return { unknownFields, results: await runEach(billProbes, context, watcher) };
  };
  const ran = await run().finally(async () => {
    left = (await sandbox?.cleanUp()) ?? [];
  });
  return { system: "BILL", ...ran, left };
};

const runPrecoro = async (
  precoro: PrecoroReader,
  bill: BillWire | undefined,
  watcher: Watcher,
): Promise<SystemResult> => {
  const context = { precoro, bill };
  const results = await runEach(precoroProbes, context, watcher);
  return { system: "Precoro", results, unknownFields: await unknownOfPrecoro(context), left: [] };
};

/** @throws {BadInput} where credentials are refused or a system cannot be reached, before any probe runs. */
export const runProbes = async (
  { bill: billAccess, precoro: precoroAccess, writes }: Accesses,
  watcher: Watcher,
): Promise<SystemResult[]> => {
  const deadline = clock().now() + LONGEST_MS;
  const bill = billAccess && (await signInToBill(billAccess, deadline));
  const precoro = precoroAccess && (await signInToPrecoro(precoroAccess, deadline));
  const systems: SystemResult[] = [];
  const play = async (name: SystemResult["system"], run: () => Promise<SystemResult>) => {
    if (watcher.isStopped()) return;
    watcher.system(name);
    const result = await run();
    watcher.ended(result);
    systems.push(result);
  };
  if (bill) await play("BILL", () => runBill(bill, writes ? createSandbox(bill) : undefined, watcher));
  if (precoro) await play("Precoro", () => runPrecoro(precoro, bill, watcher));
  return systems;
};
