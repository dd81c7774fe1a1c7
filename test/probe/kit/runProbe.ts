/** Runs the command `npm run probe` in the test's process against two simulators on a virtual clock. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BadInput } from "../../sandbox/commandLine";
import { type BillOptions, type BillSimulator, startBill } from "../../simulators/bill";
import { seededRandom, VirtualClock } from "../../simulators/kit/clock";
import { type PrecoroOptions, type PrecoroSimulator, startPrecoro } from "../../simulators/precoro";
import { probe } from "../probeCommand";
import type { ProbeReport } from "../probeReport";
import { records } from "./world";

const START = Date.UTC(2026, 0, 5, 8);

/** The clock of the current run, where the connector looks for it. */
let currentClock: VirtualClock | undefined;
Object.defineProperty(globalThis, Symbol.for("precoro-bill.clock"), {
  get: () => currentClock,
  configurable: true,
});

export interface ProbeOptions {
  readonly bill?: Partial<BillOptions>;
  readonly precoro?: Partial<PrecoroOptions>;
  readonly args?: readonly string[];
  /** Replaces variables; an empty one is as if it were not set. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly before?: (simulators: { bill: BillSimulator; precoro: PrecoroSimulator }) => void;
  readonly isStopped?: (simulators: { bill: BillSimulator }) => boolean;
}

export interface ProbeRun {
  readonly exitCode: number;
  readonly printed: string;
  readonly complaint?: string;
  /** Undefined where none was written. */
  readonly report: ProbeReport | undefined;
  readonly reportText: string;
  readonly virtualMs: number;
  readonly bill: BillSimulator;
  readonly precoro: PrecoroSimulator;
}

export const WRITE = ["--write", "bill-sandbox"] as const;

const environmentOf = ({ credentials: inBill }: BillSimulator, { credentials }: PrecoroSimulator) => ({
  BILL_ENVIRONMENT: "sandbox",
  BILL_ORGANIZATION_ID: inBill.organizationId,
  BILL_TOKEN_NAME: inBill.username,
  BILL_TOKEN_VALUE: inBill.password,
  BILL_DEV_KEY: inBill.devKey,
  BILL_GATEWAY_URL: inBill.gatewayUrl,
  PRECORO_REGION: "com",
  PRECORO_EMAIL: credentials.email,
  PRECORO_API_KEY: credentials.apiToken,
  PRECORO_API_URL: credentials.apiUrl,
});

/** The variables of one system, unset. */
export const without = (system: "BILL" | "PRECORO") => {
  const names =
    system === "BILL"
      ? ["ENVIRONMENT", "ORGANIZATION_ID", "TOKEN_NAME", "TOKEN_VALUE", "DEV_KEY", "GATEWAY_URL"]
      : ["REGION", "EMAIL", "API_KEY", "API_URL"];
  return Object.fromEntries(names.map((name) => [`${system}_${name}`, ""]));
};

const runCommand = async (
  args: readonly string[],
  environment: Record<string, string>,
  isStopped: () => boolean,
) => {
  let printed = "";
  const write = (text: string | Uint8Array): boolean => {
    printed += String(text);
    return true;
  };
  try {
    return { exitCode: await probe(args, environment, { write }, isStopped), printed };
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    return { exitCode: 2, printed, complaint: error.message };
  }
};

export const runProbe = async (options: ProbeOptions = {}): Promise<ProbeRun> => {
  const clock = new VirtualClock(START, seededRandom(1));
  const bill = await startBill({
    clock,
    random: seededRandom(2),
    limits: false,
    records: records.bill,
    ...options.bill,
  });
  const precoro = await startPrecoro({ clock, limits: false, records: records.precoro, ...options.precoro });
  const folder = mkdtempSync(join(tmpdir(), "probe-"));
  const file = join(folder, "report.json");
  currentClock = clock;
  try {
    options.before?.({ bill, precoro });
    const environment = { ...environmentOf(bill, precoro), ...options.environment };
    const args = ["--report", file, ...(options.args ?? [])];
    const ended = await runCommand(args, environment, () => options.isStopped?.({ bill }) ?? false);
    const reportText = !existsSync(file) ? "" : readFileSync(file, "utf8");
    const report = reportText === "" ? undefined : (JSON.parse(reportText) as ProbeReport);
    return { ...ended, report, reportText, virtualMs: clock.now() - START, bill, precoro };
  } finally {
    currentClock = undefined;
    rmSync(folder, { recursive: true });
    await Promise.all([bill.close(), precoro.close()]);
  }
};

/** The ids that have this verdict, in the order of the report. */
export const idsOf = ({ report }: ProbeRun, verdict: string): string[] =>
  (report?.systems ?? []).flatMap(({ results }) =>
    results.filter((one) => one.verdict === verdict).map(({ id }) => id),
  );
