/**
 * A small model of runs that export one invoice at the same moment: what each run sees, does and dies at, and every world that this
 * leads to. `decideExport` decides in it as in a real run.
 */

import { decideExport, type ExportDecision } from "../../../connector/core/documents/decideExport";
import { referenceLine } from "../../../connector/core/documents/documentRef";
import type { Voucher } from "../../../connector/core/documents/voucher";
import { isStopped } from "../../../connector/core/outcome";
import { aBill, aDocument, USER } from "../arbitraries/records";

interface SmallBill {
  readonly id: string;
  readonly createdAt: number;
  readonly archived: boolean;
  readonly hasMoney: boolean;
  /** Which version of the invoice it has. */
  readonly version: number;
}

/** What one run does next. `link` and `version`: as it read them with the document at its start, as a real run does. */
interface Runner {
  readonly next:
    | "read"
    | "find"
    | "create"
    | "link"
    | "unlink"
    | "over"
    | { readonly archive: readonly string[] }
    | { readonly update: string }
    | { readonly restore: string };
  readonly link: string | undefined;
  readonly version: number;
  /** True if it was handed the ids of all bills that name the invoice. */
  readonly knows: boolean;
  readonly keeps?: string;
}

export interface World {
  readonly bills: readonly SmallBill[];
  readonly link: string | undefined;
  readonly version: number;
  readonly runners: readonly Runner[];
  readonly payments: number;
  readonly revisions: number;
}

export interface Rules {
  readonly refuseDuplicates: boolean;
  /** How BILL numbers and stamps what is created: later ids may be smaller, and times may be equal. */
  readonly stamp: (nth: number) => { readonly id: string; readonly createdAt: number };
  /** What a revision changes. */
  readonly changes: "number" | "supplier";
}

const approvals = ["2026-03-02T08:55:00Z", "2026-03-02T09:55:00Z"];

/** The number and the vendor of a version. */
const placeOf = (version: number, { changes }: Rules) => ({
  number: changes === "number" ? `INV-${version}` : "INV-0",
  vendorId: changes === "supplier" ? `00901VENDOR${version}0000000` : "00901VENDOR00000000",
});

const refOf = (version: number) => ({
  kind: "invoice" as const,
  idn: "1042",
  approved: approvals[version],
});

const asBill = ({ version, ...bill }: SmallBill, rules: Rules): Voucher =>
  aBill({
    ...bill,
    ...placeOf(version, rules),
    description: referenceLine(refOf(version)),
    updatedAt: bill.createdAt,
  });

const documentOf = ({ link, version }: Runner, rules: Rules) => {
  const { number, vendorId } = placeOf(version, rules);
  const { supplier } = aDocument();
  return aDocument({
    number,
    ref: refOf(version),
    supplier: { ...supplier, externalId: vendorId },
    ...(link === undefined ? {} : { externalId: link }),
  });
};

/** The bills that a run sees: by vendor and number, by its link, and all that it knows. */
const seenBy = ({ bills }: World, runner: Runner, rules: Rules): Voucher[] => {
  const { number, vendorId } = placeOf(runner.version, rules);
  return bills
    .map((bill) => asBill(bill, rules))
    .filter(
      (bill) =>
        runner.knows || bill.id === runner.link || (bill.number === number && bill.vendorId === vendorId),
    );
};

const plan = (decision: ExportDecision): Pick<Runner, "next" | "keeps"> => {
  if (isStopped(decision)) return { next: decision.outcome === "unlinked" ? "unlink" : "over" };
  switch (decision.do) {
    case "create":
      return { next: "create" };
    case "archive":
      return { next: { archive: decision.vouchers.map(({ id }) => id) } };
    case "keep": {
      const { id, hasMoney } = decision.voucher;
      return { next: decision.update && !hasMoney ? { update: id } : "link", keeps: id };
    }
    case "restore":
      return { next: { restore: decision.voucher.id } };
    default:
      throw new Error(`A run of this model never has to ${decision.do}.`);
  }
};

/** One request of one run, carried out at one moment. */
const act = (world: World, runner: Runner, rules: Rules): { world: World; runner: Runner } => {
  const { bills } = world;
  const { next, version } = runner;
  if (next === "over") return { world, runner };
  if (next === "read")
    return { world, runner: { ...runner, next: "find", link: world.link, version: world.version } };
  if (next === "find") {
    const users = [USER];
    const document = documentOf(runner, rules);
    const decision = decideExport(seenBy(world, runner, rules), { document, force: false, users });
    return { world, runner: { ...runner, ...plan(decision) } };
  }
  const findAgain: Runner = { ...runner, next: "find" };
  if (next === "create") {
    const isTaken = bills.some((bill) => !bill.archived && bill.version === version);
    if (rules.refuseDuplicates && isTaken) return { world, runner: findAgain };
    const made = { ...rules.stamp(bills.length), archived: false, hasMoney: false, version };
    // A run reads what it has created by its id.
    return { world: { ...world, bills: [...bills, made] }, runner: findAgain };
  }
  if (next === "link")
    return { world: { ...world, link: runner.keeps }, runner: { ...runner, next: "over" } };
  if (next === "unlink") return { world: { ...world, link: undefined }, runner: { ...runner, next: "over" } };
  if ("update" in next) {
    const refused = bills.some(
      (bill) =>
        (bill.id === next.update && (bill.hasMoney || bill.archived)) ||
        (rules.refuseDuplicates && bill.id !== next.update && !bill.archived && bill.version === version),
    );
    if (refused) return { world, runner: findAgain };
    const updated = bills.map((bill) => (bill.id === next.update ? { ...bill, version } : bill));
    return { world: { ...world, bills: updated }, runner: { ...runner, next: "link" } };
  }
  if ("restore" in next) {
    const restored = bills.find(({ id }) => id === next.restore);
    const isTaken = bills.some((bill) => !bill.archived && bill.version === restored?.version);
    if (rules.refuseDuplicates && isTaken) return { world, runner: findAgain };
    const active = bills.map((bill) => (bill === restored ? { ...bill, archived: false } : bill));
    return { world: { ...world, bills: active }, runner: findAgain };
  }
  const [id, ...rest] = next.archive;
  const refused = bills.some((bill) => bill.id === id && bill.hasMoney);
  if (refused) return { world, runner: findAgain };
  const archived = bills.map((bill) => (bill.id === id ? { ...bill, archived: true } : bill));
  return {
    world: { ...world, bills: archived },
    runner: rest.length > 0 ? { ...runner, next: { archive: rest } } : findAgain,
  };
};

const withRunner = (world: World, at: number, runner: Runner): World => ({
  ...world,
  runners: world.runners.map((one, n) => (n === at ? runner : one)),
});

/** Every world that one event leads to: a request of a run, the death of a run, a payment, a revision. */
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
    ...(world.revisions > 0
      ? [{ ...world, version: world.version + 1, revisions: world.revisions - 1 }]
      : []),
  ];
};

/** An undisturbed run, as the next notification or sweep would start it. */
const onceMore = (world: World, rules: Rules): World => {
  const fresh: Runner = { next: "read", link: undefined, version: 0, knows: true };
  let state: { world: World; runner: Runner } = { world, runner: fresh };
  for (let calls = 0; state.runner.next !== "over"; calls++) {
    if (calls > 20) throw new Error("A run does not come to its end.");
    state = act(state.world, state.runner, rules);
  }
  return state.world;
};

/** Walks through all worlds, passes each in which all runs are over to `judge`, and returns how many worlds there are. */
export const search = (start: World, rules: Rules, judge: (end: World) => void): number => {
  const visited = new Set<string>();
  const open = [start];
  for (let world = open.pop(); world; world = open.pop()) {
    const key = JSON.stringify(world);
    if (visited.has(key)) continue;
    visited.add(key);
    if (world.runners.every(({ next }) => next === "over")) judge(onceMore(onceMore(world, rules), rules));
    open.push(...successors(world, rules));
  }
  return visited.size;
};
