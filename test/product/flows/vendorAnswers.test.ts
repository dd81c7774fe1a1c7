/**
 * The same month under each answer that a vendor may give: the end is the same for every document, or the log has said the
 * difference.
 */
import { playStep } from "../../sandbox/playStep";
import type { Simulation } from "../../sandbox/simulation";
import { quietHours, restsOf, saidOf, wrongAtEnd } from "../kit/endOfWorld";
import { isLong } from "../kit/long";
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
/** In the short run, what touches no money is turned together, and the options of credits among the covering worlds. */
const forms = ["limitStatus", "billNotifications", "sumsAsNumbers", "itemsInPayables"];
const hasOneOf = (names: readonly string[]) => (options: object) =>
  Object.keys(options).some((name) => names.includes(name));
const singleInShort = [
  ...single.filter((options) => !hasOneOf([...Object.keys(credits), ...forms])(options)),
  Object.assign({}, ...single.filter(hasOneOf(forms))) as Record<string, unknown>,
];
const creditNames = Object.keys(credits) as (keyof typeof credits)[];
const turned = (names: readonly (keyof typeof credits)[]) =>
  Object.fromEntries(names.map((name) => [name, credits[name]]));
const pairs = creditNames.flatMap((first, nth) =>
  creditNames.slice(nth + 1).map((second) => turned([first, second])),
);
/** Few worlds in which each two options meet in all four ways. */
const covering = [0b10110111, 0b01011011, 0b01101101, 0b10001110, 0b11110000, 0b00000000].map((bits) =>
  turned(creditNames.filter((_, nth) => (bits & (1 << nth)) !== 0)),
);

interface Ending {
  readonly documents: Readonly<Record<string, unknown>>;
  readonly wrong: readonly string[];
  /** What warnings, rejections and *Reconcile* have said, by document. */
  readonly said: Readonly<Record<string, readonly string[]>>;
}

/** What a person has to know; what was done as usual, and what is only put off, is nothing of that. */
const warningsAbout = (simulation: Simulation, idn: string): string[] =>
  saidOf(simulation, idn).filter((one) => one.includes(" ") && !/^(postponed|skipped)/.test(one));

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
      said: Object.fromEntries(idns.map((idn) => [idn, warningsAbout(simulation, idn)])),
    };
  });

let usual: Promise<Ending> | undefined;

test("the short run has each two credit options in all four ways", () => {
  const met = creditNames.flatMap((first, nth) =>
    creditNames
      .slice(nth + 1)
      .map((second) => new Set(covering.map((one) => `${first in one} ${second in one}`)).size),
  );
  expect(new Set(met)).toEqual(new Set([4]));
});

test.each(
  [{}, ...(isLong ? [...single, ...pairs] : [...singleInShort, ...covering])].map(
    (options) => [JSON.stringify(options), options] as const,
  ),
)("%s", async (_, options) => {
  usual ??= play({});
  const [before, after] = [await usual, await play(options)];
  expect(after.wrong).toEqual([]);
  const differing = Object.keys(before.documents).filter(
    (idn) => JSON.stringify(before.documents[idn]) !== JSON.stringify(after.documents[idn]),
  );
  const isSaid = (idn: string) => after.said[idn]?.some((one) => !before.said[idn]?.includes(one));
  expect(
    differing.filter((idn) => !isSaid(idn)).map((idn) => [idn, before.documents[idn], after.documents[idn]]),
  ).toEqual([]);
});
