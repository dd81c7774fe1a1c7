/** What the sandbox's commands have in common: whose files are meant, and how bad input ends. Loads nothing, so that help and errors come at once. */
import { accessSync, constants, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** A mistake in what the user handed in: told in a sentence, without a stack. */
export class BadInput extends Error {}

/** npm changes to the project's folder; files are meant from where the user stands. */
export const userPath = (file: string): string => resolve(process.env["INIT_CWD"] ?? ".", file);

/** The same for a file that will be written: what cannot be is said before the work, not after it. */
export const writableUserPath = (file: string): string => {
  const path = userPath(file);
  const about = statSync(path, { throwIfNoEntry: false });
  if (about?.isDirectory()) throw new BadInput(`${path} is a folder; name a file in it.`);
  try {
    accessSync(about ? path : dirname(path), constants.W_OK);
  } catch {
    throw new BadInput(`${path} cannot be written.`);
  }
  return path;
};

/** Options that cannot be read are bad input. */
export const readArguments = <T>(read: () => T): T => {
  try {
    return read();
  } catch (error) {
    throw new BadInput(`${(error as Error).message} Try --help.`);
  }
};

/** Runs a command to its exit code: 2 and one sentence for bad input, a stack only for a mistake of ours. */
export const runCommand = (command: () => Promise<number>): void => {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // Who reads only the beginning, as `head` does, closes the pipe.
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  command().then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      if (!(error instanceof BadInput)) throw error;
      process.stderr.write(`${error.message}\n`);
      process.exit(2);
    },
  );
};
