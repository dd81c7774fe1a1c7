/** The coverage lists say what the simulators really have, and which test holds each call to its source. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startBill } from "../simulators/bill";
import { billCoverage } from "../simulators/bill/coverage";
import { machineClock } from "../simulators/kit/clock";
import type { Coverage } from "../simulators/kit/coverage";
import { startPrecoro } from "../simulators/precoro";
import { precoroCoverage } from "../simulators/precoro/coverage";

const callsOf = (coverage: readonly Coverage[]) => coverage.map(({ call }) => call).sort();

test("BILL: the list names the calls that are registered, no more and no less", async () => {
  const bill = await startBill({ clock: machineClock, random: () => 0 });
  expect([...bill.endpoints].sort()).toEqual(callsOf(billCoverage));
  await bill.close();
});

test("Precoro: the list names the calls that are registered, no more and no less", async () => {
  const precoro = await startPrecoro({ clock: machineClock });
  expect([...precoro.endpoints].sort()).toEqual(callsOf(precoroCoverage));
  await precoro.close();
});

test.each([...billCoverage, ...precoroCoverage].map((line) => [line.call, line] as const))(
  "%s is named by a test in its file, and a partial one says what it lacks",
  (call, { test, status, missing, source }) => {
    const text = readFileSync(join(__dirname, test), "utf8");
    expect(text.split(call).some((after, n) => n > 0 && !/^[/\w]/.test(after))).toBe(true);
    expect(missing !== undefined).toBe(status === "partial");
    expect(source).toMatch(/^(bill-v3|precoro) §\d/);
  },
);
