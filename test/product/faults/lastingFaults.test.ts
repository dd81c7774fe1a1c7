/** Every kind of write of every import fails several times in a row, or for good: after three quiet days each record is there, or rejected. */
import type { Result } from "../../sandbox/report";
import type { Simulation } from "../../sandbox/simulation";
import type { Fault } from "../../simulators/kit/faults";
import { isLong } from "../kit/long";
import { withSimulation } from "../kit/withSimulation";
import { faultsOf } from "./behaviors";
import { type ImportWorld, importConfig, importWorlds, shownIn } from "./importWorlds";

jest.setTimeout(300_000);

const QUIET_MS = 3 * 24 * 3_600_000;

/** The end of an import whose calls are disturbed by one fault. */
const play = ({ world, flow, body }: ImportWorld, fault?: Fault) =>
  withSimulation({ ...world, config: importConfig }, async (simulation) => {
    const { platform, precoro } = simulation;
    if (fault) precoro.faults.add(fault);
    await platform.call(flow, body, { apiKey: platform.keyOf(flow) });
    await platform.advance(QUIET_MS);
    const { imports = [], importProgress = {} } = platform.state.crossFlow;
    const last = new Map(
      platform.executions.flatMap(({ results }) =>
        (results as Result[]).map((result) => [result.id, result] as const),
      ),
    );
    return {
      end: { records: shownIn(simulation), imports, importProgress },
      failed: platform.executions.filter(({ status }) => status === "failed").length,
      unfinished: [...last.values()].filter(({ outcome }) => outcome === "postponed"),
      last,
      writes: writesOf(simulation),
    };
  });

/** Each kind of write, with how often it was made. */
const writesOf = ({ precoro }: Simulation): [match: string, count: number][] =>
  Object.entries(precoro.journal.calls()).flatMap(([match, { count }]) =>
    match.startsWith("GET ") ? [] : [[match, count] as [string, number]],
  );

describe.each(importWorlds)("$name", (scenario) => {
  test("a write that fails eight times in a row is done in the end", async () => {
    const { end, writes } = await play(scenario);
    expect(writes.length).toBeGreaterThan(1);
    const wrong: unknown[] = [];
    let turn = 0;
    // The short run takes the first one of a kind, or the last.
    for (const [match, count] of writes)
      for (const skip of isLong ? Array.from({ length: count }, (_, n) => n) : [turn % 2 ? 0 : count - 1])
        for (const kind of faultsOf(match, turn++)) {
          if (kind === "expired-session") continue;
          const fault = { match, skip, kind: kind as Fault["kind"], times: 8 };
          const played = await play(scenario, fault);
          expect({ fault, failed: played.failed }).toEqual({ fault, failed: 0 });
          if (JSON.stringify(played.end) !== JSON.stringify(end)) wrong.push({ fault, ...played });
        }
    expect(wrong).toEqual([]);
  });

  test("a write that fails for good leaves a rejection that says what to do, and the import ends", async () => {
    const { end, writes } = await play(scenario);
    for (const [match] of writes)
      for (const kind of ["500", "reset-after"] as const) {
        const played = await play(scenario, { match, kind, times: 100_000 });
        const { records, ...left } = played.end;
        expect({ match, kind, ...left, unfinished: played.unfinished, failed: played.failed }).toEqual({
          match,
          kind,
          imports: [],
          importProgress: {},
          unfinished: [],
          failed: 0,
        });
        // What is done although no answer ever comes is found in the lists.
        const isThere = JSON.stringify(records) === JSON.stringify(end.records);
        const rejected = [...played.last.values()].filter(({ reason }) => reason === "never-confirmed");
        expect({ match, kind, isThere, isRejected: rejected.length > 0 }).toEqual({
          match,
          kind,
          isThere: kind === "reset-after",
          isRejected: kind === "500",
        });
        for (const { message } of rejected) expect(message).toMatch(/Then run the import again\.$/);
      }
  });
});
