/**
 * `decideExport` in every interleaving: two or three runs export one invoice at the same moment, any of them may die after any
 * request, and somebody pays any active bill at any moment. All cases are searched, not sampled.
 */

import { decideExport, type ExportDecision } from "../../../connector/core/documents/decideExport";
import type { Voucher } from "../../../connector/core/documents/voucher";
import { isStopped } from "../../../connector/core/outcome";
import { aBill, aDocument, USER } from "../arbitraries/records";

interface SmallBill {
  readonly id: string;
  readonly createdAt: number;
  readonly archived: boolean;
  readonly hasMoney: boolean;
}

/** What one run does next. `link`: as it read it with the document at its start, as a real run does. */
interface Runner {
  readonly next: "read" | "find" | "create" | "link" | "over" | { readonly archive: readonly string[] };
  readonly link: string | undefined;
  readonly keeps?: string;
}

interface World {
  readonly bills: readonly SmallBill[];
  readonly link: string | undefined;
  readonly runners: readonly Runner[];
  readonly payments: number;
}

interface Rules {
  readonly refuseDuplicates: boolean;
  /** How BILL numbers and stamps what is created: later ids may be smaller, and times may be equal. */
  readonly stamp: (nth: number) => { readonly id: string; readonly createdAt: number };
}

const asBill = (bill: SmallBill): Voucher => aBill({ ...bill, updatedAt: bill.createdAt });

const plan = (decision: ExportDecision): Pick<Runner, "next" | "keeps"> => {
  if (isStopped(decision)) return { next: "over" };
  switch (decision.do) {
    case "create":
      return { next: "create" };
    case "archive":
      return { next: { archive: decision.vouchers.map(({ id }) => id) } };
    case "keep":
      return { next: "link", keeps: decision.voucher.id };
    default:
      throw new Error(`A run of this model never has to ${decision.do}.`);
  }
};

/** One request of one run, carried out at one moment. */
const act = (world: World, runner: Runner, rules: Rules): { world: World; runner: Runner } => {
  const { bills } = world;
  const { next, link } = runner;
  if (next === "over") return { world, runner };
  if (next === "read") return { world, runner: { next: "find", link: world.link } };
  if (next === "find") {
    const document = aDocument(link === undefined ? {} : { externalId: link });
    return {
      world,
      runner: { link, ...plan(decideExport(bills.map(asBill), { document, force: false, users: [USER] })) },
    };
  }
  const findAgain: Runner = { link, next: "find" };
  if (next === "create") {
    if (rules.refuseDuplicates && bills.some(({ archived }) => !archived))
      return { world, runner: findAgain };
    const made = { ...rules.stamp(bills.length), archived: false, hasMoney: false };
    return { world: { ...world, bills: [...bills, made] }, runner: findAgain };
  }
  if (next === "link") return { world: { ...world, link: runner.keeps }, runner: { link, next: "over" } };
  const [id, ...rest] = next.archive;
  const refused = bills.some((bill) => bill.id === id && bill.hasMoney);
  if (refused) return { world, runner: findAgain };
  const archived = bills.map((bill) => (bill.id === id ? { ...bill, archived: true } : bill));
  return {
    world: { ...world, bills: archived },
    runner: rest.length > 0 ? { link, next: { archive: rest } } : findAgain,
  };
};

const withRunner = (world: World, at: number, runner: Runner): World => ({
  ...world,
  runners: world.runners.map((one, n) => (n === at ? runner : one)),
});

/** Every world that one event leads to: a request of a run, the death of a run, a payment. */
const successors = (world: World, rules: Rules): World[] => {
  const calls = world.runners.flatMap((runner, at) => {
    if (runner.next === "over") return [];
    const after = act(world, runner, rules);
    return [withRunner(after.world, at, after.runner), withRunner(world, at, { ...runner, next: "over" })];
  });
  const payments =
    world.payments === 0 ? [] : world.bills.filter(({ archived, hasMoney }) => !archived && !hasMoney);
  return [
    ...calls,
    ...payments.map(({ id }) => ({
      ...world,
      payments: world.payments - 1,
      bills: world.bills.map((bill) => (bill.id === id ? { ...bill, hasMoney: true } : bill)),
    })),
  ];
};

/** An undisturbed run, as the next notification or sweep would start it. */
const onceMore = (world: World, rules: Rules): World => {
  let state: { world: World; runner: Runner } = { world, runner: { next: "read", link: undefined } };
  for (let calls = 0; state.runner.next !== "over"; calls++) {
    if (calls > 20) throw new Error("A run does not come to its end.");
    state = act(state.world, state.runner, rules);
  }
  return state.world;
};

/** Walks through all worlds, passes each in which all runs are over to `judge`, and returns how many worlds there are. */
const search = (start: World, rules: Rules, judge: (end: World) => void): number => {
  const visited = new Set<string>();
  const open = [start];
  for (let world = open.pop(); world; world = open.pop()) {
    const key = JSON.stringify(world);
    if (visited.has(key)) continue;
    visited.add(key);
    if (world.runners.every(({ next }) => next === "over")) judge(onceMore(world, rules));
    open.push(...successors(world, rules));
  }
  return visited.size;
};

const stamps: Record<string, Rules["stamp"]> = {
  "later ids are larger": (nth) => ({ id: `00n0000000000${nth}`, createdAt: nth }),
  "all in one millisecond": (nth) => ({ id: `00n0000000000${nth}`, createdAt: 1 }),
  "all in one millisecond, later ids are smaller": (nth) => ({ id: `00n0000000000${9 - nth}`, createdAt: 1 }),
};

const start = (runs: number, payments: number): World => ({
  bills: [],
  link: undefined,
  payments,
  runners: Array.from({ length: runs }, () => ({ next: "read", link: undefined })),
});

describe.each(Object.entries(stamps))("%s", (_, stamp) => {
  test.each([
    { runs: 2, payments: 0, refuseDuplicates: false },
    { runs: 2, payments: 1, refuseDuplicates: false },
    { runs: 2, payments: 1, refuseDuplicates: true },
    { runs: 3, payments: 0, refuseDuplicates: false },
    { runs: 3, payments: 1, refuseDuplicates: false },
    { runs: 3, payments: 1, refuseDuplicates: true },
  ])(
    "$runs runs, $payments payer, duplicates refused: $refuseDuplicates → one active bill, linked",
    ({ runs, payments, refuseDuplicates }) => {
      const rules = { refuseDuplicates, stamp };
      const wrong: World[] = [];
      let ends = 0;
      const worlds = search(start(runs, payments), rules, (end) => {
        ends++;
        const active = end.bills.filter(({ archived }) => !archived);
        const paid = end.bills.filter(({ hasMoney }) => hasMoney);
        const fine =
          active.length === 1 && end.link === active[0]?.id && paid.every((bill) => active.includes(bill));
        if (!fine && wrong.length < 3) wrong.push(end);
      });
      expect(wrong).toEqual([]);
      expect(ends).toBeGreaterThan(10);
      expect(worlds).toBeGreaterThan(ends);
    },
  );
});

test("two bills with money on both are left as they are, and rejected", () => {
  const bills = ["1", "2"].map((n) => aBill({ id: `00n0000000000${n}`, hasMoney: true }));
  expect(decideExport(bills, { document: aDocument(), force: true, users: [USER] })).toMatchObject({
    outcome: "rejected",
    reason: "two-with-money",
  });
});
