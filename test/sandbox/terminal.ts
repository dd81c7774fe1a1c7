/** The terminal: colors and a progress line where it supports them, plain lines where the output is a file or a pipe. */

export interface Terminal {
  write(line: string): void;
  /** Shows a line while work is going on; the next line replaces it. Does nothing unless the output is a terminal. */
  showProgress(line: string): void;
  readonly hasColor: boolean;
  /** The width in characters. Longer lines may be cut, since the report has them in full. */
  readonly width: number;
}

/** The part of `process.stdout` that is used. */
export type OutputStream = Pick<NodeJS.WriteStream, "write"> &
  Partial<Pick<NodeJS.WriteStream, "isTTY" | "columns" | "hasColors">>;

const ERASE_LINE = "\r\u001b[K";
/** Nobody can read a line that changes faster than this. */
const REDRAW_MS = 100;

/** `now`: real milliseconds, since people watch the progress line. */
export const createTerminal = (out: OutputStream, now = () => performance.now()): Terminal => {
  const canRedraw = out.isTTY === true && process.env["TERM"] !== "dumb";
  // A file or a pipe takes lines of any length.
  const width = out.columns ?? (out.isTTY ? 80 : Number.POSITIVE_INFINITY);
  let drawnAt = Number.NEGATIVE_INFINITY;
  let isProgressShown = false;
  return {
    write(line) {
      out.write(`${isProgressShown ? ERASE_LINE : ""}${line}\n`);
      isProgressShown = false;
    },
    showProgress(line) {
      if (!canRedraw || now() - drawnAt < REDRAW_MS) return;
      drawnAt = now();
      isProgressShown = true;
      out.write(`${ERASE_LINE}${line.slice(0, width - 1)}`);
    },
    hasColor: out.isTTY === true && out.hasColors?.() === true,
    width,
  };
};
