/** The moving line is there on a terminal alone, and never mixes with a line that stays. */
import { createTerminal, type OutputStream } from "./terminal";

const listening = (more: Partial<OutputStream>) => {
  const written: string[] = [];
  const out = { write: (text: string) => written.push(text) > 0, ...more } as OutputStream;
  return { written, out };
};

const now = { ms: 0 };
const at = (ms: number) => {
  now.ms = ms;
};
const paperOn = (out: OutputStream) => createTerminal(out, () => now.ms);

beforeEach(() => at(0));

test("on a terminal: a moving line gives way to a line that stays, and is redrawn ten times a second at most", () => {
  const { written, out } = listening({ isTTY: true, columns: 10 });
  const paper = paperOn(out);
  paper.showProgress("one of many records");
  paper.showProgress("two");
  at(100);
  paper.showProgress("three");
  paper.write("stays");
  paper.write("stays too");
  expect(written).toEqual(["\r\u001b[Kone of ma", "\r\u001b[Kthree", "\r\u001b[Kstays\n", "stays too\n"]);
});

test.each<[string, Partial<OutputStream>, string | undefined]>([
  ["in a pipe", {}, "xterm"],
  ["on a terminal that knows no control codes", { isTTY: true }, "dumb"],
])("%s: only lines that stay", (_, more, term) => {
  const before = process.env["TERM"];
  process.env["TERM"] = term;
  try {
    const { written, out } = listening(more);
    const paper = paperOn(out);
    paper.showProgress("moving");
    paper.write("stays");
    expect(written).toEqual(["stays\n"]);
  } finally {
    process.env["TERM"] = before;
  }
});

test("colours only where the terminal has them and wants them", () => {
  const colour = (more: Partial<OutputStream>) => paperOn(listening(more).out).hasColor;
  expect(colour({ isTTY: true, hasColors: () => true })).toBe(true);
  expect(colour({ isTTY: true, hasColors: () => false })).toBe(false);
  expect(colour({ hasColors: () => true })).toBe(false);
});
