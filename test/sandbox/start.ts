/** `npm start`: what was asked for, read and checked. Exit 0: all is well; 1: a law is broken; 2: bad input. */
import { parseArgs, styleText } from "node:util";
import { readArguments, runCommand, userPath, writableUserPath } from "./commandLine";
import { createTerminal } from "./terminal";

const HELP = `npm start [-- OPTIONS]

Runs the shipped integration and the built component on two local simulators, in virtual time,
and tells what happened: each flow with its log lines, then outcomes and calls as tables.

  --world FILE    plays your own starting data and script, a JSON file (README, "Worlds")
  --report FILE   writes everything that happened to FILE, as JSON; of the built-in story, its first part
  --help          this text

  npm start -- --world my-world.json --report report.json

Exit code: 0 no law is broken (executions that failed are told, and do not count)
           1 a law is broken, and the last lines say which
           2 an option or a file is wrong
`;

const TITLE = "Precoro ↔ BILL: the shipped flows on two local simulators, in virtual time";

const options = {
  world: { type: "string" },
  report: { type: "string" },
  help: { type: "boolean", short: "h", default: false },
} as const;

runCommand(async () => {
  const { world, report, help } = readArguments(
    () => parseArgs({ options, strict: true, allowPositionals: false }).values,
  );
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  const files = {
    ...(world === undefined ? {} : { world: userPath(world) }),
    ...(report === undefined ? {} : { report: writableUserPath(report) }),
  };
  const terminal = createTerminal(process.stdout);
  terminal.write(terminal.hasColor ? styleText("bold", TITLE) : TITLE);
  // All that is played with takes a moment to load; who waits has read the first line by then.
  const { runWorld } = await import("./runWorld");
  return runWorld(terminal, files);
});
