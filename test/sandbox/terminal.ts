/** The terminal as a story's paper: colours and a moving line where it has them, plain lines where the output goes elsewhere. */
import type { Terminal } from "./runPrinter";

/** What is used of `process.stdout`. */
export type OutputStream = Pick<NodeJS.WriteStream, "write"> &
  Partial<Pick<NodeJS.WriteStream, "isTTY" | "columns" | "hasColors">>;

const ERASE = "\r\u001b[K";
/** A faster line could not be read. */
const REDRAW_MS = 100;

/** `now`: ms, of the machine: it is people who look at the line. */
export const createTerminal = (out: OutputStream, now = () => performance.now()): Terminal => {
  const canMove = out.isTTY === true && process.env["TERM"] !== "dumb";
  // A file or a pipe takes lines of any length.
  const width = out.columns ?? (out.isTTY ? 80 : Number.POSITIVE_INFINITY);
  let movedAt = Number.NEGATIVE_INFINITY;
  let isMoving = false;
  return {
    write(line) {
      out.write(`${isMoving ? ERASE : ""}${line}\n`);
      isMoving = false;
    },
    showProgress(line) {
      if (!canMove || now() - movedAt < REDRAW_MS) return;
      movedAt = now();
      isMoving = true;
      out.write(`${ERASE}${line.slice(0, width - 1)}`);
    },
    hasColor: out.isTTY === true && out.hasColors?.() === true,
    width,
  };
};
