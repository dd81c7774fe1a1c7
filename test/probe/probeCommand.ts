/** Implements `npm run probe`: reads and checks options and credentials, probes, prints, and writes the file. */
import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { clock } from "../../connector/http/clock";
import { readArguments, writableUserPath } from "../sandbox/commandLine";
import { createTerminal, type OutputStream } from "../sandbox/terminal";
import type { Environment } from "./accesses";

const HELP = `npm run probe [-- OPTIONS]

Asks real accounts of BILL, Precoro or both what no document tells, and prints for each open
assumption: confirmed, refuted, or not testable, and why. Reads only, unless --write is given.
integration/PROBE.md says which environment variables to set, and what is read.

  --write bill-sandbox   also make bills and credits in BILL's sandbox, and remove them again
  --report FILE          where to write what was found, as JSON (probe-report.json)
  --help                 show this text

Exit code: 0 nothing is refuted · 1 something is · 2 an option or a credential is wrong
`;

const options = {
  write: { type: "string" },
  report: { type: "string", default: "probe-report.json" },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** Returns the exit code; throws `BadInput`. `isStopped` is asked between probes. */
export const probe = async (
  args: readonly string[],
  environment: Environment,
  out: OutputStream,
  isStopped: () => boolean = () => false,
): Promise<number> => {
  const { write, report, help } = readArguments(
    () => parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values,
  );
  if (help) {
    out.write(HELP);
    return 0;
  }
  const file = writableUserPath(report);
  // The rest takes a moment to load, and help and mistakes come at once.
  const { readAccesses } = await import("./accesses");
  const accesses = readAccesses(environment, write);
  const { runProbes } = await import("./runProbes");
  const { ProbePrinter } = await import("./printProbes");
  const { probeReport } = await import("./probeReport");
  const printer = new ProbePrinter(createTerminal(out));
  const systems = await runProbes(accesses, {
    system: (name) => {
      const url = name === "BILL" ? accesses.bill?.gatewayUrl : accesses.precoro?.apiUrl;
      const writes = accesses.writes && name === "BILL";
      printer.heading(`${name} · ${url} · ${writes ? "reads and writes" : "reads only"}`);
    },
    result: (result) => printer.result(result),
    ended: (system) => {
      printer.byHand(system.results);
      printer.unknownFields(system);
      printer.left(system.left);
    },
    isStopped,
  });
  writeFileSync(file, `${JSON.stringify(probeReport(systems, accesses, clock().now()), null, 2)}\n`);
  const results = systems.flatMap((system) => system.results);
  printer.summary(results, basename(file));
  return results.some(({ verdict }) => verdict === "refuted") ? 1 : 0;
};
