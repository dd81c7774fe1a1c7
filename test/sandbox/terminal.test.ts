/** The progress line appears on a terminal only, and never mixes with a permanent line. */
import { createTerminal, type OutputStream } from "./terminal";

const outputOf = (more: Partial<OutputStream>) => {
  const written: string[] = [];
  const out = { write: (text: string) => written.push(text) > 0, ...more } as OutputStream;
  return { written, out };
};

const now = { ms: 0 };
const at = (ms: number) => {
  now.ms = ms;
};
const terminalOn = (out: OutputStream) => createTerminal(out, () => now.ms);

beforeEach(() => at(0));

test("on a terminal, a permanent line replaces the progress line, which is redrawn at most ten times a second", () => {
  const { written, out } = outputOf({ isTTY: true, columns: 10 });
  const screen = terminalOn(out);
  screen.showProgress("one of many records");
  screen.showProgress("two");
  at(100);
  screen.showProgress("three");
  screen.write("stays");
  screen.write("stays too");
  expect(written).toEqual(["\r\u001b[Kone of ma", "\r\u001b[Kthree", "\r\u001b[Kstays\n", "stays too\n"]);
});

test.each<[string, Partial<OutputStream>, string | undefined]>([
  ["in a pipe", {}, "xterm"],
  ["on a terminal without control codes", { isTTY: true }, "dumb"],
])("%s: only permanent lines", (_, more, term) => {
  const before = process.env["TERM"];
  process.env["TERM"] = term;
  try {
    const { written, out } = outputOf(more);
    const screen = terminalOn(out);
    screen.showProgress("moving");
    screen.write("stays");
    expect(written).toEqual(["stays\n"]);
  } finally {
    process.env["TERM"] = before;
  }
});

test("colors only where the terminal has and wants them", () => {
  const hasColor = (more: Partial<OutputStream>) => terminalOn(outputOf(more).out).hasColor;
  expect(hasColor({ isTTY: true, hasColors: () => true })).toBe(true);
  expect(hasColor({ isTTY: true, hasColors: () => false })).toBe(false);
  expect(hasColor({ hasColors: () => true })).toBe(false);
});
