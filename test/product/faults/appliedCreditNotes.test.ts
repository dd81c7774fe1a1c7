/**
 * A run that applies, takes off or archives a credit is killed after each of its calls, or each of its calls fails: the next look ends
 * where an undisturbed run ends, under both meanings of a PATCH.
 */

import type { Simulation } from "../../sandbox/simulation";
import { acmeWorld, creditNote, document } from "../fixtures/acme";
import { killAtCall } from "../kit/killAtCall";
import { isLong } from "../kit/long";
import { withSimulation } from "../kit/withSimulation";

const notification = { id: 900_002, type: 3, action: 1, idn: "2" };
const silently = { notify: false };

const credit = (referenceNumber: string, amount: number, appliedAmount: number) => ({
  referenceNumber,
  amount,
  appliedAmount,
  archived: false,
});

const endWith = (creditAmount: number, credits: readonly unknown[]) => ({
  bills: [{ amount: 100, creditAmount }],
  credits,
  links: ["CN-2", "CN-3"],
});

interface Change {
  /** Whether note 2 has its credit on the bill already. */
  readonly applied: boolean;
  change(simulation: Simulation): void;
  readonly end: unknown;
}

/** What happens to note 2 while note 3 has its credit on the bill, and where that ends, undisturbed or not. */
const changes: Record<string, Change> = {
  "applied as the second one": {
    applied: false,
    change: ({ precoro }) => precoro.world.approve("2", {}, silently),
    end: endWith(50, [credit("CN-3", 20, 20), credit("CN-2", 30, 30)]),
  },
  revised: {
    applied: true,
    change: ({ precoro }) =>
      precoro.world.revise("2", { items: { data: [{ name: "Paper returned", price: "25" }] } }, silently),
    end: endWith(45, [credit("CN-3", 20, 20), credit("CN-2", 25, 25)]),
  },
  canceled: {
    applied: true,
    change: ({ precoro }) => precoro.world.cancel("2", {}, silently),
    end: endWith(20, [credit("CN-3", 20, 20), { ...credit("CN-2", 30, 0), archived: true }]),
  },
};

const endOf = ({ bill, precoro }: Simulation) => ({
  bills: bill.world.bills().map(({ amount, creditAmount }) => ({ amount, creditAmount })),
  credits: bill.world.credits().map(({ referenceNumber, amount, appliedAmount, archived }) => ({
    referenceNumber,
    amount,
    appliedAmount,
    archived,
  })),
  links: ["2", "3"].map((idn) => {
    const { externalId } = precoro.world.invoice(idn);
    return bill.world.credits().find(({ id }) => id === externalId)?.referenceNumber;
  }),
});

const play = (
  { applied, change }: Change,
  simulator: Record<string, boolean>,
  disturb: (simulation: Simulation) => Promise<string | undefined>,
) =>
  withSimulation(
    acmeWorld([document("1"), creditNote("2", "30"), creditNote("3", "20")], {
      config: { "Send Credit Notes": "true", "Export Schedule": "" },
      simulator: { latencyMs: 50, ...simulator },
    }),
    async (simulation) => {
      const { precoro, platform } = simulation;
      for (const idn of ["1", "3", ...(applied ? ["2"] : [])]) {
        precoro.world.approve(idn);
        await simulation.idle();
        await platform.advance(120_000);
      }
      change(simulation);
      const call = await disturb(simulation);
      for (let look = 1; look <= 2; look++) {
        await platform.advance(120_000);
        await platform.run("Export Document", notification);
        await simulation.idle();
      }
      return { call, end: endOf(simulation) };
    },
  );

const meanings = isLong ? [{}, { vendorCreditsReplace: true }] : [{ vendorCreditsReplace: true }];
const cases = Object.entries(changes).flatMap(([name, change]) =>
  meanings.map((simulator) => [name, simulator, change] as const),
);

test.each(cases)("%s, with %j: killed after each call that writes", async (_, simulator, change) => {
  const wrong: unknown[] = [];
  const calls: string[] = [];
  for (let nth = 0; ; nth++) {
    const { call, end } = await play(change, simulator, (simulation) =>
      killAtCall(simulation, "Export Document", notification, { nth, writesOnly: !isLong }),
    );
    if (JSON.stringify(end) !== JSON.stringify(change.end)) wrong.push({ nth, call, end });
    // The last one was not disturbed.
    if (call === undefined) break;
    calls.push(call);
  }
  expect({ wrong, calls }).toEqual({ wrong: [], calls });
  expect(calls.length).toBeGreaterThan(1);
});

const kinds = ["reset-after", "reset-before", "truncated", "slow", "500"] as const;

test.each(cases)("%s, with %j: each write loses its answer, or is not done", async (_, simulator, change) => {
  const wrong: unknown[] = [];
  const writes: string[] = [];
  const { end: undisturbed } = await play(change, simulator, async ({ bill, platform }) => {
    const before = bill.journal.writes().length;
    await platform.run("Export Document", notification);
    writes.push(
      ...bill.journal
        .writes()
        .slice(before)
        .map(({ method, path }) => `${method} ${path}`),
    );
    return undefined;
  });
  expect(undisturbed).toEqual(change.end);
  for (const [nth, match] of writes.entries()) {
    const skip = writes.slice(0, nth).filter((one) => one === match).length;
    for (const kind of isLong ? kinds : kinds.slice(0, 1)) {
      const { call: missed, end } = await play(change, simulator, async ({ bill, platform }) => {
        bill.faults.add({ match, kind, skip });
        await platform.run("Export Document", notification);
        return bill.faults.unused()[0]?.match;
      });
      if (missed !== undefined || JSON.stringify(end) !== JSON.stringify(undisturbed))
        wrong.push({ match, skip, kind, missed, end });
    }
  }
  expect({ wrong, writes }).toEqual({ wrong: [], writes });
  expect(writes.length).toBeGreaterThan(1);
});
