/** Runs `npm start` in the test's process, and returns its output and exit code. */
import { BadInput } from "../../sandbox/commandLine";
import type { Watch } from "../../sandbox/runWorld";
import { start } from "../../sandbox/startCommand";

export interface CommandResult {
  readonly exitCode: number;
  readonly printed: string;
  /** The sentence about bad input, which goes to standard error. */
  readonly complaint?: string;
}

export const npmStart = async (args: readonly string[], watch?: Watch): Promise<CommandResult> => {
  let printed = "";
  const write = (text: string | Uint8Array): boolean => {
    printed += String(text);
    return true;
  };
  try {
    const exitCode = await start(args, { write }, watch);
    return { exitCode, printed };
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    return { exitCode: 2, printed, complaint: error.message };
  }
};
