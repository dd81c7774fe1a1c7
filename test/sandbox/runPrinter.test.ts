/** What a story leaves out, and what it never does. */
import { createRunPrinter, type Terminal } from "./runPrinter";

const listening = (width: number) => {
  const lines: string[] = [];
  const paper: Terminal = {
    write: (line) => lines.push(line),
    showProgress: () => {},
    hasColor: false,
    width,
  };
  return { lines, story: createRunPrinter(paper) };
};

const at = (timestamp: string, level: "info" | "warn", message: string) => ({ timestamp, level, message });

test("a line that somebody has to act on is whole on a narrow terminal; any other is cut", () => {
  const { lines, story } = listening(44);
  story.logLine(
    "Export Document",
    at("2026-01-05T09:00:00.000Z", "warn", "Invoice #7: rejected. Enter a due date in Precoro."),
  );
  story.logLine(
    "Export Document",
    at("2026-01-05T09:00:01.000Z", "info", "Invoice #8: created. https://app.bill.com/Bill?id=1"),
  );
  expect(lines).toEqual([
    "  2026-01-05",
    "  09:00:00 ! Invoice #7: rejected. Enter a",
    "             due date in Precoro.",
    "  09:00:01   Invoice #8: created. https://a…",
  ]);
});

test("a new day is said, the same one is not", () => {
  const { lines, story } = listening(80);
  for (const time of ["2026-01-05T23:59:00.000Z", "2026-01-06T00:00:00.000Z", "2026-01-06T00:01:00.000Z"])
    story.logLine("Reconcile", at(time, "info", `It is ${time.slice(11, 16)}.`));
  expect(lines).toEqual([
    "  2026-01-05",
    "  23:59:00   It is 23:59.",
    "  2026-01-06",
    "  00:00:00   It is 00:00.",
    "  00:01:00   It is 00:01.",
  ]);
});

test("a failed execution is told once, when it ended", () => {
  const { lines, story } = listening(80);
  const failed = at("2026-01-05T09:00:05.000Z", "info", "Execution failed: It broke.");
  story.logLine("Send To Bill", failed);
  const execution = {
    flow: "Send To Bill",
    startedAt: "2026-01-05T09:00:00.000Z",
    logs: [failed],
    error: "It broke.",
  };
  story.printFailure(execution as unknown as Parameters<typeof story.printFailure>[0]);
  expect(lines).toEqual(["  2026-01-05", "  09:00:05 ✗ Send To Bill failed: It broke."]);
});
