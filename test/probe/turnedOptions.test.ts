/** The probe finds each turned simulator option, and nothing else: every option that answers for an assumption is in the table. */

import { isLong } from "../product/kit/long";
import { readText } from "../repository/projectFiles";
import { billSettings } from "../simulators/bill";
import { precoroSettings } from "../simulators/precoro";
import { idsOf, type ProbeOptions, type ProbeRun, runProbe, WRITE, without } from "./kit/runProbe";
import { PRIVATE } from "./kit/world";
import { billProbes, precoroProbes } from "./probes";

interface Turned {
  readonly system: "bill" | "precoro";
  readonly option: string;
  readonly value: unknown;
  /** The probe that finds it. */
  readonly finds: string;
  /** Hides what others would find, so it has a world of its own. */
  readonly alone?: true;
}

const bill = (option: string, value: unknown, finds: string): Turned => ({
  system: "bill",
  option,
  value,
  finds,
});
const precoro = (option: string, value: unknown, finds: string): Turned => ({
  system: "precoro",
  option,
  value,
  finds,
});

const turned: readonly Turned[] = [
  bill("refuseFiltersWithPage", true, "bill-filters-with-page"),
  bill("refuseInvoiceNumberFilter", true, "bill-number-filter"),
  bill("withoutRights", ["GET /v3/subscriptions"], "bill-subscriptions"),
  bill("paidAmountIncludesCredits", false, "bill-paid-amount"),
  bill("dueAmountLessScheduled", true, "bill-due-amount"),
  bill("creditsAlonePartlyPaid", false, "bill-credit-status"),
  bill("refuseDuplicateInvoiceNumbers", true, "bill-duplicate-number"),
  bill("negativeLinesAccepted", false, "bill-negative-lines"),
  bill("itemsInPayables", false, "bill-item-lines"),
  bill("booksClosedUntil", "2025-12-31", "bill-closed-period"),
  bill("billsLocked", "whileApproving", "bill-approval-lock"),
  bill("vendorCreditsReplace", true, "bill-credits-add"),
  bill("creditTakenOffByPut", false, "bill-put-takes-off"),
  bill("appliedCreditArchives", false, "bill-applied-credit-archive"),
  bill("codingOpenWhenPaid", false, "bill-paid-coding"),
  bill("partPaidBillTakesCredit", false, "bill-part-paid-credit"),
  bill("secondLoginEndsFirst", true, "bill-second-login"),
  bill("limitStatus", 400, "bill-limit-code"),
  { ...bill("mayApplyCredits", false, "bill-may-apply"), alone: true },
  precoro("externalIdLookupNumbersOnly", true, "precoro-link-lookup"),
  precoro("itemPriceDecimals", 2, "precoro-item-price"),
  precoro("sumsAsNumbers", false, "precoro-sum-types"),
  precoro("paymentRowsShown", false, "precoro-paid-sums"),
  precoro("externalIntegrationLogShown", false, "precoro-error-log"),
  precoro("optionObjectsShown", false, "precoro-option-objects"),
];

/** No command can find these: which probe says so, and why, is in its reason. */
const byHand: Readonly<Record<string, string>> = {
  billNotifications: "bill-notification-form",
  supplierPostTakesExternalId: "precoro-supplier-post",
  putClearsArrays: "precoro-supplier-put",
  optionPostTakesExternalId: "precoro-option-post",
  itemPostTakesExternalId: "precoro-item-post",
  paymentPostTakesExternalId: "precoro-payment-post",
  customFieldCreation: "precoro-field-post",
};

/** They belong to the simulators themselves, and answer no question about a vendor. */
const technical = ["callsBefore", "latencyMs", "limits", "pageSizeMax", "webhookRetries"];

const optionsOf = (some: readonly Turned[]): ProbeOptions => {
  const of = (system: Turned["system"]) =>
    Object.fromEntries(
      some.filter((one) => one.system === system).map(({ option, value }) => [option, value]),
    );
  const limits = some.some(({ option }) => option === "limitStatus");
  // A price takes both systems.
  const isBillAlone = some.every(({ system }) => system === "bill");
  return {
    args: WRITE,
    environment: isBillAlone ? without("PRECORO") : {},
    bill: of("bill"),
    precoro: of("precoro"),
    // The probe provokes no limit: somebody else has used it up.
    before: (simulators) => {
      if (limits) simulators.bill.faults.add({ match: "GET /v3/customers", kind: "429" });
    },
  };
};

test("every simulator option has a probe that finds it, or one that says why none can", () => {
  const named = [...turned.map(({ option }) => option), ...Object.keys(byHand), ...technical];
  expect(
    [...new Set([...billSettings, ...precoroSettings])].filter((option) => !named.includes(option)),
  ).toEqual([]);
  const ids = [...billProbes, ...precoroProbes];
  const wrong = Object.values(byHand).filter((id) => !ids.find((one) => one.id === id)?.byHand);
  expect(wrong).toEqual([]);
});

describe("the simulators' own answers, behind real limits", () => {
  let run: ProbeRun;
  beforeAll(async () => {
    const limits = { limits: true };
    run = await runProbe({ args: WRITE, bill: limits, precoro: limits });
  });

  test("nothing is refuted, and little is left to a person", () => {
    expect(idsOf(run, "refuted")).toEqual([]);
    expect(idsOf(run, "not testable").filter((id) => !isByHand(id))).toEqual([
      "bill-vendor-currency",
      "bill-limit-code",
      "precoro-option-filter",
      "precoro-rights",
      "precoro-limit-body",
    ]);
    expect(idsOf(run, "confirmed").length).toBeGreaterThan(60);
    expect(run.exitCode).toBe(0);
    expect(run.reportText).not.toMatch(new RegExp(`${PRIVATE}|PROBE-\\w+-\\d`, "i"));
  });

  test("it takes less than ten minutes, and meets no limit", () => {
    expect(run.virtualMs).toBeLessThan(600_000);
    const entries = [...run.bill.journal.entries, ...run.precoro.journal.entries];
    expect(entries.filter(({ refused }) => refused)).toEqual([]);
  });

  test("everything that it has made is taken away again", () => {
    const { bills, vendors, vendorCredits, payments } = run.bill.world.snapshot();
    const own = (rows: readonly Record<string, unknown>[]) =>
      rows.filter(({ createdTime }) => String(createdTime) > "2026-01-05T08:00:00.000+00:00");
    expect([own(bills).length, own(vendorCredits).length, own(vendors).length]).toEqual([19, 9, 1]);
    for (const row of [...own(bills), ...own(vendorCredits), ...own(vendors)])
      expect(row).toMatchObject({ archived: true });
    for (const payment of own(payments)) expect(payment).toMatchObject({ status: "VOID" });
    expect(run.report?.systems.map(({ left }) => left)).toEqual([0, 0]);
  });
});

const isByHand = (id: string): boolean =>
  [...billProbes, ...precoroProbes].find((one) => one.id === id)?.byHand === true;

describe("turned together", () => {
  const together = turned.filter(({ alone }) => !alone);
  let run: ProbeRun;
  beforeAll(async () => {
    run = await runProbe(optionsOf(together));
  });

  test("each option is found, and nothing else is refuted", () => {
    expect(idsOf(run, "refuted").sort()).toEqual(together.map(({ finds }) => finds).sort());
    expect(run.exitCode).toBe(1);
  });

  test("what cannot be removed then is named on the terminal and counted in the file", () => {
    const [, named = ""] = run.printed.split("could not remove them:\n");
    expect(named).toMatch(/bill PROBE-\w+-\d+ \(00n\w+\): 422/);
    expect(run.report?.systems[0]?.left).toBeGreaterThan(3);
    expect(run.reportText).not.toMatch(/PROBE-\w+-\d/);
  });
});

test("a right that the user lacks in Precoro confirms what it is, and leaves the rest", async () => {
  const run = await runProbe({ environment: without("BILL"), precoro: { withoutRights: ["GET /payments"] } });
  expect(idsOf(run, "refuted")).toEqual([]);
  expect(idsOf(run, "confirmed")).toContain("precoro-rights");
  expect(idsOf(run, "not testable")).toContain("precoro-payment-rows");
});

const alone = turned.filter((one) => one.alone || isLong);

test.each(alone.map((one) => [`${one.option} ${JSON.stringify(one.value)}`, one] as const))(
  "%s alone: found, and nothing else is refuted",
  async (_, one) => {
    expect(idsOf(await runProbe(optionsOf([one])), "refuted")).toEqual([one.finds]);
  },
);

test("connector/DECISIONS.md names every probe, and no other one", () => {
  const [, after = ""] = readText("connector/DECISIONS.md").split("\n## Assumptions\n");
  const [tables = ""] = after.split("\n### Prismatic\n");
  for (const [vendor, probes] of [
    ["BILL", billProbes],
    ["Precoro", precoroProbes],
  ] as const) {
    const [table = ""] = (tables.split(`\n### ${vendor}\n`)[1] ?? "").split("\n### ");
    const cells = table
      .split("\n")
      .filter((row) => row.startsWith("| "))
      .slice(2)
      .map((row) => row.slice(2, -2).split(" | ")[3] ?? "");
    // Each row begins with the ids of its probes; those of a person are marked.
    const named = cells.flatMap((cell) =>
      [...cell.matchAll(/\*\*([\w-]+)\*\*( \(by hand\))?/g)].map(([, id = "", hand]) => `${id}${hand ?? ""}`),
    );
    expect(cells.filter((cell) => !cell.startsWith("**"))).toEqual([]);
    // One probe may answer for several assumptions.
    expect([...new Set(named)].sort()).toEqual(
      probes.map(({ id, byHand }) => (byHand ? `${id} (by hand)` : id)).sort(),
    );
  }
});
