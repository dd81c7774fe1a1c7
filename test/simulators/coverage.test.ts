/** The coverage lists are complete: they name exactly the calls that the simulators support, and the test of each. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startBill } from "./bill";
import { billCoverage } from "./bill/coverage";
import { machineClock } from "./kit/clock";
import type { Coverage } from "./kit/coverage";
import { startPrecoro } from "./precoro";
import { precoroCoverage } from "./precoro/coverage";

const callsOf = (coverage: readonly Coverage[]) => coverage.map(({ call }) => call).sort();

test("BILL: the list names exactly the calls that have a route", async () => {
  const bill = await startBill({ clock: machineClock, random: () => 0 });
  expect([...bill.endpoints].sort()).toEqual(callsOf(billCoverage));
  await bill.close();
});

test("Precoro: the list names exactly the calls that have a route", async () => {
  const precoro = await startPrecoro({ clock: machineClock });
  expect([...precoro.endpoints].sort()).toEqual(callsOf(precoroCoverage));
  await precoro.close();
});

const inRoom = (room: string, coverage: readonly Coverage[]) =>
  coverage.map(
    (line) => [line.call, { ...line, test: join(__dirname, room, "contract", line.test) }] as const,
  );

test.each([...inRoom("bill", billCoverage), ...inRoom("precoro", precoroCoverage)])(
  "%s is tested in its file; if it is partly supported, the list says what is missing",
  (call, { test, status, missing, source }) => {
    const text = readFileSync(test, "utf8");
    expect(text.split(call).some((after, n) => n > 0 && !/^[/\w]/.test(after))).toBe(true);
    expect(missing !== undefined).toBe(status === "partial");
    expect(source).toMatch(/^§\d/);
  },
);
