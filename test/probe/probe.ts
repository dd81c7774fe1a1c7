/** The command `npm run probe`. Ctrl+C ends it after the probe that is running, and what was written is removed. */
import { runCommand } from "../sandbox/commandLine";
import { probe } from "./probeCommand";

let isStopped = false;
process.once("SIGINT", () => {
  isStopped = true;
  process.stderr.write("Ending; what was written is removed. Press Ctrl+C again to end at once.\n");
});

runCommand(() => probe(process.argv.slice(2), process.env, process.stdout, () => isStopped));
