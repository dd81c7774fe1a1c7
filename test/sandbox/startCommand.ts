/** Implements `npm start`: reads and checks the options, then runs the world. */
import { parseArgs, styleText } from "node:util";
import { readArguments, userPath, writableUserPath } from "./commandLine";
import type { Watch } from "./runWorld";
import { createTerminal, type OutputStream } from "./terminal";

const HELP = `npm start [-- OPTIONS]

Runs the shipped integration and the built component on two local simulators, in virtual time,
and prints what happens: each flow with its log lines, then outcomes and calls as tables.

  --world FILE    run your own records and script, a JSON file (test/README.md, "World files")
  --report FILE   write everything that happened to FILE, as JSON; of the built-in run, its first world
  --help          show this text

  npm start -- --world my-world.json --report report.json

Exit code: 0 every check passed (failed executions are listed, but don't count)
           1 a check failed; the last lines say which
           2 an option or a file is wrong
`;

const TITLE = "Precoro ↔ BILL: the shipped flows on two local simulators, in virtual time";

const options = {
  world: { type: "string" },
  report: { type: "string" },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** Returns the exit code; throws `BadInput`. `watch` is called after each step. */
export const start = async (args: readonly string[], out: OutputStream, watch?: Watch): Promise<number> => {
  const { world, report, help } = readArguments(
    () => parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values,
  );
  if (help) {
    out.write(HELP);
    return 0;
  }
  const files = {
    ...(world === undefined ? {} : { world: userPath(world) }),
    ...(report === undefined ? {} : { report: writableUserPath(report) }),
  };
  const terminal = createTerminal(out);
  terminal.write(terminal.hasColor ? styleText("bold", TITLE) : TITLE);
  // The rest takes a moment to load: meanwhile the title is on the screen.
  const { runWorld } = await import("./runWorld");
  return runWorld(terminal, files, watch);
};
