/** `npm start`. Exit code 0: all checks passed; 1: a check failed; 2: bad input. */
import { runCommand } from "./commandLine";
import { start } from "./startCommand";

runCommand(() => start(process.argv.slice(2), process.stdout));
