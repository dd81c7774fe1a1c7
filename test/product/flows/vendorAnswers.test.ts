/**
 * The same month under each answer that a vendor may give: the end is the same for every document, or the log has said the
 * difference.
 */
import { playStep } from "../../sandbox/playStep";
import type { Simulation } from "../../sandbox/simulation";
import { quietHours, restsOf, saidOf, wrongAtEnd } from "../kit/endOfWorld";
import { withSimulation } from "../kit/withSimulation";
import { month, script } from "./month";

jest.setTimeout(180_000);

/** Each option with the answer that is not the default. */
const credits = {
  paidAmountIncludesCredits: false,
  dueAmountLessScheduled: true,
  creditsAlonePartlyPaid: false,
  partPaidBillTakesCredit: false,
  vendorCreditsReplace: true,
  creditTakenOffByPut: false,
  appliedCreditArchives: false,
  mayApplyCredits: false,
};
const others = {
  negativeLinesAccepted: false,
  billsLocked: "onceApproved",
  booksClosedUntil: "2025-12-31",
  codingOpenWhenPaid: false,
  itemsInPayables: false,
  limitStatus: 400,
  billNotifications: "textInText",
  sumsAsNumbers: false,
};

const single = [
  ...Object.entries({ ...credits, ...others }).map(([name, value]) => ({ [name]: value })),
  { billsLocked: "whileApproving" },
];
const creditNames = Object.entries(credits);
const pairs = creditNames.flatMap(([first, one], nth) =>
  creditNames.slice(nth + 1).map(([second, two]) => ({ [first]: one, [second]: two })),
);

interface Ending {
  readonly documents: Readonly<Record<string, unknown>>;
  readonly wrong: readonly string[];
  /** Documents that a warning, a rejection or *Reconcile* has named. */
  readonly named: ReadonlySet<string>;
}

const isNamed = (simulation: Simulation, idn: string): boolean =>
  saidOf(simulation, idn).some((one) => !/^(created|linked|updated|unchanged|archived|restored)$/.test(one));

/** The state of a document in both systems, without ids. */
const stateOf = (simulation: Simulation, idn: string) => {
  const { precoro, bill } = simulation;
  const { status, externalId } = precoro.world.invoice(idn);
  const voucher = [...bill.world.bills(), ...bill.world.credits()].find(({ id }) => id === externalId);
  const { amount, archived } = voucher ?? {};
  const applied = (voucher as { appliedAmount?: number } | undefined)?.appliedAmount;
  return { status, isLinked: voucher !== undefined, amount, archived, applied, ...restsOf(simulation, idn) };
};

const play = (simulator: Record<string, unknown>): Promise<Ending> =>
  withSimulation({ ...month(simulator), config: { ...month({}).config } }, async (simulation) => {
    for (const step of script) await playStep(simulation, step);
    await quietHours(simulation);
    const wrong = await wrongAtEnd(simulation);
    const idns = simulation.precoro.world.invoices().map(({ idn }) => String(idn));
    return {
      wrong,
      documents: Object.fromEntries(idns.map((idn) => [idn, stateOf(simulation, idn)])),
      named: new Set(idns.filter((idn) => isNamed(simulation, idn))),
    };
  });

let usual: Promise<Ending> | undefined;

test.each([{}, ...single, ...pairs].map((options) => [JSON.stringify(options), options] as const))(
  "%s",
  async (_, options) => {
    usual ??= play({});
    const [before, after] = [await usual, await play(options)];
    expect(after.wrong).toEqual([]);
    const differing = Object.keys(before.documents).filter(
      (idn) => JSON.stringify(before.documents[idn]) !== JSON.stringify(after.documents[idn]),
    );
    expect(differing.filter((idn) => !after.named.has(idn))).toEqual([]);
  },
);
