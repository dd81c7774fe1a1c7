/** What the printed run leaves out, and what it always shows. */
import { RunPrinter } from "./runPrinter";

const printerOf = (width: number) => {
  const lines: string[] = [];
  const terminal = {
    write: (line: string) => lines.push(line),
    showProgress: () => {},
    hasColor: false,
    width,
  };
  return { lines, printer: new RunPrinter(terminal) };
};

const at = (timestamp: string, level: "info" | "warn", message: string) => ({ timestamp, level, message });

test("a narrow terminal shows warnings in full and cuts other lines", () => {
  const { lines, printer } = printerOf(44);
  printer.logLine(
    "Export Document",
    at("2026-01-05T09:00:00.000Z", "warn", "Invoice #7: rejected. Enter a due date in Precoro."),
  );
  printer.logLine(
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

test("the date is printed when it changes, and only then", () => {
  const { lines, printer } = printerOf(80);
  for (const time of ["2026-01-05T23:59:00.000Z", "2026-01-06T00:00:00.000Z", "2026-01-06T00:01:00.000Z"])
    printer.logLine("Reconcile", at(time, "info", `It is ${time.slice(11, 16)}.`));
  expect(lines).toEqual([
    "  2026-01-05",
    "  23:59:00   It is 23:59.",
    "  2026-01-06",
    "  00:00:00   It is 00:00.",
    "  00:01:00   It is 00:01.",
  ]);
});

test("a failed execution is printed once, at the time it ended", () => {
  const { lines, printer } = printerOf(80);
  const failed = at("2026-01-05T09:00:05.000Z", "info", "Execution failed: It broke.");
  printer.logLine("Send To Bill", failed);
  const execution = {
    flow: "Send To Bill",
    startedAt: "2026-01-05T09:00:00.000Z",
    logs: [failed],
    error: "It broke.",
  };
  printer.printFailure(execution as unknown as Parameters<typeof printer.printFailure>[0]);
  expect(lines).toEqual(["  2026-01-05", "  09:00:05 ✗ Send To Bill failed: It broke."]);
});
