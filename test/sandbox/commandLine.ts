/** Shared by the sandbox's commands: where files are looked up, and how bad input ends. It loads nothing else, so that help and errors come at once. */
import { accessSync, constants, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** A mistake in the user's input: reported in one sentence, without a stack trace. */
export class BadInput extends Error {}

/** npm runs scripts in the project's folder; the user's paths are relative to the folder they ran npm in. */
export const userPath = (file: string): string => resolve(process.env["INIT_CWD"] ?? ".", file);

/** The same for a file to be written: an unusable path is reported before the run, not after it. */
export const writableUserPath = (file: string): string => {
  const path = userPath(file);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) throw new BadInput(`${path} is a folder; name a file in it.`);
  try {
    accessSync(stats ? path : dirname(path), constants.W_OK);
  } catch {
    throw new BadInput(`${path} cannot be written.`);
  }
  return path;
};

/** Unknown or malformed options are bad input. */
export const readArguments = <T>(read: () => T): T => {
  try {
    return read();
  } catch (error) {
    throw new BadInput(`${(error as Error).message} Try --help.`);
  }
};

/** Runs a command to its exit code: 2 and one sentence for bad input; any other error keeps its stack trace. */
export const runCommand = (command: () => Promise<number>): void => {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // A reader of the beginning only, such as `head`, closes the pipe.
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
