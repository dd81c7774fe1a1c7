/** What the sandbox's commands have in common: whose files are meant, and how bad input ends. */
import { resolve } from "node:path";
import { BadWorld } from "./worldFile";

/** npm changes to the project's folder; files are meant from where the user stands. */
export const fromUser = (file: string): string => resolve(process.env["INIT_CWD"] ?? ".", file);

/** Options that cannot be read are bad input. */
export const readArguments = <T>(read: () => T): T => {
  try {
    return read();
  } catch (error) {
    throw new BadWorld(`${(error as Error).message} Try --help.`);
  }
};

/** Runs a command to its exit code: 2 and one sentence for bad input, a stack only for a mistake of ours. */
export const orExit = (command: () => Promise<number>): void => {
  command().then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      if (!(error instanceof BadWorld)) throw error;
      process.stderr.write(`${error.message}\n`);
      process.exit(2);
    },
  );
};
